"""Take over an old list of sales: its own origin, never green, in no close, and gone again whole."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.books.columns import HISTORY_COLUMNS, Columns, find_columns
from kazadesk.core.books.history import CheckedHistory, check_history
from kazadesk.core.books.records import Import
from kazadesk.core.books.sheet import Reading
from kazadesk.services.books.workbook import SheetFile, read_sheet

if TYPE_CHECKING:
    from kazadesk.services.books.closing import CloseService
    from kazadesk.services.ports import Ledger
    from kazadesk.services.profiles import ProfileService


@dataclass(frozen=True, slots=True)
class HistoryPreview:
    """A file as it will be taken over, with everything that is wrong with it."""

    file: SheetFile
    columns: Columns
    checked: CheckedHistory

    @property
    def may_be_imported(self) -> bool:
        return bool(self.checked.sales) and not self.checked.problems


class HistoryService:
    """The old lists of one ledger; new ones belong to the account that is chosen now."""

    def __init__(self, ledger: Ledger, profiles: ProfileService, closes: CloseService) -> None:
        self._ledger = ledger
        self._profiles = profiles
        self._closes = closes

    async def check(
        self,
        path: Path,
        reading: Reading | None = None,
        *,
        columns: Mapping[str, str] | None = None,
        dates: str = "auto",
        decimal_mark: str = "auto",
    ) -> HistoryPreview:
        """Read and check a file; keeps nothing. Raises SheetError."""
        currency, today = self._profiles.defaults().currency, self._closes.today()
        return await asyncio.to_thread(_checked, path, reading, columns, currency, today, dates, decimal_mark)

    async def take_over(self, preview: HistoryPreview) -> Import:
        """Keep all its sales, in one transaction. Raises BatchError(imported_before), LedgerError."""
        return await self._ledger.add_import(
            preview.checked.sales,
            profile=self._profiles.current,
            digest=preview.file.digest,
            file_name=preview.file.path.name,
        )

    async def imports(self) -> list[Import]:
        return await self._ledger.imports()

    async def take_back(self, import_id: int) -> Import:
        """Delete a list's sales again, all of them. Raises BatchError(no_such_import), LedgerError."""
        return await self._ledger.take_back(import_id)


def _checked(
    path: Path,
    reading: Reading | None,
    chosen: Mapping[str, str] | None,
    currency: str,
    today: date,
    dates: str,
    decimal_mark: str,
) -> HistoryPreview:
    file = read_sheet(path, reading)
    columns = find_columns(file.sheet.rows, HISTORY_COLUMNS, ("amount", "date"), chosen)
    checked = check_history(file.sheet, columns, currency=currency, today=today, order=dates, decimal_mark=decimal_mark)
    return HistoryPreview(file, columns, checked)
