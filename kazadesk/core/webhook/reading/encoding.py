"""Bytes of a file → text, and text that was once read in the wrong encoding → the right one."""

from __future__ import annotations

import re

from kazadesk.core.webhook.payload import MAX_LINES, Unreadable

# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_NAMED = re.compile(rb"(?i)amount(?s:.)*(?:secret|signature)|(?:secret|signature)(?s:.)*amount")


def decode_file(data: bytes) -> str | Unreadable:
    """UTF-8, or what a byte-order mark names; the mark stays in the text, so that reading can say it was there.

    What is neither, but names a payload's fields, is Windows' text of Arabic countries; of others, a reference held
    against a link's is the same after one wrong decoding.
    """
    if len(data) > MAX_LINES:
        return Unreadable("too_large")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and max(data[::2].count(0), data[1::2].count(0)) > len(data) // 4:
        encoding = "latin-1"  # UTF-16 without its mark: reading puts it right, and says so
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8" and b"\0" not in data and _NAMED.search(data):
            return data.decode("cp1256")
        return Unreadable("no_payload", why="binary")


def mend_utf16(text: str) -> str:
    """UTF-16 that was read byte by byte, as NULs between the letters show; else the text without its NULs."""
    body = text.lstrip("\ufffd")  # what became of its mark
    order = "utf-16-be" if body[::2].count("\0") > body[1::2].count("\0") else "utf-16-le"
    try:
        return body.encode("latin-1").decode(order)
    except UnicodeError:
        return body.replace("\0", "")
