import json

import pytest

from kazadesk.core.plain import json_line, visible, visible_identifier


def test_an_override_is_written_out_and_arabic_stays() -> None:
    assert visible("رابط \u202e10.00\x1b[2J") == "رابط \\u202E10.00\\u001B[2J"


def test_prose_keeps_its_marks_and_lines() -> None:
    assert visible("a\u200fb\n\tc") == "a\u200fb\n\tc"


def test_an_identifier_shows_everything_unseen_on_one_line() -> None:
    assert visible_identifier("KD\u200b-1\u2028\n\t") == "KD\\u200B-1\\u2028\\n\\t"


def test_a_lone_surrogate_becomes_printable() -> None:
    assert visible("\ud800").encode("utf-8") == b"\\uD800"


@pytest.mark.parametrize("code", [0x07, 0x1B, 0x7F, 0x9B, 0x200F, 0x202E, 0x2028, 0x2066, 0x2069, 0xFEFF, 0xD800])
def test_json_for_a_terminal_holds_nothing_that_it_obeys(code: int) -> None:
    line = json_line({"message": f"سجل {chr(code)} é"})
    assert chr(code) not in line
    assert "سجل" in line
    assert json.loads(line) == {"message": f"سجل {chr(code)} é"}
