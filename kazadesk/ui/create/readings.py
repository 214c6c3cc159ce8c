"""What may have been meant, as buttons: a press takes it, and nobody has to type it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kazadesk.core.errors import InputError
from kazadesk.ui.look import theme
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.words.amounts import money


class Readings(QWidget):
    """Hidden while there is nothing to choose."""

    chosen = Signal(str, str)
    """The field, and the text for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readings")
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.S)
        self._row.addStretch(1)
        self.hide()

    def offer(self, errors: Sequence[InputError], currency: str) -> None:
        """Show what `errors` name as possible: both readings of an amount, or a reference that is free."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for error in errors:
            if error.code == "ambiguous":
                for amount in filter(None, (error.details.get("thousands"), error.details.get("decimal"))):
                    self._add(money(amount, currency), "amount", amount)
            elif error.code == "two_numbers":
                for number in (error.details["first"], error.details["second"]):
                    self._add(ltr(number), "phone", number)
            elif (error.field, error.code) == ("reference", "taken") and (free := error.details.get("free")):
                self._add(translate("CreateForm", "Take {reference}").format(reference=ltr(free)), "reference", free)
        self.setVisible(bool(self._buttons))

    def _add(self, label: str, field: str, text: str) -> None:
        button = QPushButton(label, self)
        button.setObjectName(f"reading{len(self._buttons) + 1}")
        button.clicked.connect(lambda: self.chosen.emit(field, text))
        self._row.insertWidget(len(self._buttons), button)
        self._buttons.append(button)
        button.show()
