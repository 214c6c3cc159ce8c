"""Receive webhooks, in the settings: where the mailbox is, ways to get one, and a check of the whole way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kazadesk.core.errors import InputErrors
from kazadesk.services.own_mailbox import save_php
from kazadesk.ui.look import theme
from kazadesk.ui.settings.secret_edit import SecretEdit
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.field import Field, left_to_right
from kazadesk.ui.widgets.growing_dialog import bring_into_view
from kazadesk.ui.widgets.labels import PlainLabel, WrappedLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import digits, ltr, translate
from kazadesk.words.accounts import profile_word
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.inbox import InboxAccess
    from kazadesk.services.own_mailbox import OwnAddresses
    from kazadesk.services.ports import Confirmation
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks


class ReceivePage(QWidget):
    """Acts at once: what the check has proved is kept. Practice mode has a mailbox of its own, and nothing to enter."""

    changed = Signal()
    """A mailbox was connected or forgotten."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receivePage")
        self._session, self._tasks = session, tasks
        self._token = ""
        """Write token of a PHP file that was saved just now."""
        self._box = Box(self)
        self._box.setObjectName("receiveAccountBox")
        for name in session.profiles.names():
            self._box.addItem(profile_word(session.profiles.shown(name)), name)
        self._account = Field(translate("Receive", "Account"), self._box, self)
        self._account.setVisible(self._box.count() > 1)
        self._box.activated.connect(lambda _row: self._load())
        self._notice = Notice(self)
        self._arrived = WrappedLabel(self)
        self._steps = PlainLabel("", self)
        self._steps.setObjectName("receiveSteps")
        self._steps.setWordWrap(True)
        self._steps.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self._explain()
        self._load()
        tasks.start(self, session.inbox.arrivals(limit=1), done=self._tell_arrived, refused=lambda _error: None)

    def _make_fields(self) -> None:
        self._hook = SecretEdit("hookEdit", translate("Receive", "Notice address (webhook)"), self)
        self._pull = left_to_right(QLineEdit(self))
        self._pull.setObjectName("pullEdit")
        self._pull.setPlaceholderText("https://shop.example/inbox.php")
        self._key = SecretEdit("readKeyEdit", translate("Receive", "Read key"), self)
        secret = translate("Receive", "A secret: enter it at Kazawallet as the webhook URL, and nowhere else.")
        self._fields = {
            "pull": Field(translate("Receive", "Pull address"), self._pull, self),
            "hook": Field(translate("Receive", "Notice address (webhook)"), self._hook, self, hint=secret),
            "read_key": Field(translate("Receive", "Read key"), self._key, self),
        }
        self._pull.textEdited.connect(self._pull_edited)
        self._hook.textEdited.connect(lambda _text: self._fields["hook"].show_error(""))
        self._key.textEdited.connect(lambda _text: self._fields["read_key"].show_error(""))

    def _make_buttons(self) -> None:
        self._php = push_button(translate("Receive", "On my web hosting…"), "globe", name="phpInboxButton")
        self._here = push_button(translate("Receive", "On this computer"), "play", name="ownInboxButton")
        self._check = push_button(
            translate("Receive", "Check and keep"), "shield-check", name="checkInboxButton", primary=True
        )
        self._copy = push_button(translate("Receive", "Copy the notice address"), "copy", name="copyHookButton")
        self._forget = push_button(translate("Receive", "Stop receiving"), name="forgetInboxButton")
        self._php.clicked.connect(self._ask_where)
        self._here.clicked.connect(self.start_here)
        self._check.clicked.connect(self.check)
        self._copy.clicked.connect(self._copy_hook)
        self._forget.clicked.connect(self.forget)

    def _lay_out(self) -> None:
        self._entry = QWidget(self)
        inside = QVBoxLayout(self._entry)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.M)
        ways = QHBoxLayout()
        ways.setSpacing(theme.S)
        for button in (self._php, self._here):
            ways.addWidget(button)
        ways.addStretch(1)
        inside.addLayout(ways)
        inside.addWidget(self._steps)
        for field in self._fields.values():
            inside.addWidget(field)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        for button in (self._check, self._forget):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        self._about = WrappedLabel(self, tone="text")
        column.addWidget(self._about)
        column.addWidget(self._account)
        column.addWidget(self._notice)
        column.addWidget(self._entry)
        column.addWidget(self._arrived)
        column.addStretch(1)
        self._entry.setVisible(not self._session.practice)

    # what is told

    def _explain(self) -> None:
        if self._session.practice:
            self._about.say(
                translate(
                    "Receive",
                    "In practice mode the stand-in for Kazawallet posts to a mailbox on this computer: press Pay, and"
                    " the notice arrives by itself. In live mode this page connects a mailbox of your own.",
                )
            )
            return
        self._about.say(
            translate(
                "Receive",
                "Kazawallet sends each notice once, to one address for the account. A mailbox that is always on keeps"
                " it until KazaDesk pulls it. Two ways need no server of your own: one PHP file on your web hosting,"
                " or this computer behind a tunnel. A shop on the same account has the same one address: whichever"
                " receives the notices sees those of your links too.",
            )
        )

    def _tell_arrived(self, newest: list[Confirmation]) -> None:
        if newest:
            when = times.full(times.parsed(newest[0].arrived_at or newest[0].at))
            self._arrived.say(translate("Receive", "The last genuine notice arrived: {when}").format(when=when))
        else:
            self._arrived.say(
                translate(
                    "Receive",
                    "No notice has arrived yet. If none comes after a payment: check the address at Kazawallet letter"
                    " by letter, ask Kazawallet's support whether it is set for this account, and paste the notice"
                    " by hand meanwhile.",
                )
            )

    def _profile(self) -> str:
        return str(self._box.currentData())

    def _load(self) -> None:
        """What is kept for the account."""
        self._token = ""
        for field in self._fields.values():
            field.show_error("")
        job = self._session.inbox.access(self._profile(), asked=True)
        self._tasks.start(self, job, done=self._show, refused=self._refused)

    def _show(self, access: InboxAccess | None) -> None:
        practice = self._session.practice
        self._forget.setVisible(access is not None)
        self._copy.setVisible(access is not None and bool(access.hook.reveal()))
        self._steps.setVisible(bool(self._steps.text()))
        if access is None:
            self._notice.say(translate("Receive", "Not set up: notices are pasted by hand."), "quiet")
        elif not practice:
            self._pull.setText(access.pull)
            self._hook.setText(access.hook.reveal())
            self._key.setText(access.key.reveal())
            self._notice.say(translate("Receive", "Connected: notices arrive by themselves."), "info", "check-circle")

    def _refused(self, error: KazaDeskError) -> None:
        if not isinstance(error, InputErrors):
            self._notice.say(sentence(error), "error")
            bring_into_view(self._notice)
            return
        for each in error.errors:
            self._fields[each.field].show_error(sentence(each))
        self._fields[error.errors[0].field].editor.setFocus()

    def _tell_steps(self, *steps: str) -> None:
        numbered = (f"{digits(str(number))}. {step}" for number, step in enumerate(steps, 1))
        self._steps.setText("\n".join(numbered))
        self._steps.show()

    # acts

    def _pull_edited(self, text: str) -> None:
        """The two addresses of a PHP file differ in the write token alone."""
        self._fields["pull"].show_error("")
        if self._token and text.strip():
            self._hook.setText(f"{text.strip().rstrip('/')}/{self._token}")

    def check(self) -> None:
        """Post a probe to the webhook address, pull it back, and keep the addresses where that worked."""
        for field in self._fields.values():
            field.show_error("")
        try:
            access = self._session.inbox.checked(
                self._profile(), self._pull.text(), self._hook.text(), self._key.text()
            )
        except InputErrors as errors:
            self._refused(errors)
            return
        self._check.setEnabled(False)
        self._notice.say(translate("Receive", "Checking…"), "quiet", "hourglass")
        self._tasks.start(
            self,
            self._prove(access),
            done=self._kept,
            refused=self._refused,
            ended=lambda: self._check.setEnabled(True),
        )

    async def _prove(self, access: InboxAccess) -> tuple[float, bool]:
        seconds = await self._session.inbox.check(access)
        kept = await self._session.inbox.save(access)
        return seconds, kept.problem is None

    def _kept(self, result: tuple[float, bool]) -> None:
        seconds, in_keyring = result
        text = translate("Receive", "It works: a probe came back after {seconds} s. Notices arrive by themselves now.")
        if not self._hook.text().strip():
            text = translate("Receive", "The read key fits. Give the notice address too, to check the whole way.")
        if not in_keyring:
            text += " " + translate("Receive", "This computer's keyring did not take it: kept until KazaDesk closes.")
        self._notice.say(text.format(seconds=digits(f"{seconds:.1f}")), "info", "check-circle")
        bring_into_view(self._notice)
        self._forget.show()
        self._copy.setVisible(bool(self._hook.text()))
        self.changed.emit()

    def forget(self) -> None:
        """Nothing is pulled for the account any more; what is in the mailbox stays there."""
        self._session.settings.change(inbox_here=False)
        self._tasks.start(self, self._stop(), done=self._forgotten, refused=self._refused)

    async def _stop(self) -> None:
        await self._session.own_mailbox.stop()
        await self._session.inbox.forget(self._profile())

    def _forgotten(self, _nothing: None) -> None:
        self._pull.clear()
        self._hook.forget()
        self._key.forget()
        self._steps.setText("")
        self._show(None)
        self.changed.emit()

    def _copy_hook(self) -> None:
        if copied(self._hook.text().strip(), self, confidential=True):
            self._notice.say(translate("Receive", "Copied. Enter it at Kazawallet as the webhook URL."), "info")
            bring_into_view(self._notice)

    def _ask_where(self) -> None:
        ask_where_to_save(
            self,
            translate("Receive", "Save the mailbox for your web hosting"),
            "inbox",
            {"php": translate("Receive", "PHP file (*.php)")},
            self.save_php,
            object_name="savePhpDialog",
        )

    def save_php(self, path: Path) -> None:
        """Write the PHP file, and fill in what only KazaDesk knows of it."""
        self._tasks.start(self, save_php(path), done=lambda made: self._saved(path, *made), refused=self._refused)

    def _saved(self, path: Path, token: str, key: str) -> None:
        self._token = token
        self._key.setText(key)
        self._hook.forget()
        self._tell_steps(
            translate("Receive", "Upload {file} to your web hosting, beside your site's own files.").format(
                file=ltr(path.name)
            ),
            translate("Receive", "Type its address below as the pull address; the notice address follows by itself."),
            translate("Receive", "Press “Check and keep”."),
            translate("Receive", "Copy the notice address and enter it at Kazawallet, or send it to their support."),
        )
        self._notice.say(translate("Receive", "Saved: {path}").format(path=ltr(str(path))), "info")
        self._pull.setFocus()

    def start_here(self) -> None:
        """Run the mailbox as a child of KazaDesk, and say what a tunnel must forward."""
        self._here.setEnabled(False)
        self._tasks.start(
            self,
            self._session.own_mailbox.start(new_key=True),
            done=self._runs_here,
            refused=self._refused,
            ended=lambda: self._here.setEnabled(True),
        )

    def _runs_here(self, addresses: OwnAddresses) -> None:
        self._session.settings.change(inbox_here=True)
        self._token = ""
        self._pull.setText(addresses.pull)
        self._key.setText(addresses.read_key or "")
        self._hook.setText(addresses.hook)
        address, _, _token = addresses.hook.rpartition("/")
        self._tell_steps(
            translate("Receive", "The mailbox runs on this computer while KazaDesk is open: leave both on."),
            translate("Receive", "Let a tunnel forward a public https address to {address}").format(
                address=ltr(address)
            ),
            translate(
                "Receive", "In the notice address below, put the tunnel's address in the place of {address}"
            ).format(address=ltr(address)),
            translate("Receive", "Press “Check and keep”, then enter the notice address at Kazawallet."),
        )
        self._notice.say(translate("Receive", "The mailbox runs on this computer."), "info", "check-circle")
