"""Names and values in any writing at all, as the signature tells how: what leads from its name to it leads from every
other name to its value, and what parts it from the next name parts the others too.

Strict, as it guesses: all names of a webhook must stand so, each once, or nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kazadesk.core.webhook.payload import MAX_REF
from kazadesk.core.webhook.reading.names import documented
from kazadesk.core.webhook.reading.values import NOTHING

_NAME = r"(?ai:order[ _-]?id|id|secret|signature|amount|ref|status|currency)"
_SIGNED = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{86}(?:==?)?(?![A-Za-z0-9+/_=-])")
_NAMED = re.compile(
    r"(?s)(?<![A-Za-z0-9])(?P<name>(?ai:secret|signature))(?P<lead>(?:(?!(?ai:secret|signature)).){1,80})\Z"
)
_LONGEST_LEAD = 90
_KNOWN = {
    "secret": re.compile(r"[A-Za-z0-9+/_-]{86}={0,2}"),
    "amount": re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?(?![\w.])"),
    "status": re.compile(r"(?:fulfilled|timed_out)\b"),
    "currency": re.compile(r"[A-Za-z]{3,5}\b"),
    **dict.fromkeys(("order_id", "id"), re.compile(r"[\w.-]{1,255}(?=[\s\"'<>,;)\]}|/*`&]|\Z)", re.ASCII)),
}
"""Values whose end is told by what they are."""
_PARTS = re.compile(r"(?P<blank>\s+)|(?P<number>[0-9]+)|(?P<quote>[\"'])|(?P<other>.)", re.DOTALL)
_QUOTE = r"(?:[\"']|(?<=[0-9])|(?=[0-9]))"
"""Around numbers, where other values are quoted, there may be none."""
_IDS = {"order_id", "id"}
_NEEDED = {"amount", "secret", "status", "currency", "ref"}
_MOST = 40
_MOST_SIGNED = 4

Fields = dict[str, str]
_Place = tuple[str, int, int]
"""A field's documented name, where its name begins, where its value begins."""


def told_by_signature(text: str) -> Iterator[str]:
    """The fields as a script writes them, quoted: what is in a value stays in it."""
    for count, signed in enumerate(_SIGNED.finditer(text)):
        if count == _MOST_SIGNED:
            return
        named = _NAMED.search(text, max(0, signed.start() - _LONGEST_LEAD), signed.start())
        if named and (groups := _groups(text, named)):
            yield "\n\n".join(map(repr, groups))
            return


def _groups(text: str, named: re.Match[str]) -> list[Fields]:
    places = _places(text, named)
    names = {name for name, _, _ in places}
    count = len(names)
    if names - _IDS != _NEEDED or not names & _IDS or len(places) > _MOST * count:
        return []
    sets = [places[start : start + count] for start in range(0, len(places), count)]
    if any({name for name, _, _ in each} != names for each in sets):
        return []
    groups = []
    for each, following in zip(sets, [*sets[1:], None], strict=True):
        if (fields := _fields(text, each, following[0][1] if following else len(text))) is None:
            return []
        groups.append(fields)
    return groups


def _places(text: str, named: re.Match[str]) -> list[_Place]:
    before = text[named.start() - 1 : named.start()]
    lead = re.compile(rf"(?<![A-Za-z0-9])({_NAME}){_pattern(named['lead'], named['name'])}")
    places: list[_Place] = []
    position = 0
    while (match := lead.search(text, position)) and len(places) <= _MOST * len(_KNOWN):
        # a tag's `<secret>` and `</secret>`: what stands before the signature's name stands before the others
        if places and before in "<\"'$@|/:" and text[match.start() - 1 : match.start()] != before:
            position = match.end()
            continue
        places.append((_documented(match[1]), match.start(), match.end()))
        position = match.end()
    return places


def _documented(name: str) -> str:
    plain = documented(name) or name.lower()
    return "secret" if plain == "signature" else plain


def _pattern(text: str, name: str) -> str:
    """What is alike: blanks, numbers, quotes and this name stand for others of their kind."""
    pieces = []
    for piece in re.split(rf"((?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9]))", text):
        if piece == name:
            pieces.append(_NAME)
            continue
        for part in _PARTS.finditer(piece):
            if part["blank"]:
                pieces.append(r"\s++" if "\n" in part["blank"] else r"[^\S\n]++")
            elif part["number"]:
                pieces.append("[0-9]++")  # a quote between two may match nothing
            else:
                pieces.append(_QUOTE if part["quote"] else re.escape(part.group()))
    return "".join(pieces)


def _fields(text: str, places: list[_Place], end: int) -> Fields | None:
    """The values of one webhook, None where one of them does not end as the others do."""
    gaps = {name: text[start:stop] for (name, _, start), (_, stop, _) in pairwise(places)}
    last, _, start = places[-1]
    between = None
    for name in ("secret", "status", "amount", "currency"):
        if (gap := gaps.get(name)) and (known := _KNOWN[name].match(gap)):
            between = gap[known.end() :]
            parting = re.compile(_pattern(between, _written(text, places, name)) + r"\Z")
            break
    if not between:
        return None
    fields: Fields = {}
    for name, gap in gaps.items():
        if (parted := parting.search(gap)) is None:
            return None
        fields[name] = gap[: parted.start()]
    if (value := _last(last, text[start:end], between)) is None:
        return None
    fields[last] = value
    if fields["ref"].rstrip("])}; ") in NOTHING:
        return None
    whole = all(_KNOWN[name].fullmatch(value) for name, value in fields.items() if name != "ref")
    return fields if whole and len(fields["ref"]) <= MAX_REF else None


def _written(text: str, places: list[_Place], wanted: str) -> str:
    """A field's name as it stands in the text."""
    start = next(start for name, start, _ in places if name == wanted)
    match = re.compile(_NAME).match(text, start)
    return match.group() if match else wanted


def _last(name: str, rest: str, between: str) -> str | None:
    """The value after which no name comes."""
    if name in _KNOWN:
        known = _KNOWN[name].match(rest)
        return known.group() if known else None
    line = rest[: rest.index("\n")] if "\n" in rest else rest
    mark = between.lstrip()[:1]
    if not mark or mark.isalnum():
        return line.strip()
    end = line.find(between[: len(between) - len(between.lstrip()) + 1])
    return line[:end] if end >= 0 else line.strip()
