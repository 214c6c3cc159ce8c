"""Old lists: every date proved or chosen, everything else refused with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kazadesk.core.books.columns import HISTORY_COLUMNS, find_columns
from kazadesk.core.books.formats import SHOWS
from kazadesk.core.books.history import CheckedHistory, check_history, parse_date
from kazadesk.core.books.sheet import Reading, Sheet, read_csv
from kazadesk.core.errors import InputError

TODAY = date(2026, 11, 27)


def _checked(text: str | bytes, *, encoding: str | None = None, **more: str) -> CheckedHistory:
    data = text if isinstance(text, bytes) else text.encode()
    sheet = read_csv(data, Reading(encoding=encoding))
    columns = find_columns(sheet.rows, HISTORY_COLUMNS, ("amount", "date"))
    return check_history(sheet, columns, currency="USD", today=TODAY, **more)


def _codes(checked: CheckedHistory) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in checked.problems]


@pytest.mark.parametrize(
    ("dates", "order", "days"),
    [
        (("13/02/2026", "03/04/2026"), "dmy", ["2026-02-13", "2026-04-03"]),
        (("02/13/2026", "03/04/2026"), "mdy", ["2026-02-13", "2026-03-04"]),
        (("٢٥/١٢/٢٠٢٥", "03.04.2026"), "dmy", ["2025-12-25", "2026-04-03"]),
    ],
)
def test_a_day_over_12_proves_the_order_of_the_file(dates: tuple[str, ...], order: str, days: list[str]) -> None:
    checked = _checked("date,amount\n" + "".join(f"{day},5\n" for day in dates))
    assert (checked.order, [sale.day for sale in checked.sales], checked.problems) == (order, days, ())


def test_an_order_that_nothing_proves_is_chosen() -> None:
    text = "date,amount\n03/04/2026,5\n05/05/2026,6\n"
    assert _codes(_checked(text)) == [(2, "two_ways")]
    assert [sale.day for sale in _checked(text, order="dmy").sales] == ["2026-04-03", "2026-05-05"]
    assert [sale.day for sale in _checked(text, order="mdy").sales] == ["2026-03-04", "2026-05-05"]


def test_a_file_that_contradicts_itself_is_not_guessed() -> None:
    checked = _checked("date,amount\n13/02/2026,5\n02/13/2026,6\n01/02/2026,7\n")
    assert (checked.order, _codes(checked)) == ("", [(2, "two_ways"), (3, "two_ways"), (4, "two_ways")])
    assert _codes(_checked("date,amount\n13/02/2026,5\n02/13/2026,6\n", order="dmy")) == [(3, "bad_date")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1447/05/06", "hijri"),
        ("06/05/1447", "hijri"),
        ("٠٦/٠٥/١٤٤٧", "hijri"),
        ("06/05/26", "short_year"),
        ("2026-02-30", "bad_date"),
        ("yesterday", "bad_date"),
        ("45000", "bad_date"),
        ("2026-02-01 - 2026-02-05", "bad_date"),
        ("2026-02-01 to 2026-02-05", "bad_date"),
        ("2026-02-01 refunded", "bad_date"),
        ("2026-02-01 25", "bad_date"),
        ("2026-11-28", "future"),
        ("0026-01-01", "bad_date"),
        ("", "missing"),
    ],
)
def test_dates_that_are_refused(text: str, code: str) -> None:
    for order in ("dmy", "mdy"):
        with pytest.raises(InputError) as caught:
            parse_date(text, order, TODAY)
        assert caught.value.code == code
    for time in (" 13:45:00", "T13:45:00.5Z", " 1:45 PM", "  01:45 م", " 13:45 +03:00"):
        assert parse_date(f"2026-11-27{time}", "", TODAY) == "2026-11-27"


@pytest.mark.parametrize(
    ("data", "encoding", "name", "amount"),
    [
        (
            "التاريخ;المبلغ;الاسم;الحالة\n2026-03-04;1.234,50;محمد;مدفوع\n".encode("cp1256"),
            "windows-1256",
            "محمد",
            "1234.50",
        ),
        (
            "date;amount;name;status\n2026-03-04;1.234.567;Şükrü;paid\n".encode("cp1254"),
            "windows-1254",
            "Şükrü",
            "1234567",
        ),
        ("date\tamount\tname\n2026-03-04\t1,234.50\tسارة\n".encode("utf-16"), None, "سارة", "1234.50"),
    ],
)
def test_samples_of_three_encodings(data: bytes, encoding: str | None, name: str, amount: str) -> None:
    [sale] = _checked(data, encoding=encoding).sales
    assert (sale.name, sale.amount, sale.paid) == (name, amount, True)


def test_thousand_dots_are_never_silently_wrong() -> None:
    assert _codes(_checked("date,amount\n2026-03-04,1.234\n")) == [(2, "ambiguous")]
    assert [sale.amount for sale in _checked("date,amount\n2026-03-04,1.234\n", decimal_mark="comma").sales] == ["1234"]


def test_words_of_a_state() -> None:
    checked = _checked("date,amount,status\n2026-03-04,5,غير مدفوع\n2026-03-04,5,تم الدفع\n2026-03-04,5,maybe\n")
    assert ([sale.paid for sale in checked.sales], _codes(checked)) == ([False, True], [(4, "unknown_status")])


def test_cells_that_a_spreadsheet_has_changed() -> None:
    rows = [
        ["date", "amount", "name", "ref"],
        ["2026-03-04", "5", "2026-01-01", "A"],
        ["2026-03-05", "6", "x" * 5000, "B"],
    ]
    marks = {(1, 0): "date", (1, 2): "date", (2, 3): "date"}
    sheet = Sheet(rows, "xlsx", marks=marks)
    columns = find_columns(rows, HISTORY_COLUMNS, ("amount", "date"))
    checked = check_history(sheet, columns, currency="USD", today=TODAY)
    assert [sale.row for sale in checked.sales] == [2]
    assert [(each.row, each.column, each.code) for each in checked.problems] == [
        (3, "C", "cell_long_text"),
        (3, "D", "cell_date"),
    ]


def test_texts_that_are_no_dates_prove_nothing() -> None:
    checked = _checked("date,amount\nsoon,5\n40/50/2026,6\n")
    assert (checked.order, _codes(checked)) == ("", [(2, "bad_date"), (3, "two_ways")])


def test_a_cell_that_shows_another_currency_than_its_value_has_is_refused() -> None:
    read_in = read_csv(b"date,amount\n2026-02-13,5\n2026-02-14,6\n", Reading())
    columns = find_columns(read_in.rows, HISTORY_COLUMNS, ("amount", "date"))
    sheet = replace(read_in, marks={(1, 1): f"{SHOWS}€", (2, 1): f"{SHOWS}$"})
    checked = check_history(sheet, columns, currency="USD", today=TODAY)
    assert [(problem.row, problem.code, problem.details) for problem in checked.problems] == [
        (2, "cell_shows", {"shown": "€"})
    ]
