"""The main window: the panels, who hears whom, and what waits until the services are there."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget
from shiboken6 import isValid

from kazadesk.core.link import payable
from kazadesk.ui.desktop import desktop
from kazadesk.ui.frame import placement
from kazadesk.ui.frame.dialogs import Dialogs
from kazadesk.ui.frame.layout import Desk
from kazadesk.ui.frame.practice import Practice
from kazadesk.ui.receive.receiver import Receiver
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.panel import Panel, follow_news
from kazadesk.ui.widgets.shortcuts import shortcut
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import why_not_payable
from kazadesk.ui.words.i18n import current_language, ltr, translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import date
    from typing import Any

    from kazadesk.core.books.records import Batch
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.records import LinkChanges
    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.session import Session
    from kazadesk.services.support import SupportFile
    from kazadesk.services.upkeep import Upkeep
    from kazadesk.ui.desktop.notifications import Notifier
    from kazadesk.ui.frame.leaving import LeaveDialog
    from kazadesk.ui.frame.welcome import WelcomePage
    from kazadesk.ui.tasks import Tasks
    from kazadesk.ui.widgets.notice import Notice


_DAYS_WITHOUT = 3
"""So long the second place may have no backup before the window says so."""
_SIZE, _LEAST, _FRAME = QSize(1340, 720), QSize(960, 560), QSize(8, 40)
"""At first; at least, where the screen has it; and what window managers put around it, about."""


class Remembered(Protocol):
    """What the settings keep for the window."""

    geometry: str


class MainWindow(Panel, QMainWindow):
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
    leave_requested = Signal()
    """What was brought back from the ledger's server is to take the place of this desk's own file."""

    def __init__(self, *, practice: bool, first_run: bool, settings: Remembered) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        title = translate("MainWindow", "KazaDesk")
        self.setWindowTitle(title if not practice else translate("MainWindow", "KazaDesk – practice mode"))
        self._practice = practice
        self._was_painted = False
        self._has_links = False
        self._wished: list[Callable[[], None]] = []
        self._payload = ""
        self._language = current_language()
        self._welcome: WelcomePage | None = None
        self._leaving: LeaveDialog | None = None
        self._notifier: Notifier | None = None
        self._practice_play: Practice | None = None
        self._receiver = Receiver(self)
        self.dialogs = Dialogs(self, practice=practice)
        self._pages = QStackedWidget(self)
        self.setCentralWidget(self._pages)
        self._desk = Desk(practice=practice, parent=self._pages)
        self._pages.addWidget(self._desk)
        if first_run:
            self._show_welcome()
        else:
            self._desk.form.amount.setFocus()  # what is typed before the services are there is not lost
        self._connect_form()
        room = desktop.screen_of(self).availableSize() - _FRAME
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(_SIZE.boundedTo(room))
        self._desk.restore_shares(placement.restore(self, settings.geometry))

    # ── who talks to whom ──

    def _furnish_links(self) -> None:
        """Bring the links, which the first paint did without."""
        if not self._has_links:
            self._has_links = True
            self._desk.furnish_links()
            self._connect_links()

    def _furnish(self) -> None:
        """Bring all that the first paint did without."""
        self._furnish_links()
        if not self._desk.furnished:
            self._desk.furnish_verifier()
            self._connect_verifier()
            self._desk.verifier.show_payload(self._payload)
            self._make_shortcuts()

    def _connect_form(self) -> None:
        form, bar, banner, dialogs = self._desk.form, self._desk.bar, self._desk.banner, self.dialogs
        form.link_begun.connect(self._begun)
        form.told.connect(partial(self._desk.say, icon="info"))
        form.credentials_requested.connect(self._open_credentials)
        bar.profile_chosen.connect(self._choose_profile)
        bar.credentials_requested.connect(lambda: self._when_ready(self._open_credentials))
        bar.settings_requested.connect(lambda: self._when_ready(dialogs.settings))
        bar.receiving.set_up_requested.connect(lambda: self._when_ready(dialogs.receive))
        bar.receiving.arrivals_requested.connect(lambda: self._when_ready(self._show_arrivals))
        bar.shortcuts_requested.connect(dialogs.shortcuts)
        bar.about_requested.connect(dialogs.about)
        form.prices_requested.connect(dialogs.prices)
        dialogs.prices_changed.connect(form.show_prices)
        bar.prices_requested.connect(lambda: self._when_ready(dialogs.prices))
        bar.batch_requested.connect(lambda: self._when_ready(dialogs.batch))
        bar.report_requested.connect(lambda: self._when_ready(dialogs.report))
        bar.close_day_requested.connect(lambda: self._when_ready(dialogs.close_day))
        bar.import_requested.connect(lambda: self._when_ready(dialogs.import_list))
        bar.backups_requested.connect(dialogs.backups)
        bar.support_requested.connect(dialogs.support)
        bar.mode_requested.connect(lambda mode: self._leave(lambda: self.mode_requested.emit(mode)))
        dialogs.profiles_changed.connect(self._show_profiles)
        dialogs.profiles_changed.connect(self._receiver.restart)
        dialogs.inbox_changed.connect(self._receiver.restart)
        dialogs.told.connect(self._desk.say)
        dialogs.mode_requested.connect(lambda mode: self._leave(lambda: self.mode_requested.emit(mode)))
        dialogs.restart_requested.connect(lambda: self._leave(self.restart_requested.emit))
        dialogs.repair_requested.connect(lambda backup: self._leave(lambda: self.repair_requested.emit(backup)))
        dialogs.leave_requested.connect(lambda: self._leave(self.leave_requested.emit))
        if banner is not None:
            banner.focus_left.connect(lambda: self._desk.form.focus_amount())
            self._practice_play = practice = Practice(banner, self._receiver, self._desk.say, self)
            bar.samples_requested.connect(lambda: self._when_ready(practice.make_samples))
            bar.samples_unwanted.connect(lambda: self._when_ready(practice.erase_samples))

    def _connect_links(self) -> None:
        form, links, newest = self._desk.form, self._desk.links, self._desk.newest
        form.link_not_kept.connect(newest.show_not_kept)
        form.beginning.connect(newest.expect)
        links.copy_requested.connect(self._copy)
        links.qr_requested.connect(self.dialogs.qr)
        links.share_requested.connect(self.dialogs.share)
        links.remind_requested.connect(self.dialogs.remind)
        links.slip_requested.connect(self.dialogs.slip)
        links.send_again_requested.connect(form.send_again)
        links.create_again_requested.connect(form.create_again)
        links.like_this_requested.connect(form.fill_like)
        links.details_requested.connect(self.dialogs.details)
        links.link_chosen.connect(self._chosen)
        links.credentials_requested.connect(self._open_credentials)
        links.shop_name_requested.connect(self.dialogs.shop_name)
        if self._practice_play is not None:
            links.samples_requested.connect(self._practice_play.make_samples)
        links.first_link_requested.connect(form.focus_amount)
        self.dialogs.days_chosen.connect(self._show_payments)
        self.dialogs.batch_chosen.connect(self._show_batch)
        self.dialogs.batch_closed.connect(links.name_batches)
        links.file_dropped.connect(lambda path: self._when_ready(partial(self.dialogs.batch, path)))
        newest.copy_requested.connect(self._copy)
        newest.qr_requested.connect(self.dialogs.qr)
        newest.share_requested.connect(self.dialogs.share)
        newest.send_again_requested.connect(form.send_again)
        newest.stop_requested.connect(form.stop)
        newest.can_stop = form.can_stop
        newest.correct_requested.connect(form.fill_like)
        newest.show_requested.connect(self._reveal)

    def _connect_verifier(self) -> None:
        verifier = self._desk.verifier
        if self._practice_play is not None:
            self._practice_play.left_to_paste.connect(verifier.offer_clipboard)
        verifier.idle_changed.connect(lambda idle: None if idle else self._desk.hush())
        self.dialogs.watch_changed.connect(verifier.watch_clipboard)
        verifier.judged.connect(self._tell_desktop)
        self._receiver.arrived.connect(verifier.show_arrived)
        verifier.missing_requested.connect(self.dialogs.missing)
        self.dialogs.show_link_requested.connect(self._reveal)
        self.dialogs.mark_by_hand_requested.connect(self._mark_by_hand)
        self.dialogs.paste_requested.connect(self._paste_and_verify)
        self.dialogs.arrivals_changed.connect(lambda: verifier.show_arrived([]))
        self._receiver.arrived.connect(self._tell_desktop)
        verifier.show_link_requested.connect(self._reveal)
        verifier.mark_by_hand_requested.connect(self._mark_by_hand)
        verifier.credentials_requested.connect(self._open_credentials)
        verifier.copy_requested.connect(self._copy_question)

    def _make_shortcuts(self) -> None:
        newest = self._desk.newest
        for pressed, act in (
            (keys.CREATE, self._desk.form.submit),
            (keys.CREATE_ON_THE_KEYPAD, self._desk.form.submit),
            (keys.NEW, self._desk.form.focus_amount),
            (keys.FIND, self._find),
            (keys.FILTER, self._filter),
            (keys.SHOW_ALL, self._show_all),
            (keys.REMIND, self._show_due),
            (keys.LINKS, self._go_to_links),
            (keys.VERIFIER, self._go_to_verifier),
            (keys.OPEN, partial(self._when_ready, self._open_files)),
            (keys.VERDICT, self._go_to_verdict),
            (keys.STRIP, self._go_to_strip),
            (keys.UNDO, self._desk.links.undo),
            (keys.PRICES, partial(self._when_ready, self._desk.form.go_to_prices)),
            (keys.CUSTOMER, partial(self._when_ready, self._desk.form.go_to_customer)),
            (keys.BATCH, partial(self._when_ready, self.dialogs.batch)),
            (keys.REPORT, partial(self._when_ready, self.dialogs.report)),
            (keys.CLOSE_DAY, partial(self._when_ready, self.dialogs.close_day)),
            (keys.PASTE_AND_VERIFY, partial(self._when_ready, self._paste_and_verify)),
            (keys.COPY_NEWEST, partial(newest.when_made, newest.copy)),
            (keys.SHOW_NEWEST, partial(newest.when_made, newest.display)),
            (keys.SHARE_NEWEST, partial(newest.when_made, newest.share)),
            (keys.CUSTOMER_VIEW, partial(self._when_ready, self._show_customer)),
            (keys.SETTINGS, partial(self._when_ready, self.dialogs.settings)),
            (keys.SHORTCUTS, self.dialogs.shortcuts),
        ):
            shortcut(pressed, self, act)
        if self._desk.banner is not None:
            shortcut(keys.PAY, self, self._desk.banner.pay)

    def show_upgrading(self, percent: int) -> None:
        """Before there are any links: that an old ledger is being brought up to date."""
        self._furnish_links()
        self._desk.links.show_upgrading(percent)

    def show_first_links(self, links: list[PaymentLink]) -> None:
        """Rows that were read before the services were there."""
        self._furnish_links()
        self._desk.links.show_first_links(links)
        self._desk.newest.show_link(links[0] if links else None)
        self._chosen(links[0] if links else None)

    def attach(self, session: Session, tasks: Tasks) -> None:
        """From now on everything works."""
        self._furnish()
        super().attach(session, tasks)
        self.dialogs.attach(session, tasks)
        self._desk.bar.attach(session)
        self._desk.form.attach(session, tasks)
        self._desk.links.attach(session, tasks)
        self._desk.verifier.attach(session, tasks)
        follow_news(self, session.news, self._follow)
        tasks.start(self, session.news.watch())
        self._watch_over(session, tasks)
        self._desk.bar.receiving.attach(self._receiver, session)
        self._receiver.attach(session, tasks)
        if self._practice_play is not None:
            self._practice_play.attach(session, tasks)
        self._look_at_newest()
        wished, self._wished = self._wished, []
        for act in wished:
            act()

    def take_place_of(self, before: MainWindow) -> None:
        """Stand exactly where the window before stands; before it is shown, or it would be seen to jump."""
        placement.follow(self, before)
        self._desk.restore_shares(before._desk.shares())

    def continue_from(self, before: MainWindow) -> None:
        """Take over what was typed into the window that this one follows; a webhook of the other mode stays there."""
        other_mode = before._practice is not self._practice
        if before._language != self._language:
            self._say_language()
        if other_mode:
            self._say_mode()
        self._desk.form.continue_from(before._desk.form, to_practice=other_mode and self._practice)
        if not other_mode:
            self._payload = before._desk.verifier.payload() if before._desk.furnished else before._payload

    def _say_language(self) -> None:
        """The window was built anew in another language: who listens is led to where it was chosen, and hears it."""
        if self._welcome is not None:
            self._welcome.focus_language()
        elif QAccessible.isActive():
            self._when_ready(self.dialogs.language)

    def _say_mode(self) -> None:
        """What is real from now on: in an announcement, and until the window is left for the first time in its name,
        which screen readers that are told of no announcements say when it comes to the front.
        """
        if self._practice:
            told = translate("MainWindow", "Practice mode: nothing is real")
        else:
            told = translate("MainWindow", "Live: from now on links are real money")
        announce(self, told)
        self.setAccessibleName(f"{self.windowTitle()}. {told}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self.accessibleName():
            self.setAccessibleName("")

    def _when_ready(self, act: Callable[[], None]) -> None:
        """Do it now, or as soon as the services are there: a press in the first moments is not lost."""
        if self.attached:
            act()
        else:
            self._wished.append(act)

    def _watch_over(self, session: Session, tasks: Tasks) -> None:
        """What goes on by itself: links that wait to be sent, the daily backup."""
        from kazadesk.ui.frame.sending_strip import SendingStrip

        strip = SendingStrip(self)
        strip.link_not_kept.connect(self._desk.newest.show_not_kept)
        self._desk.form.link_settled.connect(strip.note)
        self._desk.add_strip(strip)
        strip.attach(session, tasks)
        trouble = partial(self.show_trouble, upkeep=session.upkeep, support=session.support, tasks=tasks)
        tasks.start(self, session.upkeep.watch(self._not_backed_up), refused=trouble)

        from kazadesk.ui.books.strip import BatchStrip

        batches = BatchStrip(self)
        batches.go_on_requested.connect(lambda batch: self.dialogs.batch(batch=batch))
        self.dialogs.batch_closed.connect(batches.look)
        self._desk.add_strip(batches)
        batches.attach(session, tasks)

        if session.upkeep.can_have_second:
            from kazadesk.ui.widgets.notice import Notice

            told = Notice(self)
            told.setObjectName("secondPlaceNotice")
            self._desk.add_strip(told)
            session.upkeep.second_changed = lambda: self._tell_second_place(told, session.upkeep)

        if session.ledger.is_shared:
            from kazadesk.ui.frame.ledger_strip import LedgerStrip

            session.links.patience = math.inf
            self._desk.add_strip(LedgerStrip(session, self))

    def _tell_second_place(self, told: Notice, upkeep: Upkeep) -> None:
        """As long as the second place is out of reach for days."""
        days = upkeep.days_without_second()
        text = translate("MainWindow", "The second place has had no backup for %n day(s): {path}", "", days)
        text = text.format(path=ltr(str(upkeep.second))) if days >= _DAYS_WITHOUT else ""
        if text != told.text():
            told.say(text, "warning")

    def _not_backed_up(self, error: KazaDeskError) -> None:
        told = translate("MainWindow", "Today's backup could not be made. {why}")
        self._desk.say(told.format(why=sentence(error)), icon="alert")

    def _show_welcome(self) -> None:
        from kazadesk.ui.frame.welcome import WelcomePage

        page = WelcomePage(self)
        page.practice_requested.connect(self._begin_practice)
        page.key_requested.connect(lambda: self._when_ready(self._enter_first_key))
        page.language_requested.connect(lambda language: self._when_ready(lambda: self._change_language(language)))
        self._welcome = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def show_trouble(self, error: KazaDeskError, *, upkeep: Upkeep, support: SupportFile, tasks: Tasks) -> None:
        """The ledger cannot be used: say why, and offer every way on."""
        from kazadesk.ui.care.trouble_page import TroublePage

        page = TroublePage(error, self)
        page.retry_requested.connect(self.restart_requested)
        page.anew_requested.connect(lambda: self.repair_requested.emit(None))
        page.backups_requested.connect(lambda: self.dialogs.backups_of(upkeep, tasks, can_make=False))
        page.support_requested.connect(lambda: self.dialogs.support_of(support, tasks))
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def show_surprise(self, _name: str) -> None:
        """Something unforeseen went wrong in the background."""
        told = translate("MainWindow", "Something unforeseen happened. The details are in the log.")
        self._desk.say(told, icon="alert")

    # ── links ──

    def _look_at_newest(self) -> None:
        """What the newest link, and the one that is shown, are now: the first rows are older than the start's repairs
        and than what any other program did meanwhile, and a window that follows another one has none.
        """
        from kazadesk.core.records import LinkQuery

        shown = self._desk.newest.link

        async def looked(session: Session) -> list[PaymentLink]:
            await session.news.begin()  # what happens from here on is told
            found = await session.ledger.links(LinkQuery(), limit=1)
            known = await session.ledger.link(shown.id) if shown is not None else None
            return found if known is None else [*found, known]

        self._ask(looked, partial(self._show_newest, shown))

    def _show_newest(self, shown: PaymentLink | None, links: list[PaymentLink]) -> None:
        """`shown`: the one that was asked for besides."""
        newest = self._desk.newest
        gone = shown is not None and shown.id not in {link.id for link in links}
        if gone and newest.link is shown:  # a sample that was erased
            newest.show_link(None)
            self._chosen(None)
        first = newest.link is None
        newest.follow(links)
        if first and links:
            self._chosen(self._desk.links.target() or links[0])

    def _begun(self, link: PaymentLink) -> None:
        self._desk.links.show_link(link, True)
        self._desk.newest.show_made(link)

    def _follow(self, changes: LinkChanges) -> None:
        if changes.links is None:
            self._look_at_newest()
        else:
            self._desk.newest.follow(changes.links)

    def _chosen(self, link: PaymentLink | None) -> None:
        if self._desk.banner is not None:
            self._desk.banner.show_link(link)

    def _copy(self, link: PaymentLink) -> None:
        if link.url and copied(link.url, self):
            self._desk.links.say_copied(link)
            if self._desk.newest.link is not None and self._desk.newest.link.id == link.id:
                self._desk.newest.confirm_copied()

    def _tell_desktop(self, verdicts: list[Verdict]) -> None:
        from kazadesk.ui.desktop.notifications import Notifier

        if self._notifier is None:
            self._notifier = Notifier(self.session, self.tasks, self)
            self._notifier.clicked.connect(self._come_back)
        self._notifier.tell(verdicts)

    def _come_back(self, link_id: int) -> None:
        self.raise_to_front()
        self._reveal(link_id)

    def _copy_question(self, text: str) -> None:
        if copied(text, self, confidential=True):
            self._desk.say(translate("MainWindow", "The question is copied: paste it into a message to Kazawallet."))

    def _reveal(self, link_id: int) -> None:
        self._desk.show_links()
        self._desk.links.reveal(link_id)

    def _show_batch(self, batch: Batch) -> None:
        self._desk.show_links()
        self._desk.links.show_batch(batch)

    def _show_payments(self, first: date, last: date, currency: str) -> None:
        self._desk.show_links()
        self._desk.links.show_payments(first, last, currency)

    def _mark_by_hand(self, link_id: int) -> None:
        def found(link: PaymentLink | None) -> None:
            if link is not None:
                self.dialogs.details(link, by_hand=True)

        self._ask(lambda session: session.ledger.link(link_id), found)

    def _show_customer(self) -> None:
        """The chosen link's code over the whole screen, else the newest one's; or why not."""
        link = self._desk.links.chosen() or self._desk.newest.link
        if link is not None and payable(link):
            self.dialogs.customer(link)
        else:
            why = why_not_payable(link) if link is not None else translate("Links", "There is no link yet")
            self._desk.say(why, icon="info")

    # ── keyboard ──

    def _find(self) -> None:
        self._desk.show_links()
        self._desk.links.focus_search()

    def _filter(self) -> None:
        self._desk.show_links()
        self._desk.links.open_filter()

    def _show_all(self) -> None:
        self._desk.show_links()
        self._desk.links.show_all()

    def _show_due(self) -> None:
        self._desk.show_links()
        self._desk.links.show_due()

    def _go_to_links(self) -> None:
        self._desk.show_links()
        self._desk.links.focus_rows()

    def _go_to_verifier(self) -> None:
        self._desk.show_verifier()
        self._desk.verifier.focus_field()

    def _go_to_verdict(self) -> None:
        self._desk.show_verifier()
        self._desk.verifier.focus_verdict()

    def _go_to_strip(self) -> None:
        if not self._desk.focus_strip():
            self._desk.say(translate("MainWindow", "Nothing waits for your answer."), icon="info")

    def _open_files(self) -> None:
        self._desk.show_verifier()
        self._desk.verifier.open_files()

    def _paste_and_verify(self) -> None:
        self._desk.show_verifier()
        self._desk.verifier.paste_and_verify()

    def _show_arrivals(self) -> None:
        self._desk.show_verifier()
        self._desk.verifier.show_arrivals()

    # ── profile and settings ──

    def _choose_profile(self, name: str) -> None:
        self.session.profiles.select(name)
        self._desk.form.show_defaults()
        self._desk.links.show_account()

    def _open_credentials(self) -> None:
        self.dialogs.credentials(self._desk.form.email.text())

    def _begin_practice(self) -> None:
        if not self._practice:
            self.mode_requested.emit("practice")
        else:
            self._when_ready(self._go_on_in_practice)

    def _go_on_in_practice(self) -> None:
        self.session.settings.change(mode="practice")
        self._pages.setCurrentIndex(0)
        self._desk.form.focus_amount()

    def _enter_first_key(self) -> None:
        if self._practice:
            self.mode_requested.emit("live")
            return
        self.session.settings.change(mode="live")
        self._pages.setCurrentIndex(0)
        self._open_credentials()

    def _show_profiles(self) -> None:
        self._desk.bar.show_profiles(self.session)
        self._desk.form.show_defaults()
        self._desk.form.focus_amount()
        self._desk.links.show_account()

    def _change_language(self, language: str) -> None:
        self.session.settings.change(language=language)
        self.restart_requested.emit()

    def _ask(self, job: Callable[[Session], Coroutine[Any, Any, Any]], done: Any) -> None:
        self.ask(job, done=done, refused=lambda error: self._desk.say(sentence(error), icon="alert"))

    # ── the window itself ──

    def raise_to_front(self) -> None:
        """A second KazaDesk was started: show this one."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        self._furnish_links()
        QTimer.singleShot(0, self, self._furnish)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._leave(self._close, closing=True)

    def _close(self) -> None:
        if self.attached:
            self.session.settings.change(geometry=placement.saved(self, self._desk.shares()))
        self.close_requested.emit()

    def _leave(self, go: Callable[[], object], *, closing: bool = False) -> None:
        """`go` ends the session: at once where nothing is under way, else when that is done or its loss is accepted."""
        if not self.attached or not (self.tasks.work or self.session.links.under_way):
            go()
            return
        from kazadesk.ui.frame.leaving import LeaveDialog

        if self._leaving is not None and isValid(self._leaving):
            self._leaving.raise_()
            return
        self._leaving = LeaveDialog(self.session, self.tasks, self, closing=closing)
        self._leaving.accepted.connect(go)
        self._leaving.waits.connect(self.dialogs.go_on_with_batch)
        self._leaving.open()
