"""Create payment links and look after them: every link is in the ledger before its request leaves."""

from __future__ import annotations

import asyncio
import logging
import math
import secrets
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kazadesk.core.customers import MAX_NAME, Customer, distinct, parse_phone, plain_text
from kazadesk.core.errors import (
    InputError,
    InputErrors,
    LedgerError,
    LinkError,
    LinkNotSent,
    LinkOutcomeUnknown,
    LinkRefused,
    SettingsError,
    VaultError,
)
from kazadesk.core.link import (
    REFERENCE_LETTERS,
    CreatedLink,
    LinkForm,
    LinkRequest,
    LinkState,
    PaymentLink,
    check_redirect_url,
    check_reference,
)
from kazadesk.core.money import COMMON_CURRENCIES, parse_amount, parse_currency, usual_amount
from kazadesk.services.brakes import Brakes
from kazadesk.services.email import check_email
from kazadesk.services.ports import Ledger

if TYPE_CHECKING:
    from kazadesk.api.client import KazawalletClient
    from kazadesk.core.books.records import Batch, BatchRow
    from kazadesk.services.profiles import ProfileService

log = logging.getLogger(__name__)

_TRIES_FOR_A_FREE_REFERENCE = 20
OUTCOME_PATIENCE = 120.0
"""Seconds that Kazawallet's answer waits for the ledger: it is nowhere else."""
_PAUSE = 0.5
_CUSTOMERS = 10_000
"""So many of the newest links with a customer are recalled from."""


class LinkService:
    """Creates links with one client and keeps them in one ledger. `sender` names this process in the ledger."""

    def __init__(self, ledger: Ledger, client: KazawalletClient, profiles: ProfileService, *, sender: str) -> None:
        self._ledger = ledger
        self._client = client
        self._profiles = profiles
        self._sender = sender
        self.brakes = Brakes()
        self.patience = 0.0
        """Seconds that a new link waits for a shared ledger's server; the window waits until somebody stops it."""
        self._checking = asyncio.Lock()
        self._under_way: dict[int, float] = {}
        """Link id → when its answer is given up at the latest."""
        self._not_left: set[int] = set()
        """Ids of links that are being sent here, and of whose requests certainly nothing has left yet."""

    def profile_names(self) -> list[str]:
        return self._profiles.names()

    @property
    def under_way(self) -> int:
        """Links whose requests have no end yet."""
        return len(self._under_way)

    @property
    def seconds_left(self) -> int:
        """After so many at most all answers are there, or given up."""
        return max(0, math.ceil(max(self._under_way.values(), default=0.0) - time.monotonic()))

    async def load(self) -> None:
        """What the first link needs: half a second, in threads."""
        self._client.load()
        await asyncio.to_thread(check_email, "merchant@example.com")

    def prepare(self) -> None:
        """Open a connection for the next link, since an amount is being typed, or keep the one that is open.

        Nothing of a link is on it before `send`; it says nothing of failures. Costs nothing to call at each letter.
        `begin` need not call it: what is kept there is not synced, so there is no wait that it could fill.
        """
        self._client.prepare()

    def can_stop(self, link_id: int) -> bool:
        """Whether the link is being sent here and would certainly be unsent, were its `send` cancelled now."""
        return link_id in self._not_left

    def customer(self, form: LinkForm, profile: str) -> Customer:
        """Who is to pay, as it would be kept. Raises InputErrors (name, phone)."""
        errors: list[InputError] = []
        name = phone = ""
        try:
            name = plain_text(form.name, "name", MAX_NAME)
        except InputError as error:
            errors.append(error)
        try:
            phone = parse_phone(form.phone, self._profiles.defaults(profile).phone_country)
        except InputError as error:
            errors.append(error)
        if errors:
            raise InputErrors(errors)
        return Customer(name, phone)

    async def customer_of(self, link_id: int) -> Customer:
        """Who is to pay the link; both "" where nothing was kept."""
        return (await self._ledger.customers_of([link_id])).get(link_id, Customer())

    async def known_customers(self) -> list[Customer]:
        """Those of the current account, who was served last first: to be recalled while somebody types."""
        found = await self._ledger.known_customers(self._profiles.current, _CUSTOMERS)
        return await asyncio.to_thread(distinct, found)

    async def check(self, form: LinkForm, *, profile: str | None = None) -> LinkRequest:
        """What would be sent for `form`; `reference` is "" where one is to be made. Raises InputErrors."""
        errors: list[InputError] = []
        currency = amount = email = reference = ""
        redirect_url = None
        try:
            currency = parse_currency(form.currency)
        except InputError as error:
            errors.append(error)
        try:
            amount = parse_amount(form.amount, currency or "USD")
        except InputError as error:
            errors.insert(0, error)
        try:
            if "email_validator" in sys.modules:
                email = check_email(form.email)
            else:  # to load it takes a while, to ask it does not
                email = await asyncio.to_thread(check_email, form.email)
        except InputError as error:
            errors.append(error)
        try:
            reference = check_reference(form.reference)
        except InputError as error:
            errors.append(error)
        try:
            redirect_url = check_redirect_url(form.redirect_url)
        except InputError as error:
            errors.append(error)
        try:
            self.customer(form, profile or self._profiles.current)
        except InputErrors as wrong:
            errors += wrong.errors
        if errors:
            log.debug("form refused: %s", ", ".join(f"{error.field} {error.code}" for error in errors))
            raise InputErrors(errors)
        return LinkRequest(amount, currency, email, reference, redirect_url)

    async def doubts(self, form: LinkForm, *, profile: str | None = None) -> list[InputError]:
        """What a person should look at once more before `form` is sent, though it may be right.

        amount: unusual (amount, currency, usual), 50 times away from what the account usually asks in that currency;
        currency: unknown_currency (currency), which is neither common nor was used before. Raises InputErrors,
        LedgerError.
        """
        request = await self.check(form, profile=profile)
        recent = await self._ledger.recent_money(profile or self._profiles.current)
        found = []
        usual = usual_amount(request.amount, [amount for currency, amount in recent if currency == request.currency])
        if usual is not None:
            found.append(InputError("amount", "unusual", amount=request.amount, currency=request.currency, usual=usual))
        if request.currency not in COMMON_CURRENCIES and request.currency not in {currency for currency, _ in recent}:
            found.append(InputError("currency", "unknown_currency", currency=request.currency))
        return found

    async def begin(
        self,
        form: LinkForm,
        *,
        profile: str | None = None,
        replaces: int | None = None,
        customer_of: int | None = None,
    ) -> PaymentLink:
        """Keep a checked link of `profile`, or of the profile that is current now, as `sending`, not sent yet.

        `customer_of`: the link whose customer is to pay this one too, whatever the form says.
        Raises InputErrors, VaultError, SettingsError, LedgerError.
        """
        profile = profile or self._profiles.current  # before anything is waited for: another may be chosen meanwhile
        async with self._checking:
            request = await self.check(form, profile=profile)
            customer = self.customer(form, profile) if customer_of is None else await self.customer_of(customer_of)
            await asyncio.sleep(0)  # one a turn of the loop: hundreds at once shall not hold up the window
        if profile not in self._profiles.names():
            raise SettingsError("profile_unknown", profile=self._profiles.shown(profile), known="")
        if await self._profiles.credentials(profile, asked=True) is None:
            raise VaultError("no_credentials", profile=profile)
        return await self._add(request, profile, replaces, customer)

    async def begin_row(self, row: BatchRow, batch: Batch) -> PaymentLink:
        """Keep the link of a checked row of a batch as `sending`, not sent yet; link and row are bound at once.

        Raises InputErrors (the reference was taken meanwhile), LedgerError (row_taken: the row has its link).
        """
        return await self._add(row.request, batch.profile, None, row.customer, (batch.id, row.number))

    async def _add(
        self,
        request: LinkRequest,
        profile: str,
        replaces: int | None,
        customer: Customer | None = None,
        row: tuple[int, int] | None = None,
    ) -> PaymentLink:
        for _ in range(_TRIES_FOR_A_FREE_REFERENCE):
            named = request if request.reference else replace(request, reference=make_reference())
            try:
                add = partial(self._ledger.add_link, named, profile=profile, sender=self._sender, replaces=replaces)
                link = await _until_kept(partial(add, customer=customer, row=row), self.patience)
                log.debug("link %d: kept as %s, before anything is sent", link.id, link.state)
                return link
            except InputError as error:
                log.debug("link not kept: %s %s", error.field, error.code)
                if request.reference:
                    raise InputErrors([error]) from None
        raise InputErrors([InputError("reference", "taken")])

    async def send(self, link: PaymentLink, *, of_batch: bool = False) -> PaymentLink:
        """Send a link that `begin` or `resend` gave; returns it as waiting, failed, unsent or unknown.

        `of_batch`: one that Kazawallet asks to wait for (429) ends as unsent, so that it can be sent again later.
        Raises LedgerError when the outcome could not be kept: `details["outcome"]` is its state, `details["url"]` the
        URL that was received, if any.
        """
        self._under_way[link.id] = time.monotonic() + self._client.patience
        self._not_left.add(link.id)
        try:
            return await self._send(link, of_batch=of_batch)
        finally:
            self._under_way.pop(link.id, None)
            self._not_left.discard(link.id)

    async def _send(self, link: PaymentLink, *, of_batch: bool) -> PaymentLink:
        try:
            credentials = await self._profiles.credentials(link.profile)
        except asyncio.CancelledError:
            await asyncio.shield(self._finish(link, LinkState.UNSENT, error="cancelled", patience=0.0))
            raise
        except VaultError as error:
            # a keyring that was locked meanwhile must not leave the row sending for ever
            return await self._finish(link, LinkState.UNSENT, error=error.code)
        maybe_sent = False

        async def before_send() -> None:
            nonlocal maybe_sent
            self.brakes.check(link.profile)  # once more: others may have been answered while this one waited
            maybe_sent = True
            self._not_left.discard(link.id)
            await self._ledger.mark_maybe_sent(link.id)
            log.debug("link %d: kept that the request may leave now", link.id)

        def cut_short() -> LinkState:
            return LinkState.UNKNOWN if maybe_sent else LinkState.UNSENT

        if credentials is None:
            return await self._finish(link, LinkState.UNSENT, error="no_credentials")
        request = LinkRequest(link.amount, link.currency, link.email, link.reference, link.redirect_url)
        try:
            self.brakes.check(link.profile)
            created = await self._client.create_link(request, credentials.api_key, before_send=before_send)
        except LinkError as error:
            self.brakes.note(link.profile, error)
            later = of_batch and error.code == "rate_limited"
            state = LinkState.UNSENT if later else _state_of(error)
            return await self._finish(link, state, error=error.code, message=error.details.get("message"))
        except LedgerError as error:
            # "maybe sent" could not be kept, so nothing was sent
            return await self._finish(link, LinkState.UNSENT, error=error.code)
        except asyncio.CancelledError:
            await asyncio.shield(self._finish(link, cut_short(), error="cancelled", patience=0.0))
            raise
        except Exception:
            log.exception("sending a link failed in an unforeseen way")
            return await self._finish(link, cut_short(), error="surprise")
        waiting = await self._finish(link, LinkState.WAITING, created=created)
        # Only what the provider took is worth offering again: a refused email would be refused for ever. A file's last
        # row says nothing about the next link; a row without a currency would take that of the row before.
        if not of_batch:
            self._profiles.remember(link.profile, link.email, link.currency, link.redirect_url or "")
        return waiting

    async def _finish(
        self,
        link: PaymentLink,
        state: LinkState,
        *,
        created: CreatedLink | None = None,
        error: str | None = None,
        message: str | None = None,
        patience: float | None = None,
    ) -> PaymentLink:
        finish = partial(self._ledger.finish_link, link.id, state, created=created, error=error, message=message)
        try:
            log.debug("link %d: ends as %s (%s)", link.id, state, error or "with a URL")
            return await _until_kept(finish, max(self.patience, OUTCOME_PATIENCE) if patience is None else patience)
        except LedgerError as failure:
            log.debug("link %d: the outcome could not be kept: %s", link.id, failure.code)
            failure.details["outcome"] = str(state)
            if created is not None:
                failure.details["url"] = created.url
            raise

    async def create(self, form: LinkForm) -> PaymentLink:
        """`begin` and `send` in one."""
        return await self.send(await self.begin(form))

    async def resend(self, link_id: int) -> PaymentLink:
        """An `unsent` link as `sending` again, to be handed to `send`. Raises LedgerError(move_refused)."""
        return await self._ledger.resend_link(link_id, sender=self._sender)

    async def mark_by_hand(self, link_id: int, reason: str) -> PaymentLink:
        """Mark as paid by hand, for ever shown as such. Raises InputError(reason, missing)."""
        if not reason.strip():
            raise InputError("reason", "missing")
        return await self._ledger.mark_by_hand(link_id, reason.strip())

    async def archive(self, link_ids: Sequence[int], *, archived: bool = True) -> None:
        await self._ledger.archive(link_ids, archived)


async def _until_kept(keep: Callable[[], Awaitable[PaymentLink]], patience: float) -> PaymentLink:
    """Again and again while a shared ledger's server is out of reach; the ledger knows what it kept the time before."""
    latest = time.monotonic() + patience
    while True:
        try:
            return await keep()
        except LedgerError as error:
            if error.code != "ledger_unreachable" or time.monotonic() >= latest:
                raise
        await asyncio.sleep(_PAUSE)


def _state_of(error: LinkError) -> LinkState:
    match error:
        case LinkRefused():
            return LinkState.FAILED
        case LinkNotSent():
            return LinkState.UNSENT
        case LinkOutcomeUnknown():
            return LinkState.UNKNOWN
    raise TypeError(error)


def make_reference() -> str:
    """A short reference that can be read aloud, such as KD-QFKTPW."""
    return "KD-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
