"""kazadesk tour: the whole job in the terminal, in practice mode."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from kazadesk.core.errors import PracticeError
from kazadesk.core.link import LinkForm
from kazadesk.core.plain import visible_identifier
from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.words.voice import ltr, translate

if TYPE_CHECKING:
    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.session import Session


async def tour(session: Session) -> int:
    """Create, show the QR code, pay on the stand-in, verify twice. Exit status 0 if the first verdict was paid."""
    import segno

    from kazadesk.cli.words import link_sentence, verdict_sentence

    customer = session.customer
    if customer is None:
        raise PracticeError("practice_failed")
    print(translate("Tour", "KazaDesk, practice mode: nothing leaves this computer.") + "\n")
    print(translate("Tour", "1. Create a payment link for {amount}").format(amount=ltr("25.00 USD")))
    link = await session.links.create(LinkForm("25.00", "USD", session.profiles.defaults().email))
    if link.url is None or link.order_id is None:
        print(f"   {link_sentence(link)}")
        return 1
    reference = translate("Tour", "(reference {reference})").format(reference=ltr(link.reference))
    print(f"   {visible_identifier(link.url)}   {reference}\n")
    print(translate("Tour", "2. The customer scans this code:") + "\n")
    segno.make(link.url, error="m", micro=False).terminal(border=4, compact=True)
    print("\n" + translate("Tour", "3. The customer pays on the stand-in, which sends its one notice:"))
    webhook = await customer.pay(link.order_id)
    print(f"   {visible_identifier(webhook)}\n")
    print(translate("Tour", "4. It went to the mailbox, and KazaDesk pulls it from there:"))
    verdict = await _pulled(session, link.order_id)
    print(indent(verdict_sentence(verdict), "   ") + "\n")
    print(translate("Tour", "5. Paste the same notice into KazaDesk:"))
    again = (await session.verify.verify(webhook))[0]
    print(indent(verdict_sentence(again), "   ") + "\n")
    print(translate("Tour", "Verdict: {verdict}").format(verdict=verdict.code))
    return 0 if verdict.code is VerdictCode.PAID and again.code is VerdictCode.REPEATED else 1


async def _pulled(session: Session, order_id: str) -> Verdict:
    """The verdict on the webhook of `order_id`; what earlier sessions left in the mailbox comes first."""
    while (pulled := await session.inbox.pull()).posts:
        for verdict in (verdict for post in pulled.arrived for verdict in post.verdicts):
            if verdict.order_id == order_id:
                return verdict
    raise PracticeError("practice_failed", reason=translate("Tour", "the notice did not arrive"))
