"""What opens over the main window: each dialog with the services it needs, and what it tells the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from kazadesk.core.customers import Customer
from kazadesk.core.link import payable
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.panel import Panel, follow_news
from kazadesk.ui.words.i18n import translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kazadesk.core.books.records import Batch
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.records import LinkChanges
    from kazadesk.services.support import SupportFile
    from kazadesk.services.upkeep import Restored, Upkeep
    from kazadesk.ui.details.dialog import LinkDetails
    from kazadesk.ui.tasks import Tasks


class Dialogs(Panel, QObject):
    """Opens nothing that needs services before `attach`."""

    profiles_changed = Signal()
    watch_changed = Signal(bool)
    inbox_changed = Signal()
    show_link_requested = Signal(int)
    mark_by_hand_requested = Signal(int)
    paste_requested = Signal()
    arrivals_changed = Signal()
    """Something was pulled from the mailbox."""
    told = Signal(str)
    """A sentence about what was done."""
    mode_requested = Signal(str)
    restart_requested = Signal()
    repair_requested = Signal(object)
    prices_changed = Signal()
    batch_closed = Signal()
    days_chosen = Signal(object, object, str)
    """First and last day and the currency of payments to be listed."""
    batch_chosen = Signal(object)
    """The Batch whose links are to be listed."""
    leave_requested = Signal()
    """What was brought back from the ledger's server is to take the place of this desk's own file."""

    def __init__(self, window: QWidget, *, practice: bool) -> None:
        super().__init__(window)
        self._window = window
        self._practice = practice
        self._shown: set[QWidget] = set()

    def _open(self, dialog: QDialog) -> None:
        """Show a dialog of the window; it goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown.add(dialog)
        dialog.finished.connect(lambda: self._shown.discard(dialog))
        dialog.open()

    # ── about a link ──

    def qr(self, link: PaymentLink) -> None:
        from kazadesk.ui.handover.qr_dialog import QrDialog

        if link.url:
            tasks = self.tasks if self.attached else None
            dialog = QrDialog(link, self._shop_name(link), self._window, tasks=tasks, practice=self._practice)
            dialog.slip_requested.connect(self.slip)
            self._follow(dialog, link, dialog.follow)
            self._open(dialog)

    def customer(self, link: PaymentLink) -> None:
        """Its code over the whole screen, until it is paid or over."""
        from kazadesk.ui.handover.customer_view import CustomerView

        view = CustomerView(link, self._shop_name(link), self._window, practice=self._practice)
        self._shown.add(view)
        view.destroyed.connect(lambda: self._shown.discard(view))
        self._follow(view, link, lambda now: None if payable(now) or not now.url else view.close())
        view.show_on_screen_of(self._window)

    def _follow(self, dialog: QWidget, link: PaymentLink, show: Callable[[PaymentLink], object]) -> None:
        """`show` what becomes of the link while the dialog is open."""
        if not self.attached:
            return

        def found(now: PaymentLink | None) -> None:
            if now is not None and dialog in self._shown:
                show(now)

        def heard(changes: LinkChanges) -> None:
            if changes.links is None:
                self.ask(lambda session: session.ledger.link(link.id), done=found, refused=lambda _error: None)
            for each in changes.links or ():
                if each.id == link.id:
                    show(each)

        follow_news(dialog, self.session.news, heard)

    def remind(self, link: PaymentLink, anchor: QWidget) -> None:
        """As `share`, of a link that waits for long; that it was done is noted."""
        self.share(link, anchor, reminder=True)

    def share(self, link: PaymentLink, anchor: QWidget, *, reminder: bool = False) -> None:
        """A menu at `anchor`, once it is known who is to pay."""
        if not link.url:
            return
        if not self.attached:
            self._share(link, anchor, Customer(), reminder)
            return
        self.ask(
            lambda session: session.links.customer_of(link.id),
            done=lambda customer: self._share(link, anchor, customer, reminder),
            refused=lambda _error: self._share(link, anchor, Customer(), reminder),
        )

    def _share(self, link: PaymentLink, anchor: QWidget, customer: Customer, reminder: bool) -> None:
        from kazadesk.ui.handover.share import ShareMenu
        from kazadesk.ui.widgets.buttons import pop_up

        if isValid(anchor):
            settings = self.session.profiles.defaults(link.profile) if self.attached else None
            country = settings.phone_country if settings is not None else ""
            menu = ShareMenu(
                link,
                self._window,
                settings=settings,
                shop_name=self._shop_name(link),
                customer=customer,
                country=country,
                reminder=reminder,
            )
            if reminder:
                menu.handed_over.connect(lambda via: self._note_reminder(link, via))
            menu.told.connect(self.told)
            menu.slip_requested.connect(self.slip)
            menu.aboutToHide.connect(menu.deleteLater)
            pop_up(menu, anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _note_reminder(self, link: PaymentLink, via: str) -> None:
        self.ask(
            lambda session: session.reminders.note(link.id, via),
            done=lambda _link: self.told.emit(translate("Links", "The reminder is noted.")),
            refused=lambda error: self.told.emit(sentence(error)),
        )

    def slip(self, link: PaymentLink) -> None:
        from kazadesk.ui.handover.slip_dialog import SlipDialog

        if self.attached:
            shop_name = self._shop_name(link)
            self._open(SlipDialog(link, self.session, self.tasks, self._window, shop_name=shop_name))

    def details(self, link: PaymentLink, *, by_hand: bool = False) -> LinkDetails | None:
        """Its history and acts; `by_hand` asks at once whether it was paid. None before `attach`."""
        from kazadesk.ui.details.dialog import LinkDetails

        if not self.attached:
            return None
        dialog = LinkDetails(link, self.session, self.tasks, self._window)
        dialog.copy_requested.connect(lambda text: copied(text, dialog))
        self._open(dialog)
        if by_hand:
            dialog.ask_by_hand()
        return dialog

    def _shop_name(self, link: PaymentLink) -> str:
        return self.session.profiles.defaults(link.profile).shop_name if self.attached else ""

    # ── the till ──

    def prices(self) -> None:
        from kazadesk.ui.create.prices_dialog import PricesDialog

        if self.attached:
            dialog = PricesDialog(self.session.till, self.session.profiles.defaults().currency, self._window)
            dialog.saved.connect(self.prices_changed)
            self._open(dialog)

    # ── the books ──

    def batch(self, path: Path | None = None, batch: Batch | None = None) -> None:
        """Many links from one file: from the start, with a file, or with a batch that was broken off."""
        from kazadesk.ui.books.batch_dialog import BatchDialog

        if not self.attached or any(isinstance(dialog, BatchDialog) for dialog in self._shown):
            return
        dialog = BatchDialog(self.session, self.tasks, self._window)
        dialog.qr_requested.connect(self.qr)
        dialog.share_requested.connect(self.share)
        dialog.credentials_requested.connect(self.credentials)
        dialog.list_requested.connect(self.batch_chosen)
        dialog.finished.connect(self.batch_closed)
        self._open(dialog)
        if batch is not None:
            dialog.go_on(batch)
        elif path is not None:
            dialog.show_file(path)

    def go_on_with_batch(self) -> None:
        """The one that was paused: somebody waits for its end."""
        from kazadesk.ui.books.batch_dialog import BatchDialog

        for dialog in self._shown:
            if isinstance(dialog, BatchDialog):
                dialog.go_on_if_paused()

    def report(self) -> None:
        from kazadesk.ui.books.report_dialog import ReportDialog

        if self.attached:
            dialog = ReportDialog(self.session, self.tasks, self._window)
            dialog.days_chosen.connect(self.days_chosen)
            self._open(dialog)

    def close_day(self) -> None:
        from kazadesk.ui.books.close_dialog import CloseDialog

        if self.attached:
            self._open(CloseDialog(self.session, self.tasks, self._window))

    def import_list(self) -> None:
        from kazadesk.ui.books.import_dialog import ImportDialog

        if self.attached:
            self._open(ImportDialog(self.session, self.tasks, self._window))

    # ── about the program ──

    def credentials(self, email: str = "") -> None:
        """`email`: what was typed elsewhere as the account's own."""
        from kazadesk.ui.settings.credentials_dialog import CredentialsDialog

        if self.attached:
            dialog = CredentialsDialog(self.session, self.tasks, self._window, email=email)
            dialog.saved.connect(self.profiles_changed)
            dialog.live_requested.connect(lambda: self.mode_requested.emit("live"))
            dialog.finished.connect(lambda: self._ask_shop_name(first=dialog.first_keys_saved))
            self._open(dialog)

    def _ask_shop_name(self, *, first: bool) -> None:
        """At set-up: later it is in the settings."""
        if first and not self._practice and not self.session.profiles.defaults().shop_name:
            self.shop_name()

    def shop_name(self) -> None:
        from kazadesk.ui.settings.shop_name_dialog import ShopNameDialog

        if self.attached:
            dialog = ShopNameDialog(self.session.profiles, self._window)
            dialog.saved.connect(self.profiles_changed)
            self._open(dialog)

    def receive(self) -> None:
        """The settings, at the page about the mailbox."""
        self.settings(receive=True)

    def language(self) -> None:
        """The settings, at the language."""
        self.settings(language=True)

    def settings(self, *, receive: bool = False, language: bool = False) -> None:
        from kazadesk.ui.settings.dialog import SettingsDialog

        if self.attached:
            dialog = SettingsDialog(self.session, self.tasks, self._window)
            dialog.language_or_theme_changed.connect(self.restart_requested)
            dialog.profiles_changed.connect(self.profiles_changed)
            dialog.watch_changed.connect(self.watch_changed)
            dialog.inbox_changed.connect(self.inbox_changed)
            dialog.restore_requested.connect(self.repair_requested)
            dialog.ledger_changed.connect(self.restart_requested)
            dialog.leave_requested.connect(self.leave_requested)
            if receive:
                dialog.show_receive()
            if language:
                dialog.show_language()
            self._open(dialog)

    def missing(self) -> None:
        """Links whose webhook was probably lost."""
        from kazadesk.ui.receive.missing_dialog import MissingDialog

        if self.attached:
            dialog = MissingDialog(self.session, self.tasks, self._window)
            dialog.show_link_requested.connect(self.show_link_requested)
            dialog.mark_by_hand_requested.connect(self.mark_by_hand_requested)
            dialog.paste_requested.connect(self.paste_requested)
            dialog.looked.connect(self.arrivals_changed)
            self._open(dialog)

    def backups(self) -> None:
        if self.attached:
            self.backups_of(self.session.upkeep, self.tasks)

    def backups_of(self, upkeep: Upkeep, tasks: Tasks, *, can_make: bool = True) -> None:
        """Also of a ledger that cannot be opened."""
        from kazadesk.ui.care.backups_dialog import BackupsDialog

        dialog = BackupsDialog(upkeep, tasks, self._window, can_make=can_make)
        dialog.restore_requested.connect(self.repair_requested)
        self._open(dialog)

    def restored(self, chosen: Path, result: Restored) -> None:
        """The backup `chosen` is open in the place of the ledger before it."""
        from kazadesk.ui.care.restored_dialog import RestoredDialog

        if self.attached:
            self._open(RestoredDialog(chosen, result, self.session.upkeep, self.tasks, self._window))

    def support(self) -> None:
        if self.attached:
            self.support_of(self.session.support, self.tasks)

    def support_of(self, support: SupportFile, tasks: Tasks) -> None:
        """Also without services."""
        from kazadesk.ui.care.support_dialog import SupportDialog

        self._open(SupportDialog(support, tasks, self._window))

    def shortcuts(self) -> None:
        from kazadesk.ui.frame.shortcuts_dialog import ShortcutsDialog

        self._open(ShortcutsDialog(self._window))

    def about(self) -> None:
        from kazadesk.ui.frame.about_dialog import AboutDialog

        self._open(AboutDialog(self._window))
