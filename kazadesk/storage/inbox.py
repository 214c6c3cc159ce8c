"""What came through the mailbox: posts are judged and kept in the transaction that moves the mailbox's cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kazadesk.core.records import Balance, Confirmation, Judge
from kazadesk.storage.engine import Engine
from kazadesk.storage.recording import Knowledge, record
from kazadesk.storage.rows import CONFIRMATION_COLUMNS, to_confirmation

# What judges webhooks is imported with the first of them: the window waits for its first page of links.
if TYPE_CHECKING:
    from kazadesk.core.inbox import ReceivedPost
    from kazadesk.core.webhook.verdict import Verdict

BATCH = 100
"""Posts a transaction."""
_BEGIN = "INSERT INTO inbox_cursors (mailbox, post_id) VALUES (?, 0) ON CONFLICT (mailbox) DO NOTHING"
_CURSOR = "SELECT post_id FROM inbox_cursors WHERE mailbox = ?"
_MOVE = "UPDATE inbox_cursors SET post_id = ? WHERE mailbox = ?"
_BALANCE = "INSERT INTO balances (at, profile, currency, amount) VALUES (?, ?, ?, ?)"
_QUIET = "('not_authentic', 'unreadable')"
"""Verdicts on what anybody can post."""
_TIMED_OUT = """SELECT links.created_at, confirmations.arrived_at FROM confirmations JOIN links ON links.id = link_id
    WHERE via = 'inbox' AND counted = 1 AND verdict = 'not_paid' AND links.profile = ?
    ORDER BY confirmations.id DESC LIMIT ?"""


class InboxTables(Engine):
    """Arrivals, the mailboxes' cursors, and balances; part of SqlLedger."""

    async def receive(self, mailbox: str, posts: Sequence[ReceivedPost], judge: Judge) -> list[list[Verdict]]:
        verdicts: list[list[Verdict]] = []
        for start in range(0, len(posts), BATCH):
            batch = posts[start : start + BATCH]
            ids = tuple(post.id for post in batch)
            verdicts += await self._write(partial(self._receive, mailbox, batch, judge), "receive", mailbox, ids)
        return verdicts

    def _receive(self, mailbox: str, posts: Sequence[ReceivedPost], judge: Judge) -> list[list[Verdict]]:
        self._connection.execute(_BEGIN, (mailbox,))
        cursor = int(str(self._get(f"{_CURSOR}{self._dialect.LOCKED}", (mailbox,))))
        at = self._now()
        verdicts: list[list[Verdict]] = []
        for post in posts:
            if post.id <= cursor:  # another program on this ledger was quicker
                verdicts.append([])
                continue
            cursor = post.id
            knowledge = Knowledge(self._dialect)
            verdicts.append(record(self._connection, knowledge, post.items, judge, at, arrived_at=post.at))
        self._connection.execute(_MOVE, (cursor, mailbox))
        return verdicts

    async def inbox_cursor(self, mailbox: str) -> int:
        found = await self.call(lambda: self._get(_CURSOR, (mailbox,)))
        return 0 if found is None else int(str(found))

    async def arrivals(
        self, *, authentic: bool = True, before: int | None = None, limit: int = 200
    ) -> list[Confirmation]:
        sql = (
            f"SELECT {CONFIRMATION_COLUMNS} FROM confirmations WHERE via = 'inbox'"  # noqa: S608
            f" AND verdict {'NOT IN' if authentic else 'IN'} {_QUIET} AND id < ? ORDER BY id DESC LIMIT ?"
        )
        newest = (1 << 62) if before is None else before
        return await self.call(lambda: [to_confirmation(row) for row in self._all(sql, (newest, limit))])

    async def timed_out(self, profile: str, limit: int = 1000) -> list[tuple[str, str]]:
        return await self.call(lambda: [(str(row[0]), str(row[1])) for row in self._all(_TIMED_OUT, (profile, limit))])

    async def keep_balances(self, profile: str, amounts: Mapping[str, str]) -> None:
        def job() -> None:
            at = self._now()
            rows = [(at, profile, currency, amount) for currency, amount in amounts.items()]
            self._connection.executemany(_BALANCE, rows)

        await self._write(job, "balances", profile, tuple(amounts.items()), alone=False)

    async def balances(self, profile: str) -> list[Balance]:
        sql = "SELECT at, currency, amount FROM balances WHERE profile = ? ORDER BY id DESC LIMIT 500"
        return await self.call(lambda: [Balance(*row) for row in self._all(sql, (profile,))])
