"""What came through the mailbox: newest first, what was not looked at marked, and noise in a filter of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import DescribedRows
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.row_painter import RowPainter
from kazadesk.ui.widgets.told_table import ToldTable
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import ltr, spoken, translate, visible_identifier
from kazadesk.words import verdicts as words
from kazadesk.words.amounts import price

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.ports import Confirmation
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

AnyIndex = QModelIndex | QPersistentModelIndex

UNREAD_ROLE = Qt.ItemDataRole.UserRole + 1
_ICON, _DOT = 18, 7
_SHOWN = 200


class ArrivalsModel(DescribedRows):
    """Confirmations, newest first, in one column. The role named `unread` says what was not looked at yet."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.arrivals: list[Confirmation] = []
        self.seen = 0

    def show_arrivals(self, arrivals: list[Confirmation], seen: int) -> None:
        self.beginResetModel()
        self.arrivals, self.seen = arrivals, seen
        self.endResetModel()

    def unread(self) -> int:
        return sum(each.id > self.seen for each in self.arrivals)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.arrivals)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def roleNames(self) -> dict[int, QByteArray]:
        return super().roleNames() | {UNREAD_ROLE: QByteArray(b"unread")}

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        arrival = self.arrivals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            parts = [when(arrival), words.title(VerdictCode(arrival.verdict)), _money(arrival), ltr(_name(arrival))]
            if arrival.id > self.seen:
                parts.append(translate("Receive", "new"))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(str(self.data(index)))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.description
        return arrival.id > self.seen if role == UNREAD_ROLE else None


def when(arrival: Confirmation) -> str:
    """When it came into the mailbox."""
    return times.ago(times.parsed(arrival.arrived_at or arrival.at), times.now())


def _money(arrival: Confirmation) -> str:
    return f"{price(arrival.amount or '', arrival.currency or '')} {arrival.currency or ''}".strip()


def _name(arrival: Confirmation) -> str:
    return visible_identifier(arrival.ref or arrival.order_id or "")


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: ArrivalsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._widget = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        arrival, colours, area = self._model.arrivals[index.row()], theme.scheme(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.hover))
        brush = RowPainter(painter, area, option.direction, self._widget.devicePixelRatioF())
        unread = arrival.id > self._model.seen
        ink = theme.verdict_ink(words.COLOURS[VerdictCode(arrival.verdict)])
        strong, caption = theme.font("strong"), theme.font("caption")
        half = area.height() // 2
        row = area.adjusted(theme.S, 0, -theme.S, 0)
        brush.icon(QRect(row.left(), area.center().y() - _ICON // 2 + 1, _ICON, _ICON), ink.icon, ink.text)
        inner = row.adjusted(_ICON + theme.S, 0, 0, 0)
        upper = QRect(inner.left(), area.top() + 2, inner.width(), half)
        lower = QRect(inner.left(), area.top() + half, inner.width(), half)
        money = _money(arrival)
        taken = QFontMetrics(strong).horizontalAdvance(money) + 1
        brush.identifier(QRect(upper.right() - taken, upper.top(), taken, half), money, strong, colours.text)
        told = upper.adjusted(0, 0, -taken - theme.S, 0)
        brush.words(told, words.title(VerdictCode(arrival.verdict)), strong if unread else caption, ink.text)
        moment = when(arrival)
        width = QFontMetrics(caption).horizontalAdvance(moment) + 1
        brush.words(QRect(lower.right() - width, lower.top(), width, half), moment, caption, colours.muted)
        name = lower.adjusted(0, 0, -width - theme.S, 0)
        if unread:
            dot = QRect(name.left(), lower.center().y() - _DOT // 2, _DOT, _DOT)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            painter.drawEllipse(
                dot if not mirrored else QRect(area.left() + area.right() - dot.right(), dot.top(), _DOT, _DOT)
            )
            name = name.adjusted(_DOT + theme.XS, 0, 0, 0)
        brush.identifier(name, _name(arrival), caption, colours.muted)
        painter.restore()


class ArrivalsList(QWidget):
    """A filter, and below it a row a webhook. What is shown counts as looked at when something else is shown."""

    chosen = Signal(object)
    """The Verdict of the row that became current."""
    unread_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._tasks: Tasks | None = None
        self.model = ArrivalsModel(self)
        self._filter = Box(self)
        self._filter.setObjectName("arrivalsFilter")
        self._filter.setAccessibleName(translate("Receive", "Which notices to show"))
        self._filter.addItem(translate("Receive", "Genuine notices"), True)
        self._filter.addItem(translate("Receive", "Not authentic or unreadable"), False)
        self._filter.activated.connect(lambda _row: self.reload())
        self._empty = PlainLabel("", self)
        self._empty.setWordWrap(True)
        self._view = ToldTable(self)
        self._view.setObjectName("arrivalsView")
        self.setFocusProxy(self._view)
        self._view.setAccessibleName(translate("Receive", "Notices that arrived"))
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setShowGrid(False)
        self._view.setWordWrap(False)
        self._view.setTabKeyNavigation(False)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.horizontalHeader().hide()
        self._view.horizontalHeader().setStretchLastSection(True)
        self._view.verticalHeader().hide()
        height = QFontMetrics(theme.font("body")).height()
        self._view.verticalHeader().setDefaultSectionSize(2 * height + theme.S)
        self._view.setMinimumHeight(theme.XXL * 2)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setModel(self.model)
        self._view.setItemDelegate(_Delegate(self.model, self))
        self._view.selectionModel().currentRowChanged.connect(self._tell)
        head = QHBoxLayout()
        head.addWidget(self._filter)
        head.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.XS)
        rows.addLayout(head)
        rows.addWidget(self._empty)
        rows.addWidget(self._view, 1)

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._session, self._tasks = session, tasks
        self.reload()

    @property
    def genuine(self) -> bool:
        return bool(self._filter.currentData())

    def reload(self) -> None:
        """What is in the ledger now."""
        if self._session is not None and self._tasks is not None:
            job = self._session.inbox.arrivals(authentic=self.genuine, limit=_SHOWN)
            self._tasks.start(self, job, done=self._show, refused=self._refused)

    def _show(self, arrivals: list[Confirmation]) -> None:
        current = self._view.currentIndex()
        kept = self.model.arrivals[current.row()].id if current.isValid() else None
        self.model.show_arrivals(arrivals, self._seen())
        self._empty.setText("" if arrivals else translate("Receive", "Nothing has arrived yet."))
        self._empty.setVisible(not arrivals)
        row = next((row for row, each in enumerate(arrivals) if each.id == kept), None)
        if row is not None:
            self._view.setCurrentIndex(self.model.index(row, 0))
        if self.genuine:
            self.unread_changed.emit(self.model.unread())

    def _refused(self, _error: KazaDeskError) -> None:
        self._empty.setText(translate("Receive", "The list could not be read."))
        self._empty.show()

    def _mode(self) -> str:
        return "practice" if self._session is not None and self._session.practice else "live"

    def _seen(self) -> int:
        return self._session.settings.value.inbox_seen.get(self._mode(), 0) if self._session is not None else 0

    def mark_seen(self) -> None:
        """Everything that is in the list was looked at."""
        if self._session is None or not self.genuine or not self.model.unread():
            return
        newest = max(each.id for each in self.model.arrivals)
        seen = self._session.settings.value.inbox_seen | {self._mode(): newest}
        self._session.settings.change(inbox_seen=seen)
        self.model.seen = newest
        self.model.dataChanged.emit(self.model.index(0, 0), self.model.index(len(self.model.arrivals) - 1, 0))
        self.unread_changed.emit(0)

    def choose_newest(self) -> None:
        if self.model.rowCount():
            self._view.setCurrentIndex(self.model.index(0, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self._session is not None and self._tasks is not None:
            arrival = self.model.arrivals[current.row()]
            self._tasks.start(self, self._session.inbox.as_verdict(arrival), done=self._chosen, refused=self._refused)

    def _chosen(self, verdict: Verdict) -> None:
        self.chosen.emit(verdict)
