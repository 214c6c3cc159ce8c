"""Which column of a sheet is what, by its head word in English or Arabic or as somebody chose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kazadesk.core.errors import SheetError
from kazadesk.core.fold import fold_word

LINK_COLUMNS = ("amount", "currency", "ref", "email", "redirect", "name", "phone")
HISTORY_COLUMNS = ("date", "amount", "currency", "ref", "name", "phone", "status")
RESULT_COLUMNS = ("link reference", "order id", "URL", "state", "reason")
"""What KazaDesk adds to the file of a batch."""
MAX_TITLE_ROWS = 20

_WORDS = {
    "amount": "amount,sum,total,price,value,المبلغ,مبلغ,القيمة,قيمة,السعر,الإجمالي,المجموع",
    "currency": "currency,currency code,العملة,عملة",
    "ref": "ref,reference,invoice,invoice no,invoice number,order,order no,order number,"
    "المرجع,مرجع,رقم المرجع,الفاتورة,رقم الفاتورة,الطلب,رقم الطلب",
    "email": "email,e mail,account email,البريد,البريد الإلكتروني,بريد الحساب,الإيميل",
    "redirect": "redirect,redirect url,redirecturl,return url,رابط العودة",
    "name": "name,customer,customer name,client,الاسم,اسم,العميل,اسم العميل,الزبون,اسم الزبون",
    "phone": "phone,phone number,mobile,telephone,tel,whatsapp,"
    "الهاتف,هاتف,رقم الهاتف,الجوال,رقم الجوال,الموبايل,واتساب",
    "date": "date,day,created,created at,paid at,التاريخ,تاريخ,اليوم",
    "status": "status,state,الحالة,حالة",
}
_FIELD_OF = {fold_word(word): field for field, words in _WORDS.items() for word in words.split(",")}


@dataclass(frozen=True, slots=True)
class Columns:
    """`places`: field → column from 0; `head`: the row of head words from 0, -1 where there is none."""

    places: Mapping[str, int]
    head: int
    unused: tuple[str, ...]
    """Head words of columns that nothing is taken from."""


def find_columns(
    rows: Sequence[Sequence[str]], fields: Sequence[str], needed: Sequence[str], chosen: Mapping[str, str] | None = None
) -> Columns:
    """Where `fields` stand. `chosen`: field → a head word or a column's letter, where words do not say it; "" for none.

    Raises SheetError: no_head, column_twice, column_unknown, results_file.
    """
    chosen = chosen or {}
    for number, row in enumerate(rows[:MAX_TITLE_ROWS]):
        words = [fold_word(cell) for cell in row]
        if all(fold_word(word) in words for word in RESULT_COLUMNS):
            raise SheetError("results_file")
        places = _places(words, fields, chosen)
        if all(field in places for field in needed) and any(
            _FIELD_OF.get(words[place]) == field or words[place] == fold_word(chosen.get(field, ""))
            for field, place in places.items()
        ):
            unused = tuple(cell for place, cell in enumerate(row) if cell.strip() and place not in places.values())
            return Columns(places, number, unused)
    named = {field: text for field, text in chosen.items() if text.strip()}
    letters = {field: _letter(text, len(rows[0])) for field, text in named.items()}
    if letters and all(place is not None for place in letters.values()) and all(field in letters for field in needed):
        return Columns({field: place for field, place in letters.items() if place is not None}, -1, ())
    for field, text in named.items():
        if letters[field] is None:
            raise SheetError("column_unknown", column=text, field=field)
    missing = next(field for field in needed)
    raise SheetError("no_head", field=missing, words=_WORDS[missing].partition(",")[0], found=", ".join(rows[0][:12]))


def _places(words: list[str], fields: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    taken = {fold_word(text) for text in chosen.values()} - {""}
    for place, word in enumerate(words):
        field = _FIELD_OF.get(word, "")
        if field in fields and field not in chosen and word not in taken:
            if field in places:
                raise SheetError("column_twice", field=field, first=words[places[field]], second=word)
            places[field] = place
    for field, text in chosen.items():
        if not text.strip():
            continue
        if fold_word(text) in words:
            places[field] = words.index(fold_word(text))
        elif (named := _letter(text, len(words))) is not None:
            places[field] = named
    return places


def _letter(text: str, width: int) -> int | None:
    """`A` → 0, `AA` → 26; None for what is no column of the sheet."""
    if not text.isascii() or not text.isalpha() or len(text) > 2:
        return None
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1 if number <= width else None


def column_letter(place: int) -> str:
    """0 → `A`, as a spreadsheet names it."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
