"""What people spell in two ways, made one: for searching, and for the head words of a file."""

from __future__ import annotations

DIGITS = {ord(script[value]): str(value) for script in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value in range(10)}
LETTERS = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي",
    ord("ی"): "ي",  # as Persian keyboards type it
    ord("ک"): "ك",
    ord("ة"): "ه",
    ord("٫"): ".",
}
"""Alef forms, alef maksura and yeh, teh marbuta and heh, and the decimal mark."""
UNSEEN = (
    0x0640,  # tatweel
    *range(0x064B, 0x0653),  # harakat
    0x0670,
    0x00AD,
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    0xFEFF,
    0x066C,  # the Arabic mark between thousands
)
BLANKS = (0x00A0, 0x2007, 0x2009, 0x202F, 0x3000)
_TABLE = DIGITS | LETTERS | dict.fromkeys(UNSEEN, "") | dict.fromkeys(BLANKS, " ")


def fold(text: str) -> str:
    """`text` with one spelling for what has several; capital letters stay. Two texts that read alike fold alike."""
    return text if text.isascii() else text.translate(_TABLE)


def fold_word(text: str) -> str:
    """A head word as it is compared: folded, without case, with single blanks."""
    return " ".join(fold(text).casefold().replace("_", " ").replace("-", " ").split())
