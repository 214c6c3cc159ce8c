"""The price list as large buttons: a press puts the item into the form, one more press one more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from kazadesk.core.prices import TIMES, Price, Sale
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.buttons import PushButton, tool_button
from kazadesk.ui.widgets.labels import QuietLabel, plain_tooltip
from kazadesk.ui.words.i18n import isolated, listed, spoken, translate
from kazadesk.words.amounts import money, number

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = 2
_ROWS, _TALL_ROWS = 2, 4
"""So many are seen, in a tall window more; the others are scrolled to."""
_PADDING = 14
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class PriceButton(PushButton):
    """An item over its price; the arrows go on to the others."""

    stepped = Signal(int)

    def __init__(self, price: Price, parent: QWidget) -> None:
        super().__init__(parent)
        self.price = price
        self._count = 0
        self.setObjectName("priceButton")
        self.setAutoDefault(False)
        self.setProperty("item", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(" ")
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many of it were chosen."""
        self._count = count
        if bool(self.property("chosen")) != bool(count):
            self.setProperty("chosen", bool(count))
            self.style().unpolish(self)
            self.style().polish(self)
        self._show()

    def _show(self) -> None:
        times = f"{number(self._count)} {TIMES} " if self._count > 1 else ""
        cost = money(self.price.amount, self.price.currency)
        room = max(0, self.width() - 2 * _PADDING)
        named = QFontMetrics(self.font()).elidedText(f"{times}{self.price.name}", Qt.TextElideMode.ElideRight, room)
        # an ampersand would be taken for the sign of a key
        self.setText(f"{isolated(named)}\n{cost}".replace("&", "&&"))
        self.setAccessibleName(spoken(f"{times}{isolated(self.price.name)}, {cost}"))
        self.setToolTip(plain_tooltip(self.price.name) if "…" in named else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(theme.XXL * 4, 2 * QFontMetrics(self.font()).lineSpacing() + _PADDING)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.XXL * 2, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(-step if self.isRightToLeft() and abs(step) == 1 else step)


class TillButtons(QWidget):
    """Tab stops once at the buttons, at the one that was pressed last."""

    rung = Signal(object)
    """The Price that was pressed."""
    cleared = Signal()
    edit_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("till")
        self._buttons: list[PriceButton] = []
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.S)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        for behind in (self._scroll.viewport(), self._inside):
            behind.setAutoFillBackground(False)
        self._rows = _ROWS
        self._told = QuietLabel("", self)
        self._told.setObjectName("saleWords")
        self._told.setWordWrap(True)
        self._clear = tool_button("close", translate("Till", "Begin anew"), name="clearSaleButton")
        self._clear.clicked.connect(self.cleared)
        self._edit = tool_button("edit", translate("Till", "Price list…"), name="editPricesButton")
        self._edit.clicked.connect(self.edit_requested)
        foot = QHBoxLayout()
        foot.setSpacing(theme.XS)
        foot.addWidget(self._told, 1)
        foot.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(self._scroll)
        column.addLayout(foot)
        self.show_sale(Sale())

    def show_prices(self, prices: Sequence[Price]) -> None:
        """These items, in this order."""
        if prices == [button.price for button in self._buttons]:
            return
        for button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [PriceButton(price, self._inside) for price in prices]
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            button.clicked.connect(lambda _on, place=place: self._ring(place))
            button.stepped.connect(lambda step, place=place: self._go(place + step))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._stop_at(0)
        self._fit()

    def set_tall(self, tall: bool) -> None:
        self._rows = _TALL_ROWS if tall else _ROWS
        self._fit()

    def _fit(self) -> None:
        if self._buttons:
            count = -(-len(self._buttons) // _COLUMNS)
            rows, high = min(self._rows, count), self._buttons[0].sizeHint().height()
            more = high // 2 if count > rows else 0  # seen to go on below
            self._scroll.setFixedHeight(rows * high + (rows - 1) * theme.S + more)

    def show_sale(self, sale: Sale) -> None:
        """What of it was chosen; an empty sale says what a press does."""
        for button in self._buttons:
            button.show_count(sale.counts.get(button.price, 0))
        self._told.setText(isolated(sale.words) if sale.chosen else translate("Till", "Each press adds one."))
        self._clear.setVisible(bool(sale.chosen))

    def say_sale(self, sale: Sale) -> None:
        announce(self, listed(isolated(sale.words), money(sale.amount, sale.currency)))

    def stops(self) -> list[QWidget]:
        """What Tab may come to, in its order."""
        return [*self._buttons, self._clear, self._edit]

    def focus_buttons(self) -> None:
        for button in self._buttons:
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus:
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ring(self, place: int) -> None:
        self._stop_at(place)
        self.rung.emit(self._buttons[place].price)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._buttons):
            self._stop_at(place)
            self._buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self._buttons[place])

    def _stop_at(self, place: int) -> None:
        for each, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == place else Qt.FocusPolicy.ClickFocus)
