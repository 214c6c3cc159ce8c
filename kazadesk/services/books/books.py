"""The books of one session. Each part is loaded when somebody first asks for it: the window's start pays for none."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kazadesk.services.books.batch import BatchService
    from kazadesk.services.links import LinkService
    from kazadesk.services.ports import Ledger
    from kazadesk.services.profiles import ProfileService


class Books:
    """Many links from one file, the old list, the day."""

    def __init__(self, ledger: Ledger, links: LinkService, profiles: ProfileService) -> None:
        self._ledger = ledger
        self._links = links
        self._profiles = profiles

    @cached_property
    def batches(self) -> BatchService:
        from kazadesk.services.books.batch import BatchService

        return BatchService(self._ledger, self._links, self._profiles)
