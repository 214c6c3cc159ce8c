"""Reading a ledger of any size: parts of words by the trigrams of an index, sums that triggers keep.

The schema is schema/0008_large.sql. What an index finds is held against the links themselves (`kd_fits`).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from kazadesk.core.fold import fold
from kazadesk.core.link import LinkState
from kazadesk.core.order import STATES, LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery, LinkTotal
from kazadesk.core.search import Search, search_for
from kazadesk.storage.ledger import SqlLedger
from kazadesk.storage.rows import LINK_COLUMNS, storable, to_link, to_totals, where

if TYPE_CHECKING:
    import apsw

    from kazadesk.core.link import PaymentLink
    from kazadesk.storage.dialect import Row

# room for the sum of any number of amounts that a link can have
_EXACT = Context(prec=100)
_FEW = 20_000
"""Links that are sorted anew rather than looked for along the order's index."""
_COMMON = ("profile", "currency", "state")
"""Columns with few values, by whose indexes nothing is found that other conditions do not find sooner."""
_BY_CURRENCY = "links_by_amount_up WHERE currency = ?"
_STEP = 256
_MOST_VALUES = 200
_CUSTOMER = "(SELECT name || char(10) || phone FROM link_customers WHERE link_id = links.id)"
_FITS = f"kd_fits(?, amount, currency, reference, order_id, email, url, {_CUSTOMER})"
_SUMS = "sum(count), sum(billions), sum(units), sum(billionths), sum(rest), max(places)"


def teach(database: apsw.Connection) -> None:
    """What the SQL of this module calls."""
    database.create_scalar_function("kd_fits", lambda text, *columns: search_for(text).fits(*columns), 8)


class LargeReading(SqlLedger):
    """Reading, as SqliteLedger does it."""

    def _where(self, query: LinkQuery, page: LinkOrder | None = None) -> tuple[str, list[object]]:
        if not query.search.strip():
            walked = _COMMON if query.beyond_links else self._walked(query, page)
            condition, values = where(query, walked=walked)
            if page is not None and page.by is OrderBy.STATE and query.states:
                ranks = [STATES.index(state) for state in query.states]
                condition += f" AND {self._dialect.terms(page)[0][0]} BETWEEN ? AND ?"
                values += [min(ranks), max(ranks)]
            return condition, values
        condition, values = where(query, walked=_COMMON)
        trigrams = self._trigrams(search_for(query.search))
        if trigrams is not None and self._are_few(trigrams):
            condition += " AND id IN (SELECT rowid FROM link_search WHERE link_search MATCH ?)"
            values.append(trigrams)
        return f"{condition} AND {_FITS}", [*values, storable(query.search)]

    def _links(self, query: LinkQuery, order: LinkOrder, after: PaymentLink | None, limit: int) -> list[PaymentLink]:
        if query.search.strip() and order.by is OrderBy.CREATED:
            trigrams = self._trigrams(search_for(query.search))
            if trigrams is not None:
                return self._found(query, trigrams, after, limit, down=order.descending)
        return super()._links(query, order, after, limit)

    def _found(
        self, query: LinkQuery, trigrams: str, after: PaymentLink | None, limit: int, *, down: bool
    ) -> list[PaymentLink]:
        """A page in the order of the ids: the index is read no further than the page needs."""
        condition, values = where(query, walked=_COMMON)
        way, beyond = ("DESC", "<") if down else ("ASC", ">")
        start, bounds = ("", []) if after is None else (f" AND rowid {beyond} ?", [after.id])
        found = f"SELECT rowid FROM link_search WHERE link_search MATCH ?{start} ORDER BY rowid {way}"  # noqa: S608
        sql = f"""SELECT {LINK_COLUMNS} FROM links
            WHERE {self._dialect.among("id")} AND {condition} AND {_FITS} ORDER BY id {way}"""  # noqa: S608
        page: list[PaymentLink] = []
        cursor = iter(self._connection.execute(found, (trigrams, *bounds)))
        while len(page) < limit:
            ids = [row[0] for row, _ in zip(cursor, range(_STEP), strict=False)]
            if not ids:
                break
            page += map(to_link, self._all(sql, (self._dialect.listed(ids), *values, storable(query.search))))
        return page[:limit]

    def _walked(self, query: LinkQuery, page: LinkOrder | None) -> list[str]:
        """Columns whose values most links share: sorting all of those takes longer than going along the order.

        SQLite does not know how many they are, and would look for them first.
        """
        walked = ["profile"]
        if (
            page is not None
            and query.currency
            and page.by is not OrderBy.AMOUNT
            and self._is_common(_BY_CURRENCY, query.currency)
        ):
            walked.append("currency")
        if page is not None and query.states and page.by is not OrderBy.CREATED:
            states = [state.value for state in query.states]
            if self._is_common(f"links_state WHERE state IN ({', '.join('?' * len(states))})", *states):
                walked.append("state")
        return walked

    def _is_common(self, found: str, *values: object) -> bool:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM links INDEXED BY {found} LIMIT {_FEW + 1})"  # noqa: S608
        return int(str(self._get(sql, values))) > _FEW

    def _trigrams(self, search: Search) -> str | None:
        """The expression that finds all that may fit, and more; None where the index cannot tell."""
        if any(len(needle) < 3 for needle in search.needles):
            return None
        values = self._all("SELECT value FROM link_values LIMIT ?", (_MOST_VALUES,))
        if len(values) == _MOST_VALUES or any(search.needle in fold(value).lower() for (value,) in values):
            return None  # what most links have
        # a URL is in the index from its last slash on
        tail = search.needle.rpartition("/")[2]
        ends = (tail,) if len(tail) >= 3 and tail != search.needle else ()
        if (
            "/" in search.needle
            and not ends
            and any(_overlap(fold(value).lower(), search.needle) for (value,) in values)
        ):
            return None
        return storable(" OR ".join(f"({_all_of(needle)})" for needle in (*search.needles, *ends)))

    def _are_few(self, trigrams: str) -> bool:
        sql = "SELECT count(*) FROM (SELECT 1 FROM link_search WHERE link_search MATCH ? LIMIT ?)"
        return int(str(self._get(sql, (trigrams, _FEW + 1)))) <= _FEW

    # ── sums ──

    def _count(self, query: LinkQuery) -> int:
        if query.search.strip() or query.of_single_links:
            return super()._count(query)
        return sum(total.count for total in self._totals(query))

    def _totals(self, query: LinkQuery) -> list[LinkTotal]:
        if query.search.strip() or query.of_single_links:
            return super()._totals(query)
        first, last = _whole_days(query)
        if first > last:
            return super()._totals(query)
        rows: list[Row] = []
        # the parts of days at both ends from the links themselves
        for since, until in ((query.since, first), (last, query.until)):
            if since is not None and until is not None and since < until:
                condition, values = where(replace(query, since=since, until=until), walked=_COMMON)
                found = f"FROM links INDEXED BY links_created WHERE {condition} GROUP BY currency, state, amount"
                rows += self._all(f"SELECT currency, state, amount, count(*) {found}", values)
        condition, values = _kept(query, first, last)
        sql = f"SELECT currency, state, {_SUMS} FROM link_totals WHERE {condition} GROUP BY currency, state"  # noqa: S608
        kept = [(row[0], row[1], _amount(row), row[2]) for row in self._all(sql, values) if row[2]]
        return _joined(kept, to_totals(rows))


def _all_of(needle: str) -> str:
    """Every three letters of `needle`, in any order and any place: all that an index without places can say."""
    parts = dict.fromkeys(needle[place : place + 3] for place in range(len(needle) - 2))
    return " AND ".join('"' + part.replace('"', '""') + '"' for part in parts)


def _overlap(value: str, needle: str) -> bool:
    """Whether `value` ends with how `needle` begins, so that the two may meet in a URL."""
    return any(value.endswith(needle[:length]) for length in range(1, len(needle)))


_EARLIEST, _LATEST = "0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"


def _whole_days(query: LinkQuery) -> tuple[str, str]:
    """The moments between which whole days (UTC) lie."""
    first = _EARLIEST if query.since is None else query.since
    if query.since is not None and not query.since.endswith("T00:00:00.000Z"):
        from datetime import date, timedelta  # noqa: PLC0415 - the first page is read without it

        first = f"{date.fromisoformat(query.since[:10]) + timedelta(days=1)}T00:00:00.000Z"
    return first, _LATEST if query.until is None else f"{query.until[:10]}T00:00:00.000Z"


def _kept(query: LinkQuery, first: str, last: str) -> tuple[str, list[object]]:
    parts, values = ["day >= ? AND day < ?"], [first[:10], last[:10] if query.until is not None else "9999-99"]
    if query.profile is not None:
        parts, values = [*parts, "profile = ?"], [*values, query.profile]
    if query.states:
        parts.append(f"state IN ({', '.join('?' * len(query.states))})")
        values += [state.value for state in query.states]
    if query.currency:
        parts, values = [*parts, "currency = ?"], [*values, query.currency]
    if query.archived is not None:
        parts.append(f"archived = {int(query.archived)}")
    return " AND ".join(parts), list(values)


def _amount(row: Row) -> str:
    """The exact sum of a row of currency, state and _SUMS."""
    _, billions, units, billionths, rest, places = row[2:]
    scaled = ((billions * 10**9 + units) * 10**9 + billionths) * 10**9 + rest
    whole, fraction = divmod(scaled, 10**18)
    return f"{whole}.{fraction:018d}"[: len(str(whole)) + 1 + places].rstrip(".") if places else str(whole)


def _joined(kept: list[Row], more: list[LinkTotal]) -> list[LinkTotal]:
    sums: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for currency, state, amount, count in (
        *kept,
        *((each.currency, each.state, each.amount, each.count) for each in more),
    ):
        number, total = sums.get((currency, state), (0, Decimal()))
        sums[currency, state] = number + count, _EXACT.add(total, Decimal(amount))
    return [LinkTotal(key[0], LinkState(key[1]), sums[key][0], format(sums[key][1], "f")) for key in sorted(sums)]
