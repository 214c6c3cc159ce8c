"""The main window: puts the panels in their places and connects them, and nothing else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kazadesk.ui import desktop, theme
from kazadesk.ui.create_form import CreateForm
from kazadesk.ui.i18n import translate
from kazadesk.ui.links_panel import LinksPanel
from kazadesk.ui.newest_link import NewestLink
from kazadesk.ui.sentences import sentence
from kazadesk.ui.top_bar import PAY_KEYS, PracticeBanner, TopBar
from kazadesk.ui.verifier_panel import VerifierPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.services.session import Session
    from kazadesk.services.support import SupportFile
    from kazadesk.services.upkeep import Upkeep
    from kazadesk.ui.link_details import LinkDetails
    from kazadesk.ui.tasks import Tasks

_SIDE = 348
_NARROW_SIDE = 320
_WIDE = 1160
_ROOM_FOR_BOTH = 660
"""In a window narrower or lower than these, the verifier becomes a tab."""
_LOW, _TALL = 690, 900
"""Heights at which the newest link changes its size."""


class Remembered(Protocol):
    """What the settings keep for the window."""

    geometry: str


class MainWindow(QMainWindow):
    """Built before the services are there; `attach` brings it to life."""

    painted = Signal()
    """Once, right after the first paint."""
    close_requested = Signal()
    mode_requested = Signal(str)
    """"live" or "practice"."""
    restart_requested = Signal()
    """Language or theme has changed: the window is to be built anew."""
    repair_requested = Signal(object)
    """Close the ledger and put the backup at this Path in its place, or for None a new ledger."""

    def __init__(self, *, practice: bool, first_run: bool, settings: Remembered) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        title = translate("MainWindow", "KazaDesk")
        self.setWindowTitle(title if not practice else translate("MainWindow", "KazaDesk – practice mode"))
        self._practice = practice
        self._was_painted = False
        self._session: Session | None = None
        self._tasks: Tasks | None = None
        self._wished: list[Callable[[], None]] = []
        self._tabs: QTabWidget | None = None
        self._shares = QByteArray()
        self._dialogs: set[QDialog] = set()
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self._make_desk()
        if first_run:
            self._show_welcome()
        self._connect()
        self._make_shortcuts()
        self.setMinimumSize(960, 560)
        self.resize(1340, 720)
        self._place(settings.geometry)

    # ── what stands where ──

    def _make_desk(self) -> None:
        # each part is made where it stays: moving a widget has the style sheet look at all of it once more
        desk = QWidget()
        self._pages.addWidget(desk)
        self._banner = PracticeBanner(desk) if self._practice else None
        self._bar = TopBar(banner=self._banner, parent=desk)
        side = self._side(desk)  # before the list, so that the keyboard comes to the form first
        self._split = QSplitter(Qt.Orientation.Vertical, desk)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(theme.M)
        self._links = LinksPanel(self._split)
        self._verifier = VerifierPanel(self._split)
        self._split.setSizes([56, 44])
        self._split.setStretchFactor(0, 56)
        self._split.setStretchFactor(1, 44)
        body = QHBoxLayout()
        body.setContentsMargins(theme.M, 0, theme.M, theme.M)
        body.setSpacing(theme.M)
        body.addWidget(side)
        self._right = QVBoxLayout()
        self._right.setSpacing(theme.M)
        self._right.addWidget(self._split)
        body.addLayout(self._right, 1)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        if self._banner is not None:
            column.addSpacing(theme.M)
        column.addLayout(body, 1)

    def _side(self, desk: QWidget) -> QWidget:
        """Form and newest link, one over the other; on a low screen they scroll instead of being cut."""
        scroll = QScrollArea(desk)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # put there while it is empty; to ask for the viewport as a parent would load every kind of widget
        inside = QWidget()
        scroll.setWidget(inside)
        self._form = CreateForm(inside)
        self._newest = NewestLink(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addWidget(self._form)
        column.addWidget(self._newest)
        column.addStretch(1)
        self._side_area = scroll
        return scroll

    def _fit(self) -> None:
        """Links above the verifier where there is room, else one tab each; the column beside them by the room."""
        self._side_area.setFixedWidth(_SIDE if self.width() >= _WIDE else _NARROW_SIDE)
        self._newest.set_room("low" if self.height() < _LOW else "tall" if self.height() >= _TALL else "usual")
        small = self.height() < _ROOM_FOR_BOTH or self.width() < _WIDE
        if small and self._tabs is None:
            self._shares = self._split.saveState()
            tabs = QTabWidget(self)
            tabs.setDocumentMode(True)
            tabs.tabBar().setDrawBase(False)
            tabs.addTab(self._links, translate("MainWindow", "Links"))
            tabs.addTab(self._verifier, translate("MainWindow", "Verify a webhook"))
            self._split.hide()
            self._right.addWidget(tabs)
            self._tabs = tabs
        elif not small and self._tabs is not None:
            self._split.addWidget(self._links)
            self._split.addWidget(self._verifier)
            self._split.restoreState(self._shares)
            self._links.show()
            self._verifier.show()
            self._split.show()
            self._right.removeWidget(self._tabs)
            self._tabs.deleteLater()
            self._tabs = None

    def _show_welcome(self) -> None:
        from kazadesk.ui.welcome import WelcomePage

        page = WelcomePage(self)
        page.practice_requested.connect(lambda: self.mode_requested.emit("practice"))
        page.key_requested.connect(lambda: self._when_ready(self._enter_first_key))
        page.language_requested.connect(lambda language: self._when_ready(lambda: self._change_language(language)))
        self._welcome = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    # ── who talks to whom ──

    def _connect(self) -> None:
        form, links, newest, verifier, bar = self._form, self._links, self._newest, self._verifier, self._bar
        form.link_begun.connect(self._begun)
        form.link_settled.connect(self._moved)
        form.link_not_kept.connect(newest.show_not_kept)
        form.credentials_requested.connect(self.open_credentials)
        links.copy_requested.connect(self._copy)
        links.qr_requested.connect(self._open_qr)
        links.share_requested.connect(self._open_share)
        links.send_again_requested.connect(form.send_again)
        links.create_again_requested.connect(form.create_again)
        links.like_this_requested.connect(form.fill_like)
        links.details_requested.connect(self._open_details)
        links.link_chosen.connect(self._chosen)
        newest.copy_requested.connect(self._copy)
        newest.qr_requested.connect(self._open_qr)
        newest.share_requested.connect(self._open_share)
        newest.send_again_requested.connect(form.send_again)
        newest.correct_requested.connect(form.fill_like)
        newest.show_requested.connect(self._reveal)
        verifier.link_moved.connect(self._moved)
        verifier.many_moved.connect(links.reload)
        verifier.show_link_requested.connect(self._reveal)
        verifier.mark_by_hand_requested.connect(self._mark_by_hand)
        verifier.credentials_requested.connect(self.open_credentials)
        verifier.copy_requested.connect(desktop.copy_text)
        bar.profile_chosen.connect(self._choose_profile)
        bar.credentials_requested.connect(lambda: self._when_ready(self.open_credentials))
        bar.settings_requested.connect(lambda: self._when_ready(self._open_settings))
        bar.shortcuts_requested.connect(self._open_shortcuts)
        bar.about_requested.connect(self._open_about)
        bar.backups_requested.connect(self._show_backups)
        bar.support_requested.connect(self._show_support)
        bar.mode_requested.connect(self.mode_requested)
        if self._banner is not None:
            self._banner.pay_requested.connect(self._practice_pay)
            self._banner.expire_requested.connect(self._practice_expire)
            self._banner.page_requested.connect(self._practice_page)
            self._banner.replay_requested.connect(self._practice_replay)
            self._banner.tamper_requested.connect(self._practice_tamper)

    def _make_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+Return", self._form.submit),
            ("Ctrl+Enter", self._form.submit),
            ("Ctrl+N", self._form.focus_amount),
            ("Ctrl+F", self._find),
            ("Ctrl+Shift+V", self._paste_and_verify),
            ("Ctrl+Shift+C", self._newest.copy),
            ("Ctrl+Shift+D", self._newest.display),
            ("Ctrl+Shift+S", self._newest.share),
            ("Ctrl+,", self._open_settings),
            ("F1", self._open_shortcuts),
        ):
            QShortcut(QKeySequence(keys), self, act)
        if self._banner is not None:
            QShortcut(QKeySequence(PAY_KEYS), self, self._banner.pay)

    def show_first_links(self, links: list[PaymentLink]) -> None:
        """Rows that were read before the services were there."""
        self._links.show_first_links(links)
        self._newest.show_link(links[0] if links else None)
        self._chosen(links[0] if links else None)

    def attach(self, session: Session, tasks: Tasks) -> None:
        """From now on everything works."""
        self._session, self._tasks = session, tasks
        self._bar.attach(session)
        self._form.attach(session, tasks)
        self._links.attach(session, tasks)
        self._verifier.attach(session, tasks)
        self._watch_over(session, tasks)
        wished, self._wished = self._wished, []
        for act in wished:
            act()

    def _when_ready(self, act: Callable[[], None]) -> None:
        """Do it now, or as soon as the services are there: a press in the first moments is not lost."""
        if self._session is not None:
            act()
        else:
            self._wished.append(act)

    def _watch_over(self, session: Session, tasks: Tasks) -> None:
        """What goes on by itself: links that wait to be sent, the daily backup."""
        from kazadesk.ui.sending_strip import SendingStrip

        strip = SendingStrip(self)
        strip.link_moved.connect(self._moved)
        strip.link_not_kept.connect(self._newest.show_not_kept)
        self._form.link_settled.connect(strip.note)
        self._right.insertWidget(0, strip)
        strip.attach(session, tasks)
        trouble = partial(self.show_trouble, upkeep=session.upkeep, support=session.support, tasks=tasks)
        tasks.start(self, session.upkeep.watch(self._not_backed_up), refused=trouble)

    def _not_backed_up(self, error: KazaDeskError) -> None:
        self._links.say(translate("MainWindow", "Today's backup could not be made. {why}").format(why=sentence(error)))

    def show_trouble(self, error: KazaDeskError, *, upkeep: Upkeep, support: SupportFile, tasks: Tasks) -> None:
        """The ledger cannot be used: say why, and offer every way on."""
        from kazadesk.ui.trouble_page import TroublePage

        page = TroublePage(error, self)
        page.retry_requested.connect(self.restart_requested)
        page.anew_requested.connect(lambda: self.repair_requested.emit(None))
        page.backups_requested.connect(lambda: self._open_backups(upkeep, tasks, can_make=False))
        page.support_requested.connect(lambda: self._open_support(support, tasks))
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _open_backups(self, upkeep: Upkeep, tasks: Tasks, *, can_make: bool = True) -> None:
        from kazadesk.ui.backups_dialog import BackupsDialog

        dialog = BackupsDialog(upkeep, tasks, self, can_make=can_make)
        dialog.restore_requested.connect(self.repair_requested)
        self._open(dialog)

    def _open_support(self, support: SupportFile, tasks: Tasks) -> None:
        from kazadesk.ui.support_dialog import SupportDialog

        self._open(SupportDialog(support, tasks, self))

    def _show_backups(self) -> None:
        if self._session is not None and self._tasks is not None:
            self._open_backups(self._session.upkeep, self._tasks)

    def _show_support(self) -> None:
        if self._session is not None and self._tasks is not None:
            self._open_support(self._session.support, self._tasks)

    def show_surprise(self, _name: str) -> None:
        """Something unforeseen went wrong in the background."""
        self._links.say(translate("MainWindow", "Something unforeseen happened. The details are in the log."))

    # ── links ──

    def _begun(self, link: PaymentLink) -> None:
        self._links.show_link(link, True)
        self._newest.show_link(link)

    def _moved(self, link: PaymentLink) -> None:
        self._links.show_link(link, False)
        self._newest.update_link(link)
        self._chosen(self._links.target())

    def _chosen(self, link: PaymentLink | None) -> None:
        if self._banner is not None:
            self._banner.show_link(link)

    def _copy(self, link: PaymentLink) -> None:
        if link.url:
            desktop.copy_text(link.url)
            self._links.say_copied(link)
            if self._newest.link is not None and self._newest.link.id == link.id:
                self._newest.confirm_copied()

    def _open_qr(self, link: PaymentLink) -> None:
        from kazadesk.ui.qr_dialog import QrDialog

        if link.url:
            self._open(QrDialog(link, self._shop_name(link), self, practice=self._practice))

    def _open_share(self, link: PaymentLink, anchor: QWidget) -> None:
        from kazadesk.ui.share import ShareMenu

        if link.url:
            settings = self._session.profiles.defaults(link.profile) if self._session is not None else None
            menu = ShareMenu(link, self, settings=settings, shop_name=self._shop_name(link))
            menu.told.connect(self._links.say)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _shop_name(self, link: PaymentLink) -> str:
        return self._session.profiles.defaults(link.profile).shop_name if self._session is not None else ""

    def _open_details(self, link: PaymentLink) -> LinkDetails | None:
        from kazadesk.ui.link_details import LinkDetails

        if self._session is None or self._tasks is None:
            return None
        dialog = LinkDetails(link, self._session, self._tasks, self)
        dialog.link_changed.connect(self._moved)
        dialog.copy_requested.connect(desktop.copy_text)
        self._open(dialog)
        return dialog

    def _reveal(self, link_id: int) -> None:
        if self._tabs is not None:
            self._tabs.setCurrentWidget(self._links)
        self._links.reveal(link_id)

    def _mark_by_hand(self, link_id: int) -> None:
        if self._session is None:
            return

        def found(link: PaymentLink | None) -> None:
            dialog = self._open_details(link) if link is not None else None
            if dialog is not None:
                dialog.ask_by_hand()

        self._start(self._session.links.link(link_id), found)

    # ── keyboard ──

    def _find(self) -> None:
        if self._tabs is not None:
            self._tabs.setCurrentWidget(self._links)
        self._links.focus_search()

    def _paste_and_verify(self) -> None:
        if self._tabs is not None:
            self._tabs.setCurrentWidget(self._verifier)
        self._verifier.paste_and_verify()

    # ── profile and settings ──

    def _choose_profile(self, name: str) -> None:
        if self._session is not None:
            self._session.profiles.select(name)
            self._form.show_defaults()

    def open_credentials(self) -> None:
        from kazadesk.ui.credentials_dialog import CredentialsDialog

        if self._session is not None and self._tasks is not None:
            dialog = CredentialsDialog(self._session, self._tasks, self)
            dialog.saved.connect(self._credentials_saved)
            dialog.live_requested.connect(lambda: self.mode_requested.emit("live"))
            self._open(dialog)

    def _enter_first_key(self) -> None:
        if self._session is not None:
            self._session.settings.change(mode="live")
        self._pages.setCurrentIndex(0)
        self.open_credentials()

    def _credentials_saved(self) -> None:
        if self._session is not None:
            self._bar.show_profiles(self._session)
            self._form.show_defaults()
            self._form.focus_amount()

    def _open_settings(self) -> None:
        from kazadesk.ui.settings_dialog import SettingsDialog

        if self._session is not None and self._tasks is not None:
            dialog = SettingsDialog(self._session, self._tasks, self)
            dialog.language_or_theme_changed.connect(self.restart_requested)
            dialog.profiles_changed.connect(self._credentials_saved)
            self._open(dialog)

    def _change_language(self, language: str) -> None:
        if self._session is not None:
            self._session.settings.change(language=language)
            self.restart_requested.emit()

    def _open_shortcuts(self) -> None:
        from kazadesk.ui.shortcuts_dialog import ShortcutsDialog

        self._open(ShortcutsDialog(self))

    def _open_about(self) -> None:
        from kazadesk.ui.about_dialog import AboutDialog

        self._open(AboutDialog(self))

    def _open(self, dialog: QDialog) -> None:
        """Show a dialog of this window; it goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialogs.add(dialog)
        dialog.finished.connect(lambda: self._dialogs.discard(dialog))
        dialog.open()

    # ── practice ──

    def _practice_pay(self, link: PaymentLink) -> None:
        if self._session is not None and self._session.customer is not None and link.order_id:
            self._start(self._session.customer.pay(link.order_id), self._got_webhook)

    def _practice_expire(self, link: PaymentLink) -> None:
        if self._session is not None and self._session.customer is not None and link.order_id:
            self._start(self._session.customer.expire(link.order_id), self._got_webhook)

    def _practice_replay(self, link: PaymentLink) -> None:
        if self._session is not None and self._session.customer is not None and link.order_id:
            self._start(self._session.customer.webhook(link.order_id), self._got_webhook)

    def _practice_tamper(self, link: PaymentLink) -> None:
        if self._session is not None and self._session.customer is not None and link.order_id:
            self._start(self._session.customer.tampered(link.order_id), self._got_webhook)

    def _practice_page(self, link: PaymentLink) -> None:
        if link.url:
            desktop.open_url(link.url)

    def _got_webhook(self, text: str) -> None:
        desktop.copy_text(text)
        self._links.say(
            translate("Practice", "The webhook is on the clipboard: press “Paste” below, as you would with a real one.")
        )

    def _start(self, job: Coroutine[Any, Any, Any], done: Any) -> None:
        if self._tasks is not None:
            self._tasks.start(self, job, done=done, refused=lambda error: self._links.say(sentence(error)))

    # ── the window itself ──

    def raise_to_front(self) -> None:
        """A second KazaDesk was started: show this one."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _geometry(self) -> str:
        """Place and size of the window, and how list and verifier share it."""
        parts = (self.saveGeometry(), self._split.saveState() if self._tabs is None else self._shares)
        return ":".join(bytes(part.toBase64().data()).decode("ascii") for part in parts)

    def _place(self, geometry: str) -> None:
        """As `_geometry` said; what cannot be read changes nothing."""
        window, _, split = geometry.partition(":")
        if window:
            self.restoreGeometry(QByteArray.fromBase64(window.encode("ascii", "ignore")))
        if split:
            self._split.restoreState(QByteArray.fromBase64(split.encode("ascii", "ignore")))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if self._session is not None:
            self._session.settings.change(geometry=self._geometry())
        self.close_requested.emit()
