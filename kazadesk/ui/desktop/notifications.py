"""A word on the desktop when a webhook confirms a payment while the merchant looks at something else."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.ui.desktop.notification_bus import show
from kazadesk.ui.words.i18n import listed, ltr, translate, visible_identifier
from kazadesk.words.amounts import money

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from PySide6.QtWidgets import QSystemTrayIcon

    from kazadesk.core.link import PaymentLink
    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_NAMED = 3
"""Links of one notification that are told one by one."""
_WATCHED = 4
"""Notifications whose click is still waited for."""
_TRAY_MS = 30_000
"""Longer than Windows shows a message; then the icon that spoke it goes."""


@dataclass(frozen=True, slots=True)
class Note:
    """Plain text, for whoever shows it to make harmless in its own way."""

    title: str
    body: str
    link_id: int
    """The link to show when the note is clicked."""


class Notifier(QObject):
    """Tells of verdicts that are `paid` and of nothing else, and only while no window of KazaDesk is the active one."""

    clicked = Signal(int)
    """The merchant wants to see the link with this id."""

    def __init__(self, session: Session, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._tasks, self._window = session, tasks, window
        self._shown: list[asyncio.Task[bool | None]] = []
        self._tray: QSystemTrayIcon | None = None
        self._leaving = QTimer(self)
        self._last = 0

    def tell(self, verdicts: Sequence[Verdict]) -> None:
        """One note on all the payments that these verdicts confirm."""
        links = [one.link for one in verdicts if one.code is VerdictCode.PAID and one.link is not None]
        if not links or not self._session.settings.value.notify_paid or QApplication.activeWindow() is not None:
            return
        note = worded(links, practice=self._session.practice)
        if sys.platform.startswith("linux"):
            self._tell_by_bus(note)
        else:
            self._tell_by_tray(note)

    def _tell_by_bus(self, note: Note) -> None:
        def done(clicked: bool | None) -> None:
            if clicked is None:
                QApplication.alert(self._window)  # nobody shows notifications here
            elif clicked:
                self.clicked.emit(note.link_id)

        task = self._tasks.start(self, show(note.title, note.body), done=done)
        if task is not None:
            self._shown = [one for one in self._shown if not one.done()] + [task]
            for old in self._shown[:-_WATCHED]:
                old.cancel()

    def _tell_by_tray(self, note: Note) -> None:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            QApplication.alert(self._window)
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.setToolTip("KazaDesk")
            for signal in (self._tray.messageClicked, self._tray.activated):
                signal.connect(self._tray_clicked)
            self._leaving.setSingleShot(True)
            self._leaving.setInterval(_TRAY_MS)
            self._leaving.timeout.connect(self._tray.hide)
        self._last = note.link_id
        self._tray.show()
        self._leaving.start()
        self._tray.showMessage(note.title, note.body, QApplication.windowIcon())

    def _tray_clicked(self) -> None:
        if self._tray is not None:
            self._tray.hide()  # it was there to speak only
        self.clicked.emit(self._last)


def worded(links: Sequence[PaymentLink], *, practice: bool) -> Note:
    """What is said of links that were paid, in the window's language."""
    if len(links) == 1:
        title = translate("Notify", "Paid: {amount}").format(amount=money(links[0].amount, links[0].currency))
        lines = [translate("Notify", "Reference: {reference}").format(reference=_reference(links[0]))]
    else:
        title = translate("Notify", "%n link(s) paid", "", len(links))
        lines = [listed(money(link.amount, link.currency), _reference(link)) for link in links[:_NAMED]]
        if len(links) > _NAMED:
            lines.append(translate("Notify", "and %n more", "", len(links) - _NAMED))
    if practice:
        lines.append(translate("Notify", "Practice mode: no real money"))
    return Note(title, "\n".join(lines), links[0].id)


def _reference(link: PaymentLink) -> str:
    return ltr(visible_identifier(link.reference))
