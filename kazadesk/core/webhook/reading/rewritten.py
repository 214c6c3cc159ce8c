"""Whole texts in the writing of other languages, and of people, as names and values that the readers know.

Only what gives a whole webhook is taken, as `wholes` says.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from kazadesk.core.webhook.payload import NAMES
from kazadesk.core.webhook.reading.names import documented
from kazadesk.core.webhook.reading.otherwise import in_bytes

_NAME = "(?ai:order[_-]?id|" + "|".join(NAMES[1:]) + ")"
_TEXT = r"""(?:"(?:[^"\\\n]|\\.){0,2000}+"|'(?:[^'\\\n]|\\.){0,2000}+')"""
_WRITINGS = tuple(
    (sign, re.compile(pattern), replacement)
    for sign, pattern, replacement in (
        ("AnyHashable(", rf'AnyHashable\("({_NAME})"\)', r'"\1"'),  # Swift
        (
            '<<"',  # Erlang
            rf'\{{?<<"({_NAME})">>\s{{0,9}}(?:,|=>)\s{{0,9}}<<("(?:[^"\\]|\\.){{0,2000}}+")>>\}}?',
            r'"\1": \2',
        ),
        (' "', rf'(?<![\w:]):({_NAME})\s{{1,9}}(?=")', r'"\1": '),  # Clojure
        (
            "(",
            rf"""\.(?:append|set|put|add|addProperty)\(\s{{0,9}}["']({_NAME})["']\s{{0,9}},\s{{0,9}}({_TEXT})\s{{0,9}}\)""",
            r' "\1": \2',
        ),
        (
            "value",
            rf"""\{{\s{{0,9}}["']?(?:name|key|title)["']?\s?[:=]\s?["']({_NAME})["'],\s{{0,9}}["']?value["']?\s?[:=]"""
            rf"""\s?({_TEXT})[^{{}}"']{{0,40}}\}}""",
            r'"\1": \2',
        ),
        ("[]string{", rf"\[\]string\{{({_TEXT})\}}", r"\1"),  # Go's forms
        ("$", rf"\$ ?({_NAME})\s{{0,9}}(?::\s{{0,9}}chr|\n\[1\])\s{{1,9}}(?=\")", r'"\1": '),  # R
        (" . ", rf'\("({_NAME})" \. ({_TEXT})\)', r'"\1": \2'),  # Lisp
        ("Map(", rf"(?<=[(\s])({_NAME}) -> (?=\S)", r"\1="),  # Scala
        (" AS ", rf"({_TEXT}) AS [`\"\[]?({_NAME})\b", r'"\2": \1'),  # SQL
        ("[", rf"\[({_NAME}), ([^\[\]\n]{{0,2000}}+)\]", r"\1: \2" + "\n"),  # C#'s pairs
        ("[", rf"""\[["']({_NAME})["']\](?=\s{{0,9}}[\t=])""", r'"\1"'),
    )
)
_LITERALS = re.compile(r"""(?<![\\])(["'])[ \t]*(?:[+.\\][ \t]*)?\r?\n[ \t]*(?:[+.][ \t]*)?\1""")
_RECORD_NAMES = ("log", "message", "msg", "line", "text", "event")
_RECORD = re.compile(rf'"(?:{"|".join(_RECORD_NAMES)})"\s?:\s?"')
_MOST_RECORDS = 200
_TRACED = re.compile(r"(?m)^[0-9a-f]{4,8}: (?P<text>[^\n]{1,80})$")
_BYTE = re.compile(r"\\x([0-9a-fA-F]{2})")
_ESCAPED_LINES = re.compile(r"(?:\\r)?\\n")
_FULL_WIDTH = str.maketrans({chr(0xFF01 + place): chr(0x21 + place) for place in range(94)})

_LABELLED = re.compile(
    r"[ \t]*(?P<label>[^\n:：=\t\u2192]{2,60}?)[ \t]*"
    r"(?:[:：=]=?+>?+|\t|[ ][-–—~]{1,3}>?(?=[ ])|[-=]>|\u2192|\.{3,}|…|[ ]is(?=[ ]))[ \t]*"
    r"(?P<value>[^\n\t]+)(?:\t[^\n\t]*)?"
)
_FEWEST_LABELS = 5
_LONG_WORD = re.compile(r"[A-Za-z0-9+/_-]{86}")
_HEAD_PARTS = re.compile(r"\d+|\D")
_HEAD_ENDS = (": ", "| ", "] ", "> ", ") ", "- ")
_LONGEST_HEAD = 80
_NO_LETTER = re.compile(r"[^\w ]|[_ـ]")
_LATIN = re.compile(rf"(?<![A-Za-z]){_NAME}(?![A-Za-z])")
_DIRECTIONS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC = {
    "order_id": "رقم الطلب|معرف الطلب|رقم الدفعة|معرف الدفعة|رقم العملية|رقم المعاملة|رقم الرابط|معرف الرابط|المعرف",
    "amount": "المبلغ|مبلغ|القيمة|المبلغ المدفوع",
    "secret": "الرمز السري|السر|التوقيع|رمز التحقق|كود التحقق|كلمة السر|المفتاح السري|رمز التوقيع",
    "status": "الحالة|حالة|حالة الدفع|حالة الطلب|حالة الدفعة",
    "currency": "العملة|عملة|رمز العملة",
    "ref": "المرجع|مرجع|الرقم المرجعي|رقم المرجع|الإشارة|رقم الإشارة",
}


def _plain(text: str) -> str:
    """Arabic without its vowels and the forms of its letters."""
    return " ".join(_NO_LETTER.sub("", unicodedata.normalize("NFKD", text)).split())


_LABELS = {_plain(label): name for name, labels in _ARABIC.items() for label in labels.split("|")}


def _in_any_form(label: str) -> str:
    """A pattern for an Arabic label with or without vowels, lengthened or not, in each spelling of its letters."""
    forms = {"ا": "[اأإآ]", "أ": "[اأإ]", "إ": "[اأإ]", "ة": "[ةه]", "ي": "[يى]", " ": r"[ \u00a0]{1,3}"}
    return "".join(
        forms.get(letter, letter) + ("" if letter == " " else r"[\u064b-\u0652\u0640]{0,3}") for letter in label
    )


_ALL_LABELS = sorted(
    ((label, name) for name, labels in _ARABIC.items() for label in labels.split("|")),
    key=lambda pair: len(pair[0]),
    reverse=True,
)
_ANY_LABEL = re.compile(
    "(?<![\\w])(?:"
    + "|".join(f"({_in_any_form(label)})" for label, _ in _ALL_LABELS)
    + ")(?=[\\s\"'“”»«\\])>*`\u200e\u200f\u2069]{0,4}(?:[:：=\\t,،;|<\\n]|[-–—ـ](?!\\w)|\\Z))"
)


def named_in_latin(text: str) -> Iterator[str]:
    """With the names of the fields in place of Arabic labels, wherever such a label is followed by a sign."""
    if text.isascii() or not ("مبلغ" in text or "قيمة" in text) or _LONG_WORD.search(text) is None:
        return
    if len({match.lastindex for match in _ANY_LABEL.finditer(text)}) < _FEWEST_LABELS:
        return
    yield _ANY_LABEL.sub(lambda match: _ALL_LABELS[(match.lastindex or 1) - 1][1], _DIRECTIONS.sub("", text))


def without_heads(text: str) -> Iterator[str]:
    """Lines without what a log or a terminal put before each of them, the same but for its numbers."""
    lines = [line for line in text.split("\n", _MOST_RECORDS) if line.strip()]
    if not 2 <= len(lines) < _MOST_RECORDS:
        return
    parts = [_HEAD_PARTS.findall(line[:_LONGEST_HEAD]) for line in lines]
    alike = 0
    for column in zip(*parts, strict=False):
        if len({"0" if part.isdigit() else part for part in column}) > 1:
            break
        alike += 1
    while alike and "".join(parts[0][max(0, alike - 2) : alike]) not in _HEAD_ENDS:
        alike -= 1
    if alike:
        yield "\n".join(line[len("".join(own[:alike])) :] for line, own in zip(lines, parts, strict=True))


def other_writings(text: str) -> Iterator[str]:
    """With the pairs of other languages written as `"name": "value"`."""
    plain = text
    for sign, pattern, replacement in _WRITINGS:
        if sign in text:
            plain = pattern.sub(replacement, plain)
    if plain != text:
        yield plain


def labelled_lines(text: str) -> Iterator[str]:
    """Lines of a label, a sign and a value, as a script writes it: quoted, so that what is in a value stays in it."""
    groups: list[dict[str, str]] = [{}]
    for line in (text if text.isascii() else _DIRECTIONS.sub("", text)).split("\n", 1000):
        if (match := _LABELLED.fullmatch(line.rstrip())) is None or not (name := _name_of(match["label"])):
            continue
        if name in groups[-1]:
            groups.append({})
        groups[-1][name] = match["value"].strip()
    groups = [group for group in groups if len(group) > 2]
    if groups:
        yield "\n\n".join(map(repr, groups))


def _name_of(label: str) -> str | None:
    if latin := _LATIN.findall(label):
        return documented(latin[-1]) if len(latin) == 1 else None
    return None if label.isascii() else _LABELS.get(_plain(label))


def joined_literals(text: str) -> Iterator[str]:
    """A text that a script wrote as several literals, one a line: `'…' +` and `'…'`."""
    if (plain := _LITERALS.sub("", text)) != text:
        yield plain


def joined_trace(text: str) -> Iterator[str]:
    """What curl's `--trace-ascii` shows in lines that begin with their place."""
    pieces = [match["text"].rstrip("\r") for match in _TRACED.finditer(text)]
    if len(pieces) > 1:
        yield "".join(pieces)


def unescaped_lines(text: str) -> Iterator[str]:
    """A text of several lines that was written as one, with `\\n` for its ends."""
    if "\\n" in text and len(_ESCAPED_LINES.findall(text)) > 2:
        plain = (
            text.replace("\\r\\n", "\n")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace('\\"', '"')
            .replace("\\/", "/")
        )
        yield in_bytes(_BYTE.sub(lambda match: chr(int(match[1], 16)), plain)) if text.isascii() else plain


def half_width(text: str) -> Iterator[str]:
    """With the wide signs of a Chinese keyboard as ordinary ones."""
    if "＂" in text or "｛" in text:
        yield text.translate(_FULL_WIDTH)


def joined_records(text: str) -> Iterator[str]:
    """One text of which a log has put each line into an object of its own, under one name."""
    lines = [line for line in text.split("\n", _MOST_RECORDS) if line.startswith("{") and line.rstrip().endswith("}")]
    if not 2 < len(lines) < _MOST_RECORDS or not _RECORD.search(lines[0]):
        return
    records: list[dict[str, object]] = []
    for line in lines:
        try:
            records.append(json.loads(line))
        except (ValueError, RecursionError):
            return
    for name in _RECORD_NAMES:
        parts = [part for record in records if isinstance(part := record.get(name), str)]
        if len(parts) == len(records):
            yield "".join(part.rstrip("\n") + "\n" for part in parts)
