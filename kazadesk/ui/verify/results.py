"""The verdicts of a paste or of files that held several webhooks: totals, and a list to choose one from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
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

from kazadesk.ui.look import theme
from kazadesk.ui.verify import heard
from kazadesk.ui.widgets.announcing import DescribedRows
from kazadesk.ui.widgets.buttons import tool_button
from kazadesk.ui.widgets.labels import PlainLabel, plain_tooltip
from kazadesk.ui.widgets.row_painter import RowPainter
from kazadesk.ui.widgets.told_table import ToldTable
from kazadesk.ui.words.i18n import listed, ltr, translate, visible_identifier
from kazadesk.words import verdicts as words
from kazadesk.words.amounts import number, price

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kazadesk.core.webhook.verdict import Verdict, VerdictCode

AnyIndex = QModelIndex | QPersistentModelIndex

VERDICT_ROLE = Qt.ItemDataRole.UserRole + 1
_ICON = 18


class VerdictsModel(DescribedRows):
    """Verdicts in the order of the paste, in one column. The role named `verdict` holds the code."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._verdicts: list[Verdict] = []
        self._files: list[str] = []
        self.in_practice = False

    def show_verdicts(self, verdicts: Sequence[Verdict], files: Mapping[int, str]) -> None:
        """`files`: the `id` of a verdict → the name of the file it is from."""
        self.beginResetModel()
        self._verdicts = list(verdicts)
        self._files = [files.get(id(verdict), "") for verdict in verdicts]
        self.endResetModel()

    def replace(self, old: Verdict, new: Verdict) -> None:
        """The same webhook is judged otherwise now."""
        for row, verdict in enumerate(self._verdicts):
            if verdict is old:
                self._verdicts[row] = new
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def verdicts(self) -> Sequence[Verdict]:
        return self._verdicts

    def verdict_at(self, row: int) -> Verdict:
        return self._verdicts[row]

    def name_at(self, row: int) -> str:
        """What tells this webhook from the others: its link's reference, its ref, or its order id; and its file."""
        named = (name_of(self._verdicts[row]), visible_identifier(self._files[row]))
        return " · ".join(ltr(part) for part in named if part)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._verdicts)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def roleNames(self) -> dict[int, QByteArray]:
        return super().roleNames() | {VERDICT_ROLE: QByteArray(b"verdict")}

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        verdict = self._verdicts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            shown = words.quoted(verdict.amount, verdict.currency) if verdict.amount else ""
            return ", ".join(part for part in (words.heading(verdict), shown, self.name_at(index.row())) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = heard.one_of_several(self.name_at(index.row()), verdict)
            return heard.in_practice(said) if self.in_practice else said
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.description
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.name_at(index.row()))
        return verdict.code.value if role == VERDICT_ROLE else None


def name_of(verdict: Verdict) -> str:
    """What tells this webhook from the others: its link's reference, its ref, or its order id."""
    named = verdict.link.reference if verdict.link is not None else verdict.ref or verdict.order_id
    return visible_identifier(named or "")


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: VerdictsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._widget = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        verdict, colours, area = self._model.verdict_at(index.row()), theme.scheme(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.hover))
        brush = RowPainter(painter, area, option.direction, self._widget.devicePixelRatioF())
        ink = theme.verdict_ink(words.COLOURS[verdict.code])
        strong, caption = theme.font("strong"), theme.font("caption")
        row = area.adjusted(theme.S, 0, -theme.S, 0)
        brush.icon(QRect(row.left(), area.center().y() - _ICON // 2 + 1, _ICON, _ICON), ink.icon, ink.text)
        money = f"{price(verdict.amount or '', verdict.currency or '')} {verdict.currency or ''}".strip()
        taken = QFontMetrics(strong).horizontalAdvance(money) + 1
        upper = row.height() // 2 if self._model.name_at(index.row()) else row.height()
        brush.identifier(QRect(row.right() - taken, row.top(), taken, upper), money, strong, colours.text)
        name = self._model.name_at(index.row())
        below = row.adjusted(_ICON + theme.S, row.height() // 2 if name else 0, 0, 0)
        told = row.adjusted(_ICON + theme.S, 0, -taken - theme.S, -(row.height() // 2) if name else 0)
        brush.words(told, words.heading(verdict), caption, ink.text)
        brush.identifier(below, name, caption, colours.muted)
        painter.restore()


class VerdictsList(QWidget):
    """Totals per verdict, and below them a row a webhook."""

    chosen = Signal(object)
    """The Verdict of the row that became current."""
    text_wanted = Signal(bool)
    """Whether the text itself is to be seen beside its verdicts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = VerdictsModel(self)
        self._totals = PlainLabel("", self)
        self._totals.setObjectName("verdictTotals")
        self._totals.setFont(theme.font("caption"))
        self._totals.setWordWrap(True)
        self._text = tool_button("edit", translate("Verdict", "Show the text"), name="showTextButton")
        self._text.setCheckable(True)
        self._text.setAutoRaise(True)
        self._text.toggled.connect(self.text_wanted)
        # a table: a list would lay out its thousands of rows one by one
        self._view = ToldTable(self)
        self._view.setObjectName("verdictsView")
        self.setFocusProxy(self._view)
        self._view.setAccessibleName(translate("Verdict", "Notices in this paste"))
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setShowGrid(False)
        self._view.setWordWrap(False)
        self._view.setTabKeyNavigation(False)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.horizontalHeader().hide()
        self._view.horizontalHeader().setStretchLastSection(True)
        self._view.verticalHeader().hide()
        self._view.verticalHeader().setDefaultSectionSize(2 * QFontMetrics(theme.font("body")).height() + theme.S)
        self._view.setMinimumHeight(theme.XXL * 2)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setModel(self.model)
        self._view.setItemDelegate(_Delegate(self.model, self))
        self._view.selectionModel().currentRowChanged.connect(self._choose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.XS)
        head = QHBoxLayout()
        head.setSpacing(theme.S)
        head.addWidget(self._totals, 1)
        head.addWidget(self._text, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        rows.addWidget(self._view, 1)

    def show_verdicts(self, verdicts: Sequence[Verdict], files: Mapping[int, str] | None = None) -> None:
        """Show all and choose the first of the most serious ones; `files`: as the model has them."""
        self.model.show_verdicts(verdicts, files or {})
        totals = self._show_totals()
        worst = totals[0][0] if totals else None
        first = next((row for row, one in enumerate(verdicts) if one.code is worst), 0)
        self._view.setCurrentIndex(self.model.index(first, 0))
        self._text.setChecked(False)

    def _show_totals(self) -> list[tuple[VerdictCode, int]]:
        totals = words.totals(self.model.verdicts())
        self._totals.setText(listed(*(f"{words.title(code)}: {number(count)}" for code, count in totals)))
        # what is said of a table before its row: so they are counted for who is not told of announcements
        self._view.setAccessibleName(heard.several(self.model.verdicts()))
        return totals

    def heard(self) -> str:
        """All of them counted, and the one that is chosen."""
        row = self._view.currentIndex().row()
        first = heard.one_of_several(self.model.name_at(row), self.model.verdict_at(row))
        counted = heard.several(self.model.verdicts())
        return f"{counted} {translate('Verdict', 'First, {verdict}').format(verdict=first)}"

    def replace(self, old: Verdict, new: Verdict) -> None:
        """The same webhook is judged otherwise now."""
        self.model.replace(old, new)
        self._show_totals()

    def clear(self) -> None:
        """Let go of the verdicts: the next ones are on their way."""
        self.model.show_verdicts([], {})
        self._totals.setText("")

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.model.verdict_at(current.row()))
