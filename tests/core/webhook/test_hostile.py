"""No text takes longer to read than its length allows: texts made to make readers scan again and again."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable

import pytest

from kazadesk.core.webhook.reading import read

SIGNATURE = "F+LZPgieEaTz6cOc7yChH+tp12BQtTn4AWF9bRq4w0Y3HYnsLFtsKhBI1eyWFv0OHdcgym1NQx4zfIBxBdYGlQ=="
PAYLOAD = f'{{"order_id":"a","amount":"1","secret":"{SIGNATURE}","status":"fulfilled","currency":"USD"}}'
UNITS = (
    *("{", "[", '"', "\\", '{"', '{"a":', "[{", "{}", "[]"),
    *('{"a":{', "{{}", "{{{}}", "(", "Array\n(", "array(", "*", "`"),
    *('\\"', '{\\"', '"{"', '{"a":"\\', '{"{', "1,", '"",'),
    *('{"a":1},', "[[],", '"\\u0061",', "[1", "\0", "\ud800", " ", "\n"),
    *("secret", "secret=", "secret=&", "id:", "amount:", "amount\n"),
    *("amount*", "secret\t", "secret'", "secret:'", "secret: \""),
    *("secret:`", "secret:“", '"secret":', '"secret\\":'),
    *('secret\\"', '{"secret":"', '{"secret":\\"', '{"a":"secret"}'),
    *("> ", "\n>", "secret\n>", "&quot;", "&quot;secret&quot;:", "%41", "%22secret", "\u200b", "“", "secret\u200b:"),
    *("curl -d '", " -d a ", " --data-urlencode a=b", "POST / HTTP/1.1\n", "a: b\n", "a=b&", "id=1&secret=2&amount=3&"),
    *("id=1&secret=2&amount=3\n", 'name="id"\n', 'name="id"\n\n', "id: 1 amount: 2 secret: 3 ", "secret:string(9) \""),
    *("id: 1\namount: 2\nsecret: 3\n\n", "[id] => 1\n[amount] => 2\n[secret] => 3\n", f"secret: {SIGNATURE[:40]}\n"),
    *('{"secret":1}\n', '{"id":1,"amount":1},', '{"id":1,"amount":1,"secret":1}', "{'id':1,'amount':1,'secret':'b'}"),
    *('{“id”:1,“amount”:1,“secret”:“b”}', '{"secret":{"a":1},"id":1,"amount":1}', '{"secret":[1,1,1,1,1,1,1,1,1,1]}'),
    *(PAYLOAD, PAYLOAD + "\n", PAYLOAD[:-1], "> " + PAYLOAD + "\n"),
    *(f"[INFO] {PAYLOAD} \n", PAYLOAD.replace('"', '\\"')),
    *(PAYLOAD.replace('"', "“"), PAYLOAD.replace('"', "&quot;")),
    *('ref:"a"b', "ref=a b ", "ref:{", "ref=(", "INSERT INTO t (id,amount,secret) VALUES ('a','b','c'),", "VALUES ("),
    *("('a',", "---- ----\n", "secret\n1\n", "id\n1\namount\n2\nsecret\n3\n", "7b22", "7b 22 ", '{"log":"secret"}\n'),
    *("[secret, a]", ':secret "a"', "secret — a\n", "المبلغ: 1\n", "' +\n'", 'x.append("secret", "a', "Some("),
    *('secret:Some("a"', "a,fulfilled,b\n", "\\x22", "\\nsecret", '<<"secret">>,<<"a">>', '{name:"secret",value:"a"}'),
    *("[1,2,3],", "00000000: 7b22 ", "a&b=c?d=("),
)  # fmt: skip
BEFORE = ("", "amount ", '{"a":[', "curl -d '", '> secret &quot; %22 \\" ')
SIZE = 1 << 17
STILL_SHORT = 30 << 10
"""Bytes of a text that is also read as it may have been before something wrote it anew."""
_ROOM = 1.5
"""For what a shared machine's pace does not tell; what grows out of proportion is a hundred times over the bound."""


def is_slow(text: str, allowed: float, pace: float = 1.0) -> bool:
    """By processor time, and only if ten times in a row: other work on the machine only ever adds.

    Each time by how slow the machine is just then, as one that is shared changes its pace from second to second;
    `pace`: how slow it was found to be a moment ago, as to measure that costs more than most texts.
    """
    for _ in range(10):
        start = time.process_time()
        read(text)
        if time.process_time() - start <= allowed * pace:
            return False
        pace = slower_now()
    return True


def slower_now() -> float:
    """How much slower this machine is, just now, than the one the bound was set on (at least 1)."""
    text, lines = "a1 " * 50_000, f"{PAYLOAD}\n" * 1000
    slower = max(1.0, fastest(lambda: sum(1 for _ in re.finditer(r"\d", text))) / 0.0046)
    return max(slower, fastest(lambda: read(lines)) / 0.006) if "coverage" in sys.modules else slower


def fastest(work: Callable[[], object]) -> float:
    best = 60.0
    for _ in range(5):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    ("before", "length"),
    [*((before, SIZE) for before in BEFORE), *((before, STILL_SHORT) for before in (BEFORE[0], BEFORE[2], BEFORE[-1]))],
    ids=range(len(BEFORE) + 3),
)
def test_reading_takes_no_longer_than_100_ms_a_mebibyte(before: str, length: int) -> None:
    allowed = _ROOM * (0.005 + 0.1 * length / (1 << 20))
    slow, pace = [], slower_now()
    for unit in UNITS:
        size = len(unit.encode("utf-8", "surrogatepass"))
        if is_slow(before + unit * (length // size), allowed, pace):
            slow.append(unit)
    assert not slow


def test_a_mebibyte_of_genuine_payloads_is_read_to_the_end() -> None:
    count = (1 << 20) // (len(PAYLOAD) + 1)
    text = "".join(PAYLOAD.replace('"a"', f'"{number:x}"') + "\n" for number in range(count))[: 1 << 20]
    assert len(read(text)) > count * 0.95
    assert not is_slow(text, _ROOM * 0.1)
