"""What a stand-in knows while it runs: its links, the faults to come, where its webhooks go and its pages are."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from kazadesk.core.errors import PracticeError
from kazadesk.practice.faults import Faults, RandomFaults
from kazadesk.practice.records import MadeLink, Records
from kazadesk.practice.webhooks import WebhookForm, check_webhook_url, deliver, tampered_text, webhook_text


class StandInState:
    """Given to routes, endpoints and pages; `webhook_url` and `faults` may be changed at run time.

    Raises InputError(webhook_url), and PracticeError(practice_failed) where the records cannot be read.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        records: Path | None = None,
        webhook_url: str | None = None,
        faults: Faults | RandomFaults | None = None,
        form: WebhookForm | None = None,
    ) -> None:
        self.port = port
        self.page_port: int | None = None
        """Where the pay pages of its links are, if another stand-in with the same records shows them."""
        try:
            self.records = Records(records)
        except OSError as error:
            raise PracticeError("practice_failed", reason=str(error)) from None
        self.webhook_url = check_webhook_url(webhook_url) if webhook_url else None
        self.faults = faults
        self.form = form or WebhookForm()
        """Of its webhooks; may be changed at run time."""
        self._once: deque[Faults] = deque()

    def pay_url(self, link_id: str) -> str:
        """The pay page of a link."""
        return f"http://127.0.0.1:{self.page_port or self.port}/pay/{link_id}"

    def webhook(self, link: MadeLink, *, tampered: bool = False) -> str:
        """The webhook of a paid or expired link, in the form that is set."""
        return (tampered_text if tampered else webhook_text)(link, self.form)

    def deliver(self, text: str) -> str | None:
        """POST a webhook where there is a listener: the status that came back, or what went wrong; blocks."""
        return None if self.webhook_url is None else deliver(self.webhook_url, text, self.form)

    def fail_next(self, *faults: Faults) -> None:
        """Each of the next calls goes wrong in one of these ways, in this order."""
        self._once.extend(faults)

    def next_fault(self) -> Faults | None:
        """The fault for the call that has just come in."""
        try:
            return self._once.popleft()
        except IndexError:
            faults = self.faults
        return faults.draw() if isinstance(faults, RandomFaults) else faults

    def connections(self) -> Sequence[asyncio.Transport]:
        """Of the callers of this moment."""
        return ()
