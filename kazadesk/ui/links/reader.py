"""What the list of links asks of the ledger: pages, rows that were let go of, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.order import LinkOrder
    from kazadesk.core.records import LinkChanges, LinkQuery
    from kazadesk.services.links import LinkService
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

PAGE = 200
CHANGES = 200
"""So many links are brought up to date one by one; where more have changed, the list is read anew."""


class LinksReader(QObject):
    """One page at a time: the answer to an earlier question is dropped. Pages are followed by what changed meanwhile.

    So a list that takes what comes here is true to the ledger: whatever happens to a link before, while or after its
    page is read is told by `changed`, soon after the page.
    """

    loading_changed = Signal(bool)
    failed = Signal(object)
    """A KazaDeskError, once, until something could be read again."""
    changed = Signal(list)
    """PaymentLinks as they are now, maybe none: what happened to them since the last time."""
    overtaken = Signal()
    """Too much happened to tell it link by link, or the ledger can be read again: read it anew."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.loading = False
        self.stuck = False
        """The ledger could not be read the last time."""
        self._links: LinkService | None = None
        self._tasks: Tasks | None = None
        self._turn = 0
        self._mark: int | None = None
        self._following = False
        self._follow_again = False

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._links, self._tasks = session.links, tasks

    @property
    def attached(self) -> bool:
        return self._links is not None

    def read(
        self,
        query: LinkQuery,
        order: LinkOrder,
        done: Callable[[list[PaymentLink], bool], None],
        *,
        ended: Callable[[], object] | None = None,
        after: PaymentLink | None = None,
        limit: int,
    ) -> None:
        """Hand a page to `done`, and whether it is the last one; then call `ended`, also where it could not be read."""
        if self._links is None or self._tasks is None:
            return
        self._turn += 1
        turn = self._turn
        self.stuck = False
        self._set_loading(True)

        def answered(links: list[PaymentLink]) -> None:
            if turn == self._turn:
                done(links, len(links) < limit)

        def refused(error: KazaDeskError) -> None:
            if turn == self._turn:
                self._refused(error)

        def over() -> None:
            if turn == self._turn:
                self._set_loading(False)
                if ended is not None:
                    ended()
                self.follow()

        job = self._page(self._links, query, order=order, after=after, limit=limit)
        self._tasks.start(self, job, done=answered, refused=refused, ended=over)

    async def _page(self, links: LinkService, query: LinkQuery, **page: Any) -> list[PaymentLink]:
        if self._mark is None:
            # before the first page: what happens while it is read is told afterwards
            self._mark = (await links.changes(None, CHANGES)).mark
        return await links.links(query, **page)

    def follow(self) -> None:
        """Tell what has changed in the ledger since the last time, by whatever program."""
        if self._links is None or self._tasks is None or self._mark is None:
            return
        if self._following or self.loading:
            # a link that moves into a page which is on its way has to be told after that page
            self._follow_again = True
            return
        self._following, self._follow_again = True, False
        job = self._links.changes(self._mark, CHANGES)
        self._tasks.start(self, job, done=self._followed, refused=self._refused, ended=self._follow_ended)

    def _followed(self, changes: LinkChanges) -> None:
        self._mark = changes.mark
        if changes.links is None or self.stuck:
            self.overtaken.emit()
        else:
            self.changed.emit(changes.links)

    def _follow_ended(self) -> None:
        self._following = False
        if self._follow_again:
            self.follow()

    def read_again(self, link_ids: Sequence[int], done: Callable[[list[PaymentLink]], None]) -> None:
        """Hand those links to `done`."""
        if self._links is not None and self._tasks is not None:
            self._tasks.start(self, self._links.links_of(link_ids), done=done, refused=self._refused)

    def _refused(self, error: KazaDeskError) -> None:
        if not self.stuck:
            # or the view would ask again at once, and for ever
            self.stuck = True
            self.failed.emit(error)

    def _set_loading(self, loading: bool) -> None:
        if loading != self.loading:
            self.loading = loading
            self.loading_changed.emit(loading)
