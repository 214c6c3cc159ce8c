"""Closed days and takings in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kazadesk.core.books.closing import KINDS, Close, CloseLine, Sum, close_lines
from kazadesk.core.errors import CloseError
from kazadesk.storage.dialect import Row
from kazadesk.storage.engine import Engine
from kazadesk.storage.rows import storable

_CLOSE = "id, profile, number, first_day, day, until, last_event, made_at, zone, ends, note"
_SUMS = (*KINDS, "late")
_LINE = ", ".join(("currency", *(f"{name}_count, {name}_amount" for name in _SUMS), "opening, closing"))
_KIND = "CASE WHEN e.kind = 'created' THEN 'created' ELSE e.to_state END"
_COUNTED = "(e.kind = 'created' OR e.to_state IN ('paid', 'paid_by_hand', 'timed_out', 'unknown'))"
_STEPS = f"""SELECT l.currency, {_KIND}, e.at < ? OR l.created_at < ?, l.amount, count(*)
    FROM link_events e JOIN links l ON l.id = e.link_id
    WHERE l.profile = ? AND e.at < ? AND e.id <= ? AND (e.id > ? OR e.at >= ?) AND {_COUNTED}
    GROUP BY 1, 2, 3, 4"""  # noqa: S608


class CloseTables(Engine):
    """The closes of a ledger; part of SqlLedger."""

    async def close_day(
        self,
        *,
        profile: str,
        first_day: str,
        day: str,
        until: str,
        zone: str,
        ends: str,
        note: str,
        balances: Mapping[str, str],
    ) -> Close:
        def job() -> Close:
            before = self._newest(profile)
            if before is not None and before.day >= day:
                raise CloseError("closed_already", day=day, last=before.day, number=str(before.number))
            since, seen = (before.until, before.last_event) if before else ("", 0)
            # the newest event may have been a sample's, and gone since
            last = max(seen, int(str(self._get("SELECT coalesce(max(id), 0) FROM link_events"))))
            lines = close_lines(self._all(_STEPS, (since, since, profile, until, last, seen, since)))
            opening = {line.currency: line.closing for line in before.lines} if before else {}
            about = (profile, before.number + 1 if before else 1, (before and _after(before)) or first_day)
            close_id = self._get(
                "INSERT INTO closes (profile, number, first_day, day, until, last_event, made_at, zone, ends, note)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (*about, day, until, last, self._now(), zone, ends, storable(note)),
            )
            for currency in sorted({*lines, *balances, *(key for key, value in opening.items() if value)}):
                line = lines.get(currency, CloseLine(currency))
                sums = [value for name in _SUMS for value in _values(getattr(line, name))]
                self._connection.execute(
                    f"INSERT INTO close_lines (close_id, {_LINE}) VALUES ({', '.join('?' * (len(sums) + 4))})",  # noqa: S608
                    (close_id, currency, *sums, opening.get(currency), balances.get(currency)),
                )
            return self._closes("id = ?", (close_id,))[0]

        return await self._write(job, "close", profile, day)

    async def closes(self, profile: str | None = None, *, limit: int = 100) -> list[Close]:
        """The newest first."""
        condition, values = ("profile = ?", (profile,)) if profile is not None else ("1 = 1", ())
        return await self._read_job(lambda: self._closes(condition, (*values,), limit))

    async def steps(self, profile: str | None, since: str, until: str) -> list[Row]:
        """Moment, currency, kind and amount of what `closes` count, in `since` ≤ at < `until`, in no order."""
        mine = "AND l.profile = ?" if profile is not None else ""
        sql = f"""SELECT e.at, l.currency, {_KIND}, l.amount FROM link_events e JOIN links l ON l.id = e.link_id
            WHERE e.at >= ? AND e.at < ? AND {_COUNTED} {mine}"""  # noqa: S608
        return await self._read_job(
            lambda: self._all(sql, (since, until) if profile is None else (since, until, profile))
        )

    async def first_step(self, profile: str | None) -> str | None:
        """When the first link was created."""
        mine, values = ("WHERE profile = ?", (profile,)) if profile is not None else ("", ())
        found = await self._read_job(lambda: self._get(f"SELECT min(created_at) FROM links {mine}", values))  # noqa: S608
        return None if found is None else str(found)

    def _newest(self, profile: str) -> Close | None:
        found = self._closes("profile = ?", (profile,), 1)
        return found[0] if found else None

    def _closes(self, condition: str, values: tuple[object, ...], limit: int = 1) -> list[Close]:
        sql = f"SELECT {_CLOSE} FROM closes WHERE {condition} ORDER BY id DESC LIMIT ?"  # noqa: S608
        found = [Close(*row) for row in self._all(sql, (*values, limit))]
        return [replace(close, lines=self._lines(close.id)) for close in found]

    def _lines(self, close_id: int) -> tuple[CloseLine, ...]:
        rows = self._all(f"SELECT {_LINE} FROM close_lines WHERE close_id = ? ORDER BY currency", (close_id,))  # noqa: S608
        return tuple(_to_line(row) for row in rows)


def _after(close: Close) -> str:
    from datetime import date, timedelta  # noqa: PLC0415 - the first page is read without it

    return (date.fromisoformat(close.day) + timedelta(days=1)).isoformat()


def _values(total: Sum) -> tuple[int, str]:
    return total.count, total.amount


def _to_line(row: Row) -> CloseLine:
    sums = {name: Sum(row[2 * place + 1], row[2 * place + 2]) for place, name in enumerate(_SUMS)}
    return CloseLine(row[0], opening=row[-2], closing=row[-1], **sums)
