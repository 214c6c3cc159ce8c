"""The old list: sales from before KazaDesk, checked row by row. Nothing about a date is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kazadesk.core.books.batch import Problem, unambiguous
from kazadesk.core.books.columns import Columns, column_letter
from kazadesk.core.books.formats import SHOWS, is_otherwise
from kazadesk.core.books.records import Sale
from kazadesk.core.books.sheet import MAX_CELL, Sheet
from kazadesk.core.customers import MAX_NAME, MAX_PHONE, plain_text
from kazadesk.core.errors import InputError
from kazadesk.core.fold import fold, fold_word
from kazadesk.core.link import check_reference
from kazadesk.core.money import parse_amount, parse_currency

DATE_ORDERS = ("auto", "dmy", "mdy")
"""auto: what the file itself proves by a day over 12, and refused where it does not."""
_PARTS = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]+(?P<time>.*))?", re.ASCII)
_TIME = re.compile(
    r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?|[صم])?\s*(z|utc|[+-]\d{2}:?\d{2})?", re.ASCII | re.IGNORECASE
)
_HIJRI = range(1300, 1600)
_FIRST, _NEWEST_DIGITS = 1990, 4
_PAID = frozenset(
    map(fold_word, ("paid", "yes", "done", "fulfilled", "completed", "مدفوع", "مدفوعة", "تم", "تم الدفع", "نعم"))
)
_UNPAID = frozenset(
    map(
        fold_word,
        (
            "unpaid",
            "not paid",
            "no",
            "waiting",
            "open",
            "timed out",
            "cancelled",
            "غير مدفوع",
            "لم يدفع",
            "لم يُدفع",
            "ملغى",
            "لا",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class CheckedHistory:
    """What a sheet holds of sales, and everything that is wrong with it. `order`: dmy, mdy or ""."""

    sales: tuple[Sale, ...]
    problems: tuple[Problem, ...]
    order: str


def check_history(
    sheet: Sheet,
    columns: Columns,
    *,
    currency: str,
    today: date,
    order: str = "auto",
    decimal_mark: str = "auto",
) -> CheckedHistory:
    """Check every row. `currency`: where a row has none; `today`: no sale is later."""
    places = [place for place in range(columns.head + 1, len(sheet.rows)) if any(map(str.strip, sheet.rows[place]))]
    at = columns.places["date"]
    if order == "auto":
        order = _proved(sheet.rows[place][at] for place in places if (place, at) not in sheet.marks)
    sales: list[Sale] = []
    problems: list[Problem] = []
    for place in places:
        cells = {field: sheet.rows[place][column] for field, column in columns.places.items()}
        wrong = _marked(sheet, columns, place, cells, currency)
        if not wrong:
            sale, wrong = _sale(place, cells, columns, currency, today, order, decimal_mark)
            if sale is not None:
                sales.append(sale)
        problems += wrong
    return CheckedHistory(tuple(sales), tuple(problems), order)


def _proved(texts: Iterable[str]) -> str:
    """dmy or mdy, where a day over 12 says so and none says otherwise; "" where nothing does."""
    found = set()
    for text in texts:
        if parts := _PARTS.fullmatch(fold(text).strip()):
            first, second = int(parts[1]), int(parts[2])
            if len(parts[1]) <= 2 and 12 < first <= 31 and second <= 12:
                found.add("dmy")
            if len(parts[1]) <= 2 and 12 < second <= 31 and first <= 12:
                found.add("mdy")
    return found.pop() if len(found) == 1 else ""


def _marked(sheet: Sheet, columns: Columns, place: int, cells: Mapping[str, str], default: str) -> list[Problem]:
    wrong = []
    for field, column in columns.places.items():
        mark = sheet.marks.get((place, column))
        if len(cells[field]) > MAX_CELL:
            mark = "long_text"
        if mark is not None and mark.startswith(SHOWS):
            if is_otherwise(mark, field, (cells.get("currency") or default).strip().upper()):
                shown = {"shown": mark.removeprefix(SHOWS)}
                wrong.append(Problem(place + 1, column_letter(column), field, "cell_shows", shown, cells[field][:200]))
        elif mark is not None and not (mark == "date" and field in ("date", "name")):
            wrong.append(Problem(place + 1, column_letter(column), field, f"cell_{mark}", {}, cells[field][:200]))
    return wrong


def _sale(
    place: int,
    cells: Mapping[str, str],
    columns: Columns,
    default: str,
    today: date,
    order: str,
    decimal_mark: str,
) -> tuple[Sale | None, list[Problem]]:
    wrong: list[Problem] = []
    found: dict[str, str] = {}

    def money(text: str) -> str:
        certain = decimal_mark != "auto"
        return parse_amount(unambiguous(text, decimal_mark), found["currency"] or "USD", certain=certain)

    checks = {
        "currency": lambda text: parse_currency(text if text.strip() else default),
        "amount": money,
        "date": lambda text: parse_date(text, order, today),
        "ref": check_reference,
        "name": lambda text: plain_text(text, "name", MAX_NAME),
        "phone": lambda text: plain_text(text, "phone", MAX_PHONE),
        "status": _status,
    }
    for field, check in checks.items():
        text = cells.get(field, "")
        try:
            found[field] = check(text)
        except InputError as error:
            found[field] = ""
            letter = column_letter(columns.places[field]) if field in columns.places else ""
            wrong.append(Problem(place + 1, letter, error.field, error.code, error.details, text[:200]))
    if wrong:
        return None, wrong
    sale = Sale(
        place + 1,
        found["date"],
        found["amount"],
        found["currency"],
        found["ref"],
        found["name"],
        found["phone"],
        found["status"] == "paid",
    )
    return sale, []


def _status(text: str) -> str:
    word = fold_word(text)
    if not word or word in _PAID:
        return "paid"  # a list of sales has no such column
    if word in _UNPAID:
        return "unpaid"
    raise InputError("status", "unknown_status")


def parse_date(text: str, order: str, today: date) -> str:
    """A day as 2026-03-04. Raises InputError(date): missing, bad_date, two_ways, hijri, short_year, future."""
    plain = fold(text).strip()
    if not plain:
        raise InputError("date", "missing")
    parts = _PARTS.fullmatch(plain)
    if parts is None or (parts["time"] and not _TIME.fullmatch(parts["time"].strip())):  # such as a range of days
        raise InputError("date", "bad_date")
    first, second, third = parts.groups()[:3]
    if len(first) == _NEWEST_DIGITS:
        year, month, day = int(first), int(second), int(third)
    elif len(third) != _NEWEST_DIGITS:
        raise InputError("date", "short_year")
    else:
        year = int(third)
        if not order and int(first) != int(second):
            raise InputError("date", "hijri" if year in _HIJRI else "two_ways")
        day, month = (int(second), int(first)) if order == "mdy" else (int(first), int(second))
    if year in _HIJRI:
        raise InputError("date", "hijri")
    try:
        found = date(year, month, day)
    except ValueError:
        raise InputError("date", "bad_date") from None
    if found > today:
        raise InputError("date", "future")
    if found.year < _FIRST:
        raise InputError("date", "bad_date")
    return found.isoformat()
