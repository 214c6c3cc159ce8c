"""A fixed place in the bar: whether webhooks come by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import explain
from kazadesk.ui.words import inbox as words
from kazadesk.ui.words.i18n import isolated, translate
from kazadesk.words.accounts import profile_word
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.receive.receiver import Receiver

_EVERY_MS = 30_000
_ICONS = {"green": "check-circle", "amber": "alert", "red": "x-circle", "grey": "mail"}


class ReceivingStatus(QToolButton):
    """Colour, icon and word; the tooltip says since when. The dynamic property `state` holds the colour."""

    set_up_requested = Signal()
    arrivals_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, practice: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("receivingStatus")
        self._practice = practice
        self._receiver: Receiver | None = None
        self._session: Session | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(self._clicked)
        self.refresh()

    def attach(self, receiver: Receiver, session: Session) -> None:
        self._receiver, self._session = receiver, session
        receiver.changed.connect(self.refresh)
        self._timer.start()
        self.refresh()

    def set_narrow(self, narrow: bool) -> None:
        """The icon alone, where the bar has little room."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(alone if narrow else beside)

    def refresh(self) -> None:
        """As it is at this moment."""
        colour, word, told = self._told()
        self.setProperty("state", colour)
        self.setText(word)
        self.setAccessibleName(told)
        explain(self, told)
        if self._practice:
            self.setIcon(icons.icon(_ICONS[colour], "on_practice"))
        else:
            ink = theme.inks(theme.is_dark())[colour].text
            self.setIcon(QIcon(icons.pixmap(_ICONS[colour], ink, 16, self.devicePixelRatioF())))

    def _told(self) -> tuple[str, str, str]:
        """Colour, a word, and all of it."""
        title = translate("Receive", "Receive payment notices (webhooks)")
        if self._receiver is not None and self._receiver.problem is not None:
            word = translate("Receive", "Not reached")
            return "amber", word, f"{title}: {sentence(self._receiver.problem)}"
        state = self._receiver.worst if self._receiver is not None else None
        if state is None or self._session is None:
            word = translate("Receive", "Not set up")
            return "grey", word, f"{title}: {word}"
        lines = [f"{title}: {words.long(state)}"]
        if len(self._session.profiles.names()) > 1:
            lines.append(isolated(profile_word(self._session.profiles.shown(state.profile))))
        if state.problem is not None:
            lines.append(sentence(state.problem))
        elif state.probe_problem is not None:
            lines.append(
                translate("Receive", "The way through the notice address: {why}").format(
                    why=sentence(state.probe_problem)
                )
            )
        if state.gap:
            lines.append(
                translate(
                    "Receive",
                    "The mailbox does not know what came last: it was restored or replaced. Look whether a payment"
                    " is missing.",
                )
            )
        return words.tone(state), words.short(state), "\n".join(lines)

    def _clicked(self) -> None:
        working = self._receiver is not None and self._receiver.worst is not None
        (self.arrivals_requested if working and self.property("state") == "green" else self.set_up_requested).emit()
