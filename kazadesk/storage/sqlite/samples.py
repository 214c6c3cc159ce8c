"""Sample takings in the ledger of practice mode: the only links that can be erased.

The rule that nothing is ever deleted stands in every ledger as triggers. Here they are set aside for one transaction,
in which nobody else writes, and which deletes by the mark that only samples have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kazadesk.core.link import LinkState
from kazadesk.storage.sqlite.large import LargeReading

if TYPE_CHECKING:
    from kazadesk.core.books.samples import Sample

_PROFILE = "practice"
"""The name of no account of a merchant's."""
_SENDER = "samples"
"""The mark: processes have hexadecimal names."""
_KEPT = """SELECT name, sql FROM sqlite_schema
    WHERE type = 'trigger' AND name IN ('links_kept', 'link_events_kept', 'confirmations_kept')"""
# with what was created in place of a sample
_MARKED = """CREATE TEMP TABLE erased AS WITH RECURSIVE found (id) AS (
    SELECT id FROM links WHERE sender = ? AND profile = ?
    UNION SELECT links.id FROM links JOIN found ON links.replaces = found.id) SELECT id FROM found"""
_ERASE = (
    "DELETE FROM confirmations WHERE link_id IN (SELECT id FROM erased)",
    "DELETE FROM link_events WHERE link_id IN (SELECT id FROM erased)",
    "DELETE FROM link_customers WHERE link_id IN (SELECT id FROM erased)",
    "DELETE FROM link_search WHERE rowid IN (SELECT id FROM erased)",
    "DELETE FROM links WHERE id IN (SELECT id FROM erased)",
    "DROP TABLE erased",
)
# as schema/0008_large.sql has it: the triggers know of no link that goes
_WHOLE = "substr(amount, 1, instr(amount || '.', '.') - 1)"
_DECIMALS = "substr(amount, instr(amount || '.', '.') + 1)"
# events are numbered without a gap, but for this one: every window sees that links are gone
_LEAVE_A_GAP = "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'link_events'"
_LAST = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'link_events'"
_SUMS_ANEW = f"""INSERT INTO link_totals
    SELECT profile, substr(created_at, 1, 10), currency, state, archived_at IS NOT NULL, count(*),
        sum(CAST({_WHOLE} AS INTEGER) / 1000000000), sum(CAST({_WHOLE} AS INTEGER) % 1000000000),
        sum(CAST(substr({_DECIMALS} || '000000000000000000', 1, 9) AS INTEGER)),
        sum(CAST(substr({_DECIMALS} || '000000000000000000', 10, 9) AS INTEGER)), max(length({_DECIMALS}))
    FROM links GROUP BY 1, 2, 3, 4, 5"""  # noqa: S608
_EVENT = {
    LinkState.SENDING: "created",
    LinkState.WAITING: "answered",
    LinkState.FAILED: "answered",
    LinkState.UNKNOWN: "answered",
    LinkState.PAID: "confirmed",
    LinkState.TIMED_OUT: "confirmed",
    LinkState.PAID_BY_HAND: "by_hand",
}
_DETAIL = {
    LinkState.FAILED: "refused",
    LinkState.UNKNOWN: "no_answer",
    LinkState.PAID: "paid",
    LinkState.TIMED_OUT: "timed_out",
}


class SampleTables(LargeReading):
    """Part of SqliteLedger; only practice mode has a service that calls it."""

    async def keep_samples(self, samples: Sequence[tuple[Sample, str, str]], *, email: str, reason: str) -> int:
        """In place of those there are; each with its order id and URL. How many: a reference that is taken is left out.

        `reason`: why one is marked as paid by hand.
        """

        def job() -> int:
            self._erase_samples()
            free = [each for each in samples if not self._is_taken(each[0].reference, _PROFILE)]
            for sample, order_id, url in free:
                self._keep(sample, order_id, url, email, reason)
            return len(free)

        return await self._write(job, "samples")

    async def erase_samples(self) -> int:
        """All of them, and what was made of them; how many."""
        return await self._write(self._erase_samples, "erase_samples")

    def _keep(self, sample: Sample, order_id: str, url: str, email: str, reason: str) -> None:
        at, state = sample.steps[0]
        link_id = int(
            str(
                self._get(
                    "INSERT INTO links (profile, reference, amount, currency, email, state, maybe_sent, created_at,"
                    " updated_at, sender) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?) RETURNING id",
                    (_PROFILE, sample.reference, sample.amount, sample.currency, email, state, at, at, _SENDER),
                )
            )
        )
        self._event(link_id, at, "created", None, state, None)
        if sample.name:
            self._connection.execute(
                "INSERT INTO link_customers (link_id, name, phone) VALUES (?, ?, ?)",
                (link_id, sample.name, sample.phone),
            )
        for at, new in sample.steps[1:]:
            answered = new is LinkState.WAITING
            self._connection.execute(
                "UPDATE links SET state = ?, updated_at = ?, order_id = coalesce(order_id, ?), url = coalesce(url, ?),"
                " error = ?, by_hand_reason = ? WHERE id = ?",
                (
                    new,
                    at,
                    order_id if answered else None,
                    url if answered else None,
                    _DETAIL[new] if new in (LinkState.FAILED, LinkState.UNKNOWN) else None,
                    reason if new is LinkState.PAID_BY_HAND else None,
                    link_id,
                ),
            )
            detail = reason if new is LinkState.PAID_BY_HAND else _DETAIL.get(new)
            self._event(link_id, at, _EVENT[new], state, new, detail)
            state = new

    def _last_event(self) -> int:
        return int(str(self._get(_LAST)))

    def _are_events_gone(self, since: int, mark: int) -> bool:
        left = int(str(self._get("SELECT count(*) FROM link_events WHERE id > ? AND id <= ?", (since, mark))))
        return left < mark - since

    def _erase_samples(self) -> int:
        execute = self._connection.execute
        execute(_MARKED, (_SENDER, _PROFILE))
        count = int(str(self._get("SELECT count(*) FROM erased")))
        rules = self._all(_KEPT)
        for name, _sql in rules:
            execute(f"DROP TRIGGER {name}")
        for sql in _ERASE:
            execute(sql)
        for _name, sql in rules:
            execute(sql)
        if count:
            execute(_LEAVE_A_GAP)
            execute("DELETE FROM link_totals")
            execute(_SUMS_ANEW)
        return count
