"""Names and values as people and scripts write them, where the text is no strict JSON.

JSON with a chat's typographic quotes and unseen marks, Python and JavaScript objects, PHP's print_r, var_dump and
var_export, and `name: value` lines are all one to this reader: known names, each with a value, in groups by brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kazadesk.core.link import has_unseen
from kazadesk.core.webhook.payload import MAX_DEPTH, MAX_REF, Payload, Unreadable, build, nearness
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.values import KEY, SOME_KEY, name_of, read_value

_TOKEN = re.compile(
    rf"""{KEY} | (?=["aAoO{{(\[}})\]\n*])
    (?: (?P<text>(?<!\\)"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+") | (?P<opens>(?:(?ai:array|object)\s{{0,9}}+)?[{{(\[])
    | (?P<closes>[}})\]]) | (?P<pause>\n[^\S\n]*+(?=\n)|(?<!\*)\*{{3,}}+[ ][0-9]{{1,9}}[.][ ]row[ ]\*{{3,}}
        |\n(?=-{{3,}}[ ]?\n)))""",
    re.VERBOSE,
)
_SECOND = "another id"
_CLOSES = {"{": "}", "(": ")", "[": "]"}

_MENDED = {
    "quotes": re.compile("[“”„‟«»″‘’‚‛‹›′]"),
    "spaces": re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"),
    "zero_width": re.compile("[\u00ad\u200b-\u200d\u2060]"),
    "byte_order_mark": re.compile("\ufeff"),
    "bidi_marks": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "markup": re.compile("[*`]"),
}

Found = tuple[Payload | Unreadable, int, int]


def mended(structure: str) -> tuple[str, ...]:
    """Codes of the chat damage in what stands between values."""
    return tuple(code for code, pattern in _MENDED.items() if pattern.search(structure))


def _is_database_id(match: re.Match[str]) -> bool:
    """MongoDB's `_id`, no `_id_` of a chat."""
    return match["open"].endswith("_") and not match["close"].startswith("_")


@dataclass(slots=True)
class _Group:
    """The names and values within one pair of brackets, or outside any."""

    opener: str = ""
    start: int = -1
    opened: int = 0
    end: int = 0
    fields: dict[str, object] = field(default_factory=dict)
    structure: list[str] = field(default_factory=list)
    twice: str | None = None
    paused: bool = False
    cut: bool = False
    bare: bool = False
    """Whether some value is no more than its characters: a bracket in it would end the group."""
    around_payload: bool = False
    other_ref: str = ""
    """The reference, if a sentence goes on with it."""

    @property
    def must_close(self) -> bool:
        """A lone `(` may be a smiley; the other openers, and `Array (`, are a script's."""
        return self.opener not in ("", "(")


class LooseReader:
    """One pass over a text."""

    def __init__(self, text: str, repairs: tuple[str, ...], effort: Effort) -> None:
        self._text = text
        self._repairs = repairs
        self._effort = effort
        self._groups = [_Group()]
        self._found: list[tuple[Payload | Unreadable, _Group]] = []
        self._strays: list[_Group] = []
        self.otherwise = False
        """Whether names stood between quotes that are written otherwise: escaped, doubled."""

    def read(self) -> list[Found]:
        """(item, start, end) of each group that looks like a webhook, in the order of the text."""
        position = 0
        while (match := _TOKEN.search(self._text, position)) and self._effort.spend(30):
            self._groups[-1].structure.append(self._text[position : match.start()])
            position = match.end()
            if match["key"] and _is_database_id(match):
                continue
            if match["key"]:
                if self._opens_list(match):
                    self._groups.append(_Group("[", match.start(), match.start()))
                position = self._pair(match)
            elif match["opens"]:
                self._groups.append(_Group(match["opens"], match.start(), match.start()))
                if len(self._groups) > MAX_DEPTH:
                    return [(Unreadable("too_deep", raw=self._text), 0, len(self._text))]
            elif match["closes"]:
                self._close(match)
            elif match["pause"]:
                self._groups[-1].paused = True
        while self._groups:
            group = self._groups.pop()
            group.cut |= group.must_close
            self._finish(group)
        return sorted((self._unless_repeated(*found) for found in self._found), key=lambda found: found[1])

    def _unless_repeated(self, item: Payload | Unreadable, group: _Group) -> Found:
        """A payload is ambiguous where a name of it stands outside its group once more.

        A bracket or a blank line in a value may have ended the group, and the name be the one that was sent. Where all
        values stand between quotes, other groups have names of their own.
        """
        if isinstance(item, Payload):
            strays = (stray for stray in self._strays if group.bare or not stray.opener)
            if name := next(
                (name for stray in strays for name in stray.fields if name in group.fields and name != "id"), None
            ):
                item = Unreadable("ambiguous", name, raw=item.raw)
        return item, group.start, group.end

    def _opens_list(self, match: re.Match[str]) -> bool:
        """Whether the bracket before a name is that of a list of names and values (Groovy's, Elixir's), not the name's
        own (print_r's), which is closed before the next name comes.
        """
        if "[" not in match["open"] or "]" in match["close"]:
            return False
        self._effort.spend(90)
        following = SOME_KEY.search(self._text, match.end(), match.end() + MAX_REF)
        return following is not None and "]" not in self._text[match.end() : following.start()]

    def _pair(self, match: re.Match[str]) -> int:
        group, name = self._groups[-1], name_of(match)
        on_line = group.opener.endswith("(") and "\n" not in self._text[group.opened : match.start()]
        value = read_value(self._text, match, inside=bool(group.opener), on_line=on_line)
        if name in group.fields and group.paused and not group.opener:
            self._finish(group)
            group = self._groups[-1] = _Group()
        elif name == "id" and name in group.fields:  # of something else too: which is the order's, its signature tells
            name = _SECOND
        elif name in group.fields:
            group.twice = group.twice or name
        if group.start < 0:
            group.start = match.start()
        group.end = value.end
        group.cut |= value.cut
        group.bare |= value.bare
        self.otherwise |= any(mark in match["open"] + match["close"] for mark in ("\\", '""', '`"'))
        group.paused = False
        group.fields[name] = value.content
        group.other_ref = group.other_ref or value.other
        group.structure.append(self._text[match.start() : value.start])
        return value.end

    def _close(self, match: re.Match[str]) -> None:
        group = self._groups[-1]
        if group.opener and _CLOSES[group.opener[-1]] == match["closes"]:
            group.end = match.end()
            self._groups.pop()
            self._finish(group)
        elif match["closes"] == "}" and not group.opener and group.fields:
            group.cut = True  # its beginning was not copied

    def _finish(self, group: _Group) -> None:
        if (second := group.fields.pop(_SECOND, None)) is not None:
            group.fields.setdefault("order_id", second)
        near = nearness(group.fields)
        if near >= 2 and not (group.around_payload and near < 3):
            raw = self._text[group.start : group.end]
            item: Payload | Unreadable
            self._effort.spend(60)
            if group.cut:
                item = Unreadable("truncated", raw=raw)
            elif group.twice:
                item = Unreadable("ambiguous", group.twice, raw=raw)
            else:
                codes = dict.fromkeys((*self._repairs, *mended("".join(group.structure))))
                item = build(group.fields, tuple(codes), raw)
                if group.other_ref and isinstance(item, Payload) and not has_unseen(group.other_ref):
                    item = item._replace(other_ref=group.other_ref[:MAX_REF])
            self._found.append((item, group))
        elif group.fields:
            self._strays.append(group)
        if self._groups and (near == 3 or group.around_payload):
            self._groups[-1].around_payload = True
