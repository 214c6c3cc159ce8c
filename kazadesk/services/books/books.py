"""The books of one session. Each part is loaded when somebody first asks for it: the window's start pays for none."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kazadesk.services.books.batch import BatchService
    from kazadesk.services.books.closing import CloseService
    from kazadesk.services.books.history import HistoryService
    from kazadesk.services.books.report import Takings
    from kazadesk.services.links import LinkService
    from kazadesk.services.ports import Ledger
    from kazadesk.services.profiles import ProfileService
    from kazadesk.storage.settings_file import SettingsFile


class Books:
    """Many links from one file, the old list, the day."""

    def __init__(self, ledger: Ledger, links: LinkService, profiles: ProfileService, settings: SettingsFile) -> None:
        self._ledger = ledger
        self._links = links
        self._profiles = profiles
        self._settings = settings

    @cached_property
    def batches(self) -> BatchService:
        from kazadesk.services.books.batch import BatchService

        return BatchService(self._ledger, self._links, self._profiles)

    @cached_property
    def closes(self) -> CloseService:
        from kazadesk.services.books.closing import CloseService

        return CloseService(self._ledger, self._profiles, self._settings)

    @cached_property
    def history(self) -> HistoryService:
        from kazadesk.services.books.history import HistoryService

        return HistoryService(self._ledger, self._profiles, self.closes)

    def payment_days(self, first: date, last: date) -> tuple[str, str]:
        """The moments between which payments are of the shop's days from `first` to `last`. Raises InputError(day)."""
        shop = self.closes.shop_day
        return shop.begin_of(first), shop.end_of(last)

    async def takings(self, since: date, until: date, *, by: str = "day", with_imported: bool = False) -> list[Takings]:
        """Of the account that is chosen now: services/books/report.py."""
        from kazadesk.services.books.report import takings

        profile = self._profiles.current
        shop = self.closes.shop_day
        return await takings(self._ledger, shop, since, until, by=by, profile=profile, with_imported=with_imported)
