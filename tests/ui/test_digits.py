"""Digits by the user's choice: in everything that people read, and in nothing that is copied, sent or compared."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from kazadesk.core.errors import InputError
from kazadesk.core.link import LinkForm
from kazadesk.core.money import parse_amount
from kazadesk.core.records import LinkQuery
from kazadesk.practice.account import EMAIL
from kazadesk.resources import RESOURCES
from kazadesk.services.practice import PracticeService
from kazadesk.storage.settings import Settings
from kazadesk.ui.details.dialog import LinkDetails
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.handover.customer_view import CustomerView
from kazadesk.ui.handover.qr_dialog import QrDialog
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.filter import LinksFilter
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.view import LinksView
from kazadesk.ui.look import theme
from kazadesk.ui.settings.dialog import SettingsDialog
from kazadesk.ui.words import i18n, languages, times
from kazadesk.ui.words.i18n import translate
from kazadesk.words.amounts import GROUP, grouped, grouped_latin, number, ungrouped
from kazadesk.words.errors import sentence
from kazadesk.words.messages import TEMPLATES, message

MOMENT = datetime(2026, 3, 12, 14, 3, 27, tzinfo=timezone(timedelta(hours=3)))


@pytest.fixture
def read(qapp, wear):
    """read(language, digits): as chosen in the settings, until the test's end."""

    def choose(language, digits="auto"):
        wear(language)
        languages.install(qapp, language, digits)

    return choose


@pytest.mark.parametrize(
    ("language", "chosen", "shown"),
    [
        ("en", "auto", "1_250.50"),
        ("ar", "auto", "١_٢٥٠٫٥٠"),
        ("en", "arabic", "١_٢٥٠٫٥٠"),
        ("ar", "latin", "1_250.50"),
    ],
)
def test_amounts_follow_the_choice_or_the_language(read, language, chosen, shown):
    read(language, chosen)
    assert grouped("1250.50") == shown.replace("_", GROUP)
    assert ungrouped("1250.50") == shown.replace("_", "")
    assert number(1250) == shown[:5].replace("_", GROUP)
    assert grouped_latin("1250.50") == f"1{GROUP}250.50"


@pytest.mark.parametrize(("country", "shown"), [("ar_SY", "٥"), ("ar_EG", "٥"), ("ar_MA", "5")])
def test_arabic_has_the_digits_of_the_country(read, monkeypatch, country, shown):
    monkeypatch.setattr(i18n, "locale_of_names", lambda: QLocale(country))
    read("ar")
    assert grouped("5") == shown
    read("ar", "arabic")
    assert grouped("5") == "٥"


@pytest.mark.parametrize("strange", ["", "007", "1e5", "-5", "1,000", "12."])
def test_what_is_no_plain_amount_keeps_the_digits_it_came_in(read, strange):
    read("ar")
    assert grouped(strange) == ungrouped(strange) == strange


def test_times_and_dates_are_in_arabic_digits(read):
    read("ar")
    assert times.clock(MOMENT) == "١٤:٠٣"
    assert times.ago(MOMENT, MOMENT + timedelta(minutes=12)) == "قبل ١٢ دقيقة"
    for later in (timedelta(hours=2), timedelta(days=1), timedelta(days=3), timedelta(days=90), timedelta(days=400)):
        told = times.ago(MOMENT, MOMENT + later) + times.day(MOMENT, MOMENT + later)
        assert re.search("[٠-٩]", told)
        assert not re.search("[0-9]", told)
    assert not re.search("[0-9]", times.full(MOMENT))


def test_a_long_time_ago_needs_little_room(read):
    read("en")
    assert times.day(MOMENT, MOMENT + timedelta(days=8)) == "12 Mar"
    assert times.day(MOMENT, MOMENT + timedelta(days=2)) == "Thu 14:03"
    assert times.day(MOMENT, MOMENT + timedelta(days=400)) == "12 Mar 2026"


def test_counted_things_and_our_own_examples_are_in_arabic_digits(read):
    read("ar")
    assert "١٢" in translate("Links", "%n link(s)", "", 12)
    assert "١٠٫٥٠" in sentence(InputError("amount", "missing"))
    assert "\u2066١٨\u2069" in sentence(InputError("amount", "too_long", digits="18"))
    assert "/tmp/12" in sentence(InputError("file", "not_a_file", path="/tmp/12"))


@pytest.mark.parametrize("typed", ["1,250", "١,٢٥٠"])
def test_an_amount_that_cannot_be_read_is_repeated_as_it_was_typed(read, typed):
    read("ar")
    with pytest.raises(InputError) as refused:
        parse_amount(typed, "USD")
    said = sentence(refused.value)
    assert f"\u2066{typed}\u2069" in said
    assert "\u20661250\u2069" in said, "what to type instead, in digits that every keyboard has"


def test_no_dot_that_could_be_a_zero_stands_between_facts(read):
    read("ar")
    assert i18n.listed("\u2066٥٠ USD\u2069", "", "INV-1") == "\u2066٥٠ USD\u2069 – INV-1"
    read("en")
    assert i18n.listed("50 USD", "INV-1") == "50 USD · INV-1"


def test_an_update_that_writes_over_the_words_leaves_the_open_window_its_own(read, tmp_path, monkeypatch):
    (tmp_path / "translations").mkdir()
    file = tmp_path / "translations" / "kazadesk_ar.qm"
    file.write_bytes((RESOURCES / "translations" / "kazadesk_ar.qm").read_bytes())
    monkeypatch.setattr(i18n, "RESOURCES", tmp_path)
    read("ar")
    with file.open("r+b") as opened:
        opened.write(bytes(file.stat().st_size))
    assert translate("Verifier", "Paste") == "لصق"


def test_who_reads_english_reads_0_to_9_whatever_the_window_has(read):
    read("ar", "arabic")
    with i18n.speaking("en"):
        assert grouped("25.50") == "25.50"
        assert translate("Links", "%n link(s)", "", 12).startswith("12 ")
    with i18n.speaking("ar"):
        assert grouped("25.50") == "٢٥٫٥٠"
    read("en")
    with i18n.speaking("ar"):
        assert grouped("25.50") == "٢٥٫٥٠"


def test_messages_to_customers_have_0_to_9(read, link):
    read("ar")
    words = message(link, TEMPLATES["ar"])
    assert f"1{GROUP}250.00 USD" in words
    assert not re.search("[٠-٩]", words)


def test_the_customer_and_the_shop_read_the_same_digits(read, link, show):
    read("ar")
    for window in (CustomerView(link, "حلويات"), QrDialog(link, "حلويات")):
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        show(window)
        assert any("١_٢٥٠٫٠٠ USD".replace("_", GROUP) in label.text() for label in window.findChildren(QLabel))


@pytest.mark.parametrize("amount", ["1234567.50", "99999999.99"])
def test_an_amount_of_millions_has_room_in_its_column_in_either_digits(read, show, amount):
    for language in ("en", "ar"):
        read(language)
        view = LinksView(LinksModel())
        show(view)
        number, currency = QFontMetrics(theme.font("title")), QFontMetrics(theme.font("caption"))
        needed = number.horizontalAdvance(grouped(amount)) + currency.horizontalAdvance(" USDT")
        assert needed <= view.column_cells()[LinkColumn.AMOUNT].width()


def test_days_are_typed_and_read_in_arabic_digits(read, show, qtbot):
    read("ar")
    bar = LinksFilter()
    show(bar)
    bar.dates.choose("between")
    first = bar.findChild(QDateEdit, "fromDate")
    assert first is not None
    first.setDate(QDate(2026, 3, 12))
    assert first.text() == "٢٠٢٦/٠٣/١٢"
    first.setFocus()
    first.setSelectedSection(QDateEdit.Section.DaySection)
    for digit in "٠٥":  # QTest types Latin letters only
        QApplication.sendEvent(
            first, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, digit)
        )
    assert first.date() == QDate(2026, 3, 5)
    first.setSelectedSection(QDateEdit.Section.DaySection)
    QTest.keyClicks(first, "07")
    assert first.date() == QDate(2026, 3, 7)


@pytest.mark.parametrize(("language", "month"), [("en", "March"), ("ar", "آذار")])
def test_the_calendar_has_the_names_of_the_language_whatever_the_digits(read, show, language, month):
    read(language, "arabic")
    bar = LinksFilter()
    show(bar)
    bar.dates.choose("between")
    first = bar.findChild(QDateEdit, "fromDate")
    assert first is not None
    first.setDate(QDate(2026, 3, 12))
    assert first.text() == "٢٠٢٦/٠٣/١٢"
    assert first.calendarWidget().findChild(QToolButton, "qt_calendar_monthbutton").text() == month


def test_a_search_finds_what_is_read(play):
    async def scenario(stage):
        links = stage.session.links
        made = await links.begin(LinkForm("1250.50", "USD", EMAIL, "INV-12"))
        for text in ("١٢٥٠", "١٢٥٠٫٥٠", f"١{GROUP}٢٥٠٫٥٠", f"1{GROUP}250.50", "inv-١٢", "1250.5"):
            assert [link.id for link in await stage.session.ledger.links(LinkQuery(search=text))] == [made.id], text
        assert await stage.session.ledger.links(LinkQuery(search="١٢٥١")) == []

    play(scenario)


def test_the_choice_is_kept_and_the_window_is_built_anew(play, wear):
    async def scenario(stage):
        told = []
        dialog = SettingsDialog(stage.session, stage.tasks)
        dialog.language_or_theme_changed.connect(lambda: told.append(1))
        dialog.open()
        box = dialog.findChild(QComboBox, "digitsBox")
        assert box.currentData() == "auto"
        box.setCurrentIndex(box.findData("arabic"))
        dialog.save()
        assert (stage.session.settings.value.digits, told) == ("arabic", [1])
        again = SettingsDialog(stage.session, stage.tasks)
        assert again.findChild(QComboBox, "digitsBox").currentData() == "arabic"
        again.deleteLater()

    play(scenario)


def words_of(window):
    """Everything that a window says, with where: texts, hints, tooltips, names, rows."""
    for widget in [window, *window.findChildren(QWidget)]:
        if not widget.isVisibleTo(window):
            continue
        for told in ("text", "placeholderText", "toolTip", "windowTitle"):  # what is heard has 0-9, which voices read
            if isinstance(widget, QLineEdit | QPlainTextEdit) and told == "text":
                continue
            if (said := getattr(widget, told, None)) is not None and said():
                yield f"{type(widget).__name__} {widget.objectName()} {told}", said()
        if isinstance(widget, QAbstractItemView) and not isinstance(widget.parent(), QComboBox):
            model = widget.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    said = model.index(row, column).data(Qt.ItemDataRole.DisplayRole)
                    yield f"{widget.objectName()} {row},{column}", said or ""
        if isinstance(widget, QComboBox):
            yield from ((widget.objectName(), widget.itemText(row)) for row in range(widget.count()))


KEYS = re.compile(r"\b(Ctrl|Shift|Alt|F\d+)\b[^ )]*")


def western_digits(window, received):
    """Where 0-9 stand that are neither in what was received or made for machines, nor names of keys."""
    found = []
    for where, said in words_of(window):
        rest = said
        for text in sorted(received, key=len, reverse=True):
            rest = rest.replace(text, "")
        if re.search("[0-9]", KEYS.sub("", rest)):
            found.append((where, said))
    return found


def test_no_western_digit_is_left_in_an_arabic_window(play, read, qapp):
    async def scenario(stage):
        window = MainWindow(practice=True, first_run=False, settings=Settings())
        window.resize(1366, 768)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        desk = window._desk
        for amount, reference in (("1250.50", "ORDER-ONE"), ("99.95", "ORDER-TWO")):
            count = desk.links._model.rowCount()
            desk.form.amount.setText(amount)
            desk.form.reference.setText(reference)
            desk.form.email.setText(EMAIL)
            await stage.until(window.findChild(QAbstractButton, "createButton").isEnabled)
            desk.form.submit()
            await stage.until(lambda count=count: desk.links._model.rowCount() == count + 1)
            await stage.until(lambda: desk.links._model.link_at(0).url)
        paid = desk.links._model.link_at(1)
        text = await PracticeService(stage.stand_in).pay(str(paid.order_id))
        received = [text, *(str(getattr(paid, name)) for name in ("order_id", "url"))]
        newest = desk.links._model.link_at(0)
        received += [str(newest.url), str(newest.order_id)]
        QGuiApplication.clipboard().setText(text)
        window._paste_and_verify()
        card = window.findChild(QWidget, "verdictCard")
        await stage.until(lambda: card.property("verdict") == "paid")
        await stage.until(lambda: "٢" in desk.links._totals.text())
        assert f"١{GROUP}٢٥٠٫٥٠ USD" in window.findChild(QLabel, "verdictReason").text()
        assert any("٩٩٫٩٥" in said for _, said in words_of(window))
        table = window.findChild(QWidget, "verdictFields")
        raw = [said for _, said in words_of(table)]
        assert any(f"1{GROUP}250.50" in said for said in raw)
        secret = next(part for part in re.findall(r'"secret": *"([^"]+)"', text))
        assert western_digits(window, [*received, *raw, secret, f"1{GROUP}250.50"]) == []
        window.findChild(QAbstractButton, "newestCopyButton").click()
        assert QGuiApplication.clipboard().text() == newest.url
        details = LinkDetails(await stage.session.ledger.link(paid.id), stage.session, stage.tasks)
        details.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        await stage.show(details)
        await stage.until(lambda: len(details.findChild(QWidget, "linkHistory").findChildren(QLabel)) > 3)
        assert western_digits(details, received) == []

    read("ar")
    play(scenario, stand_in=True)


@pytest.mark.parametrize(
    ("ours", "read_as"),
    [
        ("مثل 10 أو 10.50.", "مثل ١٠ أو ١٠٫٥٠."),
        ("آخر 7 أيام وآخر 4 أسابيع", "آخر ٧ أيام وآخر ٤ أسابيع"),
        ("و15 رقمًا", "و١٥ رقمًا"),
        ("ورقة A4 (LGPL 3)", "ورقة A4 (LGPL 3)"),
        ("يوم مثل 2026-11-22 أو {first} 3", "يوم مثل 2026-11-22 أو {first} ٣"),
        ("على 127.0.0.1:8787 و\u2066UTF-8 16\u2069", "على 127.0.0.1:8787 و\u2066UTF-8 16\u2069"),
    ],
)
def test_numbers_of_our_own_sentences_are_read_in_the_chosen_digits(read, ours, read_as):
    read("ar", "arabic")
    assert i18n._in_sentence(ours) == read_as
    read("ar", "latin")
    assert i18n._in_sentence(ours) == ours
