"""The list of payment links: search and filters, rows with their actions, totals, and what to say when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from kazadesk.ui import icons, theme
from kazadesk.ui.i18n import ltr, translate, visible_identifier
from kazadesk.ui.labels import plain_tooltip
from kazadesk.ui.links_delegate import Action, action_word
from kazadesk.ui.links_filter import LinksFilter
from kazadesk.ui.links_model import LinksModel, matches
from kazadesk.ui.links_totals import LinksTotals
from kazadesk.ui.links_view import LinksView
from kazadesk.ui.sentences import sentence
from kazadesk.ui.widgets import PlainLabel, with_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.records import LinkQuery, LinkTotal
    from kazadesk.services.session import Session
    from kazadesk.ui.empty_state import EmptyState
    from kazadesk.ui.tasks import Tasks
    from kazadesk.ui.toast import Toast

_TOTALS_AFTER_MS = 150
_FOOT = 32
_NARROW = 720
"""Below this width the filters need the room of the title."""
_SLOW_MS = 600


class LinksPanel(QFrame):
    """What goes beyond the list is asked for by a signal with the link in question."""

    copy_requested = Signal(object)
    qr_requested = Signal(object)
    share_requested = Signal(object, object)
    """The link, and the widget at which to show a menu."""
    send_again_requested = Signal(object)
    create_again_requested = Signal(object)
    like_this_requested = Signal(object)
    details_requested = Signal(object)
    link_chosen = Signal(object)
    """The PaymentLink that the buttons act on now, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linksPanel")
        self.setProperty("card", True)
        self._session: Session | None = None
        self._tasks: Tasks | None = None
        self._known = False
        self._problem: KazaDeskError | None = None
        self._wanted: int | None = None
        self._empty: EmptyState | None = None
        self._toast: Toast | None = None
        self._model = LinksModel(self)
        self._filter = LinksFilter(self)
        self._totals = LinksTotals(self)
        self._totals_soon = QTimer(self)
        self._totals_soon.setSingleShot(True)
        self._totals_soon.setInterval(_TOTALS_AFTER_MS)
        self._totals_soon.timeout.connect(self._fetch_totals)
        self._copy = self._tool("copyButton", "copy", Action.COPY)
        self._qr = self._tool("qrButton", "qr", Action.QR)
        self._share = self._tool("shareButton", "share", Action.SHARE)
        self._view = LinksView(self._model, self)  # after what stands above it: the keyboard goes as one reads
        self._chosen = PlainLabel("", self)
        self._archive = QPushButton(self)
        self._archive.setObjectName("archiveButton")
        self._archive.setProperty("flat", True)
        self._lay_out()
        self._connect()
        self._update_buttons()
        # for the first moments an empty list says nothing: the first page is on its way
        QTimer.singleShot(_SLOW_MS, self, self._still_nothing)

    def _tool(self, name: str, icon: str, action: Action) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(action_word(action))
        button.clicked.connect(lambda: self._act_on_target(action, button))
        return button

    def _lay_out(self) -> None:
        self._title = PlainLabel(translate("Links", "Links"), self)
        self._title.setFont(theme.font("title"))
        self._title.setContentsMargins(theme.XS, 0, theme.XS, 0)
        self._filter.bar.insertWidget(0, self._title)
        for button in (self._copy, self._qr, self._share):
            self._filter.bar.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(theme.L, theme.M, theme.M, theme.M)
        head.addWidget(self._filter)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.L, theme.XS, theme.M, theme.XS)
        foot.setSpacing(theme.S)
        foot.addWidget(self._totals, 1)
        foot.addWidget(self._chosen)
        foot.addWidget(self._archive)
        foot.addStrut(_FOOT)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._view)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addLayout(self._pages, 1)
        rows.addLayout(foot)

    def _connect(self) -> None:
        model, view = self._model, self._view
        self._filter.changed.connect(self._set_query)
        view.selectionModel().selectionChanged.connect(self._update_buttons)
        for signal in (model.dataChanged, model.rowsInserted, model.modelReset):
            signal.connect(self._update_buttons)
        model.rowsInserted.connect(self._update_page)
        model.modelReset.connect(self._update_page)
        model.loading_changed.connect(self._update_page)
        model.failed.connect(self._failed)
        model.loaded.connect(self._loaded)
        view.acted.connect(self._act)
        view.opened.connect(self.details_requested)
        view.menu_requested.connect(self._show_menu)
        self._archive.clicked.connect(lambda: self._put_away(self._view.selected_links()))
        search = self._filter.search
        for keys, owner, act in (
            (QKeySequence(QKeySequence.StandardKey.Copy), view, lambda: self._act_on_target(Action.COPY, view)),
            (QKeySequence(Qt.Key.Key_Down), search, view.setFocus),
            (QKeySequence(Qt.Key.Key_Escape), search, search.clear),
        ):
            QShortcut(keys, owner, act, context=Qt.ShortcutContext.WidgetShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.setVisible(self.width() >= _NARROW)

    # what the window asks

    def show_first_links(self, links: Sequence[PaymentLink]) -> None:
        """Rows that were read before the services were there."""
        self._known = True
        self._model.show_first_links(links)
        self._update_page()

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._session, self._tasks = session, tasks
        self._model.attach(session, tasks)

    def reload(self) -> None:
        """Read again what is shown."""
        self._model.reload()

    def show_link(self, link: PaymentLink, select: bool = True) -> None:
        """Show `link` as it is now. `select`: also make it the current row, whatever was filtered or scrolled."""
        if self._model.row_of(link.id) is None and not self._belongs(link):
            if select:
                self._search_for(link)
            return
        row = self._model.upsert(link)
        self._totals_soon.start()
        if select:
            self._view.choose(row)

    def reveal(self, link_id: int) -> None:
        """`show_link` for the link with that id."""
        if self._session is None or self._tasks is None:
            return

        def found(link: PaymentLink | None) -> None:
            if link is not None:
                self.show_link(link)

        self._tasks.start(self, self._session.links.link(link_id), done=found, refused=self._failed)

    def focus_search(self) -> None:
        self._filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.search.selectAll()

    def say_copied(self, link: PaymentLink) -> None:
        """That the URL of `link` is on the clipboard now."""
        said = translate("Links", "Copied: the payment URL of {reference}")
        self.say(said.format(reference=ltr(visible_identifier(link.reference))))

    def say(self, text: str) -> None:
        """A few words over the list that go away by themselves."""
        self._toasted().say(text)

    def _belongs(self, link: PaymentLink) -> bool:
        """Whether the link's place is among the rows read so far."""
        return matches(link, self._model.query) and self._model.reaches(link.id)

    def _search_for(self, link: PaymentLink) -> None:
        self._wanted, before = link.id, self._model.query
        self._filter.search_for(link.reference, archived=link.archived_at is not None)
        if self._model.query == before:
            self.reload()

    # what is shown

    def _set_query(self, query: LinkQuery) -> None:
        self._problem = None
        self._model.set_query(query)

    def _loaded(self) -> None:
        self._known = True
        self._filter.offer_currencies({self._model.link_at(row).currency for row in range(self._model.rowCount())})
        if self._wanted is not None and (row := self._model.row_of(self._wanted)) is not None:
            self._view.choose(row)
        self._wanted = None
        self._update_page()
        self._fetch_totals()

    def _failed(self, error: KazaDeskError) -> None:
        self._known = True
        self._problem = error
        self._update_page()
        if self._model.rowCount():
            self._toasted().say(sentence(error), translate("Links", "Try again"), self.reload)

    def _fetch_totals(self) -> None:
        if self._session is None or self._tasks is None:
            return
        query = self._model.query

        def done(totals: list[LinkTotal]) -> None:
            if query == self._model.query:
                self._totals.show_totals(totals)

        self._tasks.start(self, self._session.links.totals(query), done=done, refused=lambda _error: None)

    def _update_page(self) -> None:
        if self._model.rowCount() or not self._known:
            self._pages.setCurrentWidget(self._view)
        elif self._problem is not None:
            title, again = translate("Links", "The ledger could not be read"), translate("Links", "Try again")
            self._show_empty("alert", title, sentence(self._problem), again, self._try_again)
        elif self._model.loading:
            return
        elif self._filter.active:
            title, text = translate("Links", "No link matches"), translate("Links", "Nothing fits search and filters.")
            self._show_empty("search", title, text, translate("Links", "Show all links"), self._filter.clear)
        else:
            title = translate("Links", "No links yet")
            text = translate("Links", "Enter an amount and create the first one: it will appear here.")
            self._show_empty("link", title, text)

    def _show_empty(
        self, icon: str, title: str, text: str = "", button: str = "", act: Callable[[], None] | None = None
    ) -> None:
        if self._empty is None:
            from kazadesk.ui.empty_state import EmptyState

            self._empty = EmptyState(self)
            self._pages.addWidget(self._empty)
        self._empty.tell(icon, title, text, button, act)
        self._pages.setCurrentWidget(self._empty)

    def _still_nothing(self) -> None:
        if not self._known and self._problem is None:
            self._show_empty("clock", translate("Links", "Reading the ledger…"))

    def _try_again(self) -> None:
        self._problem = None
        self.reload()

    def _toasted(self) -> Toast:
        if self._toast is None:
            from kazadesk.ui.toast import Toast

            self._toast = Toast(self)
        return self._toast

    # what can be done with links

    def target(self) -> PaymentLink | None:
        """The link that the buttons act on: the selected one, or the newest where none is; None where several are."""
        selected = self._view.selected_links()
        if len(selected) > 1:
            return None
        if selected:
            return selected[0]
        return self._model.link_at(0) if self._model.rowCount() else None

    def _update_buttons(self) -> None:
        selected, link = self._view.selected_links(), self.target()
        why = ""
        if link is None:
            why = translate("Links", "Select one link") if selected else translate("Links", "There is no link yet")
        elif not link.url:
            why = translate("Links", "This link has no URL")
        words = {action: action_word(action) for action in (Action.QR, Action.SHARE)}
        words[Action.COPY] = with_keys(action_word(Action.COPY), "Ctrl+C")
        for button, action in ((self._copy, Action.COPY), (self._qr, Action.QR), (self._share, Action.SHARE)):
            button.setEnabled(not why)
            button.setToolTip(plain_tooltip(why or words[action]))
        self.link_chosen.emit(link)
        many = len(selected) > 1
        self._chosen.setVisible(many)
        self._archive.setVisible(many)
        if many:
            count = len(selected)
            self._chosen.setText(translate("Links", "%n selected", "", count))
            put_back = all(one.archived_at for one in selected)
            self._archive.setText(translate("Links", "Restore") if put_back else translate("Links", "Archive"))

    def _act_on_target(self, action: Action, at: QWidget) -> None:
        link = self.target()
        if link is not None and link.url:
            self._act(link, action, at)

    def _act(self, link: PaymentLink, action: str, at: QWidget | None = None) -> None:
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
            case Action.DETAILS:
                self.details_requested.emit(link)

    def _show_menu(self, point: QPoint) -> None:
        from kazadesk.ui.links_menu import made_menu

        links = self._view.selected_links()
        if links:
            made_menu(self, links, act=self._act, archive=self._put_away).popup(point)

    def _put_away(self, links: Sequence[PaymentLink]) -> None:
        """Archive `links`, or bring them back where all of them are archived."""
        archived = not all(link.archived_at for link in links)
        self._archive_them([link.id for link in links], archived, undo=True)

    def _archive_them(self, link_ids: list[int], archived: bool, *, undo: bool) -> None:
        if self._session is None or self._tasks is None:
            return

        def done(_nothing: None) -> None:
            self.reload()
            count = len(link_ids)
            if archived:
                text = translate("Links", "%n link(s) archived", "", count)
            else:
                text = translate("Links", "%n link(s) restored", "", count)
            if undo:
                back = lambda: self._archive_them(link_ids, not archived, undo=False)  # noqa: E731
                self._toasted().say(text, translate("Links", "Undo"), back)
            else:
                self.say(text)

        self._tasks.start(
            self, self._session.links.archive(link_ids, archived=archived), done=done, refused=self._failed
        )
