"""Many links from one sheet: every row checked by the rules of the form before anything is sent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from kazadesk.core.books.columns import Columns, column_letter
from kazadesk.core.books.formats import SHOWS, is_otherwise
from kazadesk.core.books.records import BatchRow
from kazadesk.core.books.sheet import MAX_CELL, Sheet
from kazadesk.core.customers import MAX_NAME, MAX_PHONE, Customer, plain_text
from kazadesk.core.errors import InputError
from kazadesk.core.fold import fold, fold_word
from kazadesk.core.link import LinkRequest, check_redirect_url, check_reference
from kazadesk.core.money import parse_amount, parse_currency

MAX_LINKS = 20_000
DECIMAL_MARKS = ("auto", "point", "comma")
"""auto: what can be read in two ways is refused."""
SAFE_MARKS = {"name": ("date",), "phone": ()}
_TOTALS = frozenset(
    fold_word(word) for word in ("total", "sum", "grand total", "subtotal", "المجموع", "الإجمالي", "المجموع الكلي")
)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
_EXACT = Context(prec=100)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell. `column`: its letter, "" for the row; `text`: what stands there."""

    row: int
    column: str
    field: str
    code: str
    details: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a row without an own value takes."""

    email: str = ""
    currency: str = ""
    redirect_url: str = ""


@dataclass(frozen=True, slots=True)
class CheckedBatch:
    """What a sheet would send, and everything that is wrong with it; nothing may be sent while anything is."""

    rows: tuple[BatchRow, ...]
    problems: tuple[Problem, ...]
    alike: tuple[int, ...]
    """Rows that are the same as an earlier one and have no reference: perhaps entered twice."""
    digest: str
    """Of what stands in the columns that are used: the same list saved otherwise is the same batch."""

    @property
    def totals(self) -> list[tuple[str, int, str]]:
        """Currency, number of links and exact sum."""
        sums: dict[str, tuple[int, Decimal]] = {}
        for row in self.rows:
            count, total = sums.get(row.request.currency, (0, Decimal()))
            sums[row.request.currency] = count + 1, _EXACT.add(total, Decimal(row.request.amount))
        return [(currency, count, format(total, "f")) for currency, (count, total) in sorted(sums.items())]


def check_batch(
    sheet: Sheet,
    columns: Columns,
    defaults: Defaults,
    *,
    check_email: Callable[[str], str],
    decimal_mark: str = "auto",
) -> CheckedBatch:
    """Check every row of `sheet`. `check_email` raises InputError; it is asked once for each address."""
    checker = _Checker(sheet, columns, defaults, check_email, decimal_mark)
    digest = hashlib.sha256()
    for place in range(columns.head + 1, len(sheet.rows)):
        cells = {field: sheet.rows[place][at] for field, at in columns.places.items()}
        if any(text.strip() for text in sheet.rows[place]) or any((place, at) in sheet.marks for at in checker.used):
            digest.update(json.dumps(sorted(cells.items())).encode() + b"\n")
            checker.check(place, cells)
    return CheckedBatch(tuple(checker.rows), tuple(checker.problems), tuple(checker.alike), digest.hexdigest())


class _Checker:
    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        defaults: Defaults,
        check_email: Callable[[str], str],
        decimal_mark: str,
    ) -> None:
        self.rows: list[BatchRow] = []
        self.problems: list[Problem] = []
        self.alike: list[int] = []
        self.used = set(columns.places.values())
        self._sheet, self._columns, self._defaults = sheet, columns, defaults
        self._check_email = check_email
        self._emails: dict[str, str | InputError] = {}
        self._decimal_mark = decimal_mark
        self._references: dict[str, int] = {}
        self._seen: set[object] = set()

    def check(self, place: int, cells: Mapping[str, str]) -> None:
        before = len(self.problems)
        if any(fold_word(text) in _TOTALS for text in self._sheet.rows[place]):
            self._wrong(place, "", "row", "total_row", {}, "")
            return
        for field, at in self._columns.places.items():
            mark = self._sheet.marks.get((place, at))
            if mark is not None and mark.startswith(SHOWS):
                if is_otherwise(mark, field, (cells.get("currency") or self._defaults.currency).strip().upper()):
                    shown = {"shown": mark.removeprefix(SHOWS)}
                    self._wrong(place, field, field, "cell_shows", shown, cells[field])
            elif mark is not None and mark not in SAFE_MARKS.get(field, ()):
                self._wrong(place, field, field, f"cell_{mark}", {}, cells[field])
            elif len(cells[field]) > MAX_CELL:
                self._wrong(place, field, field, "cell_long_text", {}, cells[field])
        if len(self.problems) > before:
            return
        row = self._row(place, cells)
        if len(self.problems) > before:
            return
        if row.request.reference:
            first = self._references.setdefault(row.request.reference, row.number)
            if first != row.number:
                self._wrong(place, "ref", "reference", "twice_in_file", {"first": str(first)}, row.request.reference)
                return
        else:
            asked = (row.request, row.customer)
            if asked in self._seen:
                self.alike.append(row.number)
            self._seen.add(asked)
        self.rows.append(row)

    def _row(self, place: int, cells: Mapping[str, str]) -> BatchRow:
        def checked(column: str, default: str, check: Callable[[str], str]) -> str:
            text = cells.get(column, "")
            try:
                return check(text if text.strip() else default)
            except InputError as error:
                self._wrong(place, column, error.field, error.code, error.details, text)
                return ""

        currency = checked("currency", self._defaults.currency, parse_currency)
        amount = checked("amount", "", lambda text: self._amount(text, currency or "USD"))
        email = checked("email", self._defaults.email, self._email)
        reference = checked("ref", "", check_reference)
        redirect = checked("redirect", self._defaults.redirect_url, lambda text: check_redirect_url(text) or "")
        name = checked("name", "", lambda text: plain_text(text, "name", MAX_NAME))
        phone = checked("phone", "", lambda text: plain_text(text, "phone", MAX_PHONE))
        request = LinkRequest(amount, currency, email, reference, redirect or None)
        return BatchRow(place + 1, request, Customer(name, phone))

    def _amount(self, text: str, currency: str) -> str:
        certain = self._decimal_mark != "auto"
        return parse_amount(unambiguous(text, self._decimal_mark), currency, certain=certain)

    def _email(self, text: str) -> str:
        if text not in self._emails:
            try:
                self._emails[text] = self._check_email(text)
            except InputError as error:
                self._emails[text] = error
        found = self._emails[text]
        if isinstance(found, InputError):
            raise found
        return found

    def _wrong(self, place: int, column: str, field: str, code: str, details: Mapping[str, str], text: str) -> None:
        letter = column_letter(self._columns.places[column]) if column in self._columns.places else ""
        self.problems.append(Problem(place + 1, letter, field, code, details, text[:200]))


def unambiguous(text: str, decimal_mark: str) -> str:
    """`text` so that `parse_amount` can read it in one way, where the decimal mark was chosen."""
    if decimal_mark == "auto":
        return text
    western = fold(text.replace("٬", "'").replace("،", ",").replace("٫", "." if decimal_mark == "point" else ","))
    if decimal_mark == "comma":
        western = western.translate({ord("."): ",", ord(","): "."})
    return western.replace(",", "") if _GROUPED.fullmatch(western.strip()) else western
