"""What stands where the rows of the list are: the rows, or why there are none and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from kazadesk.ui.widgets.empty_state import EmptyState
from kazadesk.ui.words.i18n import digits, translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.ui.links.going_live import GoingLive
    from kazadesk.ui.widgets.empty_state import EmptyState


class LinksPlaceholder(QStackedLayout):
    """One of them is shown; all but the rows are made when they are needed first."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__()
        self._rows = rows
        self._empty: EmptyState | None = None
        self.addWidget(rows)

    @property
    def shows_anything(self) -> bool:
        return self.currentWidget() is not self._rows

    def show_rows(self) -> None:
        self.setCurrentWidget(self._rows)

    def show_reading(self) -> None:
        self._show("clock", translate("Links", "Reading the ledger…"))

    def show_upgrading(self, percent: int) -> None:
        title = translate("Links", "The ledger is being made ready for this version: {percent} %")
        text = translate(
            "Links",
            "This happens once, and a backup is kept before. Closing the window stops it, and loses nothing.",
        )
        self._show("hourglass", title.format(percent=digits(str(percent))), text)

    def show_problem(self, error: KazaDeskError, try_again: Callable[[], None]) -> None:
        title, again = translate("Links", "The ledger could not be read"), translate("Links", "Try again")
        self._show("alert", title, sentence(error), again, try_again)

    def show_no_match(self, show_all: Callable[[], None]) -> None:
        title, text = (
            translate("Links", "No link matches"),
            translate("Links", "Nothing matches the search and the filters."),
        )
        self._show("search", title, text, translate("Links", "Show all links"), show_all)

    def show_going_live(self, steps: GoingLive) -> None:
        """Of an account that has no link for money yet."""
        if self.indexOf(steps) < 0:
            self.addWidget(steps)
        self.setCurrentWidget(steps)

    def show_no_links(self, offer_samples: Callable[[], None] | None = None) -> None:
        """`offer_samples`: makes them, in practice mode."""
        text = translate("Links", "Enter an amount and create the first one: it will appear here.")
        button = digits(translate("Links", "Sample takings of 30 days")) if offer_samples is not None else ""
        self._show("link", translate("Links", "No links yet"), text, button, offer_samples)

    def _show(
        self, icon: str, title: str, text: str = "", button: str = "", act: Callable[[], None] | None = None
    ) -> None:
        if self._empty is None:
            self._empty = EmptyState(self._rows.parentWidget())
            self.addWidget(self._empty)
        self._empty.tell(icon, title, text, button, act)
        self.setCurrentWidget(self._empty)
