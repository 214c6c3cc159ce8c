"""What the list of links asks of the ledger: pages, rows that were let go of, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kazadesk.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.order import LinkOrder
    from kazadesk.core.records import LinkChanges, LinkQuery
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

PAGE = 200


class LinksReader(Panel, QObject):
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
        self._turn = 0
        self._held: list[LinkChanges] = []
        """What was told while a page was on its way: it may be newer than the page."""

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        self.destroyed.connect(session.news.listen(self._heard, self._refused))

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
        if not self.attached:
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
                held, self._held = self._held, []
                for changes in held:
                    self._pass_on(changes)
                self.follow()

        async def page(session: Session) -> list[PaymentLink]:
            await session.news.begin()  # what happens while the page is read is told afterwards
            return await session.ledger.links(query, order=order, after=after, limit=limit)

        self.ask(page, done=answered, refused=refused, ended=over)

    def follow(self) -> None:
        """Tell what has changed in the ledger since the last time, by whatever program."""
        if self.attached:
            self.session.news.look()

    def _heard(self, changes: LinkChanges) -> None:
        if self.loading:
            # a link that moves into the page which is on its way has to be told after that page
            self._held.append(changes)
        else:
            self._pass_on(changes)

    def _pass_on(self, changes: LinkChanges) -> None:
        if changes.links is None or self.stuck:
            self.overtaken.emit()
        else:
            self.changed.emit(changes.links)

    def read_again(self, link_ids: Sequence[int], done: Callable[[list[PaymentLink]], None]) -> None:
        """Hand those links to `done`."""
        self.ask(lambda session: session.ledger.links_of(link_ids), done=done, refused=self._refused)

    def _refused(self, error: KazaDeskError) -> None:
        if not self.stuck:
            # or the view would ask again at once, and for ever
            self.stuck = True
            self.failed.emit(error)

    def _set_loading(self, loading: bool) -> None:
        if loading != self.loading:
            self.loading = loading
            self.loading_changed.emit(loading)
