"""The price list of the current account: items with their prices, in the order of their buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kazadesk.core.errors import InputError, InputErrors
from kazadesk.core.prices import (
    MAX_ITEM,
    Price,
    check_price,
    merged_prices,
    prices_of_rows,
    with_price,
)
from kazadesk.ui.create.readings import Readings
from kazadesk.ui.desktop import desktop
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.box import currency_box
from kazadesk.ui.widgets.buttons import button_row, push_button, tool_button
from kazadesk.ui.widgets.field import ErrorLine, Field, from_the_start, left_to_right
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import QuietLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words.i18n import isolated, listed, spoken, translate
from kazadesk.words.amounts import money, number, ungrouped
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QToolButton

    from kazadesk.services.till import Till


class PricesDialog(GrowingDialog):
    """Shown with open(). Nothing is kept before *Save*."""

    usual = QSize(520, 480)

    saved = Signal()

    def __init__(self, till: Till, currency: str, parent: QWidget | None = None) -> None:
        """`currency`: of the account, for a new item."""
        super().__init__(parent)
        self.setObjectName("pricesDialog")
        self.setWindowTitle(translate("Prices", "Price list"))
        self._till, self._usual_currency = till, currency
        self._prices = till.prices
        self._list = QListWidget(self)
        self._list.setObjectName("pricesList")
        self._list.setAccessibleName(self.windowTitle())
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.itemSelectionChanged.connect(lambda: self._chosen(self._row()))
        self._up = self._act("arrow-up", translate("Prices", "Move up"), "priceUpButton", lambda: self._move(-1))
        self._down = self._act("arrow-down", translate("Prices", "Move down"), "priceDownButton", lambda: self._move(1))
        self._delete = self._act("trash", translate("Prices", "Delete the item"), "deletePriceButton", self._remove)
        self._fields = self._made_fields()
        self._readings = Readings(self)
        self._readings.chosen.connect(self._take_reading)
        self._take = push_button(translate("Prices", "Add"), "plus", name="addPriceButton")
        self._take.clicked.connect(lambda: self._add())
        self._new = push_button(translate("Prices", "New item"), name="newPriceButton", flat=True)
        self._new.clicked.connect(self._begin_new)
        self._paste = push_button(
            translate("Prices", "Paste from a spreadsheet"), "paste", name="pastePricesButton", flat=True
        )
        self._paste.setToolTip(translate("Prices", "Copied columns: name, amount, and where wanted the currency"))
        self._paste.setAccessibleDescription(self._paste.toolTip())
        self._paste.clicked.connect(self._take_pasted)
        self._told = Notice(self)
        self._told.setObjectName("pricesTold")
        self._in_reference = QCheckBox(translate("Prices", "References begin with the names of the items"), self)
        self._in_reference.setObjectName("pricesInReferenceBox")
        self._in_reference.setChecked(till.in_reference)
        self._lay_out()
        self._show(-1)

    def _act(self, icon: str, words: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = tool_button(icon, words, name=name)
        button.clicked.connect(lambda _on: act())
        return button

    def _made_fields(self) -> dict[str, Field]:
        self._name = from_the_start(QLineEdit(self))
        self._name.setObjectName("priceNameEdit")
        self._name.setMaxLength(2 * MAX_ITEM)
        self._amount = left_to_right(QLineEdit(self))
        self._amount.setObjectName("priceAmountEdit")
        self._amount.setMaxLength(60)
        self._amount.setPlaceholderText(ungrouped("0.00"))
        self._currency = currency_box(self)
        self._currency.setObjectName("priceCurrencyBox")
        self._currency.choose(self._usual_currency)
        self._errors = ErrorLine(self)
        self._errors.setObjectName("priceErrors")
        for edit in (self._name, self._amount, self._currency.lineEdit()):
            if edit is not None:
                edit.returnPressed.connect(self._add)
                edit.textEdited.connect(self._hush)
        return {
            "item": Field(translate("Prices", "Item"), self._name, self, errors=self._errors),
            "amount": Field(translate("Prices", "Amount"), self._amount, self, errors=self._errors),
            "currency": Field(translate("Prices", "Currency"), self._currency, self, errors=self._errors),
        }

    def _lay_out(self) -> None:
        acts = QVBoxLayout()
        acts.setSpacing(theme.XS)
        for button in (self._up, self._down, self._delete):
            acts.addWidget(button)
        acts.addStretch(1)
        listed = QHBoxLayout()
        listed.setSpacing(theme.S)
        listed.addWidget(self._list, 1)
        listed.addLayout(acts)
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.S)
        fields.setVerticalSpacing(theme.XS)
        for place, (name, share) in enumerate((("item", 5), ("amount", 3), ("currency", 3))):
            fields.addWidget(self._fields[name], 0, place, Qt.AlignmentFlag.AlignTop)
            fields.setColumnStretch(place, share)
        fields.addWidget(self._errors, 1, 0, 1, 3)
        under = QHBoxLayout()
        under.setSpacing(theme.S)
        under.addWidget(self._take)
        under.addWidget(self._new)
        under.addStretch(1)
        under.addWidget(self._paste)
        hint = QuietLabel(translate("Prices", "Each item becomes a button in the form. Kept on this computer."), self)
        hint.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addWidget(hint)
        column.addLayout(listed, 1)
        column.addLayout(fields)
        column.addWidget(self._readings)
        column.addLayout(under)
        column.addWidget(self._told)
        column.addWidget(self._in_reference)
        cancel = push_button(translate("Prices", "Cancel"), name="cancelPricesButton")
        cancel.clicked.connect(self.reject)
        save = push_button(translate("Prices", "Save"), name="savePricesButton", primary=True)
        save.clicked.connect(self._save)
        self.fill(column, button_row(leave=cancel, acts=(save,)))
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self) -> int:
        """The chosen row, -1 for none: a list that gets the focus has a current row, which nobody chose."""
        chosen = self._list.selectedIndexes()
        return chosen[0].row() if chosen else -1

    def _show(self, row: int) -> None:
        """The list as it is now, with that row chosen; -1 for none."""
        self._list.blockSignals(True)
        self._list.clear()
        for price in self._prices:
            cost = money(price.amount, price.currency)
            item = QListWidgetItem(listed(isolated(price.name), cost))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(f"{isolated(price.name)}, {cost}"))
            self._list.addItem(item)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        self._chosen(row)

    def _chosen(self, row: int) -> None:
        """Its values into the fields, to be changed there."""
        price = self._prices[row] if row >= 0 else Price("", "", self._usual_currency)
        self._name.setText(price.name)
        self._amount.setText(ungrouped(price.amount))
        self._currency.choose(price.currency)
        self._take.setText(translate("Prices", "Add") if row < 0 else translate("Prices", "Change"))
        self._take.setIcon(icons.icon("plus" if row < 0 else "edit"))
        self._new.setVisible(row >= 0)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < len(self._prices) - 1)
        self._delete.setEnabled(row >= 0)
        self._hush()

    def _hush(self) -> None:
        for field in self._fields.values():
            field.show_error("")
        self._readings.offer([], "")
        self._told.say("")

    def _begin_new(self) -> None:
        self._show(-1)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, step: int) -> None:
        row = self._row()
        there = row + step
        self._prices[row], self._prices[there] = self._prices[there], self._prices[row]
        self._show(there)

    def _remove(self) -> None:
        row = self._row()
        gone = self._prices.pop(row)
        self._show(min(row, len(self._prices) - 1))
        announce(self, translate("Prices", "{name} is deleted.").format(name=isolated(gone.name)))
        (self._list if self._prices else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> bool:
        """Take what was typed as a new item, or as the chosen one; False where something is wrong with it."""
        row = self._row()
        self._hush()
        try:
            price = check_price(self._name.text(), self._amount.text(), self._currency.currentText())
            self._prices = with_price(self._prices, price, row if row >= 0 else None)
        except (InputErrors, InputError) as error:
            self._refused(error.errors if isinstance(error, InputErrors) else [error])
            return False
        self._usual_currency = price.currency
        self._begin_new()
        self._list.scrollToItem(self._list.item(row if row >= 0 else len(self._prices) - 1))
        announce(self, f"{isolated(price.name)}, {money(price.amount, price.currency)}")
        return True

    def _refused(self, errors: list[InputError]) -> None:
        for each in errors:
            self._fields[each.field].show_error(sentence(each))
        self._readings.offer(errors, self._currency.currentText().strip().upper())
        self._fields[errors[0].field].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_reading(self, _field: str, text: str) -> None:
        self._amount.setText(ungrouped(text))
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hush()

    def _take_pasted(self) -> None:
        """Rows of a spreadsheet from the clipboard, all or none."""
        rows = [line.split("\t") for line in desktop.clipboard_text().splitlines()]
        more, wrong = prices_of_rows(rows, self._usual_currency)
        self._hush()
        try:
            if not wrong and more:
                self._prices = merged_prices(self._prices, more)
        except InputError as error:
            wrong = [(len(rows), error)]
        if wrong:
            row, why = wrong[0]
            told = translate("Prices", "Row {row}: {why} Nothing was taken over.")
            self._told.say(told.format(row=number(row), why=sentence(why)), "warning")
        elif not more:
            self._told.say(translate("Prices", "Copy the rows in the spreadsheet first: name, amount."), "warning")
        else:
            self._show(-1)
            self._told.say(translate("Prices", "%n item(s) taken over.", "", len(more)))

    def _save(self) -> None:
        """What still stands in the fields was meant too."""
        typed = self._name.text().strip() or self._amount.text().strip()
        if not typed or self._add():
            self._till.keep(self._prices, in_reference=self._in_reference.isChecked())
            self.saved.emit()
            self.accept()
