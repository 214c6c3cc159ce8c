"""Customers in the ledger: a name and a phone number beside a link, for ever as that link was made."""

from __future__ import annotations

from collections.abc import Sequence

from kazadesk.core.customers import Customer
from kazadesk.storage.engine import Engine


class CustomerTables(Engine):
    """The customers of a ledger; part of SqlLedger."""

    async def customers_of(self, link_ids: Sequence[int]) -> dict[int, Customer]:
        sql = f"SELECT link_id, name, phone FROM link_customers WHERE {self._dialect.among('link_id')}"  # noqa: S608
        found = await self._read_job(lambda: self._all(sql, (self._dialect.listed(link_ids),)))
        return {row[0]: Customer(row[1], row[2]) for row in found}

    async def known_customers(self, profile: str, limit: int) -> list[Customer]:
        # by the customers' own index: of a million links few may have one
        sql = """SELECT name, phone FROM link_customers CROSS JOIN links WHERE links.id = link_id
            AND profile = ? ORDER BY link_id DESC LIMIT ?"""
        return [Customer(*row) for row in await self._read_job(lambda: self._all(sql, (profile, limit)))]
