"""Who is to pay: a name and a phone number, recalled from the links before while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from kazadesk.core.customers import Customer, parse_phone, recalled
from kazadesk.core.errors import InputError
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.field import ErrorLine, Field, LineEdit, from_the_start, left_to_right
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words.i18n import isolated, listed, ltr, spoken, translate

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_CUSTOMER = Qt.ItemDataRole.UserRole + 1


class CustomerFields(Panel, QWidget):
    """What is not typed is not kept."""

    edited = Signal()
    submitted = Signal()
    """Enter was pressed in one of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("customerFields")
        self._known: list[Customer] = []
        self.name = from_the_start(LineEdit(self))
        self.name.setObjectName("customerNameEdit")
        self.phone = left_to_right(LineEdit(self))
        self.phone.setObjectName("customerPhoneEdit")
        for edit in (self.name, self.phone):
            edit.setPlaceholderText(translate("CreateForm", "optional"))
        self._errors = ErrorLine(self)
        self._errors.setObjectName("customerSaidBack")
        self.fields = {
            "name": Field(translate("Customer", "Customer's name"), self.name, self, errors=self._errors),
            "phone": Field(translate("Customer", "Phone"), self.phone, self, errors=self._errors),
        }
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(theme.S)
        row.setVerticalSpacing(0)
        for place, field in enumerate(self.fields.values()):
            row.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
            row.setColumnStretch(place, 1)
        row.addWidget(self._errors, 1, 0, 1, 2)
        self._models = [self._recalls(edit) for edit in (self.name, self.phone)]
        for edit, field in zip((self.name, self.phone), self.fields.values(), strict=True):
            edit.textEdited.connect(lambda _text, field=field: field.show_error(""))
            edit.textEdited.connect(self.edited)
            edit.returnPressed.connect(self.submitted)
            edit.installEventFilter(self)
        self.phone.textChanged.connect(self._say_phone_back)

    def _recalls(self, edit: QLineEdit) -> QStandardItemModel:
        model = QStandardItemModel(edit)
        completer = QCompleter(model, edit)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.UserRole)
        if (popup := completer.popup()) is not None:
            popup.setObjectName("recalledCustomers")
            popup.setAccessibleName(translate("Customer", "Earlier customers"))
            popup.setMinimumWidth(theme.XXL * 7)
        edit.setCompleter(completer)
        edit.textEdited.connect(lambda _text: self._recall(edit))
        completer.activated[QModelIndex].connect(lambda index: self.fill(index.data(_CUSTOMER)))  # type: ignore[index]
        return model

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        self._say_phone_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who comes to one of the fields finds everybody whom the ledger knows by now."""
        if event.type() == QEvent.Type.FocusIn:
            self.ask(lambda session: session.links.known_customers(), done=self._learn, refused=lambda _error: None)
        return super().eventFilter(watched, event)

    def _learn(self, customers: list[Customer]) -> None:
        self._known = customers
        for edit in (self.name, self.phone):
            if edit.hasFocus() and edit.isModified():
                self._recall(edit)
                edit.completer().complete()

    def _recall(self, edit: QLineEdit) -> None:
        model = self._models[edit is self.phone]
        model.clear()
        for customer in recalled(self._known, edit.text()):
            shown = listed(
                isolated(customer.name) if customer.name else "", ltr(customer.phone) if customer.phone else ""
            )
            item = QStandardItem(shown)
            item.setData(customer.phone if edit is self.phone else customer.name, Qt.ItemDataRole.UserRole)
            item.setData(customer, _CUSTOMER)
            item.setData(spoken(shown), Qt.ItemDataRole.AccessibleTextRole)
            model.appendRow(item)

    def fill(self, customer: Customer) -> None:
        """Both of somebody who is known."""
        self.name.setText(customer.name)
        self.phone.setText(customer.phone)
        for edit in (self.name, self.phone):
            edit.setCursorPosition(0)
        for field in self.fields.values():
            field.show_error("")
        self.edited.emit()

    @property
    def empty(self) -> bool:
        return not (self.name.text().strip() or self.phone.text().strip())

    def clear(self) -> None:
        self.fill(Customer())

    def _say_phone_back(self) -> None:
        """The number that a chat would open, while there is no doubt about it."""
        number = ""
        if self.attached:
            try:
                number = parse_phone(self.phone.text(), self.session.profiles.defaults().phone_country)
            except InputError:
                number = ""
        self._errors.say_else(translate("Customer", "WhatsApp: {number}").format(number=ltr(number)) if number else "")
