"""The links of the ledger as a table model: pages are fetched while the list is scrolled, newest first."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from kazadesk.core.link import PaymentLink
from kazadesk.core.records import LinkQuery
from kazadesk.ui import times
from kazadesk.ui.amounts import grouped
from kazadesk.ui.i18n import ltr, translate, visible_identifier
from kazadesk.ui.link_words import note
from kazadesk.ui.sentences import state_word

if TYPE_CHECKING:
    from datetime import datetime

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

PAGE = 200
_REFRESHED_AT_MOST = 1000
_TIMES_EVERY_MS = 20_000
_RESTING = 5_000

AnyIndex = QModelIndex | QPersistentModelIndex


class LinkColumn(IntEnum):
    STATE = 0
    AMOUNT = 1
    REFERENCE = 2
    TIME = 3
    ACTIONS = 4


class LinkRole(IntEnum):
    """Roles of every cell of a row; `roleNames` gives their names."""

    STATE = Qt.ItemDataRole.UserRole + 1
    """The code of the link's state."""
    LINK = Qt.ItemDataRole.UserRole + 2
    """The PaymentLink."""
    REFERENCE = Qt.ItemDataRole.UserRole + 3
    URL = Qt.ItemDataRole.UserRole + 4


@dataclass(slots=True)
class LinkRow:
    """One link with everything its row shows, but for the time, which goes on."""

    link: PaymentLink
    state: str
    amount: str
    currency: str
    reference: str
    note: str
    created: datetime


def made_row(link: PaymentLink) -> LinkRow:
    return LinkRow(
        link,
        state_word(link.state),
        grouped(link.amount),
        link.currency,
        visible_identifier(link.reference),
        note(link),
        times.parsed(link.created_at),
    )


class LinksModel(QAbstractTableModel):
    """What `query` finds, without what lies further down than anybody has scrolled."""

    loading_changed = Signal(bool)
    failed = Signal(object)
    """A KazaDeskError: a page could not be read. What was there before stays."""
    loaded = Signal()
    """The first page for the query is in, new or refreshed."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.query = LinkQuery()
        self.loading = False
        self._rows: list[LinkRow] = []
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
        """Rows read before the services were there."""
        self._put(links, complete=True)
        self._clock.start()

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._session, self._tasks = session, tasks
        self.reload()

    def set_query(self, query: LinkQuery) -> None:
        """Show what `query` finds; the rows of the query before stay until the first page is in."""
        if query != self.query:
            self.query = query
            self._fetch(PAGE)

    def reload(self) -> None:
        """Read again what is shown (the first thousand rows of it)."""
        self._fetch(max(PAGE, min(len(self._rows), _REFRESHED_AT_MOST)))

    def upsert(self, link: PaymentLink) -> int:
        """Show `link` as it is now; returns its row. A new link takes its place among the others by its id."""
        row = self._position(link.id)
        if row < len(self._rows) and self._rows[row].link.id == link.id:
            self._rows[row] = made_row(link)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(LinkColumn) - 1))
        else:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, made_row(link))
            self.endInsertRows()
        return row

    def row_of(self, link_id: int) -> int | None:
        """The row that shows the link with `link_id`, or None."""
        row = self._position(link_id)
        return row if row < len(self._rows) and self._rows[row].link.id == link_id else None

    def reaches(self, link_id: int) -> bool:
        """Whether the place of that link is among the rows read so far, so that it may be put there."""
        return self._complete or (bool(self._rows) and link_id > self._rows[-1].link.id)

    def row_at(self, row: int) -> LinkRow:
        return self._rows[row]

    def link_at(self, row: int) -> PaymentLink:
        return self._rows[row].link

    @property
    def complete(self) -> bool:
        """Whether every link that the query finds is here."""
        return self._complete

    def time_text(self, row: int) -> str:
        return times.ago(self._rows[row].created, times.now())

    def _position(self, link_id: int) -> int:
        return bisect_left(self._rows, -link_id, key=lambda row: -row.link.id)

    # pages

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() and not (self._complete or self._stuck or self.loading)

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008
        if self.canFetchMore(parent) and self._rows:
            self._fetch(PAGE, after=self._rows[-1].link)

    def _fetch(self, limit: int, after: PaymentLink | None = None) -> None:
        if self._session is None or self._tasks is None:
            return
        self._turn += 1
        turn = self._turn
        self._stuck = False
        self._set_loading(True)

        def done(links: list[PaymentLink]) -> None:
            if turn != self._turn:
                return
            if after is None:
                self._put(links, complete=len(links) < limit)
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

        job = self._session.links.links(self.query, after=after, limit=limit)
        self._tasks.start(self, job, done=done, refused=refused, ended=ended)

    def _set_loading(self, loading: bool) -> None:
        if loading != self.loading:
            self.loading = loading
            self.loading_changed.emit(loading)

    def _put(self, links: Sequence[PaymentLink], *, complete: bool) -> None:
        """The rows from the top. Those that stay the same links keep their place, selection and scroll position."""
        fresh = [made_row(link) for link in links]
        if [row.link.id for row in fresh] == [row.link.id for row in self._rows[: len(fresh)]] and (
            len(fresh) == len(self._rows) or not complete
        ):
            if fresh and [row.link for row in fresh] != [row.link for row in self._rows[: len(fresh)]]:
                self._rows[: len(fresh)] = fresh
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(LinkColumn) - 1))
            self._complete = complete if len(fresh) == len(self._rows) else self._complete
            return
        self.beginResetModel()
        self._rows = fresh
        self._complete = complete
        self.endResetModel()

    def _append(self, links: Sequence[PaymentLink], *, complete: bool) -> None:
        self._complete = complete
        last = self._rows[-1].link.id if self._rows else None
        fresh = [made_row(link) for link in links if last is None or link.id < last]
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()
            if first // _RESTING != len(self._rows) // _RESTING:
                # these stay: the collector would look at all of them again and again, and stop the window for it
                gc.freeze()

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
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._display(row, index.column())
            case LinkRole.STATE:
                return row.link.state.value
            case LinkRole.LINK:
                return row.link
            case LinkRole.REFERENCE:
                return row.link.reference
            case LinkRole.URL:
                return row.link.url
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, index.column())
        return None

    def _display(self, row: LinkRow, column: int) -> str:
        match column:
            case LinkColumn.STATE:
                return row.state
            case LinkColumn.AMOUNT:
                return f"{row.amount} {row.currency}"
            case LinkColumn.REFERENCE:
                return row.reference
            case LinkColumn.TIME:
                return times.ago(row.created, times.now())
        return ""

    def _spoken(self, row: LinkRow, column: int) -> str:
        """The first cell speaks for the whole row, which is what is selected."""
        if column == LinkColumn.ACTIONS:
            return translate("Links", "Actions")
        if column != LinkColumn.STATE:
            return self._display(row, column)
        return translate("Links", "{state}, {amount}, reference {reference}, {time}").format(
            state=row.state,
            amount=ltr(f"{row.link.amount} {row.currency}"),
            reference=ltr(row.reference),
            time=times.ago(row.created, times.now()),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            LinkColumn.STATE: translate("Links", "State"),
            LinkColumn.AMOUNT: translate("Links", "Amount"),
            LinkColumn.REFERENCE: translate("Links", "Reference"),
            LinkColumn.TIME: translate("Links", "Created"),
            LinkColumn.ACTIONS: translate("Links", "Actions"),
        }[LinkColumn(section)]


def matches(link: PaymentLink, query: LinkQuery) -> bool:
    """Whether the ledger would find `link` with `query`: for links that change while the list is filtered."""
    needle = query.search.strip().casefold()
    hay = (link.reference, link.amount, link.order_id or "", link.email, link.url or "")
    return (
        (query.profile is None or link.profile == query.profile)
        and (not query.states or link.state in query.states)
        and (query.currency is None or link.currency == query.currency)
        and (query.since is None or link.created_at >= query.since)
        and (query.until is None or link.created_at < query.until)
        and (query.archived is None or (link.archived_at is not None) == query.archived)
        and (not needle or any(needle in text.casefold() for text in hay))
    )
