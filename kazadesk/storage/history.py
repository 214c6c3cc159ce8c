"""Old lists in the ledger: sales that are no links."""

from __future__ import annotations

from collections.abc import Sequence

from kazadesk.core.books.records import Import, Sale
from kazadesk.core.errors import BatchError
from kazadesk.storage.engine import Engine
from kazadesk.storage.rows import storable

_IMPORT = """SELECT id, profile, digest, file_name, imported_at, taken_back_at,
    (SELECT count(*) FROM history WHERE import_id = imports.id) FROM imports"""


class HistoryTables(Engine):
    """The old lists of a ledger; part of SqlLedger."""

    async def add_import(self, sales: Sequence[Sale], *, profile: str, digest: str, file_name: str) -> Import:
        def job() -> Import:
            before = self._all(
                f"{_IMPORT} WHERE digest = ? AND profile = ? AND taken_back_at IS NULL", (digest, profile)
            )
            if before:
                raise BatchError("imported_before", name=str(before[0][3]), number=str(before[0][0]))
            import_id = self._get(
                "INSERT INTO imports (profile, digest, file_name, imported_at) VALUES (?, ?, ?, ?) RETURNING id",
                (profile, digest, storable(file_name), self._now()),
            )
            self._connection.executemany(
                "INSERT INTO history (import_id, row, day, amount, currency, reference, name, phone, paid)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        import_id,
                        sale.row,
                        sale.day,
                        sale.amount,
                        sale.currency,
                        storable(sale.reference),
                        storable(sale.name),
                        storable(sale.phone),
                        int(sale.paid),
                    )
                    for sale in sales
                ],
            )
            return self._import(int(str(import_id)))

        return await self._write(job, "import", profile, digest)

    async def imports(self) -> list[Import]:
        return await self._read_job(lambda: [Import(*row) for row in self._all(f"{_IMPORT} ORDER BY id DESC")])

    async def take_back(self, import_id: int) -> Import:
        def job() -> Import:
            taken = self._all(
                "UPDATE imports SET taken_back_at = ? WHERE id = ? AND taken_back_at IS NULL RETURNING id",
                (self._now(), import_id),
            )
            if not taken:
                raise BatchError("no_such_import", number=str(import_id))
            self._connection.execute("DELETE FROM history WHERE import_id = ?", (import_id,))
            return self._import(import_id)

        return await self._write(job, "take_back", import_id)

    async def sales(self, profile: str | None, since: str, until: str) -> list[tuple[str, str, str, int]]:
        mine = "AND i.profile = ?" if profile is not None else ""
        sql = f"""SELECT h.day, h.currency, h.amount, count(*) FROM history h JOIN imports i ON i.id = h.import_id
            WHERE h.paid = 1 AND h.day >= ? AND h.day <= ? {mine} GROUP BY 1, 2, 3"""  # noqa: S608
        values = (since, until) if profile is None else (since, until, profile)
        return await self._read_job(lambda: [(row[0], row[1], row[2], row[3]) for row in self._all(sql, values)])

    def _import(self, import_id: int) -> Import:
        return Import(*self._all(f"{_IMPORT} WHERE id = ?", (import_id,))[0])
