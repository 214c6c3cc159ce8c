"""Rows of values without their names: which is the order id is told by the signature, or nothing is said."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from kazadesk.core.redact import Secret
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.signature import Credentials
from kazadesk.core.webhook.verdict import Known, Verdict, judge


def judged(row: str, webhook: Any, *links: Any) -> Verdict:
    (item,) = read(row)
    assert isinstance(item, Payload), (item, row)
    return judge(item, [webhook.credentials], Known(by_id=links))


@pytest.mark.parametrize("ref", ["KD-7F3K", "طلب ٧ للأستاذ عمر", "a:::b", "R" * 300])
@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_the_values_in_any_order(delimiter: str, ref: str, webhook: Any, link: Any) -> None:
    hook = webhook.but(ref=ref)
    for row in permutations(hook.fields.values()):
        verdict = judged(delimiter.join(row), hook, replace(link, reference=ref))
        assert (verdict.code, verdict.order_id, verdict.ref, verdict.details) == ("paid", "pl_8f3e", ref, ())


def test_another_reference_is_a_mismatch(webhook: Any, link: Any) -> None:
    for row in permutations(webhook.but(ref="KD-2").fields.values()):
        verdict = judged(",".join(row), webhook, link)
        assert (verdict.code, verdict.reasons, verdict.ref) == ("mismatch", ("ref_differs",), "KD-2")


def test_an_order_id_that_is_not_there_makes_nobody_a_forger(webhook: Any, link: Any) -> None:
    """A shop's own table may hold the customer and the reference, but not the id."""
    verdict = judged(",".join((webhook.fields | {"order_id": "Omar"}).values()), webhook, link)
    assert (verdict.code, verdict.reasons, verdict.details) == ("unreadable", ("unnamed",), ())
    assert verdict.link is None
    assert verdict.move is None


def test_a_forged_row_about_a_link_of_ours_is_called_one(webhook: Any, link: Any) -> None:
    """The ledger knows the id, so nothing is guessed."""
    for fields in (webhook.but(signed="9").fields, webhook.fields | {"amount": "100"}):
        for row in permutations(fields.values()):
            verdict = judged(",".join(row), webhook, link)
            assert (verdict.code, verdict.order_id, verdict.ref) == ("not_authentic", "pl_8f3e", "KD-7F3K")
            assert verdict.link == link
            assert verdict.move is None


def test_keys_that_were_mistaken_are_told(webhook: Any) -> None:
    """They tell which value is the order id, as the right ones would."""
    right = webhook.credentials
    blank = Credentials("shop", Secret(f" {right.api_key.reveal()} "), right.api_secret)
    for keys, reason in ((right.swapped(), "keys_swapped"), (blank, "keys_untrimmed")):
        for row in permutations(webhook.fields.values()):
            (item,) = read(",".join(row))
            verdict = judge(item, [keys], Known())
            assert (verdict.code, verdict.reasons, verdict.order_id) == ("not_authentic", (reason,), "pl_8f3e")


def test_an_expired_links_row_is_not_paid_whatever_its_reference_holds(webhook: Any, link: Any) -> None:
    for ref in ("fulfilled", "KD-1,fulfilled", "KD-1,fulfilled,USD", "USD", "10.00", "KD-1,12:30,fulfilled"):
        hook = webhook.but(ref=ref, status="timed_out")
        for row in permutations(hook.fields.values()):
            for cut in (",".join(row), ",".join(row[:-1])):
                for item in read(cut):
                    known = Known(by_id=(replace(link, reference=ref),))
                    assert judge(item, [hook.credentials], known).code not in ("paid", "not_authentic"), cut


def test_only_the_attempt_is_kept_of_a_row_that_says_nothing(webhook: Any) -> None:
    row = ",".join((webhook.fields | {"order_id": "Omar"}).values())
    verdict = judged(row, webhook)
    assert verdict.order_id is None
    assert verdict.amount is None
