"""The links of the ledger as a table model: pages are fetched while the list is scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from kazadesk.core.order import NEWEST_FIRST, LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery
from kazadesk.ui.links_cells import LinkColumn, LinkRole, cell_text, column_word, spoken_text
from kazadesk.ui.links_rows import LinkRow, LinkRows

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

PAGE = 200
_REFRESHED_AT_MOST = 1000
_TIMES_EVERY_MS = 20_000

AnyIndex = QModelIndex | QPersistentModelIndex


class LinksModel(QAbstractTableModel):
    """What `query` finds, in `order`, without what lies further down than anybody has scrolled.

    Rows looked at long ago are read again from the ledger when they are looked at again; until then they are empty.
    """

    loading_changed = Signal(bool)
    failed = Signal(object)
    """A KazaDeskError: a page could not be read. What was there before stays."""
    loaded = Signal()
    """The first page for query and order is in, new or refreshed."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.query = LinkQuery()
        self.order = NEWEST_FIRST
        self.loading = False
        self.pinned: set[int] = set()
        """Ids of links that are never let go of: the one that the panel's buttons act on."""
        self._rows = LinkRows()
        self._shown = self.query
        self._asked: set[int] = set()
        self._complete = True
        self._stuck = False
        self._session: Session | None = None
        self._tasks: Tasks | None = None
        self._turn = 0
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._clock.setInterval(_TIMES_EVERY_MS)
        self._clock.timeout.connect(self._time_passed)

    # what the window asks

    def show_first_links(self, links: Sequence[PaymentLink]) -> None:
        """Rows read before the services were there, newest first."""
        self._put(links, NEWEST_FIRST, self.query, complete=True)
        self._clock.start()

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._session, self._tasks = session, tasks
        self.reload()

    def set_query(self, query: LinkQuery) -> None:
        """Show what `query` finds; the rows of the query before stay until the first page is in."""
        if query != self.query:
            self.query = query
            self._fetch(PAGE)

    def set_order(self, order: LinkOrder) -> None:
        """Show the links in `order`; those in the order before stay until the first page is in."""
        if order != self.order:
            self.order = order
            self._fetch(PAGE)

    def reload(self) -> None:
        """Read again what is shown (the first thousand rows of it)."""
        self._fetch(max(PAGE, min(len(self._rows), _REFRESHED_AT_MOST)))

    def upsert(self, link: PaymentLink) -> int | None:
        """Show `link` as it is now, in its place; returns its row, or None where its place has not been read yet."""
        row = self._rows.position(link)
        in_place = row < len(self._rows) and self._rows.id_at(row) == link.id
        old = row if in_place else self.row_of(link.id)
        last = not self._complete and old == len(self._rows) - 1
        # the last row read so far that moves down has others before it that nobody has read
        if old is not None and (row == old or (row == old + 1 and not last)):
            self._rows.change(old, [link])
            self.dataChanged.emit(self.index(old, 0), self.index(old, len(LinkColumn) - 1))
            return old
        if not self.reaches(link):
            if old is not None:
                self._take_out(old)
            return None
        if old is None:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, link)
            self.endInsertRows()
        else:
            self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), row)
            self._rows.remove(old)
            row -= row > old
            self._rows.insert(row, link)
            self.endMoveRows()
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(LinkColumn) - 1))
        self._rows.forget(self.pinned)
        return row

    def _take_out(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        self._rows.remove(row)
        self.endRemoveRows()

    def row_of(self, link_id: int) -> int | None:
        """The row that shows the link with `link_id`, or None."""
        return next(iter(self.rows_of({link_id})), None)

    def rows_of(self, link_ids: set[int]) -> list[int]:
        """The rows that show those links, from top to bottom."""
        return self._rows.rows_of(link_ids)

    def reaches(self, link: PaymentLink) -> bool:
        """Whether the place of `link` is among the rows read so far, so that it may be put there."""
        return self._complete or self._rows.before_last(link)

    def row_at(self, row: int) -> LinkRow | None:
        """None while the row is being read again."""
        found = self._rows.at(row)
        if found is None:
            self._read_again(row)
        return found

    def link_at(self, row: int) -> PaymentLink | None:
        """None while the row is being read again."""
        found = self.row_at(row)
        return found.link if found is not None else None

    def id_at(self, row: int) -> int:
        return self._rows.id_at(row)

    def newest(self) -> PaymentLink | None:
        """The newest link that the query finds, as far as that is known: where the list begins with it."""
        newest_first = self._rows.order == NEWEST_FIRST
        return self.link_at(0) if newest_first and len(self._rows) else None

    def currencies(self) -> set[str]:
        """Those of the first page."""
        rows = (self._rows.at(row) for row in range(min(PAGE, len(self._rows))))
        return {row.currency for row in rows if row is not None}

    @property
    def complete(self) -> bool:
        """Whether every link that the query finds is here."""
        return self._complete

    @property
    def shown_order(self) -> LinkOrder:
        """The order of the rows that are here: `order`, once the first page is in."""
        return self._rows.order

    # pages

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() and not (self._complete or self._stuck or self.loading)

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008
        last = self.link_at(len(self._rows) - 1) if self._rows else None
        if last is not None and self.canFetchMore(parent):
            self._fetch(PAGE, after=last)

    def _fetch(self, limit: int, after: PaymentLink | None = None) -> None:
        if self._session is None or self._tasks is None:
            return
        self._turn += 1
        turn, query, order = self._turn, self.query, self.order
        self._stuck = False
        self._set_loading(True)

        def done(links: list[PaymentLink]) -> None:
            if turn != self._turn:
                return
            if after is None:
                self._put(links, order, query, complete=len(links) < limit)
            else:
                self._append(links, complete=len(links) < limit)

        def refused(error: KazaDeskError) -> None:
            if turn == self._turn:
                # or the view would ask again at once, and for ever
                self._stuck = True
                self.failed.emit(error)

        def ended() -> None:
            if turn == self._turn:
                self._set_loading(False)
                if after is None:
                    self.loaded.emit()

        job = self._session.links.links(query, order=order, after=after, limit=limit)
        self._tasks.start(self, job, done=done, refused=refused, ended=ended)

    def _set_loading(self, loading: bool) -> None:
        if loading != self.loading:
            self.loading = loading
            self.loading_changed.emit(loading)

    def _put(self, links: Sequence[PaymentLink], order: LinkOrder, query: LinkQuery, *, complete: bool) -> None:
        """The rows from the top. Those that stay the same links keep their place, selection and scroll position."""
        self._asked.clear()
        before, count = len(self._rows), len(links)
        # what was read further down was found by the query before
        longer = count < before and not complete and query == self._shown
        same = order == self._rows.order and (count == before or longer)
        self._shown = query
        if same and all(self._rows.id_at(row) == link.id for row, link in enumerate(links)):
            if self._rows.change(0, links):
                self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(LinkColumn) - 1))
            self._complete = complete if count == before else self._complete
            return
        self.beginResetModel()
        self._rows.order = order
        self._rows.put(links)
        self._complete = complete
        self.endResetModel()

    def _append(self, links: Sequence[PaymentLink], *, complete: bool) -> None:
        self._complete = complete
        if self._rows.order.by is OrderBy.STATE:
            # a link whose state changed just now may be here in its old place: it is moved when that is told
            known = set(map(self._rows.id_at, range(len(self._rows))))
            links = [link for link in links if link.id not in known]
        first = len(self._rows)
        fresh = [link for link in links if not self._rows.before_last(link)]
        if fresh:
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()
            self._rows.forget(self.pinned)

    def _read_again(self, row: int) -> None:
        """Fetch the rows around `row` that were let go of."""
        if self._session is None or self._tasks is None:
            return
        first = row // PAGE * PAGE
        wanted = self._rows.missing(range(first, min(first + PAGE, len(self._rows))))
        wanted = [link_id for link_id in wanted if link_id not in self._asked]
        if not wanted:
            return
        self._asked.update(wanted)

        def done(links: list[PaymentLink]) -> None:
            self._asked.difference_update(wanted)
            self._rows.keep(links)
            self._rows.forget({*self.pinned, *wanted})
            if len(self._rows):
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(LinkColumn) - 1))

        # ids that could not be read stay among those asked for, or every paint would ask again
        self._tasks.start(self, self._session.links.links_of(wanted), done=done, refused=self.failed.emit)

    def _time_passed(self) -> None:
        if self._rows:
            column = LinkColumn.TIME
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column), [])

    # what Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(LinkColumn)

    def roleNames(self) -> dict[int, QByteArray]:
        return super().roleNames() | {
            LinkRole.STATE: QByteArray(b"state"),
            LinkRole.LINK: QByteArray(b"link"),
            LinkRole.REFERENCE: QByteArray(b"reference"),
            LinkRole.URL: QByteArray(b"url"),
        }

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(row, index.column())
            case LinkRole.STATE:
                return row.link.state.value
            case LinkRole.LINK:
                return row.link
            case LinkRole.REFERENCE:
                return row.link.reference
            case LinkRole.URL:
                return row.link.url
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_text(row, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_word(LinkColumn(section))
