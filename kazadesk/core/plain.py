"""Text from outside, made safe to stand on a screen or in a terminal."""

from __future__ import annotations

import json
import re

# Controls (a terminal would obey them), bidi embeddings, overrides and isolates (they reorder an amount beside
# them), byte-order marks and lone surrogates. Tab and line feed stay.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# Ordinary in Arabic prose, but never seen and never meant in an id.
_MARKS = re.compile("[\u200b-\u200f\u061c\u2028\u2029\u2060-\u2064]")


def visible(text: str) -> str:
    """`text` with controls, bidi overrides and lone surrogates written out (\\u202E)."""
    return _CONTROLS.sub(_written_out, text)


def visible_identifier(text: str) -> str:
    """As `visible`, on one line, and with zero-width and direction marks written out too."""
    return _MARKS.sub(_written_out, visible(text)).replace("\n", "\\n").replace("\t", "\\t")


# Characters that a terminal obeys or that reorder what stands beside them; JSON itself escapes those below U+0020
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def json_line(value: object) -> str:
    """`value` as JSON on one line, readable and safe to stand in a terminal: what `visible` writes out is escaped."""
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def _written_out(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"
