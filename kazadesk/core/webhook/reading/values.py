"""One name and its value in text that is no strict JSON: quoted in any script's or chat's way, or bare."""

from __future__ import annotations

import re
from typing import NamedTuple

from kazadesk.core.webhook.payload import MAX_REF, SIGNATURE_NAMES

_LONGEST = MAX_REF * 6
"""Characters of a value with every one of them escaped; bounds the search for its end."""

_LONGEST_REF = 400
_MOST_SIGNS = 12
"""Bound the search for the end of a reference whose end is not marked."""

_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_DOUBLE = '"“”„‟«»″'
_SINGLE = "'‘’‚‛‹›′"
_INLINE = rf"(?:[^\S\n]|[{_UNSEEN}]){{0,32}}+"

# The name with what surrounds it ("order_id", [order_id], *order_id*), up to the sign that leads to its value.
# What it can begin with is asked first: most places of a text are none.
KEY = rf"""(?=[oisarcOISARC(\[{_DOUBLE}{_SINGLE}`*_\\{_UNSEEN}])
    (?<![\w.$])(?<![\w]-)(?P<tuple>[(\[]\s?(?=["']))?(?P<open>[{_DOUBLE}{_SINGLE}`*_\[\\{_UNSEEN}]{{0,6}}+)
    (?P<key>(?=[oisarcOISARC])(?ai:order\\?[ _-]?id|id|secret|signature|amount|ref|status|currency))
    (?:["']?:(?:"[^"\n]{{1,80}}":|[\w\\]{{1,80}}:)?(?:protected|private)\b)?
    (?P<close>[{_DOUBLE}{_SINGLE}`*_\]\\{_UNSEEN}]{{0,8}}+) {_INLINE}
    (?P<sign>=>|[:=：＝→⇒](?!&(?:amp;)*gt;)|(?<=\t)|(?(tuple),|(?!)))"""

SOME_KEY = re.compile(KEY, re.VERBOSE)
_ANY_NAME = re.compile(r"[^\w\n]{0,6}[\w .-]{1,40}[^\w\n]{0,6}?(?:=>|:|=)")
# After the sign: markup that ends the name (`*amount:* 10`), a line end, a script's type, a list's bracket.
_LEAD = re.compile(
    rf"""(?:[*_]{{1,3}}(?=\s))? {_INLINE} (?:[|>][-+]?(?=[^\S\n]*\n))? (?P<next>\n{_INLINE})?
    (?:(?P<call>[A-Za-z_][\w.]{{0,40}}\(|<[\w.]{{1,60}}:)\s{{0,20}}(?=["']))?
    (?P<type>(?:string|int|float|decimal)\((?:[0-9]{{1,4}}\)[ ])? | (?:string|int|float)[ ](?=['"0-9]) | \[(?=\s?['"])
        | [bu](?=(?:'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+")[^\S\n]*+(?:[,;|)\]}}>\n]|\Z)))?""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSER = {"(": ")", "[": "]", ":": ">"}
_ONLY = re.compile(rf"\[([^\[\]{{}}\n,]{{0,{_LONGEST}}}+)\]")
_TUPLE_END = re.compile(r"\s?,?\s?[)\]]")
_BLANKS = re.compile(r"\s{0,20}+,?\s{0,20}+")
_DUMPED = re.compile(r'string\(([0-9]{1,4})\) "')

_TYPOGRAPHIC = {
    family: re.compile(rf"[{family}]([^{family}]{{0,{_LONGEST}}}+)[{family}]") for family in (_DOUBLE, _SINGLE)
}
_QUOTED = {
    **{mark: pattern for family, pattern in _TYPOGRAPHIC.items() for mark in family},
    '"': re.compile(rf'"((?:[^"\\]|\\.){{0,{_LONGEST}}}+)"', re.DOTALL),
    "'": re.compile(rf"'((?:[^'\\]|\\.|''){{0,{_LONGEST}}}+)'", re.DOTALL),
    "`": re.compile(rf"`{{1,3}}([^`\n]{{0,{_LONGEST}}}+)`{{1,3}}"),
    "*": re.compile(rf"\*{{1,3}}(?=\S)([^*\n]{{0,{_LONGEST}}}+)\*{{1,3}}"),
}
_TOKEN = re.compile(rf"[^\s,;،؛&{{}}()\[\]<>{_DOUBLE}{_SINGLE}{_UNSEEN}]{{0,{_LONGEST}}}+")
_END = re.compile(
    rf"""{_INLINE}[,;،؛|]?{_INLINE}
        (?:\n|\Z|WHERE\b|{KEY}|[\w.@-]{{1,40}}[^\S\n]?(?:=>|[:=]) | [)}}\]>]{{1,4}}[^\S\n]*(?:\n|\Z))""",
    re.VERBOSE,
)
_TAIL = re.compile(rf"[\s,;،؛|&{_UNSEEN}]++\Z")
_AFTER_QUOTED = re.compile(r"""\s*(?:[,;،؛|&)}\]>({\[\\/<]|\Z|["'\[:]?[\w.-]{1,40}["'\]]?\s?(?:=|:))|[^\S\n]*\n""")
# What ends a reference that stands without quotes: the next name, the line's end, a bracket.
_REF_END = re.compile(
    r"""(?P<name><br\b|[,;](?=(?:order_?id|id|secret|signature|amount|status|currency)[=:])|(?:[,;،؛|]|[^\S\n]{1,4}[/#+•·~|–—&*-]{1,2}(?=\s))?[^\S\n]+["'\[:@]?[A-Za-z_][\w.-]{0,40}["'\]]?[^\S\n]?(?:=>|[:=]))
        | (?P<line>[,;]?[^\S\n]*(?:\n|\Z)) | (?P<bracket>[(){}\[\]])""",
    re.VERBOSE,
)
_NEXT_LITERAL = re.compile(r"[^\S\n]*\n[^\S\n]*(?=[\"'])")
_NAMES_NEXT = re.compile(r"\s{0,9}(?:=>|[:=])")
_TAG_END = re.compile(r"</([A-Za-z][A-Za-z0-9]{0,9})>\Z")
_MASKED = re.compile(
    r"""(?:[*•●∙·█■×]{3,}(?:[ ]?[\w ]{1,24}[*•●∙·█■×]{2,})? | [\[<({][A-Za-z _-]{1,24}[\]>)}])(?=[\s,;&)\]}"']|\Z)""",
    re.VERBOSE,
)
_SIGNATURE = re.compile(r"[A-Za-z0-9+/_-]{86}={0,2}(?![\w+/=\\&%-])", re.ASCII)
_PARTED = re.compile(rf"[^\S\n]{{0,4}}[^\w\s,;،؛|]{{1,4}}(?=[^\S\n]{{0,4}}{KEY})", re.VERBOSE)
_WRAPPED = re.compile(r"[ \t]*([A-Za-z0-9+/_-]+={0,2})[ \t\r]*(?:\n|\Z)", re.ASCII)
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}|[0-9a-fA-F]{4})"
    r"|x\{([0-9a-fA-F]{1,5})\}|(.))",
    re.DOTALL,
)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_LITERAL = re.compile(r"-?[0-9][0-9.]*+|true|false|True|False", re.ASCII)
NOTHING = ("null", "None", "NULL", "nil", "undefined")


class Value(NamedTuple):
    """`content`: a text, None for nothing, () for what is neither; `start` of the text itself; `end` of everything."""

    content: str | tuple[()] | None
    start: int
    end: int
    cut: bool = False
    bare: bool = False
    other: str = ""
    """What it is instead, if the rest of its line belongs to it."""


def name_of(match: re.Match[str]) -> str:
    """The field's documented name, from a match of KEY."""
    name = match["key"].lower()
    return "order_id" if name.startswith("order") else name


def read_value(text: str, match: re.Match[str], *, inside: bool, on_line: bool = False) -> Value:
    """The value that follows a match of KEY. `inside`: within brackets, where a bare value ends at a comma or blank;
    `on_line`: those that were opened on this line.
    """
    value = _value(text, match, inside=inside, on_line=on_line)
    if match["sign"] == "," and (closed := _TUPLE_END.match(text, value.end)):
        return value._replace(end=closed.end())
    return value


def _value(text: str, match: re.Match[str], *, inside: bool, on_line: bool) -> Value:
    lead = _LEAD.match(text, match.end())
    assert lead  # noqa: S101
    start = lead.end()
    if lead["next"] and not lead["type"] and (_ANY_NAME.match(text, start) or text.startswith((")", "}", "]"), start)):
        return Value(None, match.end(), match.end())
    to_line_end = _goes_to_line_end(match, inside=inside, attached=start == match.end())
    call = lead["call"]
    if call and (to_line_end or lead["type"]):
        start, call = lead.start("call"), None
    if (dumped := _DUMPED.match(text, lead.start("type"))) and (content := _dumped(text, dumped)) is not None:
        return Value(content, dumped.end(), dumped.end() + len(content) + 1)
    name = name_of(match)
    signature = name in SIGNATURE_NAMES
    if signature and (masked := _MASKED.match(text, start)):
        return Value(masked.group(), start, masked.end(), bare=True)
    value = _quoted(text, start)
    if value is not None and inside:
        value = _with_more_literals(text, value)
    if name == "ref" and value is not None and not value.cut and _AFTER_QUOTED.match(text, value.end) is None:
        value = _with_its_quotes(text, value)
    if value is None or (to_line_end and not (signature or value.cut or _is_all(text, match, value))):
        attached = start == match.end() and not any(mark in match["open"] for mark in _DOUBLE + _SINGLE)
        if to_line_end:
            value = _rest_of_line(text, start, signature=signature)
        elif attached and (only := _ONLY.match(text, start)):  # a list of one, as Java and Go write a form's fields
            value = Value(only[1] or None, start, only.end(), bare=True)
        else:
            value = _token(text, start)
            if name == "ref" and (value.bare or value.content or (value.content == () and attached)):
                value = _whole_reference(text, match, value, inside=inside)
        if on_line and to_line_end:
            value = _without_last_bracket(value)
    if closer := _CLOSER.get((call or lead["type"] or " ")[-1], ""):
        end = _BLANKS.match(text, value.end).end()  # type: ignore[union-attr]
        if text.startswith(closer, end):
            return value._replace(end=end + 1)
        if closer == "]":
            return value._replace(content=())  # a list of more than one
    return value


def _is_all(text: str, match: re.Match[str], quoted: Value) -> bool:
    """Whether what stands between quotes is the whole value, as what follows tells: the line ends, another name comes.

    A shell's `name="value"` ends at its quote.
    """
    if match["sign"] == "=" and quoted.start == match.end() + 1 and text[quoted.end : quoted.end + 1] in ("", " "):
        return True
    return _END.match(text, quoted.end) is not None


def _whole_reference(text: str, match: re.Match[str], token: Value, *, inside: bool) -> Value:
    """A reference without quotes goes on over blanks: up to the next name, the bracket around it, or the line's end.

    To the line's end only where it is all that the line says, as a sentence may go on there.
    """
    position, depth = token.end, 0
    longest = min(len(text), token.start + _LONGEST_REF)
    for _ in range(_MOST_SIGNS):
        if (found := _REF_END.search(text, position, longest)) is None:
            return token
        if found["name"] or (found["line"] is not None and (inside or _is_first(text, match))):
            break
        if found["line"] is not None:
            if depth or SOME_KEY.search(text, token.end, found.start()):  # what is read as fields is no reference
                return token
            return token._replace(other=_TAIL.sub("", text[token.start : found.start()]))
        depth += 1 if found["bracket"] in "([{" else -1
        if depth < 0:
            break
        position = found.end()
    else:
        return token
    if depth > 0 or (depth < 0 and not inside):
        return token
    return token._replace(content=_TAIL.sub("", text[token.start : found.start()]), end=found.start())


def _with_its_quotes(text: str, quoted: Value) -> Value:
    """A reference up to the quote after which the value can end: some programs do not mark the quotes inside it."""
    mark, end = text[quoted.end - 1], quoted.end - 1
    longest = quoted.start + _LONGEST_REF
    line_end = text.find("\n", quoted.end, longest)
    for _ in range(_MOST_SIGNS):
        end = text.find(mark, end + 1, line_end if line_end >= 0 else longest)
        if end < 0:
            return quoted
        if _AFTER_QUOTED.match(text, end + 1):
            return Value(text[quoted.start : end], quoted.start, end + 1)
    return quoted


def _is_first(text: str, match: re.Match[str]) -> bool:
    """Whether no other name stands before this one on its line."""
    return SOME_KEY.search(text, text.rfind("\n", 0, match.start()) + 1, match.start()) is None


def _dumped(text: str, dumped: re.Match[str]) -> str | None:
    """The text after `string(LENGTH) "`: PHP counts bytes, a program that dumps likewise may count characters."""
    start, length = dumped.end(), int(dumped[1])
    in_bytes = text[start : start + length].encode("utf-8", "surrogatepass")[:length].decode("utf-8", "ignore")
    for content in (in_bytes, text[start : start + length]):
        if text.startswith('"', start + len(content)):
            return content
    return None


def _quoted(text: str, start: int) -> Value | None:
    mark = text[start : start + 1]
    if not (pattern := _QUOTED.get(mark)):
        return None
    if quoted := pattern.match(text, start):
        content = quoted[1] if mark in "`*" else unescaped(quoted[1])
        if mark == "'":
            content = content.replace("''", "'")  # YAML, SQL
        return Value(content, quoted.start(1), quoted.end())
    return Value((), start, len(text), cut=True) if mark in _DOUBLE else None


def _with_more_literals(text: str, value: Value) -> Value:
    """A text that a script wrote as several literals, one a line, with nothing between them."""
    for _ in range(_MOST_SIGNS):
        more = _NEXT_LITERAL.match(text, value.end)
        if more is None or not isinstance(value.content, str) or (other := _quoted(text, more.end())) is None:
            break
        if not isinstance(other.content, str) or _NAMES_NEXT.match(text, other.end):
            break
        value = value._replace(content=value.content + other.content, end=other.end)
    return value


def _goes_to_line_end(match: re.Match[str], *, inside: bool, attached: bool) -> bool:
    """Whether people wrote the name, or print_r: then a bare value may hold blanks and commas."""
    if any(mark in _DOUBLE + _SINGLE for mark in match["open"] + match["close"]):
        return False
    return "]" in match["close"] or not (inside or match["sign"] == "=>" or (match["sign"] == "=" and attached))


def _without_last_bracket(value: Value) -> Value:
    """On one line, `print_r` ends with the bracket that it began with."""
    content, end = value.content, value.end
    if isinstance(content, str) and content.endswith(") 1"):  # what `echo print_r` adds
        content, end = content[:-2], end - 2
    while isinstance(content, str) and content.endswith(")") and content.count(")") > content.count("("):
        end = value.start + len(content) - 1
        content = content[:-1].rstrip()
    return value._replace(content=content, end=end)


def _token(text: str, start: int) -> Value:
    content = _TOKEN.match(text, start).group()  # type: ignore[union-attr]
    if not content and text.startswith(("{", "[", "("), start):
        return Value((), start, start)
    bare = not (content in NOTHING or _LITERAL.fullmatch(content))
    return Value(None if content in NOTHING else content, start, start + len(content), bare=bare)


def _rest_of_line(text: str, start: int, *, signature: bool) -> Value:
    """Up to the line's end or the next name on it; a signature goes on where a hard wrap cut it."""
    if signature:
        if whole := _SIGNATURE.match(text, start):
            # with what stands before the next name, as it stands after other values too
            parted = _PARTED.match(text, whole.end())
            end = parted.end() if parted else whole.end()
            return Value(text[start:end], start, end, bare=True)
        end, letters = start, 0
        while letters < 86 and (more := _WRAPPED.match(text, end)):
            end, letters = more.end(), letters + len(more[1])
        if end > start:
            return Value(text[start:end], start, end, bare=True)
    longest = min(len(text), start + _LONGEST)
    end = text.find("\n", start, longest)
    end = longest if end < 0 else end
    if following := SOME_KEY.search(text, start, end):
        end = following.start()
    content = _TAIL.sub("", text[start:end])
    while (tag := _TAG_END.search(content)) and f"<{tag[1]}" not in content:  # of the page around it
        content = content[: tag.start()].rstrip()
    return Value(content, start, end, bare=True)


def unescaped(text: str) -> str:
    """Without a script's backslashes; those before other letters stay."""
    if "\\" not in text:
        return text
    halves = _ESCAPE.sub(_character, text)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _character(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3] or match[4]
    if number:
        return chr(int(number, 16))
    return _LETTERS.get(match[5]) or (match[0] if match[5].isalnum() else match[5])
