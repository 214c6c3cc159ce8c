"""Paste, drop or open webhooks, and see the verdict on each."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kazadesk.ui.desktop import desktop
from kazadesk.ui.look import icons, theme
from kazadesk.ui.verify import heard
from kazadesk.ui.verify.card import VerdictCard
from kazadesk.ui.verify.clipboard_offer import ClipboardBox
from kazadesk.ui.verify.job import VerifyJob
from kazadesk.ui.verify.payload_edit import PayloadEdit
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.buttons import push_button, with_keys
from kazadesk.ui.widgets.dropping import local_files
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.widgets.shortcuts import shortcut
from kazadesk.ui.words import keys, times
from kazadesk.ui.words.i18n import ltr, spoken, translate
from kazadesk.words.amounts import number as count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QFileDialog

    from kazadesk.core.link import PaymentLink
    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.session import Session
    from kazadesk.ui.receive.arrivals import ArrivalsList
    from kazadesk.ui.tasks import Tasks
    from kazadesk.ui.verify.results import VerdictsList
    from kazadesk.ui.widgets.toast import Toast

_SAME_PRESS_SECONDS = 120
"""So long a second press on the same text is taken for the first one once more."""
_PATIENCE_MS = 150
"""Until then nothing flickers: most verdicts are there sooner."""
_NO_LIMIT = (1 << 24) - 1
"""Of a widget's height, as Qt has it."""
_NARROW = 720
"""Below this width the card stands under the field."""
_MISSING_EVERY_MS = 600_000
_NOISE = ("not_authentic", "unreadable")
"""Verdicts on what anybody can post: never shown unasked."""


class VerifierPanel(Panel, QFrame):
    """Its verdicts are in the ledger before they are shown."""

    show_link_requested = Signal(int)
    mark_by_hand_requested = Signal(int)
    credentials_requested = Signal()
    copy_requested = Signal(str)
    """A text for the clipboard."""
    missing_requested = Signal()
    """What links are without an answer, and what can be done."""
    judged = Signal(list)
    """The verdicts of one paste, or of all files."""
    idle_changed = Signal(bool)
    """Whether there is nothing to be seen but the empty field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verifierPanel")
        self.setProperty("card", True)
        self.setAcceptDrops(True)
        self._list: VerdictsList | None = None
        self._dialog: QFileDialog | None = None
        self._toast: Toast | None = None
        self._arrivals: ArrivalsList | None = None
        self._arrived_now: tuple[Verdict, float, str] | None = None
        """The last counted verdict that came by itself; when, monotonic, and as it is told."""
        self._outdated = False
        self._idle, self._folded = True, False
        self._asked = ""
        """The text that is verified, or was last."""
        self._counted: tuple[str, float, str] | None = None
        """The text whose counted verdict is shown; when it was verified, monotonic, and as it is told."""
        self._progress = ""
        self._pressed: QPushButton | None = None
        self._by_mouse = False
        """Whether a button was pressed with the mouse."""
        self._leads, self._begun_in = False, QApplication.focusWidget()
        """Whether the focus goes to the verdict, if it is still where it was when the verification began."""
        self._job = VerifyJob(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._edit = PayloadEdit(self)
        self._edit.setEnabled(False)
        self._told = PlainLabel("", self)
        self._told.setFont(theme.font("caption"))
        self._told.setWordWrap(True)
        self._told.hide()
        self._card = VerdictCard(self)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self._paste = QPushButton(icons.icon("paste", theme.scheme().on_accent), translate("Verifier", "Paste"), self)
        self._paste.setObjectName("pasteButton")
        self._paste.setProperty("primary", True)
        hint = translate("Verifier", "Paste from the clipboard and verify at once")
        self._paste.setToolTip(with_keys(hint, keys.PASTE_AND_VERIFY))
        self._verify = QPushButton(icons.icon("shield-check"), translate("Verifier", "Verify"), self)
        self._verify.setObjectName("verifyButton")
        self._verify.setToolTip(with_keys(translate("Verifier", "Verify the text in the field"), keys.VERIFY))
        self._open = QPushButton(icons.icon("folder"), translate("Verifier", "Open…"), self)
        self._open.setObjectName("openFileButton")
        self._open.setToolTip(
            with_keys(translate("Verifier", "Open files with notices, each read as one paste"), keys.OPEN)
        )
        self._stop = QPushButton(translate("Verifier", "Stop"), self)
        self._stop.setObjectName("stopVerifyingButton")
        self._stop.hide()
        self._arrived = push_button("", "mail", name="arrivedButton", flat=True)
        self._arrived.setCheckable(True)
        self._arrived.setToolTip(translate("Receive", "What came by itself through the mailbox"))
        self._arrived.toggled.connect(self._turn_arrivals)
        self._tell_unread(0)
        self._missing = push_button("", "hourglass", name="missingButton", flat=True)
        self._missing.clicked.connect(self.missing_requested)
        self._missing.hide()
        self._missing_timer = QTimer(self)
        self._missing_timer.setInterval(_MISSING_EVERY_MS)
        self._missing_timer.timeout.connect(self._look_for_missing)
        self._watch_box = ClipboardBox(self)
        for widget in self._controls():
            widget.setEnabled(False)

    def _controls(self) -> tuple[QWidget, ...]:
        return self._paste, self._verify, self._open, self._arrived, self._watch_box

    def _lay_out(self) -> None:
        self._title = PlainLabel(translate("Verifier", "Verify a notice"), self)
        self._title.setFont(theme.font("title"))
        self._title.setBuddy(self._edit)
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._missing)
        head.addWidget(self._arrived)
        head.addWidget(self._watch_box)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(theme.S)
        for button in (self._paste, self._verify, self._open, self._stop):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._left = QVBoxLayout()
        self._left.setSpacing(theme.S)
        self._left.addWidget(self._edit, 1)
        self._left.addWidget(self._told)
        self._field = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._field.setSpacing(theme.S)
        self._field.addLayout(self._left, 1)
        self._field.addLayout(self._buttons)
        self._field.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self._body = body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.setSpacing(theme.L)
        body.addLayout(self._field, 3)
        body.addWidget(self._card, 7)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        self._rows.setSpacing(theme.S)
        self._rows.addWidget(self._head)
        self._rows.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def idle(self) -> bool:
        """Whether there is nothing to be seen but the empty field."""
        return self._idle

    def set_folded(self, folded: bool) -> None:
        """In as few lines as it can be used in; for while it is idle."""
        self._folded = folded
        self._card.set_folded(folded)
        self._arrange()

    def _arrange(self) -> None:
        """Beside each other where that leaves the card room for its sentences, else one below the other: in a small
        window the tab has the title, and a verdict the room: the field is one line then, a list as high as the buttons.
        """
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        narrow = self.width() < _NARROW and not self._folded
        judged = narrow and not self._card.idle
        listed = judged and self._list is not None and not self._list.isHidden()
        self._title.setVisible(not narrow)
        self._head.setHidden(listed)
        self._body.setDirection(down if narrow else across)
        self._body.setStretch(0, 0 if judged else 4 if self._folded else 3)
        self._body.setStretch(1, 1 if judged else 3 if self._folded else 7)
        self._body.setSpacing(theme.S if judged else theme.L)
        self._field.setDirection(across if narrow or self._folded else down)
        self._buttons.setDirection(down if narrow and (listed or not judged) else across)
        column, line = self._buttons.sizeHint().height(), self._paste.sizeHint().height()
        self._edit.setMaximumHeight(line if judged else max(column, theme.XXL * 2) if narrow else _NO_LIMIT)
        self._edit.setMinimumHeight(line if judged or self._folded else theme.XXL * 2)
        if self._list is not None:
            self._list.setMaximumHeight(column + theme.S if listed else _NO_LIMIT)
        self._card.set_low(judged)
        side, top, bottom = theme.L, theme.M, theme.M if self._folded or narrow else theme.L
        if judged:
            side, top, bottom = theme.M, theme.S, theme.S
        self._rows.setContentsMargins(side, top, side, bottom)

    def _settle(self) -> None:
        """Tell whether there is anything to be seen."""
        listed = self._list is not None and not self._list.isHidden()
        idle = not (self._job.running or self._edit.payload() or listed or self._arrived.isChecked())
        idle = idle and self._card.idle
        if idle != self._idle:
            self._idle = idle
            self.idle_changed.emit(idle)

    def clear(self) -> None:
        """Put away the webhook and its verdict, which is in the ledger."""
        if self._job.running or self._idle:
            return
        self._note("")
        self._arrived.setChecked(False)
        self._show_list([])
        self._edit.setFocus()  # before its caret moves: Orca follows that without a word
        self._edit.show_payload("")
        self._clear_verdicts()

    def _connect(self) -> None:
        for seen in (self._job.began, self._job.ended, self._arrived.toggled, self._edit.textChanged):
            seen.connect(lambda *_: self._settle())
        self._card.idle_changed.connect(self._arrange)
        self._card.clear_requested.connect(self.clear)
        leave = shortcut(keys.CLEAR, self, self.clear)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._paste.clicked.connect(self.paste_and_verify)
        self._verify.clicked.connect(self.verify)
        self._open.clicked.connect(self.open_files)
        for button in (self._paste, self._verify):
            button.pressed.connect(self._note_mouse)
        self._stop.clicked.connect(self._job.stop)
        self._watch_box.taken.connect(self.paste_and_verify)
        self._patience.timeout.connect(lambda: self._card.show_checking(self._progress))
        self._edit.submitted.connect(self.verify)
        self._edit.textChanged.connect(self._text_changed)
        self._edit.files_dropped.connect(self.verify_files)
        self._edit.held_changed.connect(self._tell_held)
        self._job.began.connect(self._began)
        self._job.progressed.connect(self._progressed)
        self._job.reading.connect(self._reading)
        self._job.judged.connect(self._judged)
        self._job.refused.connect(self._refused)
        self._job.ended.connect(self._ended)
        self._card.show_link_requested.connect(self.show_link_requested)
        self._card.mark_by_hand_requested.connect(self.mark_by_hand_requested)
        self._card.assign_requested.connect(self._open_assign)
        self._card.credentials_requested.connect(self.credentials_requested)
        self._card.copy_requested.connect(self.copy_requested)

    def watch_clipboard(self, on: bool) -> None:
        """As the check box says, from now on."""
        self._watch_box.setChecked(on)

    def offer_clipboard(self) -> None:
        """Practice mode put a notice there: as if it came from elsewhere, where the clipboard is watched."""
        self._watch_box.offer()

    def say(self, text: str, *, icon: str = "check") -> None:
        """A few words over the lower edge that go away by themselves."""
        if self._toast is None:
            from kazadesk.ui.widgets.toast import Toast

            self._toast = Toast(self, rise=4 * theme.L + theme.S)  # over the buttons, which it speaks of
        self._toast.say(text, icon=icon)

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        self._job.attach(session, tasks)
        self._card.set_practice(session.practice)
        self._edit.setEnabled(True)
        for widget in self._controls():
            widget.setEnabled(True)
        self._watch_box.attach(session)
        tasks.start(self, self._has_arrivals(session), done=self._begin_arrivals, refused=lambda _error: None)
        self._missing_timer.start()
        self._look_for_missing()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_paste"):
            self._paste.setIcon(icons.icon("paste", theme.scheme().on_accent))

    def focus_field(self) -> None:
        """To type or paste into; where verdicts are listed in its place, to them."""
        shown = self._list if self._list is not None and not self._list.isHidden() else self._edit
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def payload(self) -> str:
        """The text in the field."""
        return self._edit.payload()

    def show_payload(self, text: str) -> None:
        """Put it into the field, not verified yet."""
        self._edit.show_payload(text)

    def focus_verdict(self) -> None:
        """To hear the verdict once more; pressed again, to go through its fields."""
        if self._card.idle:
            self.say(translate("Verifier", "There is no verdict yet. Paste a notice first."), icon="info")
        else:
            self._card.go_through()

    # verifying

    def _note_mouse(self) -> None:
        self._by_mouse = bool(QGuiApplication.mouseButtons())

    def _may_lead(self) -> bool:
        """Whether a screen reader may be led to the verdict: older ones are told of nothing but the focus. Who works
        with the mouse, or without one, stays where they are.
        """
        by_mouse, self._by_mouse = self._by_mouse, False
        return QAccessible.isActive() and not by_mouse

    def _still_leads(self) -> bool:
        return self._leads and QApplication.focusWidget() is self._begun_in

    def paste_and_verify(self) -> None:
        """What is on the clipboard, in one step."""
        if not self.attached or self._job.running:
            return
        source = desktop.clipboard()
        files = local_files(source)
        if files:
            self.verify_files(files)
        elif not source.text().strip():
            # what is in the field stays: nothing was pasted over it
            self.say(translate("Verifier", "The clipboard holds no text. Copy the notice first."), icon="info")
        elif not self._is_shown(source.text()):
            self._edit.show_payload(source.text())
            self.verify()

    def verify(self) -> None:
        """The text in the field."""
        text = self._edit.payload()
        if text.strip():
            if not self._job.running and not self._is_shown(text):
                self._asked = text
                self._job.verify_text(text)
        elif self.attached:
            self.say(translate("Verifier", "The field is empty. Paste the notice first."), icon="info")

    def _is_shown(self, text: str) -> bool:
        """Whether the card shows what was counted for exactly this text; says so. A second press, or a key that is
        held, must not turn green into "already confirmed".
        """
        if self._counted is None or self._counted[0] != text or not self._card.property("verdict"):
            return False
        _, at, told = self._counted
        if monotonic() - at > _SAME_PRESS_SECONDS:
            return False
        note = translate("Verifier", "Verified at {time}: this is still that verdict.").format(time=told)
        self._note(note)
        self._card.set_remark(note)
        if self._may_lead() or self._card.hasFocus():
            self._card.speak(focus=True)
        else:
            announce(self._card, note)
        return True

    def verify_files(self, paths: Sequence[Path]) -> None:
        """Each file as one paste, one after the other."""
        if self.attached and not self._job.running:
            self._edit.show_payload("")
            self._asked = ""
            self._job.verify_files(paths)

    def _began(self) -> None:
        self._outdated = False
        self._counted = None
        self._progress = ""
        self._watch_box.hide_offer()
        if not self._edit.held:
            self._note("")
        if self._list is not None:
            self._list.clear()
        self._arrived.setChecked(False)
        self._patience.start()
        buttons = (self._paste, self._verify, self._open)
        self._pressed = next((button for button in buttons if button.hasFocus()), None)
        if self._pressed is not None:
            # else the focus goes to the next in the row, and the space bar turns the watch of the clipboard on
            self.setFocus()
        self._leads = self._may_lead()
        focused = QApplication.focusWidget()
        shown = [each for each in (self._card, self._list) if each is not None]
        if self._leads and focused is not None and any(each is focused or each.isAncestorOf(focused) for each in shown):
            self.setFocus()  # it goes there once more when something else is there
        self._begun_in = QApplication.focusWidget()
        for button in buttons:
            button.setEnabled(False)

    def _progressed(self, number: int, total: int) -> None:
        if total > 1:
            self._stop.show()
            text = translate("Verifier", "File {number} of {total}")
            self._progress = text.format(number=count(number), total=count(total))
            if not self._patience.isActive():
                self._card.show_checking(self._progress)

    def _reading(self, name: str, percent: int, found: int) -> None:
        self._stop.show()
        text = translate("Verifier", "{name}: {percent} % read, {found} notices found")
        self._progress = text.format(name=ltr(name), percent=count(percent), found=count(found))
        if not self._patience.isActive():
            self._card.show_checking(self._progress)

    def _judged(self, verdicts: list[Verdict], note: str) -> None:
        self._patience.stop()
        leads = self._still_leads()
        if self._outdated and verdicts:  # they may be counted: nothing that was counted goes unseen
            note = note or translate("Verifier", "The text was changed since: this is the verdict on the one before.")
        if (arrived := self._just_arrived(verdicts)) is not None and self._arrived_now is not None:
            verdicts = [arrived]
            words = translate("Verifier", "It arrived by itself at {time}: this is that verdict.")
            note = note or words.format(time=self._arrived_now[2])
            self._arrived_now = None  # once shown, it is an old one as soon as the card shows something else
        if len(verdicts) == 1:
            self._show_list([])
            self._card.show_verdict(verdicts[0], note, aloud=False)
            self._card.speak(focus=leads)
        elif verdicts:
            self._show_list(verdicts)
            self._speak_list(note, focus=leads)
        else:
            self._clear_verdicts()
            announce(self, note)
        authentic = any(verdict.counted or verdict.earlier is not None for verdict in verdicts)
        if authentic and self._asked and not self._outdated:
            self._counted = self._asked, monotonic(), times.clock(times.now())
        if note:
            self._note(note)
        self.judged.emit(verdicts)

    def _refused(self, why: str) -> None:
        self._patience.stop()
        leads = self._still_leads()
        self._show_list([])
        self._card.show_problem(translate("Verifier", "Could not be checked"), why)
        self._card.speak(focus=leads)

    def _ended(self) -> None:
        self._stop.hide()
        for button in (self._paste, self._verify, self._open):
            button.setEnabled(True)
        if self._pressed is not None and self.hasFocus():
            self._pressed.setFocus()

    # showing

    def _show_list(self, verdicts: list[Verdict]) -> None:
        if verdicts and self._list is None:
            from kazadesk.ui.verify.results import VerdictsList

            self._list = VerdictsList(self)
            self._list.model.in_practice = self._card.in_practice
            self._list.chosen.connect(self._show_chosen)
            self._list.text_wanted.connect(self._edit.setVisible)
            self._left.insertWidget(2, self._list, 3)
        self._edit.setVisible(not verdicts)
        if self._list is not None:
            self._list.setVisible(bool(verdicts))
            self._list.show_verdicts(verdicts, self._job.files)

    def _show_chosen(self, verdict: Verdict) -> None:
        """Its row says all of it already."""
        self._card.show_verdict(verdict, aloud=False)

    def _speak_list(self, note: str, *, focus: bool) -> None:
        """By the focus in the list, whose name counts them and whose row is the verdict; else in an announcement."""
        if self._list is None:
            return
        if focus:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            if note:
                announce(self, note)
            return
        said = f"{self._list.heard()} {note}".rstrip()
        announce(self._card, heard.in_practice(said) if self._card.in_practice else said)

    def _clear_verdicts(self) -> None:
        self._counted = None
        self._show_list([])
        self._card.show_idle()
        self._settle()

    def _text_changed(self) -> None:
        """The verdict on the text before must not stand beside another one."""
        if self._job.running:
            self._outdated = True
        else:
            self._clear_verdicts()

    def _note(self, text: str) -> None:
        """A line under the field, about what was read."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _tell_held(self, characters: int) -> None:
        shown = translate("Verifier", "%n character(s), of which the beginning is shown", "", characters)
        self._note(shown if characters else "")
        if characters:
            announce(self._edit, shown)

    # what did not come

    def _look_for_missing(self) -> None:
        self.ask(lambda session: session.missing.links(), done=self._show_missing, refused=lambda _error: None)

    def _show_missing(self, links: list[PaymentLink]) -> None:
        """How many links are without an answer; nothing where there are none."""
        self._missing.setVisible(bool(links))
        if links:
            from kazadesk.ui.receive.missing_dialog import total_of

            self._missing.setText(translate("Receive", "Without an answer: {number}").format(number=count(len(links))))
            self._missing.setToolTip(total_of(links))
            self._missing.setAccessibleDescription(spoken(total_of(links)))

    # what came by itself

    async def _has_arrivals(self, session: Session) -> bool:
        return bool(await session.inbox.arrivals(limit=1))

    def _begin_arrivals(self, any_there: bool) -> None:
        """The list is made when there is something in it."""
        if any_there:
            self._arrivals_list()

    def _arrivals_list(self) -> ArrivalsList:
        if self._arrivals is None:
            from kazadesk.ui.receive.arrivals import ArrivalsList

            self._arrivals = ArrivalsList(self)
            self._arrivals.hide()
            self._arrivals.chosen.connect(self._card.show_verdict)
            self._arrivals.unread_changed.connect(self._tell_unread)
            self._left.insertWidget(0, self._arrivals, 1)
            if self.attached:
                self._arrivals.attach(self.session, self.tasks)
        return self._arrivals

    def _tell_unread(self, number: int) -> None:
        words = translate("Receive", "Arrived")
        if number:
            words = translate("Receive", "Arrived: {number} new").format(number=count(number))
        self._arrived.setText(words)

    def show_arrivals(self) -> None:
        """The list of what came, in the place of the field."""
        self._arrived.setChecked(True)

    def _turn_arrivals(self, shown: bool) -> None:
        arrivals = self._arrivals_list()
        arrivals.setVisible(shown)
        self._edit.setVisible(not shown and (self._list is None or not self._list.model.verdicts()))
        if self._list is not None:
            self._list.setVisible(not shown and bool(self._list.model.verdicts()))
        if shown:
            arrivals.setFocus()
        else:
            arrivals.mark_seen()
            self._clear_verdicts()

    def show_arrived(self, verdicts: list[Verdict]) -> None:
        """What has just come: on the card, where nothing else is there, and in the list."""
        self._arrivals_list().reload()
        self._look_for_missing()
        told = times.clock(times.now())
        for verdict in verdicts:
            if verdict.counted:
                self._arrived_now = verdict, monotonic(), told
        news = [each for each in verdicts if each.code not in _NOISE and each.code != "repeated"]
        if news and not self._job.running and self._edit.payload() in ("", news[-1].raw):
            self._card.show_verdict(news[-1])
            self._counted = news[-1].raw, monotonic(), told
            self._arrived_now = None
            self._settle()

    def _just_arrived(self, verdicts: list[Verdict]) -> Verdict | None:
        """The verdict of the copy that came by itself a moment ago, where `verdicts` only say that it was counted."""
        if self._arrived_now is None or len(verdicts) != 1 or verdicts[0].code != "repeated":
            return None
        verdict, at, _told = self._arrived_now
        return verdict if verdict.raw == self._asked and monotonic() - at < _SAME_PRESS_SECONDS else None

    # by hand

    def _open_assign(self, verdict: Verdict) -> None:
        from kazadesk.ui.verify.assign_dialog import AssignDialog

        dialog = AssignDialog(verdict, self.session, self.tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def assigned(link: PaymentLink, again: Verdict | None) -> None:
            if again is None:
                self._clear_verdicts()
                told = translate("Verifier", "The payment is assigned. Verify the notice again.")
                self._note(told)
                announce(self, told)
                return
            if self._list is not None:
                self._list.replace(verdict, again)
            if self._card.verdict is verdict:
                self._card.show_verdict(again)

        def go_on(_result: int) -> None:
            # what opened it is gone; the focus would go to the box of accounts in the bar, where letters choose one
            (self._edit if self._list is None or self._list.isHidden() else self._list).setFocus()

        dialog.assigned.connect(assigned)
        dialog.finished.connect(go_on)
        dialog.open()

    # files

    def open_files(self) -> None:
        """Choose files; each is read as one paste."""
        from PySide6.QtWidgets import QFileDialog

        if self._dialog is None:
            self._dialog = QFileDialog(self, translate("Verifier", "Open notices"))
            self._dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            self._dialog.filesSelected.connect(lambda names: self.verify_files([Path(name) for name in names]))
        self._dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.attached and (event.mimeData().hasUrls() or event.mimeData().hasText()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._edit.insertFromMimeData(event.mimeData())
