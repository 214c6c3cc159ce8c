"""Batches in the ledger: the rows of a file, and the link that each of them got."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from kazadesk.core.books.records import Batch, BatchRow, SentRow
from kazadesk.core.customers import Customer
from kazadesk.core.errors import BatchError, LedgerError
from kazadesk.core.link import LinkRequest
from kazadesk.storage.dialect import Database, Row
from kazadesk.storage.engine import Engine
from kazadesk.storage.rows import LINK_COLUMNS, storable, to_link

_BATCH = """SELECT id, profile, digest, file_name, head, ref_column, created_at, turn,
    (SELECT count(*) FROM batch_rows WHERE batch_id = batches.id),
    (SELECT count(link_id) FROM batch_rows WHERE batch_id = batches.id) FROM batches"""
_ROW = "number, reference, amount, currency, email, redirect_url, name, phone, cells, link_id"
_AT_ONCE = 500


class BatchTables(Engine):
    """The batches of a ledger; part of SqlLedger."""

    async def add_batch(
        self,
        rows: Sequence[tuple[BatchRow, Sequence[str]]],
        *,
        profile: str,
        digest: str,
        file_name: str,
        head: Sequence[str],
        ref_column: int | None,
        turn: int = 1,
    ) -> Batch:
        about = (profile, digest, storable(file_name), _json(head), ref_column, turn)

        def job() -> Batch:
            before = self._all(f"{_BATCH} WHERE digest = ? AND profile = ? AND turn >= ?", (digest, profile, turn))
            if before:
                earlier = _to_batch(before[-1])
                raise BatchError("sent_before", when=earlier.created_at, name=earlier.file_name)
            batch_id = self._get(
                "INSERT INTO batches (profile, digest, file_name, head, ref_column, turn, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (*about, self._now()),
            )
            self._connection.executemany(
                f"INSERT INTO batch_rows (batch_id, {_ROW}) VALUES ({'?, ' * 10}NULL)",  # noqa: S608
                [(batch_id, *_stored(row, cells)) for row, cells in rows],
            )
            return _to_batch(self._all(f"{_BATCH} WHERE id = ?", (batch_id,))[0])

        return await self._write(job, "batch", *about)

    async def batches(self, *, digest: str | None = None, profile: str | None = None, limit: int = 50) -> list[Batch]:
        wanted = {"digest": digest, "profile": profile}
        given = {column: value for column, value in wanted.items() if value is not None}
        condition = " AND ".join(f"{column} = ?" for column in given) or "1 = 1"
        sql = f"{_BATCH} WHERE {condition} ORDER BY id DESC LIMIT ?"
        return await self._read_job(lambda: [_to_batch(row) for row in self._all(sql, (*given.values(), limit))])

    async def batch_rows(self, batch_id: int, *, after: int = 0, limit: int = 1000) -> list[SentRow]:
        links_of = f"SELECT {LINK_COLUMNS} FROM links WHERE {self._dialect.among('id')}"  # noqa: S608

        def job() -> list[SentRow]:
            sql = f"SELECT {_ROW} FROM batch_rows WHERE batch_id = ? AND number > ? ORDER BY number LIMIT ?"  # noqa: S608
            found = self._all(sql, (batch_id, after, limit))
            wanted = self._dialect.listed(row[9] for row in found if row[9] is not None)
            links = {row[0]: to_link(row) for row in self._all(links_of, (wanted,))}
            return [
                SentRow(
                    BatchRow(row[0], LinkRequest(row[2], row[3], row[4], row[1], row[5]), Customer(row[6], row[7])),
                    tuple(json.loads(row[8])),
                    links.get(row[9]),
                )
                for row in found
            ]

        return await self._read_job(job)

    async def references_taken(self, profile: str, references: Sequence[str]) -> set[str]:
        sql = f"SELECT reference FROM links WHERE profile = ? AND {self._dialect.among('reference')}"  # noqa: S608
        taken: set[str] = set()
        for start in range(0, len(references), _AT_ONCE):
            wanted = self._dialect.listed(references[start : start + _AT_ONCE])
            taken |= {row[0] for row in await self._read_job(partial(self._all, sql, (profile, wanted)))}
        return taken


def bind_row(database: Database, row: tuple[int, int], link_id: int) -> None:
    """Within the transaction that makes the link. Raises LedgerError(row_taken)."""
    bound = database.execute(
        "UPDATE batch_rows SET link_id = ? WHERE batch_id = ? AND number = ? AND link_id IS NULL RETURNING number",
        (link_id, *row),
    ).fetchall()
    if not bound:
        raise LedgerError("row_taken")


def keep_customer(database: Database, customer: Customer, link_id: int) -> None:
    if customer.name or customer.phone:
        database.execute(
            "INSERT INTO link_customers (link_id, name, phone) VALUES (?, ?, ?)",
            (link_id, storable(customer.name), storable(customer.phone)),
        )


def _to_batch(row: Row) -> Batch:
    head = tuple(json.loads(row[4]))
    return Batch(row[0], row[1], row[2], row[3], head, *row[5:])


def _stored(row: BatchRow, cells: Sequence[str]) -> Row:
    asked = row.request
    texts = (asked.reference, asked.amount, asked.currency, asked.email, asked.redirect_url)
    return (row.number, *texts, storable(row.customer.name), storable(row.customer.phone), _json(cells))


def _json(texts: Sequence[str]) -> str:
    return storable(json.dumps(list(texts), ensure_ascii=False))
