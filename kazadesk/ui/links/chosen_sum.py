"""How many links are selected, and what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kazadesk.core.books.closing import Sum
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.labels import ElidedText
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.widgets.row_painter import RowPainter
from kazadesk.ui.words.i18n import digits, ltr, translate
from kazadesk.words.amounts import number, price

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.session import Session
    from kazadesk.ui.links.selection import LinksSelection

_PAUSE_MS = 120
_AT_ONCE = 5000
"""Links a reading: what is typed or created meanwhile comes between."""


class ChosenSum(Panel, ElidedText):
    """Hidden where not several links are selected. Counts at once; the sums follow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "caption", identifier=False)
        self.setObjectName("selectionSum")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._counted = ""
        self._sums: list[str] = []
        self._selected: LinksSelection | None = None
        self._adding: asyncio.Task[list[tuple[str, str]]] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._add_up)
        self.hide()

    def show_chosen(self, selected: LinksSelection | None) -> None:
        """The selection has changed; None where there are not several."""
        if self._adding is not None:
            self._adding.cancel()
            self._adding = None
        self._selected = selected
        self.setVisible(selected is not None)
        if selected is None:
            self._soon.stop()
        elif not selected.known:
            self._tell(translate("Links", "Selecting all links…"), [])
        else:
            self._tell(_counted(selected.count()), [])
            self._soon.start()

    def _tell(self, counted: str, sums: list[str]) -> None:
        self._counted, self._sums = counted, sums
        self.show_text(self._words(len(sums)))

    def _words(self, shown: int) -> str:
        """With so many sums; an amount that is cut off would be another one."""
        if not self._sums:
            return self._counted
        parts = self._sums[:shown] + (["…"] if shown < len(self._sums) else [])
        return f"{self._counted}: {ltr('  +  '.join(parts))}"

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.horizontalAdvance(self.text()) + 2, theme.XXL * 12), metrics.height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = QFontMetrics(self.font()).horizontalAdvance
        choices = map(self._words, range(len(self._sums), -1, -1))
        fitting = (words for words in choices if width(words) <= self.width())
        brush = RowPainter(QPainter(self), self.rect(), self.layoutDirection(), self.devicePixelRatioF())
        brush.words(self.rect(), next(fitting, self._counted), self.font(), theme.scheme().text)

    def _add_up(self) -> None:
        if self._selected is None or not self._selected.known:
            return
        ids = self._selected.ids()

        def done(sums: list[tuple[str, str]]) -> None:
            self._adding = None
            told = [f"{price(amount, currency)} {currency}" for currency, amount in sums]
            self._tell(_counted(len(ids)), told)
            announce(self, f"{_counted(len(ids))}: {' + '.join(told)}")

        self._adding = self.ask(lambda session: _sums(session, ids), done=done, refused=self._not_added)

    def _not_added(self, _error: KazaDeskError) -> None:
        """The number is there all the same."""
        self._adding = None
        announce(self, self.text())


async def _sums(session: Session, ids: Sequence[int]) -> list[tuple[str, str]]:
    """Currency and amount, exactly."""
    sums: dict[str, Sum] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for total in await session.ledger.totals_of(ids[start : start + _AT_ONCE]):
            sums[total.currency] = sums.get(total.currency, Sum()).plus(1, total.amount)
    return [(currency, sums[currency].amount) for currency in sorted(sums)]


def _counted(count: int) -> str:
    text = translate("Links", "%n link(s) selected", "", count)
    return text.replace(digits(str(count)), number(count), 1)
