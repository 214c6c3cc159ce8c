"""Webhooks as other programs show them are read: nothing genuine is called a forgery, whatever it was copied from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.verdict import Known, judge
from tests.core.webhook.hostile_references import HONEST
from tests.core.webhook.neighbours import NEIGHBOURS
from tests.core.webhook.programs import PROGRAMS
from tests.core.webhook.writings import WRITINGS

OTHERS = NEIGHBOURS | WRITINGS
UNNAMED = ("a row without names", "a numbered row without names", "psql, a row")


@pytest.mark.parametrize("ref", ["KD-7F3K", "طلب ٧ للأستاذ عمر"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_shows(program: str, ref: str, webhook: Any) -> None:
    hook = webhook.but(ref=ref)
    (item,) = read(PROGRAMS[program](hook.fields))
    assert isinstance(item, Payload), item
    order_ids = ("pl_8f3e", ref) if item.unnamed else ("pl_8f3e",)
    assert item.unnamed is (program in UNNAMED)
    assert (item.order_ids, item.amount, item.secrets) == (order_ids, "10.00", (hook.secret,))
    assert (item.status, item.currency, item.ref) == ("fulfilled", "USD", ref)


@pytest.mark.parametrize("program", PROGRAMS | OTHERS)
def test_no_reference_makes_a_genuine_copy_a_forgery(program: str, webhook: Any) -> None:
    for ref in HONEST:
        hook = webhook.but(ref=ref)
        codes = [
            judge(item, [hook.credentials], Known()).code for item in read((PROGRAMS | OTHERS)[program](hook.fields))
        ]
        assert set(codes) <= {"paid_unknown", "unreadable", "incomplete"}, (ref, codes)


@pytest.mark.parametrize("ref", ["KD-7F3K", "طلب ٧ للأستاذ عمر"])
@pytest.mark.parametrize("neighbour", OTHERS)
def test_a_neighbour_is_paid_and_its_forgery_is_not(neighbour: str, ref: str, webhook: Any, link: Any) -> None:
    known = Known(by_id=(replace(link, reference=ref),))
    hook = webhook.but(ref=ref)
    (item,) = read(OTHERS[neighbour](hook.fields))
    assert judge(item, [hook.credentials], known).code == "paid"
    forged = hook.fields | {"secret": hook.but(signed="9").secret}
    (item,) = read(OTHERS[neighbour](forged))
    assert judge(item, [hook.credentials], known).code == "not_authentic"
