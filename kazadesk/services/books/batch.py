"""Many links from one file: checked whole, kept in the ledger, then sent eight at a time and never twice."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.books.batch import MAX_LINKS, CheckedBatch, Defaults, Problem, check_batch
from kazadesk.core.books.columns import LINK_COLUMNS, Columns, column_letter, find_columns
from kazadesk.core.books.records import Batch, SentRow
from kazadesk.core.books.sheet import Reading
from kazadesk.core.errors import BatchError, InputErrors, LedgerError, SheetError, VaultError
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.services.books.workbook import SheetFile, read_sheet
from kazadesk.services.email import check_email
from kazadesk.services.resending import PASSING

if TYPE_CHECKING:
    from kazadesk.services.links import LinkService
    from kazadesk.services.ports import Ledger
    from kazadesk.services.profiles import ProfileService

AT_ONCE = 8
MAX_UNKNOWN = 8
"""Outcomes in a row that nobody knows: then a person looks first."""
STOPPING = frozenset(
    {
        "account_blocked",
        "key_rejected",
        "access_blocked",
        "not_found",
        "bad_key",
        "no_credentials",
        "tls_expired",
        "tls_not_yet_valid",
        "tls_self_signed",
        "tls_untrusted",
        "tls_wrong_host",
        "tls_failed",
        "proxy_refused",
        "proxy_auth",
        "proxy_unsupported",
        "keyring_locked",
        "keyring_timeout",
        "keyring_failed",
        "prompt_dismissed",
        *(PASSING - {"rate_limited"}),
    }
)
"""What the next row would meet as well: the batch stops at the first, and goes on when a person says so."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it will be sent, with everything that is wrong with it. `earlier`: the same list, sent before."""

    file: SheetFile
    columns: Columns
    checked: CheckedBatch
    decimal_mark: str
    earlier: Batch | None

    @property
    def may_be_sent(self) -> bool:
        return bool(self.checked.rows) and not self.checked.problems


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a batch is. `states`: of the rows that have a link; `rate` in rows a second."""

    rows: int
    states: Mapping[LinkState, int]
    rate: float
    seconds_left: int | None
    waiting: int
    """Seconds that Kazawallet asks to wait for, 0 while it goes on."""
    stopped: str | None
    """Code of what stopped it; "cancelled" for a person."""

    @property
    def settled(self) -> int:
        return sum(self.states.values())


class BatchService:
    """Batches of one ledger."""

    def __init__(self, ledger: Ledger, links: LinkService, profiles: ProfileService) -> None:
        self._ledger = ledger
        self._links = links
        self._profiles = profiles

    async def check(
        self,
        path: Path,
        reading: Reading | None = None,
        *,
        columns: Mapping[str, str] | None = None,
        decimal_mark: str = "auto",
        again: bool = False,
    ) -> Preview:
        """Read and check a file; sends and keeps nothing. Raises SheetError, LedgerError.

        `again`: the same list shall be sent once more, as a batch of its own.
        """
        profile = self._profiles.current
        known = self._profiles.defaults(profile)
        defaults = Defaults(known.email, known.currency, known.redirect_url)
        found = await asyncio.to_thread(_checked, path, reading, columns, defaults, decimal_mark)
        references = [row.request.reference for row in found.checked.rows if row.request.reference]
        taken = await self._ledger.references_taken(profile, references)
        earlier = await self._ledger.batches(digest=found.checked.digest, profile=profile, limit=1)
        if earlier and not again:
            # its own links have these references
            return replace(found, earlier=earlier[0])
        place = found.columns.places.get("ref")
        letter = column_letter(place) if place is not None else ""
        wrong = [
            Problem(row.number, letter, "reference", "taken", {}, row.request.reference)
            for row in found.checked.rows
            if row.request.reference in taken
        ]
        problems = sorted((*found.checked.problems, *wrong), key=lambda problem: problem.row)
        checked = replace(found.checked, problems=tuple(problems))
        return replace(found, checked=checked, earlier=earlier[0] if earlier else None)

    async def begin(self, preview: Preview, *, again: bool = False) -> Batch:
        """Keep the rows of a checked file. Raises BatchError(sent_before), VaultError(no_credentials), LedgerError."""
        profile = self._profiles.current
        if preview.earlier is not None and not again:
            raise BatchError("sent_before", when=preview.earlier.created_at, name=preview.earlier.file_name)
        if await self._profiles.credentials(profile, asked=True) is None:
            raise VaultError("no_credentials", profile=profile)
        cells = preview.file.sheet.rows
        head = preview.columns.head
        return await self._ledger.add_batch(
            [(row, cells[row.number - 1]) for row in preview.checked.rows],
            profile=profile,
            digest=preview.checked.digest,
            file_name=preview.file.path.name,
            head=cells[head] if head >= 0 else [column_letter(place) for place in range(len(cells[0]))],
            ref_column=preview.columns.places.get("ref"),
            turn=preview.earlier.turn + 1 if preview.earlier is not None else 1,
        )

    async def look(self, path: Path, reading: Reading | None = None) -> SheetFile:
        """Only read a file: to choose its columns by. Raises SheetError."""
        return await asyncio.to_thread(read_sheet, path, reading)

    async def batches(self, limit: int = 50) -> list[Batch]:
        return await self._ledger.batches(limit=limit)

    async def left_over(self) -> Batch | None:
        """The newest batch of the account with rows that nothing was made of yet."""
        found = await self._ledger.batches(profile=self._profiles.current, limit=20)
        return next((batch for batch in found if batch.made < batch.rows), None)

    async def rows(self, batch: Batch) -> list[SentRow]:
        """All rows with what became of them."""
        rows: list[SentRow] = []
        while page := await self._ledger.batch_rows(batch.id, after=rows[-1].row.number if rows else 0):
            rows += page
        return rows

    def run(self, batch: Batch) -> BatchRun:
        return BatchRun(self, self._links, batch)


class BatchRun:
    """Sends what is left of a batch; once `run` has ended, a new one goes on. Use in one event loop."""

    def __init__(self, service: BatchService, links: LinkService, batch: Batch) -> None:
        self._service = service
        self._links = links
        self.batch = batch
        self.stopped: str | None = None
        self._states: Counter[LinkState] = Counter()
        self._left: list[SentRow] = []
        self._going = asyncio.Event()
        self._going.set()
        self._over = asyncio.Event()
        self._unknown = 0
        self._begun = time.monotonic()
        self._sent = 0
        self._paused_for = 0.0
        self._paused_at: float | None = None
        self.changed: Callable[[], object] = lambda: None
        """Called when `progress` has changed."""
        self.moved: Callable[[PaymentLink], object] = lambda _link: None
        """Called with each step of a link."""

    @property
    def progress(self) -> Progress:
        spent = (self._paused_at or time.monotonic()) - self._begun - self._paused_for
        rate = self._sent / spent if spent > 0 else 0.0
        left = self.batch.rows - sum(self._states.values())
        return Progress(
            self.batch.rows,
            dict(self._states),
            rate,
            round(left / rate) if rate else None,
            round(self._links.brakes.wait(self.batch.profile)),
            self.stopped,
        )

    @property
    def paused(self) -> bool:
        return not self._going.is_set()

    def pause(self) -> None:
        """Begin no further row until `go_on`."""
        if not self.paused:
            self._paused_at = time.monotonic()
        self._going.clear()
        self.changed()

    def go_on(self) -> None:
        if self._paused_at is not None:
            self._paused_for += time.monotonic() - self._paused_at
            self._paused_at = None
        self._going.set()
        self.changed()

    def cancel(self) -> None:
        """Stop before the next row; what is under way is waited for."""
        self._stop("cancelled")

    async def run(self) -> Progress:
        """Send the rows that have no link, and again those that were certainly not sent. Raises LedgerError."""
        for sent in await self._service.rows(self.batch):
            if sent.link is None or sent.link.state is LinkState.UNSENT:
                self._left.append(sent)
            else:
                self._states[sent.link.state] += 1
        self._left.reverse()
        self._begun = time.monotonic()
        self.changed()
        try:
            # alone: a wrong key or a locked account is told by one answer
            if await self._next():
                async with asyncio.TaskGroup() as lanes:
                    for _ in range(AT_ONCE):
                        lanes.create_task(self._lane())
        except* LedgerError as errors:
            raise _first(errors) from None
        return self.progress

    async def _lane(self) -> None:
        while await self._next():
            pass

    async def _next(self) -> bool:
        """Send one more row; False when there is none, or none may be sent."""
        await self._going.wait()
        await self._wait_for_the_brakes()
        if self._over.is_set() or not self._left:
            return False
        sent = self._left.pop()
        try:
            link = await self._begin(sent)
        except LedgerError as error:
            if error.code != "row_taken":
                self._left.append(sent)
                self._stop(error.code)
                raise
            return True  # another KazaDesk has just sent it
        if link is None:
            return True
        self.moved(link)
        link = await self._links.send(link, of_batch=True)
        self._sent += 1
        self._judge(sent, link)
        self.moved(link)
        self.changed()
        return True

    async def _begin(self, sent: SentRow) -> PaymentLink | None:
        if sent.link is not None:
            try:
                return await self._links.resend(sent.link.id)
            except LedgerError as error:
                if error.code == "move_refused":  # it was sent, or marked by hand, meanwhile
                    return None
                raise
        try:
            return await self._links.begin_row(sent.row, self.batch)
        except InputErrors:
            # its reference was taken since the file was checked: the row stays without a link, and says so
            return None

    def _judge(self, sent: SentRow, link: PaymentLink) -> None:
        if link.state is LinkState.UNSENT and link.error == "rate_limited":
            self._left.append(replace(sent, link=link))
            return
        self._states[link.state] += 1
        self._unknown = self._unknown + 1 if link.state is LinkState.UNKNOWN else 0
        if link.error in STOPPING and link.state in (LinkState.UNSENT, LinkState.FAILED):
            self._stop(link.error)
        elif self._unknown >= MAX_UNKNOWN:
            self._stop("unknown_series")

    async def _wait_for_the_brakes(self) -> None:
        while not self._over.is_set() and (seconds := self._links.brakes.wait(self.batch.profile)) > 0:
            self.changed()
            # in short steps: a timer of hours would sleep on after the computer has slept
            try:
                await asyncio.wait_for(self._over.wait(), min(seconds, 1.0))
            except TimeoutError:
                continue

    def _stop(self, code: str | None) -> None:
        if self.stopped is None:
            self.stopped = code
        self._over.set()
        self._going.set()
        self.changed()


def _first(errors: BaseExceptionGroup[LedgerError]) -> BaseException:
    found: BaseException = errors
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return found


def _checked(
    path: Path,
    reading: Reading | None,
    chosen: Mapping[str, str] | None,
    defaults: Defaults,
    decimal_mark: str,
) -> Preview:
    file = read_sheet(path, reading)
    columns = find_columns(file.sheet.rows, LINK_COLUMNS, ("amount",), chosen)
    if len(file.sheet.rows) - columns.head - 1 > MAX_LINKS:
        raise SheetError("too_many_links", allowed=str(MAX_LINKS))
    checked = check_batch(file.sheet, columns, defaults, check_email=check_email, decimal_mark=decimal_mark)
    return Preview(file, columns, checked, decimal_mark, None)
