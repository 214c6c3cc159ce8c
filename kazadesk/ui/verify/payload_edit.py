"""Where webhooks are pasted and dropped. Whatever is pasted stays exact, and no size of text freezes the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from kazadesk.core.webhook.payload import MAX_LINES
from kazadesk.ui.desktop import desktop
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.dropping import local_files
from kazadesk.ui.widgets.shortcuts import leave_to_window
from kazadesk.ui.words.i18n import translate, visible

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

SHOWN = 20_000
"""Characters up to which a text can be shown and edited; of a longer one only the beginning is shown."""
_LONGEST_LINE = 4_000
_BEGINNING = 1_500


class PayloadEdit(QPlainTextEdit):
    """A bounded plain-text field. `payload` gives the text as pasted, not as the field would give it back."""

    files_dropped = Signal(list)
    """Paths of files dropped or pasted."""
    submitted = Signal()
    """Ctrl+Enter."""
    held_changed = Signal(int)
    """Characters of a text of which only the beginning is shown; 0 where everything is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("payloadEdit")
        self.setAccessibleName(translate("Verifier", "Payment notice (webhook)"))
        self.setPlaceholderText(translate("Verifier", "Paste the notice here, or drop a file"))
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumHeight(theme.XXL * 2)
        self._in_code_font = False
        self._exact: str | None = None
        self._filling = False
        self.textChanged.connect(self._edited)

    @property
    def held(self) -> bool:
        """Whether only the beginning of the text is shown, so that it cannot be edited."""
        return self.isReadOnly()

    def payload(self) -> str:
        """The text to be verified."""
        if self._exact is not None:
            return self._exact
        # toPlainText would turn no-break spaces into blanks
        return self.document().toRawText().replace("\u2029", "\n")

    def show_payload(self, text: str) -> None:
        """Replace everything by `text`."""
        # one character too many is enough to be told that it is too much
        self._exact = text[: MAX_LINES + 1]
        long = len(text) > SHOWN or _longest_line(text) > _LONGEST_LINE
        self._filling = True
        self.setReadOnly(long)
        self.setPlainText(visible(text[:_BEGINNING]) if long else text)
        self._filling = False
        self.held_changed.emit(len(text) if long else 0)

    def clear_payload(self) -> None:
        self.show_payload("")
        self.setFocus()

    def _edited(self) -> None:
        if not self._in_code_font:
            # not before there is a text: finding the system's fixed font takes 15 ms, and the placeholder stays in the
            # window's own, as Arabic has no fixed width
            self._in_code_font = True
            self.document().setDefaultFont(theme.font("code"))
        if not self._filling:
            self._exact = None

    # pasting and dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = local_files(source)
        if files:
            self.files_dropped.emit(files)
            return
        text, cursor = source.text(), self.textCursor()
        kept = self.document().characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart())
        if self.held or kept == 0 or kept + len(text) > SHOWN or _longest_line(text) > _LONGEST_LINE:
            self.show_payload(text)
        else:
            super().insertFromMimeData(source)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt tells of a change of the text only after the drop, when its files may be verified already."""
        if not local_files(event.mimeData()):
            super().dropEvent(event)
            return
        event.acceptProposedAction()
        self.insertFromMimeData(event.mimeData())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _verifies(event):
            event.accept()  # or the window would create a link
            return True
        return leave_to_window(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.held and event.matches(QKeySequence.StandardKey.Paste):
            # a read-only field takes no paste by itself
            self.insertFromMimeData(desktop.clipboard())
            return
        if _verifies(event):
            if not event.isAutoRepeat():
                self.submitted.emit()
        elif self.held and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear_payload()
        else:
            super().keyPressEvent(event)


def _verifies(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n"))) if text else 0
