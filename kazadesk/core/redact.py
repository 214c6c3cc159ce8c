"""What may never be printed.

A `Secret` hides itself in every text form. `Redactor` removes known secrets from any text as a last line of
defence (logs, reports): by value, and by the shapes in which the API key travels.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote, quote_plus

MASK = "•••"
_ENTITIES = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}
_LONG = 8  # bytes: what is left of a shorter one in base64, after its edges, stands in ordinary text as well

_NAMES = (
    *("apikey", "apisecret", "secretkey", "accesskey", "privatekey", "merchantkey", "clientsecret", "appsecret"),
    *("sharedsecret", "consumersecret", "kazawalletsecret", "token", "password", "passwd", "authorization", "cookie"),
)
"""One of these is in every text in which `_HEADERS` finds something, once `_JOINTS` are left out."""
_JOINTS = str.maketrans("", "", " -_.\u2011")
_KEYS = r"""(?: (?: api | secret | access | private | merchant ) [ ._\u2011-]? key
    | (?: api | client | app | shared | consumer | kazawallet ) [ ._\u2011-]? secret | token | passw(?:or)?d )"""
_TICKETS = "(?: authorization | cookie )"
_QUOTED = r"""b?"(?:[^"\\\n]|\\.)*" | b?'(?:[^'\\\n]|\\.)*' | \\+"[^"\\\n]*(?:\\(?!")[^"\\\n]*)*\\+" """
_PLAIN = r"""[^\s,;(){}<>\[\]"'\\][^\s,;)}<\]]*"""
_QUOTE = r"""(?: \\{0,8}["'`] | &quot; | &\#3[49]; | %2[27] )"""
_VALUE = rf"""values? {_QUOTE}? \s*+ (?: => | [:=] )"""
# What programs put between a name and its value: print_r, var_dump, Laravel, pairs, {"name": …, "value": …}, tags,
# YAML, what PHP serialized, columns, forms and pages that are encoded. Never given back: by a look ahead, as the
# possessive group of Python before 3.11.5 keeps what its last, failed round has taken.
_LEADS = rf"""\b {_QUOTE}? \]? \s*
    (?: [=-]> | \u2192 | :=? | [=,>;|] | </\w+> | %3[AD] | &\#58; | (?<=\s) (?= {_QUOTE}? {_VALUE} ) )"""
_BETWEEN = rf"""(?: \s++ | =(?==) | {_QUOTE}? {_VALUE} | {_QUOTE} type {_QUOTE} \s* : \s* {_QUOTE} \w+ {_QUOTE} \s* ,
    | (?:string|str)\(\d+\) | s:\d+: | -[ ] | %20 | &quot; | &\#3[49]; | %2[27]
    | array \s* (?: \(\d+\) | :\d+ )? \s* [\[({{] | \[(?:\d+\]\s*=>)? | \d+\s*=> | [({{] | </?\w[^<>]*> )*"""
_HEADERS = re.compile(
    rf"""(?ix) ({_KEYS} {_LEADS} (?= (?P<key>{_BETWEEN}) ) (?P=key)) (?: {_QUOTED} | {_PLAIN} )
    # a table, a name above its value, a sentence
    | ({_KEYS} \b (?: [ ]* (?: \t | \r?\n ) | [ ] is [ ] ) \s*) (?= [^\s\d]*\d ) [\w+/=-]{{8,}}
    | ({_TICKETS} {_LEADS} (?= (?P<ticket>{_BETWEEN}) ) (?P=ticket)) (?: {_QUOTED} | [^\n<]+ )
    | ({_VALUE} \s*) (?: {_QUOTED} )  # the pair written the other way round
        (?= \s* , \s* \\*["'](?:name|key)\\*["'] \s* [:=]>? \s* \\*["'][\w-]*?(?:{_KEYS}|{_TICKETS})\\*["'] )"""
)
_LOGINS = re.compile(r"""(://[^/\s:@"']*:|(?<=\s)(?:-u|--user)[ =]["']?[^\s:"']+:)[^@\s/"']+(?=@|["'\s]|$)""")


class Secret:
    """A text that never shows in repr, str, format or pickles; `reveal()` is the only way out."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Secret({MASK!r})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> tuple[type, tuple[str]]:
        raise TypeError("a secret is not pickled")


class Redactor:
    """Replaces secrets in text by a mask: known ones as they are or in any spelling that programs commonly give a text,
    unknown ones by the names that they stand under.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._parts: set[str] = set()
        """One of these is in every text that holds a secret of which some letters are escaped, or that is cut once."""
        self._mixed: list[str] = []
        self._mixtures: re.Pattern[str] | None = None

    def learn(self, secrets: Iterable[Secret]) -> None:
        """Add secrets of 4 characters or more (shorter ones would blank ordinary text)."""
        fresh = {
            secret for secret in secrets if len(secret.reveal()) >= 4 and secret.reveal().lower() not in self._known
        }
        for secret in fresh:
            self._known |= {form.lower() for form in _spellings(secret.reveal())}
            self._parts |= _parts(secret.reveal().lower())
            self._mixed.append(_mixture(secret.reveal()))
        if fresh:
            self._mixtures = re.compile("|".join(sorted(self._mixed, key=len, reverse=True)), re.IGNORECASE)
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def clean(self, text: str) -> str:
        """`text` without known secrets, and without what looks like somebody's key, token, password or cookie."""
        small = text.lower()  # to look for plain texts first is far quicker than the patterns, which are seldom needed
        if self._pattern is not None and any(form in small for form in self._known):
            text = self._pattern.sub(MASK, text)
            small = text.lower()
        if self._mixtures is not None and any(part in small for part in self._parts):
            text = self._mixtures.sub(MASK, text)
        joined = small.translate(_JOINTS)
        if any(name in joined for name in _NAMES):
            text = _HEADERS.sub(lambda match: next(filter(None, match.groups())) + MASK, text)
        if "://" in small or "-u" in small:
            text = _LOGINS.sub(lambda match: match[1] + MASK, text)
        return text


def _parts(text: str) -> set[str]:
    """Of a secret, in small letters: its halves, and its longest run that no program escapes; "" is in every text."""
    half = max(4, len(text) // 2)
    longest = max(re.findall(r"[a-z0-9]+", text), key=len, default="")
    return {text[:half], text[-half:], longest if len(longest) >= 4 else ""}


def _mixture(text: str) -> str:
    """A pattern for `text` with any of its letters escaped as URLs, pages, mails and JSON do, and cut by lines."""
    return r"(?:=?\r?\n[ \t]*|[\u200b-\u200f\u2060\ufeff\u00ad])?".join(map(_letter, text))


def _letter(letter: str) -> str:
    raw = letter.encode("utf-8", "surrogatepass")
    forms = [re.escape(letter), "".join(f"%(?:25)*{byte:02x}" for byte in raw), "".join(f"={byte:02x}" for byte in raw)]
    forms += [f"(?:&(?:amp;)*\\#(?:0*{ord(letter)}|x0*{ord(letter):x});)", f"\\\\+u{ord(letter):04x}"]
    forms += ["".join(f"\\\\+x{byte:02x}" for byte in raw)]
    if letter in _ENTITIES:
        forms.append(f"&(?:amp;)*{_ENTITIES[letter]};")
    if letter in "\"'/\\":
        forms.append(rf"\\+{re.escape(letter)}")
    if letter == " ":
        forms.append(r"\+")
    if len(raw) > 1 and ord(letter) < 256:
        forms.append(f"%{ord(letter):02x}")
    return f"(?:{'|'.join(forms)})"


def _spellings(text: str) -> set[str]:
    """`text` as JSON, Python, HTML, URLs, hexadecimal and base64 write it; in base64 also in the midst of more."""
    raw = text.encode("utf-8", "surrogatepass")
    in_json = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    found = in_json | {form.replace("/", "\\/") for form in in_json}
    found |= {json.dumps(form)[1:-1] for form in in_json}  # JSON within JSON
    once = quote(text, safe="", errors="replace")
    found |= {
        repr(text)[1:-1],
        repr(raw)[2:-1],
        escape(text),
        once,
        quote(once, safe=""),
        quote_plus(text, errors="replace"),
    }
    found |= {raw.hex(), raw.hex(" "), raw.hex(":"), raw.hex("-"), "".join(f"%{byte:02x}" for byte in raw)}
    found |= {"".join(f"&#{ord(letter)};" for letter in text), "".join(f"&#x{ord(letter):x};" for letter in text)}
    found |= {"".join(f"\\u{ord(letter):04x}" for letter in text), "".join(f"\\x{byte:02x}" for byte in raw)}
    whole = base64.b64encode(raw).decode("ascii").rstrip("=")
    shifted = (base64.b64encode(bytes(before) + raw).decode("ascii") for before in (1, 2))
    within = [whole] if len(raw) < _LONG else [whole[: len(raw) * 8 // 6]]
    for before, coded in enumerate(shifted, 1):
        if len(raw) >= _LONG:
            within.append(coded[before + 1 : (before + len(raw)) * 8 // 6])
    found |= {
        coded for each in within for coded in (each, each.replace("+", "-").replace("/", "_"), quote(each, safe=""))
    }
    return found
