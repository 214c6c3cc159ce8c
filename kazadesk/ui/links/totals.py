"""The slim line under the list: how many links the filter finds, and what money is paid and waited for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from kazadesk.core.link import LinkState
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.widgets.row_painter import RowPainter
from kazadesk.ui.words.i18n import digits, ltr, spoken, translate
from kazadesk.words.amounts import number, price
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.records import LinkQuery, LinkTotal
    from kazadesk.services.session import Session

_ICON = 14
_READ_AFTER_MS = 150
_ORDER = (
    LinkState.PAID,
    LinkState.PAID_BY_HAND,
    LinkState.WAITING,
    LinkState.NEEDS_ATTENTION,
    LinkState.UNKNOWN,
    LinkState.TIMED_OUT,
    LinkState.SENDING,
    LinkState.UNSENT,
    LinkState.FAILED,
)


_MONEY = frozenset((LinkState.PAID, LinkState.PAID_BY_HAND, LinkState.WAITING))
"""What links of these states asked for is money, there or still to come. Of all others they are counted only: what a
refused link asked for is nobody's, and with a difference the amount asked for is not the one that was paid."""


class LinksTotals(Panel, QLabel):
    """Paints as many totals as fit, the money that is there first; tooltip and accessible text have all."""

    counted = Signal(int)
    """How many links the query finds, each time they were counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linksTotals")
        self.setAccessibleDescription(" ")  # without one the tooltip would be read, which says the same
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = self._all = ""
        self._groups: list[tuple[LinkState, str, str]] = []
        self._query: LinkQuery | None = None
        self.accounts: Sequence[tuple[str, str]] = ()
        """Name and word of each, where there are several."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_READ_AFTER_MS)
        self._soon.timeout.connect(self._read)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_READ_AFTER_MS)
        self._slow.timeout.connect(self._count_on)

    def read_soon(self, query: LinkQuery) -> None:
        """Show what `query` finds: where much changes at once, once for all."""
        self._query = query
        self._soon.start()

    def read(self, query: LinkQuery) -> None:
        """Show what `query` finds."""
        if query != self._query:
            self._slow.start()
        self._query = query
        self._read()

    def _count_on(self) -> None:
        """What stands here belongs to another question, and the answer takes its time."""
        self._count, self._groups = translate("Links", "Counting…"), []
        self._tell(self._count)
        self.setToolTip("")
        self.update()

    def _read(self) -> None:
        query = self._query
        if query is None:
            return

        def done(totals: list[LinkTotal]) -> None:
            if query == self._query:
                self._slow.stop()
                self.show_totals(totals)
                self._add_accounts(query)

        self.ask(lambda session: session.ledger.totals(query), done=done, refused=lambda _error: self._slow.stop())

    def show_totals(self, totals: Sequence[LinkTotal]) -> None:
        count = sum(total.count for total in totals)
        self._count = translate("Links", "%n link(s)", "", count).replace(digits(str(count)), number(count), 1)
        self._groups = _grouped(totals)
        lines = _lines(self._groups)
        self._tell("; ".join([self._count, *lines]))
        self.setToolTip("\n".join(lines))
        self.update()
        self.counted.emit(count)

    def _add_accounts(self, query: LinkQuery) -> None:
        """What each account has of it, where all are listed together."""
        accounts = self.accounts
        if query.profile is not None or len(accounts) < 2:
            return

        counted, lines = self._count, _lines(self._groups)

        async def asked(session: Session) -> list[list[LinkTotal]]:
            return [await session.ledger.totals(replace(query, profile=name)) for name, _word in accounts]

        def done(found: list[list[LinkTotal]]) -> None:
            if query != self._query:
                return
            told = []
            for (_name, word), totals in zip(accounts, found, strict=True):
                told.append(f"{word}: {'; '.join(_lines(_grouped(totals))) or '–'}")
            self._count = f"{counted} {translate('Links', 'in %n account(s)', '', len(accounts))}"
            self.setToolTip("\n".join([*lines, "", *told]))
            self._tell("; ".join([self._count, *lines, *told]))
            self.update()

        self.ask(asked, done=done, refused=lambda _error: None)

    def _tell(self, everything: str) -> None:
        self._all = everything
        self.setAccessibleName(spoken(everything))

    def text(self) -> str:
        """Everything, as it is shown; screen readers have the same with amounts that they can say."""
        return self._all

    def sizeHint(self) -> QSize:
        return QSize(theme.XXL * 8, QFontMetrics(theme.font("caption")).height() + theme.S)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.XXL * 3, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = RowPainter(painter, self.rect(), self.layoutDirection(), self.devicePixelRatioF())
        colours, caption = theme.scheme(), theme.font("caption")
        width = QFontMetrics(caption).horizontalAdvance
        left = self._draw(brush, 0, self._count, colours.muted)
        for place, (state, word, said) in enumerate(self._groups):
            ink, last = theme.state_ink(state), place == len(self._groups) - 1
            needed = theme.L + _ICON + theme.XS + width(word) + theme.S + width(said) + 2
            if left + needed + (0 if last else theme.L + width("…")) > self.width():
                self._draw(brush, left + theme.L, "…", colours.muted)
                self._tell_more(True)
                break
            left += theme.L
            brush.icon(QRect(left, (self.height() - _ICON) // 2, _ICON, _ICON), ink.icon, ink.text)
            left = self._draw(brush, left + _ICON + theme.XS, word, ink.text) + theme.S
            left = self._draw(brush, left, said, colours.text if state in _MONEY else colours.muted)
        else:
            self._tell_more(False)

    def _tell_more(self, more: bool) -> None:
        """What had no room is a press of Tab away, as it is under the mouse."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if more else Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        QToolTip.showText(self.mapToGlobal(QPoint(0, -self.height())), self.toolTip(), self)

    def _draw(self, brush: RowPainter, left: int, text: str, colour: str) -> int:
        """Draw `text` at `left`; returns where it ends."""
        font = theme.font("caption")
        width = QFontMetrics(font).horizontalAdvance(text) + 1
        brush.words(QRect(left, 0, width, self.height()), text, font, colour)
        return left + width

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()


def _grouped(totals: Sequence[LinkTotal]) -> list[tuple[LinkState, str, str]]:
    """State, its word, and what its links amount to, the money that is there first."""
    groups = []
    for state in _ORDER:
        found = [total for total in totals if total.state is state]
        if found:
            groups.append((state, state_word(state), _said(state, found)))
    return groups


def _lines(groups: Sequence[tuple[LinkState, str, str]]) -> list[str]:
    return [f"{word}: {said}" for _state, word, said in groups]


def _said(state: LinkState, totals: Sequence[LinkTotal]) -> str:
    """What the links of one state amount to, currency by currency, or how many they are."""
    if state not in _MONEY:
        return translate("Links", "%n link(s)", "", sum(total.count for total in totals))
    return ltr("  +  ".join(f"{price(total.amount, total.currency)} {total.currency}" for total in totals))
