"""The bar across the top: whose account, which mode, and the way to everything else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.receive.status import ReceivingStatus
from kazadesk.ui.widgets.box import Box, name_box
from kazadesk.ui.widgets.buttons import explain, menu_words, pop_up
from kazadesk.ui.widgets.labels import PlainLabel, tint
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import digits, ltr, translate
from kazadesk.words.accounts import profile_word

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.frame.practice_banner import PracticeBanner

_LOGO = 26
_STRIPE = 18
_WIDE = 1200


class TopBar(QWidget):
    """Name, profile and the menu."""

    profile_chosen = Signal(str)
    credentials_requested = Signal()
    settings_requested = Signal()
    shortcuts_requested = Signal()
    about_requested = Signal()
    prices_requested = Signal()
    batch_requested = Signal()
    report_requested = Signal()
    close_day_requested = Signal()
    import_requested = Signal()
    backups_requested = Signal()
    support_requested = Signal()
    samples_requested = Signal()
    samples_unwanted = Signal()
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
        name_box(self._profile, translate("TopBar", "Account"))
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
        explain(self._settings, self._settings.accessibleName(), keys.SETTINGS)
        self._settings.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._settings.clicked.connect(self._open_menu)
        self._row = row = QHBoxLayout(self)
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
        if address := session.profiles.test_server:
            told = translate("TopBar", "Test server {address}: no real money").format(address=ltr(address))
            mark = PlainLabel(told, self)
            mark.setObjectName("testServer")
            tint(mark, theme.scheme().danger)
            self._row.insertWidget(self._row.indexOf(self._profile) + 1, mark)

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
        pop_up(self._menu, self._settings.mapToGlobal(below) + offset)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for icon, words, signal in (
            ("key", translate("TopBar", "API key and secret…"), self.credentials_requested),
            ("settings", menu_words(translate("TopBar", "Settings…"), keys.SETTINGS), self.settings_requested),
        ):
            menu.addAction(icons.icon(icon), words, signal.emit)
        menu.addSeparator()
        if self._practice:
            words = translate("TopBar", "Leave practice mode")
            menu.addAction(icons.icon("store"), words, lambda: self.mode_requested.emit("live"))
            words = translate("TopBar", "Sample takings of 30 days")
            menu.addAction(icons.icon("chart"), digits(words), self.samples_requested.emit)
            words = translate("TopBar", "Erase the sample takings")
            menu.addAction(icons.icon("trash"), words, self.samples_unwanted.emit)
        else:
            words = translate("TopBar", "Practice mode")
            menu.addAction(icons.icon("practice"), words, lambda: self.mode_requested.emit("practice"))
        menu.addSeparator()
        for icon, words, signal in (
            ("cash", translate("TopBar", "Price list…"), self.prices_requested),
            ("table", menu_words(translate("TopBar", "Many links from a file…"), keys.BATCH), self.batch_requested),
            ("chart", menu_words(translate("TopBar", "Takings…"), keys.REPORT), self.report_requested),
            ("calendar", menu_words(translate("TopBar", "Close the day…"), keys.CLOSE_DAY), self.close_day_requested),
            ("archive", translate("TopBar", "Take over an old list…"), self.import_requested),
        ):
            menu.addAction(icons.icon(icon), words, signal.emit)
        menu.addSeparator()
        menu.addAction(icons.icon("archive"), translate("TopBar", "Backups…"), self.backups_requested.emit)
        menu.addAction(icons.icon("download"), translate("TopBar", "Support file…"), self.support_requested.emit)
        menu.addSeparator()
        menu.addAction(
            icons.icon("keyboard"),
            menu_words(translate("TopBar", "Keyboard shortcuts"), keys.SHORTCUTS),
            self.shortcuts_requested.emit,
        )
        menu.addAction(icons.icon("info"), translate("TopBar", "About KazaDesk"), self.about_requested.emit)
        return menu
