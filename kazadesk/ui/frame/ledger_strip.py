"""The strip that says what is the matter with a shared ledger: its server is out of reach, or it is only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kazadesk.services.session import Session


class LedgerStrip(Notice):
    """Hidden while all is well."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerStrip")
        self._session = session
        self.destroyed.connect(session.news.listen_reach(self._show))
        self.destroyed.connect(session.news.listen(lambda _changes: self._show_newer()))
        self._show()

    def _show(self) -> None:
        if self._session.news.reached:
            self.say("")
            self._show_newer()
            return
        told = translate(
            "Desks",
            "The ledger's server cannot be reached. What is shown is from {time}. Nothing is sent meanwhile: new links"
            " wait here, and go on by themselves.",
        )
        self.say(told.format(time=times.clock(times.now())), "warning", "alert")

    def _show_newer(self) -> None:
        if self._session.news.reached and self._session.ledger.is_newer and not self.text():
            self.say(
                translate(
                    "Desks",
                    "A newer KazaDesk has changed the shared ledger. This one only shows it: update KazaDesk to create"
                    " links and verify notices here.",
                ),
                "warning",
                "info",
            )
