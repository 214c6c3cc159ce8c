"""What a sheet would send: the rules of the form for every row, by head words in two languages."""

from __future__ import annotations

import pytest

from kazadesk.core.books.batch import Defaults, check_batch
from kazadesk.core.books.columns import LINK_COLUMNS, column_letter, find_columns
from kazadesk.core.books.sheet import Reading, Sheet, read_csv
from kazadesk.core.errors import InputError, SheetError

DEFAULTS = Defaults("shop@example.com", "USD", "https://shop.example/")


def _email(text: str) -> str:
    if "@" not in text:
        raise InputError("email", "bad_email")
    return text.strip()


def _checked(text: str, marks: dict[tuple[int, int], str] | None = None, decimal_mark: str = "auto"):
    sheet = read_csv(text.encode(), Reading())
    sheet = Sheet(sheet.rows, "csv", marks=marks or {})
    columns = find_columns(sheet.rows, LINK_COLUMNS, ("amount",))
    return check_batch(sheet, columns, DEFAULTS, check_email=_email, decimal_mark=decimal_mark)


def test_a_sign_of_money_beside_the_number_has_to_be_that_of_the_row() -> None:
    marks = dict.fromkeys([(1, 0), (2, 0), (3, 0)], "shows:€") | {(4, 2): "shows:0000"}
    checked = _checked("amount,currency,ref\n1,EUR,A\n2,USD,B\n3,,C\n4,USD,7\n", marks)
    assert [row.request.currency for row in checked.rows] == ["EUR"]
    assert [(each.row, each.column, each.code, dict(each.details)) for each in checked.problems] == [
        (3, "A", "cell_shows", {"shown": "€"}),
        (4, "A", "cell_shows", {"shown": "€"}),
        (5, "C", "cell_shows", {"shown": "0000"}),
    ]


def test_arabic_words_digits_and_defaults() -> None:
    checked = _checked("الاسم;المبلغ;العُملة;رقم الفاتورة;رقم الهاتف\nأحمد;١٠٫٥٠;usd;٠٠١٢٣;٠٩٩١\nسمير;7;;;\n")
    first, second = checked.rows
    assert (first.request.amount, first.request.currency, first.request.reference) == ("10.50", "USD", "٠٠١٢٣")
    assert (first.customer.name, first.customer.phone, first.number) == ("أحمد", "٠٩٩١", 2)
    assert (second.request.email, second.request.redirect_url) == ("shop@example.com", "https://shop.example/")
    assert checked.totals == [("USD", 2, "17.50")]
    assert not checked.problems


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",USD,A", "missing", "A"),
        ("=1+1,USD,A", "not_a_number", "A"),
        ("-5,USD,A", "negative", "A"),
        ("1e3,USD,A", "exponent", "A"),
        ('"1,234",USD,A', "ambiguous", "A"),
        ("10.5055,USD,A", "too_many_decimals", "A"),
        ("10,$,A", "bad_currency", "B"),
        ("10,USD,A\u202eB", "invisible", "C"),
        (f"10,USD,{'x' * 65}", "too_long", "C"),
        (f"10,USD,{'x' * 5000}", "cell_long_text", "C"),
        ("10,USD,Total", "total_row", ""),
        ("10,USD,المجموع", "total_row", ""),
    ],
)
def test_every_wrong_cell_is_named(row: str, code: str, column: str) -> None:
    checked = _checked(f"amount,currency,ref\n1,USD,GOOD\n{row}\n")
    assert [(each.row, each.column, each.code) for each in checked.problems] == [(3, column, code)]
    assert len(checked.rows) == 1


@pytest.mark.parametrize("mark", ["date", "error", "no_value", "merged", "long_number"])
def test_what_a_spreadsheet_has_made_of_a_cell_is_refused(mark: str) -> None:
    checked = _checked("amount,ref\n1,A\n2,B\n", {(2, 1): mark})
    assert [(each.row, each.column, each.code) for each in checked.problems] == [(3, "B", f"cell_{mark}")]


def test_one_reference_twice() -> None:
    checked = _checked("amount,ref\n1,A\n2,B\n3,A\n")
    assert [(each.row, each.code, dict(each.details)) for each in checked.problems] == [
        (4, "twice_in_file", {"first": "2"})
    ]


def test_rows_without_a_reference_that_are_alike_are_told() -> None:
    checked = _checked("amount,name\n5,Ali\n6,Ali\n5,Ali\n")
    assert checked.alike == (4,)
    assert not checked.problems


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1,234", "point", "1234"),
        ("1,234", "comma", "1.23"),
        ("1.234,50", "comma", "1234.50"),
        ("12,5", "comma", "12.5"),
    ],
)
def test_a_chosen_decimal_mark(text: str, mark: str, amount: str) -> None:
    checked = _checked(f'amount,currency\n"{text}",KWD\n', decimal_mark=mark)
    assert [row.request.amount for row in checked.rows] == ["1.234" if amount == "1.23" else amount]


def test_the_digest_is_of_what_is_used() -> None:
    plain = _checked("amount,ref,note\n1,A,x\n").digest
    assert plain == _checked("amount,ref,note\n1,A,y\n").digest
    assert plain == _checked("My shop\namount,ref\n1,A\n\n").digest
    assert plain != _checked("amount,ref\n1,B\n").digest


def _found(text: str, chosen: dict[str, str] | None = None):
    return find_columns(read_csv(text.encode(), Reading()).rows, LINK_COLUMNS, ("amount",), chosen)


def test_words_may_stand_under_a_title() -> None:
    found = _found("Invoices of March\n,,\nCustomer,Total,Note\nAli,5,x\n")
    assert (found.places, found.head, found.unused) == ({"name": 0, "amount": 1}, 2, ("Note",))


def test_columns_can_be_chosen_by_word_or_letter() -> None:
    assert _found("Sum due,Total,x\n1,2,3\n", {"amount": "sum due", "ref": "C"}).places == {"amount": 0, "ref": 2}
    assert _found("amount,ref\n1,2\n", {"ref": ""}).places == {"amount": 0}, "nothing is taken from it"
    found = _found("5,A-1\n6,A-2\n", {"amount": "A", "ref": "B"})
    assert (found.places, found.head) == ({"amount": 0, "ref": 1}, -1)


@pytest.mark.parametrize(
    ("text", "chosen", "code"),
    [
        ("a,b\n1,2\n", None, "no_head"),
        ("amount,price\n1,2\n", None, "column_twice"),
        ("a,b\n1,2\n", {"amount": "Z"}, "column_unknown"),
        ("amount,link reference,order id,URL,state,reason\n1,a,b,c,d,e\n", None, "results_file"),
    ],
)
def test_columns_that_cannot_be_told(text: str, chosen: dict[str, str] | None, code: str) -> None:
    with pytest.raises(SheetError) as caught:
        _found(text, chosen)
    assert caught.value.code == code


def test_letters_of_columns() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 255)] == ["A", "Z", "AA", "IV"]


def test_a_name_that_is_too_long_or_cannot_be_seen() -> None:
    checked = _checked(f"amount,name,phone\n1,{'x' * 201},1\n2,a\u202eb,2\n3,c,{'1' * 41}\n")
    assert [(each.field, each.code) for each in checked.problems] == [
        ("name", "too_long"),
        ("name", "invisible"),
        ("phone", "too_long"),
    ]


def test_a_wrong_address_is_asked_for_once() -> None:
    checked = _checked("amount,email\n1,nobody\n2,nobody\n\n3,a@example.com\n")
    assert [(each.row, each.code) for each in checked.problems] == [(2, "bad_email"), (3, "bad_email")]
    assert [row.request.email for row in checked.rows] == ["a@example.com"]


def test_a_chosen_word_that_is_there_and_a_letter_for_the_rest() -> None:
    assert _found("Sum,Who\n1,Ali\n", {"amount": "Sum", "name": "B"}).places == {"amount": 0, "name": 1}
    with pytest.raises(SheetError, match="no_head"):
        _found("Due,Who\n1,Ali\n", {"name": "B"})
    with pytest.raises(SheetError, match="column_unknown"):
        _found("Due,Who\n1,Ali\n", {"name": "B", "ref": "غير موجود"})
