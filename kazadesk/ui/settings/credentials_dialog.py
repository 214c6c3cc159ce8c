"""The API key and API secret of one profile: entered, checked with Kazawallet, kept in the system keyring."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kazadesk.core.errors import InputErrors, KazaDeskError, VaultError
from kazadesk.services.email import check_email
from kazadesk.ui.look import icons, theme
from kazadesk.ui.settings.credentials_fields import CredentialsFields
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words.i18n import isolated, translate
from kazadesk.words.accounts import profile_word
from kazadesk.words.amounts import money
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.webhook.signature import Credentials
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_WIDTH = 480
_BALANCES_SHOWN = 8
_LINES_TOLD = 3
"""The keyring may answer late: the buttons are not to move away from under the mouse then."""
_BETWEEN_BALANCES = "  ·  "
_WRONG_FIELD = {
    "key_rejected": "api_key",
    "keys_rejected": "api_key",
    "secret_rejected": "api_secret",
    "user_not_found": "email",
    "bad_email": "email",
}
"""What Kazawallet complains of → the field to look at."""


class CredentialsDialog(GrowingDialog):
    """Shown with open(); `profile` is a name, None for the current profile, "" for a new one."""

    saved = Signal()
    """The credentials are kept (or were removed); a new profile is the current one."""
    live_requested = Signal()
    """In practice mode: the merchant wants to enter real keys."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        profile: str | None = None,
        email: str = "",
    ) -> None:
        """`email`: what was typed elsewhere as the account's own, offered where none is kept."""
        super().__init__(parent)
        self.setObjectName("credentialsDialog")
        self.setWindowTitle(translate("Credentials", "API key and secret"))
        self._session, self._tasks = session, tasks
        self._new = profile == ""
        self._profile = session.profiles.current if profile is None else profile
        self._has_keys = False
        self.first_keys_saved = False
        """Whether keys were saved for an account that had none."""
        self._busy = False
        self._pressed: QWidget | None = None
        self._fields = CredentialsFields(self)
        self._fields.edited.connect(self._edited)
        self.name, self.email = self._fields.name, self._fields.email
        self.key, self.secret = self._fields.key, self._fields.secret
        self._make_buttons()
        self._told = Notice(self)
        self._told.setObjectName("credentialsTold")
        self._place = QuietLabel("", self)
        self._place.setObjectName("credentialsPlace")
        self._place.setWordWrap(True)
        self._lay_out()
        self.setMinimumWidth(_WIDTH)
        self.finished.connect(self._fields.forget)
        self._fill(email)

    # what stands where

    def _make_buttons(self) -> None:
        self._remove = push_button(
            translate("Credentials", "Remove the keys"), name="removeCredentialsButton", flat=True
        )
        self._close = push_button(translate("Credentials", "Close"), name="closeCredentialsButton")
        self._check = push_button(translate("Credentials", "Check"), name="checkCredentialsButton")
        self._check.setToolTip(translate("Credentials", "Ask Kazawallet for the balances; nothing is changed"))
        self._live = push_button(translate("Credentials", "Enter my API key"), name="enterLiveKeysButton")
        self._save = push_button(translate("Credentials", "Save"), name="saveCredentialsButton", primary=True)
        self._save.setDefault(True)
        self._swap = push_button(translate("Credentials", "Exchange them"), name="swapKeysButton", flat=True)
        self._swap.clicked.connect(self._exchange)
        self._remove.clicked.connect(self._remove_keys)
        self._close.clicked.connect(self.reject)
        self._check.clicked.connect(self._start_check)
        self._live.clicked.connect(self._leave_practice)
        self._save.clicked.connect(self._start_save)

    def _lay_out(self) -> None:
        self._title = PlainLabel("", self)
        self._title.setFont(theme.font("title"))
        self._lock = QLabel(self)
        self._lock.setPixmap(icons.pixmap("lock", theme.scheme().muted, 16, self.devicePixelRatioF()))
        kept = QWidget()
        place = QHBoxLayout(kept)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(theme.S)
        place.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        place.addWidget(self._place, 1, Qt.AlignmentFlag.AlignTop)
        acts = (self._live, self._check, self._save)
        buttons = button_row(self._remove, self._swap, leave=self._close, acts=acts)
        for later in (self._remove, self._swap, self._live):
            later.hide()
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addWidget(self._title)
        column.addWidget(self._fields)
        column.addWidget(self._told.take_place_of(kept, _LINES_TOLD))
        column.addStretch(1)
        self.fill(column, buttons)

    # what is known

    def _show_name(self) -> None:
        if self._new:
            title = translate("Credentials", "Another Kazawallet account")
        elif len(self._session.profiles.names()) == 1 and not self._session.practice:
            title = translate("Credentials", "Your Kazawallet account")
        else:
            title = isolated(profile_word(self._session.profiles.shown(self._profile)))
        self._title.setText(title)
        self._fields.ask_name(self._new)

    def _fill(self, email: str) -> None:
        profiles = self._session.profiles
        self._show_name()
        if not self._new:
            self.email.setText(profiles.defaults(self._profile).email or email.strip())
            (self.key if self.email.text() else self.email).setFocus()
        if self._session.practice:
            self._show_practice()
            return
        self._tasks.start(self, profiles.where(), done=self._show_place)
        if not self._new:
            self._tasks.start(self, profiles.credentials(self._profile), done=self._show_kept, refused=self._say)

    def _show_practice(self) -> None:
        self._fields.lock()
        for hidden in (self._save, self._lock, self._place):
            hidden.hide()
        self._live.show()
        self._check.setDefault(True)
        self._check.setFocus()
        self._told.say(
            translate(
                "Credentials",
                "Practice mode has its own account and its own keys, which everybody may know."
                " Your real keys are entered outside practice mode.",
            ),
            icon="practice",
        )
        self._tasks.start(self, self._session.profiles.credentials(), done=self._show_practice_keys)

    def _show_practice_keys(self, kept: Credentials | None) -> None:
        if kept is not None:
            self.key.setText(kept.api_key.reveal())
            self.secret.setText(kept.api_secret.reveal())

    def _show_place(self, where: str) -> None:
        if where:
            told = translate("Credentials", "Kept in {where} on this computer, never in a file.")
        else:
            told = translate(
                "Credentials",
                "This computer has no keyring that KazaDesk can use:"
                " the keys are kept until you close KazaDesk, and asked for again next time.",
            )
        self._place.setText(told.format(where=isolated(where)))

    def _show_kept(self, kept: Credentials | None) -> None:
        self._has_keys = kept is not None
        self._remove.setVisible(self._has_keys)
        self._fields.hint(translate("Credentials", "kept – type to replace it") if self._has_keys else "")
        if self._has_keys and self.key.hasFocus() and not self.key.text():  # nothing is missing
            self._check.setFocus()

    # what is done

    def _typed(self) -> tuple[str, str, str, str]:
        name = self.name.text().strip() if self._new else self._profile
        return name, self.key.text(), self.secret.text(), self.email.text()

    def _means_kept(self) -> bool:
        """Whether the keys that are kept are meant, as none were typed."""
        return self._has_keys and not self.key.text() and not self.secret.text()

    def _start_check(self) -> None:
        if self._busy:
            return
        self._begin(translate("Credentials", "Asking Kazawallet…"))
        job = self._balances(*self._typed())
        self._tasks.start(self, job, done=self._show_balances, refused=self._say, ended=self._end)

    async def _balances(self, name: str, key: str, secret: str, email: str) -> list[tuple[str, str]]:
        """Amount and currency of each, asked for with what was typed or with what is kept."""
        profiles = self._session.profiles
        if self._means_kept() and (kept := await profiles.credentials(name, asked=True)) is not None:
            key, secret = kept.api_key.reveal(), kept.api_secret.reveal()
        return [(wallet.amount, wallet.currency) for wallet in await profiles.check(name, key, secret, email)]

    def _start_save(self) -> None:
        if self._busy:
            return
        name, key, secret, email = self._typed()
        self._begin(translate("Credentials", "Saving… The keyring may ask for your password."), stays=True)
        job = self._keep(name, key, secret, email)
        self._tasks.start(self, job, done=self._show_saved, refused=self._say, ended=self._end)

    async def _keep(self, name: str, key: str, secret: str, email: str) -> VaultError | None:
        """Returns why the keys last for this session only, if so."""
        profiles = self._session.profiles
        if self._means_kept():
            address = await asyncio.to_thread(check_email, email)
            known = profiles.defaults(name)
            profiles.remember(name, address, known.currency, known.redirect_url)
            return None
        if self._new:
            taken = [profile_word(profiles.shown(other)) for other in profiles.names()]
            return (await profiles.add(name, key, secret, email, taken=taken)).problem
        return (await profiles.save(name, key, secret, email)).problem

    def _show_saved(self, problem: VaultError | None) -> None:
        self.first_keys_saved = self.first_keys_saved or not self._has_keys
        self.saved.emit()
        if problem is None:
            self.accept()
            return
        self._fields.forget()
        if self._new:
            self._profile = self._session.profiles.current
            self._new = False
        self._show_name()
        self._show_kept_this_session()
        told = translate(
            "Credentials",
            "{problem} The keys work now, but only until you close KazaDesk: then they are asked for again.",
        )
        self._told.say(told.format(problem=sentence(problem)), "warning")

    def _show_kept_this_session(self) -> None:
        self._has_keys = True
        self._fields.hint(translate("Credentials", "kept for this session"))
        self._place.setText(translate("Credentials", "Kept for this session only, and never in a file."))
        self._close.setEnabled(True)
        self._close.setFocus()

    def _remove_keys(self) -> None:
        if self._busy:
            return
        self._begin("", stays=True)
        job = self._session.profiles.forget(self._profile)
        self._tasks.start(self, job, done=self._show_removed, refused=self._say, ended=self._end)

    def _show_removed(self, _nothing: None) -> None:
        self._show_kept(None)
        self._told.say(translate("Credentials", "The keys are removed from this computer."))
        self.key.setFocus()
        self.saved.emit()

    def _show_balances(self, balances: Sequence[tuple[str, str]]) -> None:
        told = [translate("Credentials", "Kazawallet knows this key, secret and email.")]
        if not balances:
            told.append(translate("Credentials", "The account has no balances yet."))
        shown = [money(amount, currency) for amount, currency in balances[:_BALANCES_SHOWN]]
        if len(balances) > _BALANCES_SHOWN:
            more = len(balances) - _BALANCES_SHOWN
            shown.append(translate("Credentials", "and %n more", "", more))
        told.append(_BETWEEN_BALANCES.join(shown))
        # not green, which stands for verified money alone
        self._told.say("\n".join(filter(None, told)), icon="check-circle")

    def _leave_practice(self) -> None:
        self.accept()
        self.live_requested.emit()

    # what is shown meanwhile and after

    def _begin(self, told: str, *, stays: bool = False) -> None:
        """`stays`: the dialog cannot be closed meanwhile."""
        self._busy = True
        self._pressed = self.focusWidget()
        self.setFocus()  # else the focus goes to whatever comes next
        for button in (self._remove, self._check, self._save):
            button.setEnabled(False)
        self._close.setEnabled(not stays)
        self._fields.clear_errors()
        self._offer_swap(False)
        self._told.say(told, "quiet", "clock")

    def _end(self) -> None:
        self._busy = False
        for button in (self._remove, self._check, self._save, self._close):
            button.setEnabled(True)
        if self._pressed is not None and self.hasFocus():
            self._pressed.setFocus()

    def reject(self) -> None:
        """Not while keys are kept or removed: the window has to hear what came of it, perhaps another account."""
        if self._close.isEnabled():
            super().reject()

    def _say(self, error: KazaDeskError) -> None:
        errors = error.errors if isinstance(error, InputErrors) else [error]
        left = self._fields.show_errors(errors)
        self._told.say("\n".join(sentence(each) for each in left), "error")
        self._offer_swap(error.code == "keys_swapped" and not self._session.practice)
        if not self._session.practice and (field := _WRONG_FIELD.get(error.code)):
            self._fields.go_to(field)

    def _offer_swap(self, offered: bool) -> None:
        """In the place of the button that removes the keys: the others stay where they are."""
        self._swap.setVisible(offered)
        self._remove.setVisible(self._has_keys and not offered)

    def _exchange(self) -> None:
        """Key and secret change places, those that are kept too."""
        self._told.say("")
        self._offer_swap(False)
        if not self._means_kept():
            self._put_right(self.key.text(), self.secret.text())
            return

        def found(kept: Credentials | None) -> None:
            if kept is not None and self._means_kept():
                self._put_right(kept.api_key.reveal(), kept.api_secret.reveal())

        self._tasks.start(self, self._session.profiles.credentials(self._profile), done=found, refused=self._say)

    def _put_right(self, key: str, secret: str) -> None:
        self.key.setText(secret)
        self.secret.setText(key)
        self._save.setFocus()

    def _edited(self) -> None:
        if not self._busy and not self._session.practice:
            self._told.say("")
            self._offer_swap(False)
