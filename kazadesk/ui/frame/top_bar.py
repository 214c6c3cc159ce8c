"""The bar across the top: whose account, which mode, and the way to everything else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui.look import icons, theme
from kazadesk.ui.receive.status import ReceivingStatus
from kazadesk.ui.widgets.box import Box, name_box
from kazadesk.ui.widgets.buttons import with_keys
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.words.accounts import profile_word

if TYPE_CHECKING:
    from kazadesk.services.session import Session

_LOGO = 26
_STRIPE = 18
_WIDE = 1200
_ROOM_FOR_WORDS = 700
PAY_KEYS = "Ctrl+Shift+P"
"""In practice mode, to pay the chosen link."""


class TopBar(QWidget):
    """Name, profile and the menu."""

    profile_chosen = Signal(str)
    credentials_requested = Signal()
    settings_requested = Signal()
    shortcuts_requested = Signal()
    about_requested = Signal()
    backups_requested = Signal()
    support_requested = Signal()
    mode_requested = Signal(str)

    def __init__(self, *, banner: PracticeBanner | None = None, parent: QWidget | None = None) -> None:
        """With the `banner` of practice mode the whole bar is in its colours."""
        super().__init__(parent)
        self.setObjectName("topBar")
        self._practice = banner is not None
        self.setProperty("practice", self._practice)
        self._menu: QMenu | None = None
        name = PlainLabel("KazaDesk", self)
        name.setFont(theme.font("title"))
        self._profile = Box(self)
        self._profile.setObjectName("profileBox")
        name_box(self._profile, translate("TopBar", "Profile"))
        self._profile.setToolTip(translate("TopBar", "The Kazawallet account that new links are made with"))
        self._profile.setMinimumWidth(150)
        self._profile.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._profile.setMaximumWidth(theme.XXL * 9)
        self._profile.setEnabled(False)
        self._profile.activated.connect(lambda row: self.profile_chosen.emit(self._profile.itemData(row)))
        self._settings = QToolButton(self)
        self._settings.setObjectName("settingsButton")
        self._settings.setIcon(icons.icon("settings", "on_practice" if self._practice else "text"))
        self._settings.setText(translate("TopBar", "Settings"))
        self._settings.setAccessibleName(translate("TopBar", "Settings and more"))
        self._settings.setToolTip(translate("TopBar", "Settings and more") + " (Ctrl+,)")
        self._settings.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._settings.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.S)
        mark = QLabel(self)
        mark.setPixmap(icons.pixmap("kazadesk", theme.scheme().accent, _LOGO, self.devicePixelRatioF()))
        row.addWidget(mark)
        row.addWidget(name)
        row.addSpacing(theme.M)
        row.addWidget(self._profile)
        row.addSpacing(theme.S)
        if banner is not None:
            row.addWidget(banner, 1)
            for before, after in pairwise((self._profile, *banner.buttons, self._settings)):
                self.setTabOrder(before, after)
        else:
            row.addStretch(1)
        self.receiving = ReceivingStatus(self, practice=self._practice)
        row.addWidget(self.receiving)
        row.addWidget(self._settings)
        self.setTabOrder(self.receiving, self._settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE or not self._practice
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self._settings.setToolButtonStyle(beside if wide else alone)
        self.receiving.set_narrow(not wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._practice:
            return
        # a watermark over the whole width: told apart at a glance from the live window
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.scheme().practice))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.scheme().practice_deep), _STRIPE / 3))
        for x in range(-self.height(), self.width() + self.height(), _STRIPE * 2):
            painter.drawLine(x, self.height(), x + self.height(), 0)

    def attach(self, session: Session) -> None:
        self.show_profiles(session)
        self._profile.setEnabled(True)

    def show_profiles(self, session: Session) -> None:
        """The names of the profiles there are now."""
        self._profile.clear()
        for name in session.profiles.names():
            self._profile.addItem(profile_word(session.profiles.shown(name)), name)
        self._profile.setCurrentIndex(session.profiles.names().index(session.profiles.current))

    def _open_menu(self) -> None:
        if self._menu is None:
            self._menu = self._make_menu()
        below = self._settings.rect().bottomRight() if not self.isRightToLeft() else self._settings.rect().bottomLeft()
        width = self._menu.sizeHint().width()
        offset = QPoint(-width if not self.isRightToLeft() else 0, theme.XS)
        self._menu.popup(self._settings.mapToGlobal(below) + offset)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for icon, words, signal in (
            ("key", translate("TopBar", "API key and secret…"), self.credentials_requested),
            ("settings", translate("TopBar", "Settings…") + "\t" + ltr("Ctrl+,"), self.settings_requested),
        ):
            menu.addAction(icons.icon(icon), words, signal.emit)
        menu.addSeparator()
        if self._practice:
            words = translate("TopBar", "Leave practice mode")
            menu.addAction(icons.icon("store"), words, lambda: self.mode_requested.emit("live"))
        else:
            words = translate("TopBar", "Practice mode")
            menu.addAction(icons.icon("practice"), words, lambda: self.mode_requested.emit("practice"))
        menu.addSeparator()
        menu.addAction(icons.icon("archive"), translate("TopBar", "Backups…"), self.backups_requested.emit)
        menu.addAction(icons.icon("download"), translate("TopBar", "Support file…"), self.support_requested.emit)
        menu.addSeparator()
        menu.addAction(
            icons.icon("keyboard"),
            translate("TopBar", "Keyboard shortcuts") + "\t" + ltr("F1"),
            self.shortcuts_requested.emit,
        )
        menu.addAction(icons.icon("info"), translate("TopBar", "About KazaDesk"), self.about_requested.emit)
        return menu


class PracticeBanner(QFrame):
    """Says that nothing here is real, and plays the customer for the link that is chosen."""

    pay_requested = Signal(object)
    expire_requested = Signal(object)
    page_requested = Signal(object)
    replay_requested = Signal(object)
    tamper_requested = Signal(object)

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
            self._button(
                "practiceReplayButton", translate("Practice", "Send the webhook again"), self.replay_requested
            ),
            self._button("practiceTamperButton", translate("Practice", "Send a forged webhook"), self.tamper_requested),
        ]
        self.buttons = (*self._open, *self._settled)
        """In the order in which they stand."""
        pay = self._open[0]
        pay.setToolTip(with_keys(pay.toolTip(), PAY_KEYS))
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
        button.setToolTip(translate("Practice", "For the chosen link; the webhook is put on the clipboard"))
        button.clicked.connect(lambda: signal.emit(self._link))  # type: ignore[attr-defined]
        return button

    def pay(self) -> None:
        """As the button, where it is offered."""
        if not self._open[0].isHidden():
            self._open[0].click()

    def show_link(self, link: PaymentLink | None) -> None:
        """The link that the buttons act on."""
        self._link = link
        known = link is not None and link.order_id is not None
        waiting = link is not None and link.state is LinkState.WAITING
        for button in self._open:
            button.setVisible(known and waiting)
        for button in self._settled:
            button.setVisible(known and not waiting)
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
