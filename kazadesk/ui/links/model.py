"""The links of the ledger as a table model: pages are fetched while the list is scrolled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from kazadesk.core.order import NEWEST_FIRST, LinkOrder
from kazadesk.core.records import LinkQuery, matches
from kazadesk.ui.links import reader as links_reader
from kazadesk.ui.links.columns import LinkColumn, LinkRole, cell_data, column_word
from kazadesk.ui.links.reader import LinksReader
from kazadesk.ui.links.rows import LinkRow, LinkRows
from kazadesk.ui.widgets.announcing import DescribedRows

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_READ_ANEW_AT_MOST = 1000
_TIMES_EVERY_MS = 20_000

AnyIndex = QModelIndex | QPersistentModelIndex


class LinksModel(DescribedRows):
    """What `query` finds, in `order`, without what lies further down than anybody has scrolled.

    Rows looked at long ago are read again from the ledger when they are looked at again; until then they are empty.
    A link that the query does not find any more stays, as it is now, until `reload`: rows do not go by themselves.
    """

    loading_changed = Signal(bool)
    failed = Signal(object)
    """A KazaDeskError: the ledger could not be read. What was there before stays."""
    loaded = Signal()
    """What was asked for is in: the first page for query and order, or what `reload` found."""
    followed = Signal(list)
    """PaymentLinks that were changed in the ledger, by whatever program; those found here show it already."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.query = LinkQuery()
        self.order = NEWEST_FIRST
        self.pinned: set[int] = set()
        """Ids of links that are never let go of: the one that the panel's buttons act on."""
        self.moving = False
        """Whether the row that is removed and inserted just now is the same link's: it stays selected."""
        self._rows = LinkRows()
        self._shown = self.query
        self._strays: set[int] = set()
        """Ids of links that are here and that the query does not find any more."""
        self._reloading = False
        self._asked: set[int] = set()
        self._complete = True
        self._reader = LinksReader(self)
        self._reader.loading_changed.connect(self.loading_changed)
        self._reader.failed.connect(self.failed)
        self._reader.changed.connect(self._changed)
        self._reader.overtaken.connect(self._read_anew)
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._clock.setInterval(_TIMES_EVERY_MS)
        self._clock.timeout.connect(self._time_passed)

    @property
    def loading(self) -> bool:
        """Whether a page is on its way."""
        return self._reader.loading

    # what the window asks

    def show_first_links(self, links: Sequence[PaymentLink]) -> None:
        """Rows read before the services were there, newest first."""
        self._put(links, NEWEST_FIRST, self.query, complete=True)
        self._clock.start()

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._reader.attach(session, tasks)
        self._read_anew()

    def set_query(self, query: LinkQuery) -> None:
        """Show what `query` finds; the rows of the query before stay until the first page is in."""
        if query != self.query:
            self.query = query
            self._read_first(links_reader.PAGE)

    def set_order(self, order: LinkOrder) -> None:
        """Show the links in `order`; those in the order before stay until the first page is in."""
        if order != self.order:
            self.order = order
            self._read_first(links_reader.PAGE)

    def name_accounts(self, account_of: Callable[[str], str]) -> None:
        """Say in each row whose link it is; `account_of` gives "" where that goes without saying."""
        self._rows.account_of = account_of
        self._rows.make_anew()
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(LinkColumn) - 1))

    def follow(self) -> None:
        """Show what has changed in the ledger, by whatever program."""
        self._reader.follow()

    def reload(self) -> None:
        """Show what has changed in the ledger, and let go of what the query does not find any more."""
        if self._reader.stuck:
            self._read_anew()
        else:
            self._reloading = True
            self._reader.follow()

    def upsert(self, link: PaymentLink) -> int | None:
        """Show `link` as it is now, in its place; returns its row.

        None where it is not shown: the query does not find it, or its place has not been read yet.
        """
        old = self.row_of(link.id)
        found = old is not None if self._shown.beyond_links else matches(link, self._shown)
        if not found and old is None:
            return None
        (self._strays.discard if found else self._strays.add)(link.id)
        row = self._rows.position(link)
        last = not self._complete and old == len(self._rows) - 1
        # the last row read so far that moves down has others before it that nobody has read
        if old is not None and (row == old or (row == old + 1 and not last)):
            if self._rows.change(old, [link]):
                self.dataChanged.emit(self.index(old, 0), self.index(old, len(LinkColumn) - 1))
            return old
        if not self.reaches(link):
            if old is not None:
                self._take_out(old)
            return None
        # Qt itself moves a row by taking all that is selected apart, row by row: seconds where that is 100,000
        self.moving = old is not None
        if old is not None:
            self._remove(old)
            row -= row > old
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, link)
        self.endInsertRows()
        if self.moving:
            self.moving = False
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(LinkColumn) - 1))
        self._rows.forget(self.pinned)
        return row

    def _take_out(self, row: int) -> None:
        self._strays.discard(self._rows.id_at(row))
        self._remove(row)

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        self._rows.remove(row)
        self.endRemoveRows()

    def row_of(self, link_id: int) -> int | None:
        """The row that shows the link with `link_id`, or None."""
        return self._rows.row_of(link_id) if link_id in self._rows else None

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

    def ids(self, first: int, last: int) -> list[int]:
        """The ids of the links from row `first` to row `last`, both included."""
        return self._rows.ids(first, last)

    def newest(self) -> PaymentLink | None:
        """The newest link that the query finds, as far as that is known: where the list begins with it."""
        newest_first = self._rows.order == NEWEST_FIRST
        return self.link_at(0) if newest_first and len(self._rows) else None

    def currencies(self) -> set[str]:
        """Those of the first page."""
        rows = (self._rows.at(row) for row in range(min(links_reader.PAGE, len(self._rows))))
        return {row.currency for row in rows if row is not None}

    @property
    def complete(self) -> bool:
        """Whether every link that the query finds is here."""
        return self._complete

    @property
    def pending(self) -> bool:
        """Whether the rows are still those of another query or order."""
        return self._shown != self.query or self._rows.order != self.order

    @property
    def shown_order(self) -> LinkOrder:
        """The order of the rows that are here: `order`, once the first page is in."""
        return self._rows.order

    # pages

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() and not (self._complete or self._reader.stuck or self.loading)

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008
        last = self.link_at(len(self._rows) - 1) if self._rows else None
        if last is not None and self.canFetchMore(parent):
            self._reader.read(self.query, self.order, self._append, after=last, limit=links_reader.PAGE)

    def _read_anew(self) -> None:
        self._read_first(max(links_reader.PAGE, min(len(self._rows), _READ_ANEW_AT_MOST)))

    def _read_first(self, limit: int) -> None:
        query, order = self.query, self.order

        def done(links: list[PaymentLink], complete: bool) -> None:
            self._put(links, order, query, complete=complete)

        self._reader.read(query, order, done, ended=self.loaded.emit, limit=limit)

    def _put(self, links: Sequence[PaymentLink], order: LinkOrder, query: LinkQuery, *, complete: bool) -> None:
        """The rows from the top. Those that stay the same links keep their place, selection and scroll position."""
        self._asked.clear()
        self._strays.clear()
        self._shown = query
        count = len(links)
        same = order == self._rows.order and count == len(self._rows)
        self._complete = complete
        if same and self._rows.ids(0, count) == [link.id for link in links]:
            if self._rows.change(0, links):
                self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(LinkColumn) - 1))
            return
        self.beginResetModel()
        self._rows.order = order
        self._rows.put(links)
        self.endResetModel()

    def _append(self, links: Sequence[PaymentLink], complete: bool) -> None:
        self._complete = complete
        first = len(self._rows)
        # a link that has moved since the pages before were read, or since this one was: it is told right after
        fresh = [link for link in links if link.id not in self._rows and not self._rows.before_last(link)]
        if fresh:
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()
            self._rows.forget(self.pinned)

    def _changed(self, links: list[PaymentLink]) -> None:
        """What happened in the ledger since the last time."""
        if links and self.query.beyond_links:  # which only the ledger can tell
            self._reloading = False
            self.followed.emit(links)
            self._read_anew()
            return
        for link in links:
            self.upsert(link)
        if links:
            self.followed.emit(links)
        if self._reloading:
            self._reloading = False
            for link_id in list(self._strays):
                self._take_out(self._rows.row_of(link_id))
            self.loaded.emit()
        if not self._rows and not self._complete:
            self._read_anew()

    def _read_again(self, row: int) -> None:
        """Fetch the rows around `row` that were let go of."""
        first = row // links_reader.PAGE * links_reader.PAGE
        wanted = self._rows.missing(range(first, min(first + links_reader.PAGE, len(self._rows))))
        wanted = [link_id for link_id in wanted if link_id not in self._asked]
        if not wanted or not self._reader.attached:
            return
        self._asked.update(wanted)

        def done(links: list[PaymentLink]) -> None:
            self._asked.difference_update(wanted)
            self._rows.fill(links)
            self._rows.forget({*self.pinned, *wanted})
            if len(self._rows):
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(LinkColumn) - 1))

        # ids that could not be read stay among those asked for, or every paint would ask again
        self._reader.read_again(wanted, done)

    def _time_passed(self) -> None:
        if self._rows:
            for column in (LinkColumn.STATE, LinkColumn.TIME):  # the first cell may speak for its row, with its time
                self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column), [])

    # what Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(LinkColumn)

    def roleNames(self) -> dict[int, QByteArray]:
        return super().roleNames() | {role: QByteArray(role.name.lower().encode()) for role in LinkRole}

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.description
        row = self.row_at(index.row())
        return cell_data(row, index.column(), role) if row is not None else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_word(LinkColumn(section))
