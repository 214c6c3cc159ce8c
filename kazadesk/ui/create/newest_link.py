"""The newest link at a glance: its QR code, its URL, and the ways to hand it over; or why there is none."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kazadesk.core.link import LinkState, PaymentLink, payable
from kazadesk.ui.handover.qr_view import QrView
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.buttons import explain, push_button, tool_button
from kazadesk.ui.widgets.chip import Chip
from kazadesk.ui.widgets.field import left_to_right
from kazadesk.ui.widgets.labels import ElidedText, QuietLabel, WrappedLabel
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import Action, action_word, why_not_payable
from kazadesk.ui.words.i18n import ltr, translate, visible_identifier
from kazadesk.words.amounts import price
from kazadesk.words.errors import sentence
from kazadesk.words.links import trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kazadesk.core.errors import KazaDeskError

_QR = {"low": 92, "usual": 132, "tall": 232}
"""Side of the code by how much room the window has."""
_COPIED_MS = 2000
_LIFE_MS, _SHOWN_FROM = 1000, 2
"""How often the seconds are told while a link is being sent, and from which second on."""
_SETTLED = (LinkState.PAID, LinkState.PAID_BY_HAND, LinkState.TIMED_OUT)


class NewestLink(QFrame):
    """Shows one link; empty until there is one. As high without a URL as with one, so that nothing jumps."""

    copy_requested = Signal(object)
    qr_requested = Signal(object)
    share_requested = Signal(object, object)
    send_again_requested = Signal(object)
    correct_requested = Signal(object)
    stop_requested = Signal(object)
    """Send the PaymentLink no further."""
    show_requested = Signal(int)
    """Show the row of the link with this id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newestLink")
        self.setProperty("card", True)
        self.link: PaymentLink | None = None
        self._made_here = False
        self.can_stop: Callable[[int], bool] = lambda _link_id: False
        """Whether a link that is being sent can be stopped; set by the window."""
        self._since = 0.0
        self._life = QTimer(self)
        self._life.setInterval(_LIFE_MS)
        self._life.timeout.connect(self._show_life)
        self._place = _CodePlace(self)
        self._title = QuietLabel(translate("NewestLink", "Newest link"), self)
        self._title.setObjectName("newestLinkTitle")
        self._chip = Chip(self)
        self._money = ElidedText(self, "title")
        self._reference = ElidedText(self, "body")
        self._told = WrappedLabel(self)
        self._told.setObjectName("newestLinkTold")
        self._told.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._why = WrappedLabel(self, tone="text")
        self._why.setObjectName("newestLinkWhy")
        self._url = left_to_right(QLineEdit(self))
        self._url.setObjectName("newestLinkUrl")
        self._url.setReadOnly(True)
        self._url.setAccessibleName(translate("NewestLink", "URL of the newest link"))
        # the keyboard went by and selected it to its end: show the beginning again
        self._url.editingFinished.connect(lambda: self._url.setCursorPosition(0))
        self._make_buttons()
        self._lay_out()
        self._low = False
        self._copy_wished = False
        self._troubled: tuple[int, str | None] | None = None
        """The link that settled last, and what was the matter with it."""
        self._coming = False
        self._wish: Callable[[], None] | None = None
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self._copied.timeout.connect(lambda: self._show_copied(False))
        self.show_link(None)

    def _make_buttons(self) -> None:
        self._copy = push_button(translate("NewestLink", "Copy the URL"), "copy", name="newestCopyButton")
        explain(self._copy, self._copy.text(), keys.COPY_NEWEST)
        show, share = translate("NewestLink", "Show the QR code large"), translate("NewestLink", "Share")
        self._qr = tool_button("qr", show, name="newestQrButton", keys=keys.SHOW_NEWEST, framed=True)
        self._share = tool_button("share", share, name="newestShareButton", keys=keys.SHARE_NEWEST, framed=True)
        self._next = push_button("", name="newestNextButton")
        self._copy.clicked.connect(self.copy)
        self._qr.clicked.connect(self.display)
        self._share.clicked.connect(self.share)
        self._next.clicked.connect(self._take_next_step)

    def _lay_out(self) -> None:
        chip = QHBoxLayout()
        chip.addWidget(self._chip)
        chip.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(theme.XS)
        words.addWidget(self._title)
        words.addWidget(self._money)
        words.addWidget(self._reference)
        words.addLayout(chip)
        words.addWidget(self._told, 1)
        words.addStretch(0)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.M)
        self._top.addWidget(self._place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        for button in (self._copy, self._next):
            buttons.addWidget(button, 1)
        for tool in (self._qr, self._share):
            buttons.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        column.setSpacing(theme.S)
        column.addLayout(self._top)
        column.addWidget(self._why)
        column.addWidget(self._url)
        column.addLayout(buttons)

    def set_room(self, room: str) -> None:
        """low, usual or tall: how much of the column is left for this card."""
        self._low = room == "low"
        self._place.setFixedSize(_QR[room], _QR[room])
        self._title.setVisible(room != "low")
        tall = room == "tall"
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if tall else QBoxLayout.Direction.LeftToRight)

    # what is shown

    def show_made(self, link: PaymentLink) -> None:
        """Show a link that was begun in this window."""
        self.show_link(link)
        self._made_here = True
        wish = self._wish
        self.expect(False)
        if wish is not None:
            wish()

    def expect(self, coming: bool) -> None:
        """Whether a link is about to be made."""
        self._coming = coming
        if not coming:
            self._wish = None

    def when_made(self, act: Callable[[], None]) -> None:
        """Do it now, or once the link is there that is about to be made: a key pressed after the one that creates is
        not about the link before.
        """
        if self._coming:
            self._wish = act
        else:
            act()

    def follow(self, links: Sequence[PaymentLink]) -> None:
        """Links have changed, by whatever program: show the one that is here as it is now, or a newer one."""
        for link in links:
            self.update_link(link)
        newest = max((link for link in links if link.archived_at is None), key=lambda link: link.id, default=None)
        if newest is None or (self.link is not None and newest.id <= self.link.id):
            return
        if self._made_here and self.link is not None and self.link.state not in _SETTLED:
            # its code may be in front of a customer, who must not pay another's link
            self._title.setText(translate("NewestLink", "Newest link made here"))
        else:
            self.show_link(newest)

    def show_link(self, link: PaymentLink | None) -> None:
        """Show `link` as it is now, or the empty state."""
        another = link is None or self.link is None or link.id != self.link.id
        if another:
            self._made_here = False
            self._title.setText(translate("NewestLink", "Newest link"))
            self._copied.stop()
            self._show_copied(False)
            self._copy_wished = False
        if link is None or link.state is not LinkState.SENDING:
            self._life.stop()
        elif another or not self._life.isActive():
            self._since = monotonic()
            self._life.start()
        settled = not another and self.link is not None and self.link.state is LinkState.SENDING
        self.link = link
        url = link.url if link is not None and payable(link) and link.url else ""
        self._show_url(url)
        for widget in (self._money, self._reference, self._chip):
            widget.setVisible(link is not None)
        if link is not None:
            self._money.show_text(f"{price(link.amount, link.currency)} {link.currency}")
            self._reference.show_text(link.reference)
            self._chip.show_state(link.state)
        self._place.show_code(url, "qr" if link is None else theme.state_ink(link.state).icon)
        self._explain(_explanation(link), trouble(link) if link is not None else "")
        step = _next_step(link)
        self._next.setText(step)
        self._next.setVisible(bool(step))
        if settled and link is not None and link.state is not LinkState.SENDING:
            self._say_settled(link)

    def _show_life(self) -> None:
        """That something goes on, and how long already; a request that has not left can be stopped."""
        if self.link is None:
            return
        seconds = int(monotonic() - self._since)
        if seconds >= _SHOWN_FROM:
            told = _asking_and_copied() if self._copy_wished else _asking()
            passed = translate("NewestLink", "%n second(s) so far.", "", seconds)
            self._told.say(f"{told} {passed}", heard=told)
        stoppable = seconds >= _SHOWN_FROM and self.can_stop(self.link.id)
        self._next.setText(translate("NewestLink", "Stop"))
        self._next.setVisible(stoppable)

    def _say_settled(self, link: PaymentLink) -> None:
        said, before = trouble(link), self._troubled
        self._troubled = (link.id, link.error)
        if payable(link):
            said = translate("NewestLink", "The link is there: {amount}, reference {reference}").format(
                amount=ltr(f"{link.amount} {link.currency}"), reference=ltr(visible_identifier(link.reference))
            )
        elif self._troubled == before:
            said = ""  # tried again by itself, for nothing again: said once, and not over whatever is done meanwhile
        if said:
            announce(self, said)
        if self._copy_wished:
            self.copy()

    def update_link(self, link: PaymentLink) -> None:
        """Show `link` again if it is the one that is shown."""
        if self.link is None or self.link.id != link.id:
            return
        # a URL that the ledger could not keep is here and nowhere else
        if link.url or not self.link.url:
            self.show_link(link)

    def show_not_kept(self, link: PaymentLink, error: KazaDeskError) -> None:
        """The ledger could not keep the outcome: the URL, if there is one, is here and nowhere else."""
        told = sentence(error)
        if url := error.details.get("url"):
            link = replace(link, state=LinkState.WAITING, url=url)
            told = translate(
                "NewestLink", "The link was made, but could not be kept. Copy its URL before you close KazaDesk. {why}"
            ).format(why=told)
        self.show_link(link)
        # whatever its state was, the ledger does not have it
        self._chip.hide()
        self._explain("", told)
        announce(self, told)

    def copy(self) -> None:
        """Ask for the URL to be copied, now or as soon as it is there."""
        if self.link is not None and self.link.state is LinkState.SENDING:
            self._copy_wished = True
            self._explain(_asking_and_copied(), "")
            announce(self, self._told.accessibleName())
        elif self._may_hand_over() and self.link is not None:
            self.copy_requested.emit(self.link)

    def display(self) -> None:
        """Ask for the QR code to be shown large, if there is one."""
        if self._may_hand_over() and self.link is not None:
            self.qr_requested.emit(self.link)

    def share(self) -> None:
        """Ask for the ways to send the URL, if there is one."""
        if self._may_hand_over() and self.link is not None:
            self.share_requested.emit(self.link, self._share)

    def _may_hand_over(self) -> bool:
        """Whether there is a URL to hand over; a key that asked for one in vain is told why."""
        why = why_not_payable(self.link) if self.link is not None else ""
        if why and self.link is not None and not trouble(self.link):  # which says already why there is none
            self._told.say(why)
            announce(self, why)
        return self.link is not None and not why

    def confirm_copied(self) -> None:
        """Say on the button itself that the URL is on the clipboard."""
        self._show_copied(True)
        self._copied.start()

    def _show_copied(self, copied: bool) -> None:
        words = translate("NewestLink", "Copied") if copied else translate("NewestLink", "Copy the URL")
        self._copy.setText(words)
        self._copy.setIcon(icons.icon("check" if copied else "copy"))

    def _show_url(self, url: str) -> None:
        self._url.setText(url)
        self._url.setCursorPosition(0)
        for widget in (self._url, self._copy, self._qr, self._share):
            widget.setVisible(bool(url))

    def _explain(self, told: str, why: str) -> None:
        """`told` beside the code's place; `why` there is no URL takes the whole width, and the place's room."""
        self._told.say(told)
        self._why.say(why)
        self._place.setVisible(not why or (bool(self._url.text()) and not self._low))

    def _take_next_step(self) -> None:
        if self.link is None:
            return
        match self.link.state if not self.link.replaced else None:
            case LinkState.SENDING:
                self.stop_requested.emit(self.link)
            case LinkState.UNSENT:
                self.send_again_requested.emit(self.link)
            case LinkState.FAILED | LinkState.TIMED_OUT:
                self.correct_requested.emit(self.link)
            case _:
                self.show_requested.emit(self.link.id)


def _asking() -> str:
    return translate("NewestLink", "Asking Kazawallet for the URL…")


def _asking_and_copied() -> str:
    return translate("NewestLink", "Asking Kazawallet for the URL. It is copied when it is there.")


def _explanation(link: PaymentLink | None) -> str:
    if link is None:
        return translate("NewestLink", "The link you create appears here with its QR code, ready to copy and share.")
    if link.state is LinkState.SENDING:
        return _asking()
    return ""


def _next_step(link: PaymentLink | None) -> str:
    if link is None:
        return ""
    if link.replaced:
        return translate("NewestLink", "Show in the list")
    return {
        LinkState.UNSENT: action_word(Action.SEND_AGAIN),
        LinkState.FAILED: action_word(Action.CORRECT),
        LinkState.TIMED_OUT: action_word(Action.LIKE_THIS),
        LinkState.SENDING: "",
    }.get(link.state, "" if payable(link) else translate("NewestLink", "Show in the list"))


class _CodePlace(QWidget):
    """The QR code, or a dashed frame of the same size with an icon where there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_QR["usual"], _QR["usual"])
        self._icon = "qr"
        self._code = QrView(self)
        self._code.setObjectName("newestLinkQr")
        self._code.setAccessibleName(translate("NewestLink", "QR code of the newest link"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._code)

    def show_code(self, url: str, icon: str) -> None:
        self._icon = icon
        self._code.show_text(url)
        self._code.setVisible(bool(url))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._code.text():
            return
        colours = theme.scheme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.control_edge), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        size = self.width() // 3
        picture = icons.pixmap(self._icon, colours.control_edge, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, picture)
