"""The list of payment links: search and filters, rows with their actions, totals, and what to say when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kazadesk.core.records import LinkQuery, matches
from kazadesk.ui.links.actions_bar import ActionsBar
from kazadesk.ui.links.archive import LinksArchive
from kazadesk.ui.links.export import LinksExport
from kazadesk.ui.links.filter import LinksFilter
from kazadesk.ui.links.header import LinksHeader
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.placeholder import LinksPlaceholder
from kazadesk.ui.links.totals import LinksTotals
from kazadesk.ui.links.view import LinksView
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.dropping import dropped_table
from kazadesk.ui.widgets.labels import PlainLabel, WrappedLabel
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.widgets.shortcuts import shortcut
from kazadesk.ui.widgets.toast import Toast
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import Action
from kazadesk.ui.words.i18n import ltr, translate, visible, visible_identifier
from kazadesk.words.accounts import profile_word
from kazadesk.words.errors import sentence
from kazadesk.words.links import note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from kazadesk.core.books.records import Batch
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.order import LinkOrder
    from kazadesk.services.session import Session
    from kazadesk.ui.links.going_live import GoingLive
    from kazadesk.ui.tasks import Tasks
    from kazadesk.ui.widgets.toast import Toast

_FOOT = 32
_NARROW, _NARROWEST = 720, 600
"""Below this width the filters need the room of the title."""
_SLOW_MS = 600
_FOUND_MS = 500
"""After the last key: whoever still types is not talked over."""


class LinksPanel(Panel, QFrame):
    """What goes beyond the list is asked for by a signal with the link in question."""

    copy_requested = Signal(object)
    qr_requested = Signal(object)
    share_requested = Signal(object, object)
    """The link, and the widget at which to show a menu."""
    remind_requested = Signal(object, object)
    slip_requested = Signal(object)
    send_again_requested = Signal(object)
    create_again_requested = Signal(object)
    like_this_requested = Signal(object)
    details_requested = Signal(object)
    crowded = Signal()
    """There are more links than there is room for."""
    credentials_requested = Signal()
    shop_name_requested = Signal()
    first_link_requested = Signal()
    samples_requested = Signal()
    file_dropped = Signal(object)
    """The Path of a table with many links."""
    link_chosen = Signal(object)
    """The PaymentLink that the buttons act on now, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linksPanel")
        self.setProperty("card", True)
        self.setAcceptDrops(True)
        self._known = False
        self._problem: KazaDeskError | None = None
        self._wanted: int | None = None
        self._another = False
        """Whether another query's links are on their way."""
        self._steps: GoingLive | None = None
        self._toast: Toast | None = None
        self._said = ""
        self._undo: Callable[[], None] | None = None
        self._unsaid = False
        """Whether nobody has heard yet how many links the query finds."""
        self._found = 0
        self._say_found = QTimer(self)
        self._say_found.setSingleShot(True)
        self._say_found.setInterval(_FOUND_MS)
        self._say_found.timeout.connect(self._announce_found)
        self._model = LinksModel(self)
        self._filter = LinksFilter(self)
        self._totals = LinksTotals(self)
        self._archive = LinksArchive(self)
        self._export = LinksExport(self)
        self._chosen = ActionsBar(self)
        self._table = QWidget(self)
        self._header = LinksHeader(self._table)
        # after what stands above it: the keyboard goes as one reads
        self._view = LinksView(self._model, self._table)
        self._header.follow(self._view)
        self._chosen.follow(self._model, self._view)
        self._lay_out()
        self._connect()
        # for the first moments an empty list says nothing: the first page is on its way
        QTimer.singleShot(_SLOW_MS, self, self._still_nothing)

    def _lay_out(self) -> None:
        self._title = PlainLabel(translate("Links", "Links"), self)
        self._title.setFont(theme.font("title"))
        self._title.setContentsMargins(theme.XS, 0, theme.XS, 0)
        self._filter.bar.insertWidget(0, self._title)
        for button in self._chosen.buttons:
            self._filter.bar.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(theme.L, theme.M, theme.M, theme.M)
        head.addWidget(self._filter)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.L, theme.XS, theme.M, theme.XS)
        foot.setSpacing(theme.S)
        foot.addWidget(self._totals, 1)
        foot.addWidget(self._chosen.count)
        foot.addWidget(self._chosen.archive)
        for widget in (*self._archive.progress.widgets, *self._export.widgets):
            foot.addWidget(widget)
        foot.addStrut(_FOOT)
        table = QVBoxLayout(self._table)
        table.setContentsMargins(0, 0, 0, 0)
        table.setSpacing(0)
        table.addWidget(self._header)
        table.addWidget(self._view, 1)
        self._pages = LinksPlaceholder(self._table)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addLayout(self._pages, 1)
        self._why = WrappedLabel(self, tone="text")
        self._why.setObjectName("linkNote")
        self._why.hide()
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(theme.M, theme.XS, theme.M, 0)
        self._strips.addWidget(self._why)
        rows.addLayout(self._strips)
        rows.addLayout(foot)

    def _connect(self) -> None:
        model, view = self._model, self._view
        self._filter.changed.connect(self._set_query)
        model.rowsInserted.connect(self._update_page)
        model.rowsRemoved.connect(self._update_page)
        model.modelReset.connect(self._update_page)
        model.loading_changed.connect(self._update_page)
        model.failed.connect(self._failed)
        model.loaded.connect(self._loaded)
        model.followed.connect(self._followed)
        view.opened.connect(self.details_requested)
        view.verticalScrollBar().rangeChanged.connect(self._tell_crowded)
        view.everything_wanted.connect(self._read_everything)
        self._header.order_chosen.connect(self._set_order)
        self._chosen.acted.connect(self._act)
        self._chosen.link_chosen.connect(self.link_chosen)
        self._chosen.link_chosen.connect(self._explain)
        self._chosen.refused.connect(lambda why: self._toasted().say(why, icon="info"))
        self._chosen.put_away.connect(self._archive.put)
        self._archive.changed.connect(self._put_away)
        self._archive.failed.connect(self._failed)
        self._archive.told.connect(self._say_archived)
        self._totals.counted.connect(self._note_found)
        self._export.button.clicked.connect(self._ask_export_of_shown)
        self._chosen.export_requested.connect(self._ask_export)
        self._export.told.connect(self._say_exported)
        self._export.failed.connect(self._say_not_exported)
        search = self._filter.search
        for pressed, owner, act in (
            (keys.COPY_CHOSEN, view, lambda: self._chosen.act_on_target(Action.COPY, view)),
            (keys.ARCHIVE, view, self._chosen.put_away_chosen),
            ("Down", search, view.setFocus),
            (keys.CLOSE, search, search.clear),
        ):
            shortcut(pressed, owner, act).setContext(Qt.ShortcutContext.WidgetShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.setVisible(self.width() >= _NARROW)
        for button in self._chosen.buttons:  # which each row has, too
            button.setVisible(self.width() >= _NARROWEST)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_table(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_table(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    # what the window asks

    def show_first_links(self, links: Sequence[PaymentLink]) -> None:
        """Rows that were read before the services were there."""
        self._known = True
        self._model.show_first_links(links)
        self._update_page()

    def show_upgrading(self, percent: int) -> None:
        """That an old ledger is being brought up to date, and how far that is."""
        self._pages.show_upgrading(percent)

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        self._totals.attach(session, tasks)
        self._archive.attach(session, tasks)
        self._chosen.count.attach(session, tasks)
        self._export.attach(session, tasks)
        self._name_accounts()
        self._model.attach(session, tasks)
        self._filter.set_payment_days(session.books.payment_days)
        patience = session.missing.patience(session.profiles.current)
        tasks.start(self, patience, done=self._filter.set_patience, refused=lambda _error: None)
        self.name_batches()

    def name_batches(self) -> None:
        """Offer to filter by those that are in the ledger now."""
        self.ask(
            lambda session: session.books.batches.batches(),
            done=self._filter.offer_batches,
            refused=lambda _error: None,
        )

    def reload(self) -> None:
        """Read again what is shown."""
        self._model.reload()

    def show_link(self, link: PaymentLink, select: bool = True) -> None:
        """Show `link` as it is now, in its place. `select`: also make it the current row, whatever is filtered."""
        row = self._model.upsert(link)
        self._totals.read_soon(self._model.query)
        if not select:
            return
        if row is not None:
            self._view.choose(row)
        elif not matches(link, self._model.query):
            self._search_for(link)
        elif self._model.pending:
            self._wanted = link.id
        else:
            self._say_further_down(link)

    def reveal(self, link_id: int) -> None:
        """Select the link with that id, whatever is filtered, sorted or scrolled."""

        def found(link: PaymentLink | None) -> None:
            if link is None:
                return
            row = self._model.upsert(link)
            if row is None:
                self._search_for(link)
            else:
                self._view.choose(row)

        self.ask(lambda session: session.ledger.link(link_id), done=found, refused=self._failed)

    def show_payments(self, first: date, last: date, currency: str) -> None:
        """The links of the account that were paid on those days in one currency, and nothing else."""
        self._filter.show_payments(first, last, currency, self.session.profiles.current)

    def show_batch(self, batch: Batch) -> None:
        """The links of that batch, and nothing else."""
        self._filter.show_batch(batch)

    def focus_search(self) -> None:
        self._filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.search.selectAll()

    def _tell_crowded(self, _least: int, most: int) -> None:
        if most:
            self.crowded.emit()

    def _explain(self, link: PaymentLink | None) -> None:
        """What the row of the selected link has no room for, in full under the rows."""
        text = note(link) if link is not None and self._view.selected.only_row() is not None else ""
        if text != self._said:
            self._said = text
            self._why.say(text)

    def is_crowded(self) -> bool:
        """Whether there are more links than there is room for."""
        return self._view.verticalScrollBar().maximum() > 0

    def hush(self) -> None:
        """What was said is done: take it away, unless it offers something."""
        if self._toast is not None:
            self._toast.hush()

    def add_strip(self, strip: QWidget) -> None:
        """Under the rows, so that none moves when it comes and goes."""
        self._strips.addWidget(strip)

    def open_filter(self) -> None:
        """Let a state be chosen."""
        self._filter.states.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.states.showPopup()

    def show_all(self) -> None:
        """Drop search and filters."""
        if self._filter.active:
            self._filter.clear()

    def show_due(self) -> None:
        """The links whose customers are to be reminded."""
        self._filter.show_due()
        self.focus_rows()

    def focus_rows(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)  # which chooses a row where none is

    def undo(self) -> None:
        """Take back the last archiving or restoring, once."""
        back, self._undo = self._undo, None
        if back is not None:
            back()
        else:
            self.say(translate("Links", "There is nothing to undo"), icon="info")

    def say_copied(self, link: PaymentLink) -> None:
        """That the URL of `link` is on the clipboard now."""
        said = translate("Links", "URL copied: {reference}")
        self.say(said.format(reference=ltr(visible_identifier(link.reference))))

    def say(self, text: str, *, icon: str = "check") -> None:
        """A few words over the list that go away by themselves."""
        self._toasted().say(text, icon=icon)

    def _say_further_down(self, link: PaymentLink) -> None:
        """A new link belongs where nobody has scrolled to yet, as the list is sorted now."""
        said = translate("Links", "Further down in this order: {reference}")
        words = said.format(reference=ltr(visible_identifier(link.reference)))
        self._toasted().say(words, translate("Links", "Show it"), lambda: self._search_for(link), icon="info")

    def _search_for(self, link: PaymentLink) -> None:
        self._wanted, before = link.id, self._model.query
        self._filter.search_for(link.reference, archived=link.archived_at is not None)
        if self._model.query == before:
            self.reload()

    def _say_archived(self, text: str, back: Callable[[], None] | None) -> None:
        self._undo = back
        self._toasted().say(text, translate("Links", "Undo") if back is not None else "", self.undo)

    def _put_away(self) -> None:
        if self._view.selected.everything is not None:
            self._view.selected.drop()
        self.reload()

    def _ask_export_of_shown(self) -> None:
        """Save the selected links where they are several, else all that is listed."""
        selected = self._view.selected
        if selected.known:
            self._ask_export(selected.ids() if selected.count() > 1 else [])
        else:
            self._toasted().say(self._chosen.count.text(), icon="info")

    def _read_everything(self) -> None:
        """The ids of all that is selected, in the order of the list."""
        everything, query, order = self._view.selected.everything, self._model.query, self._model.order

        def done(ids: list[int]) -> None:
            if self._view.selected.everything is everything:
                self._view.selected.know_everything(ids)
                self._chosen.update()

        def refused(error: KazaDeskError) -> None:
            if self._view.selected.everything is everything:
                self._view.selected.drop()
            self._failed(error)

        self.ask(lambda session: session.ledger.link_ids(query, order), done=done, refused=refused)

    def _ask_export(self, link_ids: Sequence[int]) -> None:
        self._export.ask_where(self._model.query, self._model.order, link_ids)

    def _say_exported(self, text: str, show_folder: Callable[[], None] | None) -> None:
        button = translate("Links", "Show folder") if show_folder is not None else ""
        self._toasted().say(text, button, show_folder, icon="check" if show_folder is not None else "info")

    def _say_not_exported(self, error: KazaDeskError, again: Callable[[], None]) -> None:
        self._toasted().say(sentence(error), translate("Links", "Try again"), again, icon="alert")

    # what is shown

    def _set_query(self, query: LinkQuery) -> None:
        self._problem = None
        if query != self._model.query:
            self._another = self._unsaid = True
            self._say_found.stop()
            if self._view.selected.everything is not None:  # which is everything of a list that is gone
                self._view.selected.drop()
        self._model.set_query(query)

    def _note_found(self, count: int) -> None:
        if self._unsaid and not self._model.pending:
            self._unsaid, self._found = False, count
            self._say_found.start()

    def _announce_found(self) -> None:
        count = self._found
        announce(self, translate("Links", "%n link(s)", "", count) if count else translate("Links", "No link matches"))

    def _set_order(self, order: LinkOrder) -> None:
        self._header.show_order(order)
        self._model.set_order(order)
        if self._view.selected.everything is not None:
            self._read_everything()

    def _loaded(self) -> None:
        self._known = True
        if self._another and not self._model.pending:
            self._another = False
            self._view.keep_in_sight()
        self._filter.offer_currencies(self._model.currencies())
        if self._wanted is not None and (row := self._model.row_of(self._wanted)) is not None:
            self._view.choose(row)
        self._wanted = None
        self._update_page()
        self._totals.read(self._model.query)

    def _followed(self, links: list[PaymentLink]) -> None:
        self._filter.offer_currencies({link.currency for link in links})
        self._totals.read_soon(self._model.query)

    def _failed(self, error: KazaDeskError) -> None:
        self._known = True
        self._problem = error
        self._update_page()
        if self._model.rowCount() and error.code != "ledger_unreachable":  # of which a strip tells as long as it lasts
            self._toasted().say(sentence(error), translate("Links", "Try again"), self.reload, icon="alert")

    def _update_page(self) -> None:
        self._export.offer(self._model.rowCount() > 0)
        if self._model.rowCount() or not self._known:
            self._pages.show_rows()
        elif self._problem is not None:
            self._pages.show_problem(self._problem, self._try_again)
        elif self._model.loading:
            return
        elif self._filter.active:
            self._pages.show_no_match(self._filter.clear)
        else:
            samples = self.attached and self.session.samples is not None
            self._pages.show_no_links(self.samples_requested.emit if samples else None)
            if self.attached and not self.session.practice:
                archived = LinkQuery(archived=True)
                job = self.session.ledger.links(archived, limit=1)
                self.tasks.start(self, job, done=self._show_going_live, refused=lambda _error: None)

    def _show_going_live(self, archived: list[PaymentLink]) -> None:
        if archived or self._model.rowCount() or self._filter.active:
            return
        if self._steps is None:
            from kazadesk.ui.links.going_live import GoingLive

            self._steps = GoingLive(self._table)
            self._steps.credentials_requested.connect(self.credentials_requested)
            self._steps.shop_name_requested.connect(self.shop_name_requested)
            self._steps.first_link_requested.connect(self.first_link_requested)
            self._steps.attach(self.session, self.tasks)
        self._pages.show_going_live(self._steps)

    def show_account(self) -> None:
        """Another account is the current one, or its keys or names have changed."""
        if self._steps is not None:
            self._steps.look()
        self._name_accounts()

    def _name_accounts(self) -> None:
        """Whose link each is, where there are several accounts: in the rows, as a filter, in the totals."""
        profiles = self.session.profiles
        accounts = [(name, visible(profile_word(profiles.shown(name)))) for name in profiles.names()]
        several = len(accounts) > 1
        self._totals.accounts = accounts if several else ()
        self._filter.offer_accounts(accounts if several else ())
        self._model.name_accounts(lambda name: visible(profile_word(profiles.shown(name))) if several else "")
        self._totals.read_soon(self._model.query)

    def _still_nothing(self) -> None:
        if not self._known and self._problem is None and not self._pages.shows_anything:
            self._pages.show_reading()

    def _try_again(self) -> None:
        self._problem = None
        self.reload()

    def _toasted(self) -> Toast:
        if self._toast is None:
            self._toast = Toast(self)
            # the page that is shown is raised, over what is being said
            self._pages.currentChanged.connect(self._toast.raise_)
        # the totals under it stay in sight, and what is said of the chosen link
        self._toast.rise = _FOOT + 2 * theme.XS + (self._why.height() if self._why.isVisible() else 0)
        return self._toast

    # what can be done with links

    def target(self) -> PaymentLink | None:
        """The link that the buttons act on, as ActionsBar has it."""
        return self._chosen.target()

    def chosen(self) -> PaymentLink | None:
        """The one link that is selected."""
        row = self._view.selected.only_row()
        return self._model.link_at(row) if row is not None else None

    def _act(self, link: PaymentLink, action: str, at: QWidget | None) -> None:
        match action:
            case Action.COPY:
                self.copy_requested.emit(link)
            case Action.QR:
                self.qr_requested.emit(link)
            case Action.SHARE:
                self.share_requested.emit(link, at or self._view.anchor(link.id))
            case Action.SEND_AGAIN:
                self.send_again_requested.emit(link)
            case Action.CREATE_AGAIN:
                self.create_again_requested.emit(link)
            case Action.LIKE_THIS | Action.CORRECT:
                self.like_this_requested.emit(link)
            case Action.REMIND:
                self.remind_requested.emit(link, at or self._view.anchor(link.id))
            case Action.SLIP:
                self.slip_requested.emit(link)
            case Action.DETAILS:
                self.details_requested.emit(link)
