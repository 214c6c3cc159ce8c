"""The banner of practice mode, in the bar across the top."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import with_keys
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import why_not_payable
from kazadesk.ui.words.i18n import translate

_ROOM_FOR_WORDS = 700


class PracticeBanner(QFrame):
    """Says that nothing here is real, and plays the customer for the link that is chosen."""

    pay_requested = Signal(object)
    expire_requested = Signal(object)
    page_requested = Signal(object)
    replay_requested = Signal(object)
    tamper_requested = Signal(object)
    refused = Signal(str)
    """Why there is nothing to pay, where the key asks for it."""
    focus_left = Signal()
    """The button that had the keyboard goes, and no other is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("practiceBanner")
        self._link: PaymentLink | None = None
        white = theme.scheme().on_practice
        mark = QLabel(self)
        mark.setPixmap(icons.pixmap("practice", white, 20, self.devicePixelRatioF()))
        title = PlainLabel(translate("Practice", "Practice mode"), self)
        title.setFont(theme.font("strong"))
        self._told = PlainLabel("", self)
        self._open = [
            self._button("practicePayButton", translate("Practice", "Pay"), self.pay_requested),
            self._button("practiceExpireButton", translate("Practice", "Let it expire"), self.expire_requested),
            self._button("practicePageButton", translate("Practice", "Open the pay page"), self.page_requested),
        ]
        self._settled = [
            self._button("practiceReplayButton", translate("Practice", "Send the notice again"), self.replay_requested),
            self._button("practiceTamperButton", translate("Practice", "Send a forged notice"), self.tamper_requested),
        ]
        self.buttons = (*self._open, *self._settled)
        """In the order in which they stand."""
        pay = self._open[0]
        pay.setToolTip(with_keys(pay.toolTip(), keys.PAY))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, 0, theme.S, 0)
        row.setSpacing(theme.S)
        row.addWidget(mark)
        row.addWidget(title)
        row.addWidget(self._told)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.show_link(None)

    def _button(self, name: str, words: str, signal: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setToolTip(translate("Practice", "For the chosen link; the notice is put on the clipboard"))
        button.clicked.connect(lambda: signal.emit(self._link))  # type: ignore[attr-defined]
        return button

    def pay(self) -> None:
        """As the button, where it is offered."""
        if not self._open[0].isHidden():
            self._open[0].click()
        elif self._link is not None:
            self.refused.emit(why_not_payable(self._link))

    def show_link(self, link: PaymentLink | None) -> None:
        """The link that the buttons act on."""
        self._link = link
        known = link is not None and link.order_id is not None
        waiting = link is not None and link.state is LinkState.WAITING
        wanted = {*(self._open if waiting else self._settled)} if known else set()
        focused = next((button for button in self.buttons if button.hasFocus()), None)
        for button in self.buttons:
            if button in wanted:
                button.show()
        if focused is not None and focused not in wanted:
            # or Qt hands the keyboard on to whatever comes next, where Space opens something
            goal = next((button for button in self.buttons if button in wanted), None)
            if goal is not None:
                goal.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.focus_left.emit()
        for button in self.buttons:
            if button not in wanted:
                button.hide()
        if known:
            self._told.setText(translate("Practice", "No real money. Play the customer:"))
        else:
            self._told.setText(translate("Practice", "No real money. Create a link, then pay it from here."))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, the buttons matter more than the words."""
        self._told.setVisible(self.width() >= _ROOM_FOR_WORDS)
