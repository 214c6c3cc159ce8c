"""The rows of the list of links: the place of every link read so far, and what is shown of those in use."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kazadesk.core.order import NEWEST_FIRST, Place, place
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import listed, visible_identifier
from kazadesk.words.amounts import price
from kazadesk.words.errors import state_word
from kazadesk.words.links import note

if TYPE_CHECKING:
    from datetime import datetime

    from kazadesk.core.link import PaymentLink

KEPT = 2000
"""Rows kept in memory, some 3 KB each; of any other link only its place is, and it is read again to be shown."""


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
    account: str
    """What its account is called, where there are several."""

    @property
    def second(self) -> str:
        """The second line: whose link it is, and why somebody should look at it."""
        return listed(self.account, self.note)


def made_row(link: PaymentLink, account: str = "") -> LinkRow:
    return LinkRow(
        link,
        state_word(link.state),
        price(link.amount, link.currency),
        link.currency,
        visible_identifier(link.reference),
        note(link),
        times.parsed(link.created_at),
        account,
    )


class LinkRows:
    """Links in an order. Which of them are kept is by use: what was looked at longest ago goes first."""

    def __init__(self) -> None:
        self.order = NEWEST_FIRST
        self._places: list[Place] = []
        self._place_of: dict[int, Place] = {}
        self._kept: dict[int, LinkRow] = {}
        self.account_of: Callable[[str], str] = lambda _profile: ""

    def __len__(self) -> int:
        return len(self._places)

    def id_at(self, row: int) -> int:
        return abs(int(self._places[row][-1]))

    def at(self, row: int) -> LinkRow | None:
        """The row, or None where it has to be read again first."""
        link_id = self.id_at(row)
        found = self._kept.pop(link_id, None)
        if found is not None:
            self._kept[link_id] = found  # looked at last
        return found

    def missing(self, rows: Iterable[int]) -> list[int]:
        """The ids of those that are not kept."""
        return [link_id for link_id in map(self.id_at, rows) if link_id not in self._kept]

    def ids(self, first: int, last: int) -> list[int]:
        """The ids of the links from row `first` to row `last`."""
        return [abs(place[-1]) for place in self._places[first : last + 1]]

    def __contains__(self, link_id: int) -> bool:
        return link_id in self._place_of

    def row_of(self, link_id: int) -> int:
        """The row of a link that is here."""
        return bisect_left(self._places, self._place_of[link_id])

    def position(self, link: PaymentLink) -> int:
        """The row of `link` as it is now, or where it would be."""
        return bisect_left(self._places, place(link, self.order))

    def before_last(self, link: PaymentLink) -> bool:
        """Whether its place is before that of the last link here."""
        return bool(self._places) and place(link, self.order) < self._places[-1]

    def put(self, links: Sequence[PaymentLink]) -> None:
        """These and no others, in the order they are in."""
        self._kept.clear()
        self._place_of.clear()
        self._places = []
        self.extend(links)

    def extend(self, links: Sequence[PaymentLink]) -> None:
        self._places += map(self._placed, links)
        self.keep(links)

    def insert(self, row: int, link: PaymentLink) -> None:
        self._places.insert(row, self._placed(link))
        self.keep([link])

    def remove(self, row: int) -> None:
        link_id = self.id_at(row)
        self._kept.pop(link_id, None)
        del self._place_of[link_id], self._places[row]

    def change(self, first: int, links: Sequence[PaymentLink]) -> bool:
        """Show the links of the rows from `first` on as they are now; whether anything is different."""
        known = [self._kept.get(link.id) for link in links]
        self._places[first : first + len(links)] = map(self._placed, links)
        self.keep(links)
        return [row.link if row is not None else None for row in known] != list(links)

    def _placed(self, link: PaymentLink) -> Place:
        self._place_of[link.id] = there = place(link, self.order)
        return there

    def keep(self, links: Iterable[PaymentLink]) -> None:
        for link in links:
            self._kept.pop(link.id, None)
            self._kept[link.id] = made_row(link, self.account_of(link.profile))

    def make_anew(self) -> None:
        """What rows say of their accounts is otherwise now."""
        for row in self._kept.values():
            row.account = self.account_of(row.link.profile)

    def fill(self, links: Iterable[PaymentLink]) -> None:
        """Keep those that are here and not kept: what was told of the others meanwhile is newer."""
        self.keep([link for link in links if link.id in self and link.id not in self._kept])

    def forget(self, pinned: Iterable[int]) -> None:
        """Let go of what is more than KEPT, but not of the `pinned` ids and the last row, after which more is read."""
        if len(self._kept) <= KEPT:
            return
        for link_id in (*pinned, self.id_at(len(self) - 1)):
            if (row := self._kept.pop(link_id, None)) is not None:
                self._kept[link_id] = row
        for link_id in list(self._kept)[: len(self._kept) - KEPT]:
            del self._kept[link_id]
