"""Large files cut into records: every webhook is found, and no record lends anything to another."""

from __future__ import annotations

import json

import pytest

from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.reading.log import may_hold, records
from kazadesk.practice.account import CREDENTIALS
from tests.log_forms import FORMS, webhooks

HOOKS = webhooks(40, CREDENTIALS)


def found(text: str) -> list[Payload]:
    return [item for _, record in records(text) for item in read(record) if isinstance(item, Payload)]


@pytest.mark.parametrize("name", FORMS)
def test_every_webhook_is_found_in_every_form(name: str) -> None:
    items = found(FORMS[name](400_000, HOOKS))
    assert [item.order_ids[-1] for item in items] == [each["order_id"] for each in HOOKS] or [
        item.order_ids[0] for item in items
    ] == [each["order_id"] for each in HOOKS]
    assert [item.amount for item in items] == [each["amount"] for each in HOOKS]


def test_positions_grow_to_the_end() -> None:
    text = FORMS["log"](50_000, HOOKS)
    positions = [position for position, _ in records(text)]
    assert positions == sorted(positions)
    assert positions[-1] <= len(text)


def test_a_dump_over_several_lines_is_one_record() -> None:
    hook = HOOKS[0]
    dump = "Array\n(\n" + "".join(f"    [{name}] => {value}\n" for name, value in hook.items()) + ")\n"
    [item] = found(f"started\n\n{dump}\nended\n")
    assert item.order_ids == (hook["order_id"],)
    pretty = json.dumps(hook, indent=2)
    [item] = found(f"started\n\n{pretty}\n\nended secret amount\n")
    assert item.amount == hook["amount"]


def test_lines_lend_nothing_to_each_other() -> None:
    """The first line lost its status; the second has one and no signature."""
    hook = HOOKS[0]
    lost = json.dumps({name: value for name, value in hook.items() if name != "status"})
    other = json.dumps({"status": "fulfilled", "secret": "rotated", "amount": "1"})
    items = found(f"{lost[:-1]}\n{other}\n")
    assert all(item.status is None for item in items if item.order_ids == (hook["order_id"],))


def test_the_names_may_be_written_in_any_usual_case() -> None:
    assert may_hold("SECRET AMOUNT")
    assert may_hold("Signature, amountPaid")
    assert not may_hold("secret of the house")
    assert list(records("")) == []
    assert list(records("[]")) == []
    assert list(records('{"secret": 1}')) == []


def test_lines_and_elements_beyond_all_bounds_are_left_out() -> None:
    long = json.dumps({"note": "x" * (1 << 20)} | HOOKS[0])
    assert found(long + "\n" + json.dumps(HOOKS[1])) != []
    assert [item.order_ids for item in found(f"[{long},{json.dumps(HOOKS[1])}]")] == [(HOOKS[1]["order_id"],)]
    head = ",".join(HOOKS[0])
    row = ",".join(HOOKS[1].values())
    assert len(found(f'{head}\n"{"x" * (1 << 20)}\n"\n{row}\n')) <= 1
    assert len(found(f"{head}\n{row}\n\n")) == 1


def test_a_list_that_breaks_off_gives_what_it_held() -> None:
    text = FORMS["array"](30_000, HOOKS[:10])
    items = found(text[: len(text) * 9 // 10])
    assert [item.order_ids[0] for item in items] == [each["order_id"] for each in HOOKS[: len(items)]]
    assert len(items) >= 5
    assert found('{"messages": [\n{"x": ' + text) == []  # which is cut off within the first element
    assert len(found("secret:\n\n" + json.dumps(HOOKS[0]))) == 1
    assert found("secret: " + "x" * (1 << 20) + "\n") == []


def test_a_block_has_bounds() -> None:
    filler = "".join(f"line {number}: amount\n" for number in range(100))
    [(end, block)] = list(records(f"{filler}secret: 1\nsignature: 2\n{filler}"))
    assert block.count("\n") == 120
    assert end < 2 * len(filler)
    [(end, block)] = list(records("amount: 1\nsecret: 2"))
    assert (end, block) == (19, "amount: 1\nsecret: 2")
