"""The fields of one account's credentials: name, email, API key, API secret, each with what is wrong below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kazadesk.core.errors import InputError
from kazadesk.ui.look import theme
from kazadesk.ui.settings.secret_edit import SecretEdit
from kazadesk.ui.widgets.field import Field, from_the_start, left_to_right
from kazadesk.ui.words.i18n import translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.errors import KazaDeskError


class CredentialsFields(QWidget):
    """Holds what is typed; `forget` lets go of key and secret."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = from_the_start(QLineEdit(self))
        self.name.setObjectName("profileNameEdit")
        self.email = left_to_right(QLineEdit(self))
        self.email.setObjectName("accountEmailEdit")
        self.email.setPlaceholderText("name@example.com")
        self.key = SecretEdit("apiKeyEdit", translate("Credentials", "API key"), self)
        self.secret = SecretEdit("apiSecretEdit", translate("Credentials", "API secret"), self)
        self._edits = {"profile": self.name, "email": self.email, "api_key": self.key, "api_secret": self.secret}
        self._fields = {
            "profile": Field(
                translate("Credentials", "Name of this account"),
                self.name,
                self,
                hint=translate("Credentials", "As you call it here, such as the name of a branch."),
            ),
            "email": Field(
                translate("Credentials", "Account email"),
                self.email,
                self,
                hint=translate("Credentials", "The address you sign in to Kazawallet with, not a customer's."),
            ),
            "api_key": Field(
                translate("Credentials", "API key"),
                self.key,
                self,
                hint=translate("Credentials", "In your profile at Kazawallet; if it is not there, ask their support."),
            ),
            "api_secret": Field(
                translate("Credentials", "API secret"),
                self.secret,
                self,
                hint=translate("Credentials", "It belongs to this key, and stands beside it."),
            ),
        }
        for name in ("api_key", "api_secret"):
            self._fields[name].keep_room(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        for name, field in self._fields.items():
            column.addWidget(field)
            self._edits[name].textEdited.connect(lambda _text, field=field: self._was_edited(field))
        # who has typed the key goes on with the secret
        for before, after in ((self.key, self.secret), (self.secret, self.key.eye), (self.key.eye, self.secret.eye)):
            QWidget.setTabOrder(before, after)

    def ask_name(self, asked: bool) -> None:
        """Whether the account is to be named: only a new one is."""
        self._fields["profile"].setVisible(asked)

    def lock(self) -> None:
        """To be read only."""
        for edit in self._edits.values():
            edit.setReadOnly(True)

    def hint(self, text: str) -> None:
        """What stands in key and secret while nothing is typed."""
        for edit in (self.key, self.secret):
            edit.setPlaceholderText(text)

    def forget(self) -> None:
        self.key.forget()
        self.secret.forget()

    def show_errors(self, errors: Sequence[KazaDeskError]) -> list[KazaDeskError]:
        """Say under each field what is wrong with it, and go to the first; returns what is about none of them."""
        beside = [each for each in errors if isinstance(each, InputError) and each.field in self._fields]
        for each in beside:
            self._fields[each.field].show_error(sentence(each))
        wrong = {each.field for each in beside}
        first = next((name for name in self._fields if name in wrong), None)
        if first is not None:
            self.go_to(first)
        return [each for each in errors if each not in beside]

    def go_to(self, field: str) -> None:
        """Put the keyboard into the field: profile, email, api_key or api_secret."""
        self._edits[field].setFocus(Qt.FocusReason.OtherFocusReason)
        self._edits[field].selectAll()

    def clear_errors(self) -> None:
        for field in self._fields.values():
            field.show_error("")

    def _was_edited(self, field: Field) -> None:
        field.show_error("")
        self.edited.emit()
