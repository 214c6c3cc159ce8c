"""What single readers do with texts that are not a whole webhook, and when the effort for a paste is spent."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import read, strict
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.forms import read_forms
from kazadesk.core.webhook.reading.otherwise import in_bytes
from kazadesk.core.webhook.reading.paste import _Reader
from kazadesk.core.webhook.reading.serialized import serialized
from kazadesk.core.webhook.reading.sql import read_statements
from kazadesk.core.webhook.reading.tables import read_tables
from kazadesk.core.webhook.same_ref import same_reference
from kazadesk.core.webhook.verdict import Known, judge
from tests.core.webhook.programs import PROGRAMS


def _spent() -> Effort:
    effort = Effort(0)
    while effort.spend(1000):
        pass
    return effort


@pytest.mark.parametrize(
    ("program", "reader"),
    [
        ("sql", lambda text: read_statements(text, (), _spent())),
        ("sqlite, columns", lambda text: read_tables(text, (), _spent())),
        ("restructured text", lambda text: read_tables(text, (), _spent())),
        ("inspector, names above", lambda text: read_tables(text, (), _spent())),
        ("a row without names", lambda text: read_tables(text, (), _spent())),
        ("webhook.site", lambda text: list(strict.objects(text.replace('""', '"'), _spent()))),
        ("powershell, an object", lambda text: read_forms(text.replace("; ", "&"), (), _spent())),
        ("data address", lambda text: read_forms("data[secret]=a&data[id]=b&data[amount]=c", (), _spent())),
        ("node", lambda text: list(serialized('a:1:{s:6:"secret";s:1:"b";}', _spent()))),
    ],
)
def test_a_reader_stops_where_the_effort_is_spent(
    program: str, reader: Callable[[str], list[Any]], webhook: Any
) -> None:
    assert reader(PROGRAMS[program](webhook.fields)) == []


def test_lines_end_where_the_effort_is_spent() -> None:
    assert _Reader(_spent()).read_lines('{"a": 1}\n{"secret": 2}', ()) == []


def test_an_object_in_short_above_itself(webhook: Any, read_one: Any) -> None:
    """Browsers show `{order_id: 'pl_8f3e', amount: '10.00', …}` over the opened object."""
    whole = "\n".join(f'{name}: "{value}"' for name, value in sorted(webhook.fields.items()))
    text = f"{{order_id: 'pl_8f3e', amount: '10.00', …}}\n{whole}\n[[Prototype]]: Object"
    assert read_one(text) == webhook.fields | {"repairs": []}


def test_empty_columns_beside_a_table(webhook: Any, read_one: Any) -> None:
    text = "\t\t" + "\t".join(webhook.fields) + "\n\t\t" + "\t".join(webhook.fields.values())
    assert read_one(text) == webhook.fields | {"repairs": []}


@pytest.mark.parametrize("ref", ["KD-7F3K", "Ali (Homs)", "x) y"])
def test_print_r_on_one_line(ref: str, webhook: Any, read_one: Any) -> None:
    fields = webhook.fields | {"ref": ref}
    text = "Array ( " + " ".join(f"[{name}] => {value}" for name, value in fields.items()) + " )"
    assert read_one(text)["ref"] == ref


def test_a_list_whose_pairs_have_no_names(webhook: Any, why_not: Any) -> None:
    pairs = [[{"order_id": 1}, 2], ["secret", webhook.secret], ["amount", "1"]]
    assert why_not(json.dumps(pairs))[0] == "no_payload"


def test_a_name_a_line_that_begins_anew(webhook: Any, read_one: Any) -> None:
    fields = dict(sorted(webhook.fields.items()))
    text = "amount\n7\n" + PROGRAMS["inspector, names above"](fields)
    assert read_one(text) == webhook.fields | {"repairs": []}


INSERT = "INSERT INTO hooks ({}) VALUES {};"


@pytest.mark.parametrize(
    "text",
    [
        INSERT.format("id, amount, note", "('a', 1, 'b')"),
        INSERT.format("id, amount, secret, id", "('a', 1, 'b', 'c')"),
        INSERT.format("id, amount, secret", "('a', 1)"),
        INSERT.format("id, amount, secret", "('a', 1, 'b"),
        INSERT.format("id, amount, secret", "SELECT 1"),
        "COPY hooks (id, amount, secret) FROM stdin;\na\t1\n\\.",
    ],
)
def test_statements_that_hold_no_whole_row(text: str) -> None:
    assert read_statements(text, (), Effort(10_000)) == []


def test_cells_of_statements(webhook: Any) -> None:
    row = f'7, "pl_8f3e", 10.00, E\'{webhook.secret}\', "fulfilled", USD, "a ""b"" \\\\ c", NULL, now()'
    names = "pk, order_id, amount, secret, status, currency, ref, note, at"
    other = row.replace("pl_8f3e", "pl_2")
    first, second = read(INSERT.format(names, f"({row}), ({other})"))
    assert isinstance(first, Payload)
    assert isinstance(second, Payload)
    assert (first.order_ids, first.amount, first.secrets, first.ref) == (
        ("pl_8f3e",),
        "10.00",
        (webhook.secret,),
        'a "b" \\ c',
    )
    assert second.order_ids == ("pl_2",)


def test_copied_rows_end_where_the_copy_ends(webhook: Any) -> None:
    rows = "\t".join(webhook.fields.values()), "\t".join(webhook.but(order_id="b", ref="\\N").fields.values())
    head = f"COPY public.hooks ({', '.join(webhook.fields)}) FROM stdin;"
    first, second = read("\n".join((head, *rows, "\\.", rows[0].replace("pl_8f3e", "c"))))
    assert isinstance(first, Payload)
    assert isinstance(second, Payload)
    assert (first.order_ids, second.order_ids, second.ref) == (("pl_8f3e",), ("b",), None)


def test_two_records_of_a_name_a_line(webhook: Any) -> None:
    write = PROGRAMS["inspector, names above"]
    items = read(f"{write(webhook.fields)}\n\n{write(webhook.but(order_id='b').fields)}\namount\n10.00\n")
    assert [item.order_ids for item in items if isinstance(item, Payload)] == [("pl_8f3e",), ("b",)]


def test_a_header_of_columns_with_a_row_that_crosses_them(webhook: Any) -> None:
    text = PROGRAMS["sqlite, columns"](webhook.fields)
    items = read(f"{text}\n{'x' * 200}\n")
    assert [item.order_ids for item in items if isinstance(item, Payload)] == [("pl_8f3e",)]


@pytest.mark.parametrize(("text", "plain"), [("é", "é"), ("Ø¹", "ع"), ("\xff", "\xff"), ("a", "a"), ("ع", "ع")])
def test_the_bytes_of_utf8_a_character_each(text: str, plain: str) -> None:
    assert in_bytes(text) == plain


def test_serialized_arrays_of_something_else(webhook: Any, read_one: Any) -> None:
    payload = "".join(f's:{len(n)}:"{n}";s:{len(v)}:"{v}";' for n, v in webhook.fields.items())
    text = f'a:1:{{s:6:"secret";i:1;}} and a:6:{{{payload}}}'
    assert read_one(text)["order_id"] == "pl_8f3e"
    assert list(serialized('a:1:{N;s:1:"a";}', Effort(1000))) == []


@pytest.mark.parametrize("ref", ["a" * 500, "(" * 14, "x (y", "a b) c"])
def test_a_reference_whose_end_nobody_can_tell(ref: str, webhook: Any) -> None:
    """It is another one, or is not there, and nothing else: the other fields are what they are."""
    text = "{" + ", ".join(f"{name}={value}" for name, value in (webhook.fields | {"ref": ref}).items()) + "}"
    items = read(text)
    assert all(not isinstance(item, Payload) or item.order_ids == ("pl_8f3e",) for item in items)


@pytest.mark.parametrize("length", [1, 85, 86, 87, 88, 89])
def test_a_signature_has_one_spelling(length: int, webhook: Any, link: Any) -> None:
    """Its last letter carries four bits of nothing, which a forger could set."""
    secret = webhook.secret
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(secret[85]) + 1]
    text = webhook.json(secret=(secret[:85] + other + "==")[:length])
    (item,) = read(text)
    assert judge(item, [webhook.credentials], Known(by_id=(link,))).code == "not_authentic"


def test_a_link_older_than_a_restore_that_could_not_be_read(webhook: Any, link: Any) -> None:
    (item,) = read(webhook.json())
    known = Known(by_id=(link,), forgotten_before="2026-01-02T00:00:00.000Z")
    verdict = judge(item, [webhook.credentials], known)
    assert (verdict.code, verdict.reasons, verdict.move) == ("repeated", ("restored",), None)
    later = replace(link, created_at="2026-01-03T00:00:00.000Z")
    assert judge(item, [webhook.credentials], known._replace(by_id=(later,))).code == "paid"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "other"},
        {"signature": "x" * 88},
        {"status": "a" * 65},
        {"currency": "a" * 65},
        {"order_id": "a" * 256},
        {"order_id": "a:::b"},
        {"amount": "1" * 41},
        {"amount": "-1"},
        {"secret": "short"},
        {"ref": ""},
        {"ref": "a\tb"},
        {"ref": "x" * 900},
        {"ref": 5},
        {"id": "pl_8f3e", "order_id": None},
    ],
)
def test_the_short_way_finds_what_the_long_one_does(change: dict[str, Any], webhook: Any) -> None:
    text = webhook.json(**change)
    (item,) = read(text)
    (slowly,) = read(text + "\n" + " " * 3 + "\u00a0")  # a repair around it: the long way
    assert type(item) is type(slowly)
    if isinstance(item, Payload):
        assert item._replace(repairs=()) == slowly._replace(repairs=())
    else:
        assert (item.reason, item.field, item.why) == (slowly.reason, slowly.field, slowly.why)


def test_a_reference_read_as_windows_1252_with_the_bytes_that_it_leaves_open() -> None:
    """The letters of `فلوس` are bytes of both kinds there: `Ù„`, and `Ù` with a control."""
    wrong = "".join(
        bytes([byte]).decode("latin-1" if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")
        for byte in "فلوس".encode()
    )
    assert "\x81" in wrong
    assert "„" in wrong
    assert same_reference(wrong, "فلوس")
    assert not same_reference(wrong, "فلو")
