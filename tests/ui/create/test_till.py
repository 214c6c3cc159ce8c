"""The price list as buttons: pressed by mouse and by keys, in the form and as a link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from kazadesk.core.prices import Price
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.ui.create.form import CreateForm
from kazadesk.ui.create.prices_dialog import PricesDialog
from kazadesk.ui.create.till import PriceButton

Play = Callable[..., None]
LIST = [Price("Coffee", "2.50", "USD"), Price("شاي", "0.1", "USD"), Price("Bread & salt", "4000", "SYP")]


def found(within: QWidget, name: str) -> QAbstractButton:
    button = within.findChild(QAbstractButton, name)
    assert button is not None
    return button


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def at_the_form(stage, prices: list[Price] = LIST, **settings: object) -> CreateForm:
    stage.session.profiles.change("practice", prices=prices, **settings)
    form = CreateForm()
    form.resize(348, 560)
    form.attach(stage.session, stage.tasks)
    await stage.show(form)
    form.activateWindow()
    return form


def buttons(form: CreateForm) -> list[PriceButton]:
    return [button for button in form.findChildren(PriceButton) if not button.isHidden()]


def sale_words(form: CreateForm) -> str:
    return form.findChild(QLabel, "saleWords").text().strip("\u2068\u2069")


def test_a_press_fills_the_form_and_more_presses_add_up(play: Play, said: list[str]) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage)
        coffee, tea, bread = buttons(form)
        click(coffee)
        assert (form.amount.text(), form.currency.currentText()) == ("2.50", "USD")
        click(tea)
        click(coffee)
        assert form.amount.text() == "5.10"
        assert sale_words(form) == "2 × Coffee, شاي"
        assert said[-1].endswith("2 × Coffee, شاي · 5.10 USD")
        assert coffee.accessibleName() == "2 × Coffee, 2.50 USD"
        click(bread)
        assert (form.amount.text(), form.currency.currentText()) == ("4000", "SYP"), "currencies are not added up"
        click(found(form, "clearSaleButton"))
        assert form.amount.text() == ""
        assert form.amount.hasFocus()

    play(scenario)


def test_what_is_typed_is_no_sale_any_more(play: Play) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage, prices_in_reference=True)
        coffee = buttons(form)[0]
        click(coffee)
        assert form.reference.text().startswith("Coffee KD-")
        click(coffee)
        assert form.reference.text().startswith("2 × Coffee KD-")
        form.amount.setFocus()
        form.amount.selectAll()
        QTest.keyClicks(form.amount, "7")
        assert form.reference.text() == ""
        click(coffee)
        assert form.amount.text() == "2.50", "a press begins anew"
        form.reference.setText("INV-1")
        click(coffee)
        assert (form.amount.text(), form.reference.text()) == ("5.00", "INV-1")

    play(scenario)


def test_by_keys_alone_as_far_as_the_link(play: Play) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage)
        settled: list[object] = []
        form.link_settled.connect(settled.append)
        form.go_to_prices()
        coffee, tea, bread = buttons(form)
        assert coffee.hasFocus()
        QTest.keyClick(coffee, Qt.Key.Key_Right)
        assert tea.hasFocus()
        QTest.keyClick(tea, Qt.Key.Key_Return)
        QTest.keyClick(tea, Qt.Key.Key_Space)
        QTest.keyClick(tea, Qt.Key.Key_Left)
        QTest.keyClick(coffee, Qt.Key.Key_Down)
        assert bread.hasFocus()
        QTest.keyClick(bread, Qt.Key.Key_Up)
        QTest.keyClick(coffee, Qt.Key.Key_Return)
        assert form.amount.text() == "2.70"
        stops = [each for each in buttons(form) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == [coffee], "Tab stops once at them"
        form.submit()
        await stage.until(lambda: settled)
        assert settled[0].amount == "2.70"  # type: ignore[attr-defined]
        assert sale_words(form) == "Each press adds one."
        click(coffee)
        assert form.amount.text() == "2.50", "the next sale begins with nothing"

    play(scenario, stand_in=True)


def test_arrows_go_as_one_reads_in_arabic(play: Play, wear: Callable[..., None]) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage)
        form.go_to_prices()
        coffee, tea, _ = buttons(form)
        QTest.keyClick(coffee, Qt.Key.Key_Left)
        assert tea.hasFocus()

    wear("ar", "light")
    play(scenario)


def test_it_is_hidden_while_there_is_no_item_and_folds(play: Play) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage, [])
        asked: list[None] = []
        form.prices_requested.connect(lambda: asked.append(None))
        fold = found(form, "tillButton")
        assert fold.isHidden()
        form.go_to_prices()
        assert asked == [None]
        stage.session.till.add("Coffee", "2.50", "USD")
        form.show_prices()
        till = form.findChild(QWidget, "till")
        assert fold.isVisible()
        assert till.isVisible()
        click(fold)
        assert till.isHidden()
        assert not stage.session.settings.value.till_open
        form.go_to_prices()
        assert till.isVisible()
        form.keep_room(False)
        assert till.isHidden(), "a low window has no room for it"
        click(fold)
        assert till.isVisible()
        stage.session.till.remove("Coffee")
        form.show_prices()
        assert till.isHidden()
        assert fold.isHidden()

    play(scenario)


@pytest.fixture
def dialog_on(play: Play) -> Callable[..., None]:
    def run(scenario: Callable[..., object], *, clipboard: str = "") -> None:
        async def whole(stage) -> None:
            QApplication.clipboard().setText(clipboard)
            stage.session.till.keep(LIST)
            dialog = PricesDialog(stage.session.till, "USD")
            await stage.show(dialog)
            scenario(stage, dialog)

        play(whole)

    return run


def fill(dialog: PricesDialog, name: str, amount: str, currency: str) -> None:
    for edit, text in (("priceNameEdit", name), ("priceAmountEdit", amount)):
        dialog.findChild(QLineEdit, edit).setText("")
        dialog.findChild(QLineEdit, edit).insert(text)
    dialog.findChild(QComboBox, "priceCurrencyBox").setCurrentText(currency)


def test_the_list_is_edited_and_kept_with_save_only(dialog_on: Callable[..., None]) -> None:
    def scenario(stage, dialog: PricesDialog) -> None:
        rows = dialog.findChild(QListWidget, "pricesList")
        fill(dialog, "Cake", "25.000", "SYP")
        click(found(dialog, "addPriceButton"))
        assert rows.count() == 3
        assert "25000" in dialog.findChild(QLabel, "priceErrors").text()
        click(next(each for each in dialog.findChildren(QPushButton) if each.objectName() == "reading1"))
        click(found(dialog, "addPriceButton"))
        assert rows.count() == 4, dialog.findChild(QLabel, "priceErrors").text()
        rows.setCurrentRow(3)
        click(found(dialog, "priceUpButton"))
        rows.setCurrentRow(0)
        click(found(dialog, "deletePriceButton"))
        rows.setCurrentRow(0)
        fill(dialog, "شاي أخضر", "٠٫٢", "USD")
        assert stage.session.till.prices == LIST
        dialog.findChild(QCheckBox, "pricesInReferenceBox").setChecked(True)
        click(found(dialog, "savePricesButton"))
        assert stage.session.till.prices == [
            Price("شاي أخضر", "0.2", "USD"),
            Price("Cake", "25000", "SYP"),
            Price("Bread & salt", "4000", "SYP"),
        ]
        assert stage.session.till.in_reference

    dialog_on(scenario)


def test_a_name_that_is_there_is_refused_and_cancel_keeps_nothing(dialog_on: Callable[..., None]) -> None:
    def scenario(stage, dialog: PricesDialog) -> None:
        fill(dialog, "COFFEE", "1", "USD")
        click(found(dialog, "savePricesButton"))
        assert dialog.isVisible()
        assert "Coffee" in dialog.findChild(QLabel, "priceErrors").text()
        click(found(dialog, "cancelPricesButton"))
        assert stage.session.till.prices == LIST

    dialog_on(scenario)


def test_rows_are_pasted_from_a_spreadsheet(dialog_on: Callable[..., None]) -> None:
    def scenario(stage, dialog: PricesDialog) -> None:
        click(found(dialog, "pastePricesButton"))
        click(found(dialog, "savePricesButton"))
        assert stage.session.till.prices == [Price("Coffee", "3", "USD"), *LIST[1:], Price("Cake", "5.5", "EUR")]

    dialog_on(scenario, clipboard="Name\tPrice\nCoffee\t3\nCake\t5,5\teur\n")


def test_one_wrong_row_takes_nothing_over(dialog_on: Callable[..., None]) -> None:
    def scenario(stage, dialog: PricesDialog) -> None:
        click(found(dialog, "pastePricesButton"))
        assert dialog.findChild(QListWidget, "pricesList").count() == 3
        assert "Row" in dialog.findChild(QWidget, "pricesTold").text()

    dialog_on(scenario, clipboard="Cake\t5\nTart\tfive\n")


def test_other_programs_take_no_item_away(tmp_path) -> None:
    """Two processes that change the list at once: each item goes its own way."""
    file = tmp_path / "settings.json"
    first, second = SettingsFile(file), SettingsFile(file)
    for settings, prices in ((first, [LIST[0], LIST[1]]), (second, [LIST[2]])):
        settings.change(practice=settings.value.practice.__class__("practice", prices=prices))
        settings.close()
    assert SettingsFile(file).value.practice.prices == [LIST[2], LIST[0], LIST[1]]
    third, fourth = SettingsFile(file), SettingsFile(file)
    third.change(practice=third.value.practice.__class__("practice", prices=[LIST[1], LIST[2]]))
    third.close()
    dearer = Price("Coffee", "3", "USD")
    fourth.change(practice=fourth.value.practice.__class__("practice", prices=[LIST[2], dearer, LIST[1]]))
    fourth.close()
    assert SettingsFile(file).value.practice.prices == [LIST[2], LIST[1]], "removed, and not brought back"
