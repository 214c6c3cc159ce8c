"""Close a day: what happened to an account's links, with Kazawallet's balances where it gives them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kazadesk.core.books.closing import Close
from kazadesk.core.books.day import ShopDay, check_clock, check_zone
from kazadesk.core.errors import CheckError, CloseError, InputError, KazaDeskError
from kazadesk.core.money import is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kazadesk.services.ports import Ledger
    from kazadesk.services.profiles import ProfileService
    from kazadesk.storage.settings_file import SettingsFile

MAX_NOTE = 1000


class CloseService:
    """The closes of one ledger, always of the account that is chosen now."""

    def __init__(self, ledger: Ledger, profiles: ProfileService, settings: SettingsFile) -> None:
        self._ledger = ledger
        self._profiles = profiles
        self._settings = settings

    @property
    def shop_day(self) -> ShopDay:
        try:
            return ShopDay(check_zone(self._settings.value.shop_zone), check_clock(self._settings.value.day_ends))
        except InputError:  # somebody wrote into the file
            return ShopDay()

    def set_shop_day(self, zone: str | None = None, ends: str | None = None) -> None:
        """Keep the shop's time zone and end of day, for the closes to come. Raises InputError, SettingsError."""
        if zone is not None:
            self._settings.change(shop_zone=check_zone(zone))
        if ends is not None:
            self._settings.change(day_ends=check_clock(ends))

    def today(self) -> date:
        return self.shop_day.day_of(datetime.now(UTC).isoformat())

    async def close(self, day: date | None = None, *, note: str = "", with_balances: bool = True) -> Close:
        """Close up to the end of `day` (today); what comes later belongs to the next close.

        Raises CloseError (closed_already, day_to_come), InputError(note), LedgerError.
        """
        shop = self.shop_day
        day = day or self.today()
        if day > self.today():
            raise CloseError("day_to_come", day=day.isoformat())
        if len(note.strip()) > MAX_NOTE:
            raise InputError("note", "too_long", allowed=str(MAX_NOTE))
        profile = self._profiles.current
        began = await self._ledger.first_step(profile)
        first = min(day, shop.day_of(began)) if began else day
        return await self._ledger.close_day(
            profile=profile,
            first_day=first.isoformat(),
            day=day.isoformat(),
            until=shop.end_of(day),
            zone=shop.zone,
            ends=shop.ends,
            note=note.strip(),
            balances=await self._balances() if with_balances else {},
        )

    async def closes(self, limit: int = 100) -> list[Close]:
        """Those of the account, the newest first."""
        return await self._ledger.closes(self._profiles.current, limit=limit)

    async def _balances(self) -> Mapping[str, str]:
        """Currency → balance; nothing where Kazawallet cannot be asked: a day is closed without it as well."""
        try:
            wallets = await self._profiles.check_kept()
        except (CheckError, KazaDeskError):
            return {}
        return {wallet.currency: wallet.amount for wallet in wallets if is_plain(wallet.amount)}
