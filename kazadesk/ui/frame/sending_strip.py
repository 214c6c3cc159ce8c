"""The strip that says which links still wait to be sent, asks about those of an earlier run, and stops at a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from kazadesk.core.errors import KazaDeskError
from kazadesk.core.link import PaymentLink
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.buttons import push_button, reached_by_key
from kazadesk.ui.widgets.labels import PlainLabel, tint
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words.i18n import spoken, translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_ICON = 18


class SendingStrip(Panel, QFrame):
    """Hidden while there is nothing to say. `attach` starts what sends links again by itself."""

    link_not_kept = Signal(object, object)
    """A PaymentLink and the KazaDeskError: the outcome could not be written, or no key be had."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sendingStrip")
        self._asked: list[PaymentLink] = []
        self._noted: set[int] = set()
        """Links whose requests have ended since this window is open."""
        self._shown = ""
        self._mark = QLabel(self)
        self._text = PlainLabel("", self)
        self._text.setObjectName("sendingStripText")
        self._text.setWordWrap(True)
        self._yes = push_button("", name="sendingStripYes")
        self._no = push_button("", name="sendingStripNo")
        self._yes.clicked.connect(self._accept)
        self._no.clicked.connect(self._decline)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        row.setSpacing(theme.S)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self.hide()

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        session.resending.changed = self._show
        tasks.start(self, session.resending.run(self.link_not_kept.emit))
        tasks.start(self, session.resending.look_back(), done=self._found, refused=lambda _error: None)

    def note(self, link: PaymentLink) -> None:
        """A link's request has ended."""
        self._noted.add(link.id)
        self._asked = [asked for asked in self._asked if asked.id != link.id]
        self.session.resending.note(link)

    def text(self) -> str:
        """What is being said, "" while nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def _found(self, left: list[PaymentLink]) -> None:
        """What an earlier start has left; of what has ended meanwhile the resending knows more."""
        self._ask([link for link in left if link.id not in self._noted])

    def _ask(self, left: list[PaymentLink]) -> None:
        self._asked = left
        self._show()

    def _show(self) -> None:
        resending = self.session.resending
        if resending.blocked:
            locked = sentence(KazaDeskError("account_blocked"))
            told = translate("Sending", "{why} KazaDesk sends nothing until you say so.").format(why=locked)
            self._say("blocked", "alert", told, translate("Sending", "It is unlocked: send again"), "")
        elif self._asked:
            told = translate("Sending", "%n link(s) were not sent. Send them now?", "", len(self._asked))
            self._say("asked", "send-off", told, translate("Sending", "Send now"), translate("Sending", "Not now"))
        elif resending.waiting:
            told = translate("Sending", "%n link(s) wait to be sent.", "", resending.waiting)
            again = translate("Sending", "Next try in %n second(s).", "", resending.seconds_left)
            try_now, stop = translate("Sending", "Try now"), translate("Sending", "Stop trying")
            self._say("waiting", "hourglass", f"{told} {again}", try_now, stop)
        else:
            self._shown = ""
            self.hide()

    def _say(self, what: str, icon: str, told: str, yes: str, no: str) -> None:
        self._text.setText(told)
        if what == self._shown:
            return
        self._shown = what
        self._yes.setText(yes)
        self._no.setText(no)
        self._no.setVisible(bool(no))
        self.setAccessibleName(spoken(told))
        ink = self._ink()
        tint(self._text, ink.text)
        self._mark.setPixmap(icons.pixmap(icon, ink.text, _ICON, self.devicePixelRatioF()))
        self.show()
        self.update()
        announce(self, reached_by_key(told))

    def _ink(self) -> theme.Ink:
        return theme.inks(theme.is_dark())["red" if self._shown == "blocked" else "amber"]

    def _accept(self) -> None:
        resending = self.session.resending
        if self._shown == "blocked":
            resending.go_on()
            self.ask(lambda _session: resending.left(), done=self._ask, refused=lambda _error: None)
        elif self._shown == "asked":
            asked, self._asked = self._asked, []
            resending.adopt(asked)
        else:
            resending.try_now()

    def _decline(self) -> None:
        if self._shown == "asked":
            self._asked = []
            self._show()
        else:
            self.session.resending.stop()
            announce(self, translate("Sending", "Stopped: the links stay unsent."))

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink = self._ink()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(ink.edge))
        painter.setBrush(QColor(ink.fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
