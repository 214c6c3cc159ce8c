"""Practice mode's customer: pays a link on the stand-in, lets it expire, and hands over the webhook."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kazadesk.core.errors import PracticeError
from kazadesk.practice.records import AlreadySettledError, MadeLink
from kazadesk.practice.webhooks import WebhookForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.practice.server import PracticeServer


class PracticeService:
    """Acts on the stand-in's own record by order id. Raises PracticeError: unknown_link, already_settled."""

    def __init__(self, stand_in: PracticeServer) -> None:
        self._stand_in = stand_in

    async def pay(self, order_id: str) -> str:
        """Pay as the customer; returns the signed webhook, also posted where the stand-in has a webhook URL."""
        return await asyncio.to_thread(self._settle, order_id, "paid")

    async def expire(self, order_id: str) -> str:
        """Let the link time out; returns the signed webhook."""
        return await asyncio.to_thread(self._settle, order_id, "expired")

    async def webhook(self, order_id: str) -> str:
        """The same webhook once more, as somebody would replay it."""
        return await asyncio.to_thread(self._webhook, order_id, False)

    async def tampered(self, order_id: str) -> str:
        """The webhook with another amount under the true one's signature."""
        return await asyncio.to_thread(self._webhook, order_id, True)

    async def take_over(self, links: Sequence[MadeLink]) -> None:
        """As if the merchant had created them here: they can be paid, and those that are over tell it again."""
        await asyncio.to_thread(self._stand_in.records.take_over, links)

    def write_webhooks(self, ids: str, body: str, *, typed: bool = True) -> None:
        """From now on with the link's id under these names (both, id, order_id), as json or form, which is named."""
        self._stand_in.form = WebhookForm(ids, body, typed)

    def pay_url(self, order_id: str) -> str:
        return self._stand_in.pay_url(order_id)

    def _settle(self, order_id: str, state: str) -> str:
        if self._stand_in.records.find(order_id) is None:
            raise PracticeError("unknown_link")
        try:
            text = self._stand_in.webhook(self._stand_in.records.settle(order_id, state))
        except AlreadySettledError as error:
            raise PracticeError("already_settled", state=str(error)) from None
        self._stand_in.deliver(text)
        return text

    def _webhook(self, order_id: str, tampered: bool) -> str:
        link = self._stand_in.records.find(order_id)
        if link is None:
            raise PracticeError("unknown_link")
        if link.state == "open":
            raise PracticeError("not_settled")
        return self._stand_in.webhook(link, tampered=tampered)
