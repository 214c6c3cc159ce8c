from kazadesk.core.plain import visible, visible_identifier


def test_an_override_is_written_out_and_arabic_stays() -> None:
    assert visible("رابط \u202e10.00\x1b[2J") == "رابط \\u202E10.00\\u001B[2J"


def test_prose_keeps_its_marks_and_lines() -> None:
    assert visible("a\u200fb\n\tc") == "a\u200fb\n\tc"


def test_an_identifier_shows_everything_unseen_on_one_line() -> None:
    assert visible_identifier("KD\u200b-1\u2028\n\t") == "KD\\u200B-1\\u2028\\n\\t"


def test_a_lone_surrogate_becomes_printable() -> None:
    assert visible("\ud800").encode("utf-8") == b"\\uD800"
