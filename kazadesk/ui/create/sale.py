"""The price list's part of the form: its buttons, and what of it the form asks for just now."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.core.prices import Price, Sale
from kazadesk.ui.create.fold import Fold
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import translate
from kazadesk.words.amounts import ungrouped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from kazadesk.services.session import Session
    from kazadesk.ui.create.till import TillButtons
    from kazadesk.ui.tasks import Tasks
    from kazadesk.ui.widgets.box import Box


class SalePart(Panel, QWidget):
    """Hidden where it is folded, or where the account has no prices; `fold` stands elsewhere in the form."""

    rung = Signal()
    """An item was added: amount, currency and reference are those of the sale."""
    cleared = Signal()
    """The next press is to begin anew."""
    prices_requested = Signal()
    """The price list, to be changed."""
    folded = Signal()
    """It takes more or less room than before."""

    def __init__(self, amount: QLineEdit, currency: Box, reference: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._amount, self._currency, self._reference = amount, currency, reference
        self._sale = Sale()
        """What was chosen, as long as the form asks for just that."""
        self._sale_reference = ""
        self._till: TillButtons | None = None
        self._tall = False
        words = translate("CreateForm", "Prices")
        price_list = translate("CreateForm", "Price list")
        self.fold = Fold("cash", "tillButton", price_list, keys.PRICES, parent, text=words)
        self.fold.changed.connect(self._unfold)
        self.fold.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        for changed in (amount.textChanged, currency.currentTextChanged):
            changed.connect(self._look_at_sale)

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        settings = session.settings
        self.fold.attach(settings.value.till_open, lambda unfolded: settings.change(till_open=unfolded))

    def set_tall(self, tall: bool) -> None:
        """Whether there is room for more of the price list."""
        self._tall = tall
        if self._till is not None:
            self._till.set_tall(tall)

    def show_prices(self) -> None:
        """The buttons of the current account's price list; nothing of it where it is empty."""
        prices = self.session.till.prices
        if self._till is None and prices:
            from kazadesk.ui.create.till import TillButtons  # noqa: PLC0415 - the first paint does without it

            self._till = TillButtons(self)
            self._till.rung.connect(self._ring)
            self._till.cleared.connect(self.cleared)
            self._till.edit_requested.connect(self.prices_requested)
            self._till.set_tall(self._tall)
            self._column.addWidget(self._till)
        if not set(self._sale.chosen) <= set(prices):  # another account's, or changed: what was typed stays
            self._sale, self._sale_reference = Sale(), ""
        if self._till is not None:
            self._till.show_prices(prices)
            self._till.show_sale(self._sale)
            for before, after in pairwise((self.fold, *self._till.stops(), self._amount)):
                QWidget.setTabOrder(before, after)
        self.fold.setVisible(bool(prices))
        self._unfold()

    def _unfold(self) -> None:
        if self._till is not None:
            shown = self.fold.unfolded and not self.fold.isHidden()
            self._till.setVisible(shown)
            self.setVisible(shown)  # or the column would part it from its neighbours
            self.folded.emit()

    def go_to(self) -> None:
        """The focus to the buttons; where there are none yet, they are asked for."""
        if self._till is None or not self.session.till.prices:
            self.prices_requested.emit()
        else:
            self.fold.unfold(True)
            self._till.focus_buttons()

    def _ring(self, price: Price) -> None:
        """One of that item, and of what was chosen before as long as it still stands in the form."""
        before, self._sale = self._sale, Sale()
        sale = before.with_one_more(price)
        self._currency.choose(sale.currency)
        self._amount.setText(ungrouped(sale.amount))
        if self._reference.text() == self._sale_reference:
            self._sale_reference = self.session.till.reference(sale)
            self._reference.setText(self._sale_reference)
            self._reference.setCursorPosition(0)
        self._sale = sale
        self.rung.emit()
        if self._till is not None:
            self._till.show_sale(sale)
            self._till.say_sale(sale)

    def _look_at_sale(self) -> None:
        """An amount that somebody has typed, or another currency, is no sale of the items that were chosen."""
        sale = self._sale
        shown = (self._amount.text(), self._currency.currentText())
        if sale.chosen and shown != (ungrouped(sale.amount), sale.currency):
            self._sale = Sale()
            if self._sale_reference and self._reference.text() == self._sale_reference:
                self._reference.clear()
            self._sale_reference = ""
            if self._till is not None:
                self._till.show_sale(self._sale)
