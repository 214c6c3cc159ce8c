"""Fields to type into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.labels import PlainLabel, WrappedLabel
from kazadesk.ui.widgets.shortcuts import leave_to_window

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineEdit(QLineEdit):
    """A line to type into that leaves the window's keys to the window, and in which Enter acts once a press."""

    def event(self, event: QEvent) -> bool:
        return leave_to_window(event) or _is_held_enter(event) or super().event(event)


def _is_held_enter(event: QEvent) -> bool:
    """Whether Enter is still down: what its press has asked about, its repetition must not answer."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.isAutoRepeat() and event.key() in ENTER


def _keep_room(label: QLabel, lines: int) -> None:
    policy = label.sizePolicy()
    policy.setRetainSizeWhenHidden(bool(lines))
    label.setSizePolicy(policy)
    label.setMinimumHeight(lines * label.fontMetrics().lineSpacing())
    label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)


class ErrorLine(WrappedLabel):
    """What is wrong with fields that stand side by side, across all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tone="danger")
        self._said: dict[QWidget, str] = {}
        self._else = ""
        self.say("")

    def keep_room(self, kept: bool) -> None:
        """Whether one line of it is always kept free, so that nothing moves when it comes."""
        _keep_room(self, int(kept))

    def show_error(self, field: QWidget, sentence: str) -> None:
        """What is wrong with that field now; "" for nothing."""
        self._said[field] = sentence
        self._show()

    def say_else(self, words: str) -> None:
        """What to say, quietly, while nothing is wrong."""
        self._else = words
        self._show()

    def _show(self) -> None:
        wrong = "\n".join(filter(None, self._said.values()))
        self.say(wrong or self._else, tone="danger" if wrong else "muted")


class Field(QWidget):
    """A labelled input with room below for a hint, or for what is wrong with it."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        errors: ErrorLine | None = None,
    ) -> None:
        """`errors`: says what is wrong in the place of the room below."""
        super().__init__(parent)
        self._errors = errors
        self.editor = editor
        self._hint = hint
        self._error = ""
        self._below: WrappedLabel | None = None
        self._label = PlainLabel(label, self)
        self._label.setBuddy(editor)
        editor.setAccessibleName(label)
        inner = editor.lineEdit() if isinstance(editor, QComboBox) else None
        if inner is not None:
            inner.setAccessibleName(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        self._column.addWidget(self._label)
        self._column.addWidget(editor)
        self._explain()

    def keep_room(self, lines: int) -> None:
        """Have room for so many lines below it at any time, so that nothing moves when they come."""
        _keep_room(self._made_below(), lines)

    def show_error(self, sentence: str) -> None:
        """Say under the field what to type; "" takes it back."""
        self._error = sentence
        self._explain()
        if self.editor.property("invalid") != bool(sentence):
            self.editor.setProperty("invalid", bool(sentence))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def error(self) -> str:
        return self._error

    def _explain(self) -> None:
        text = self._error or self._hint
        # without one the tooltip would be read in its place, as if it were the error that has just gone
        self.editor.setAccessibleDescription(text or " ")
        if self._errors is not None:
            self._errors.show_error(self, self._error)
            text = self._hint
        if self._below is None and not text:
            return  # most fields never need the label, and each takes half a millisecond of the start
        self._made_below().say(text, tone="danger" if text == self._error else "muted")

    def _made_below(self) -> WrappedLabel:
        if self._below is None:
            self._below = WrappedLabel(self)
            self._column.addWidget(self._below)
        return self._below


def from_the_start(edit: QLineEdit) -> QLineEdit:
    """Free text, of any script: caret and words on the side where reading begins, as Qt does only for text of its own
    direction.
    """
    mirrored = edit.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    edit.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return edit


def left_to_right(edit: QLineEdit) -> QLineEdit:
    """An amount, URL, email or key: written left-to-right in either layout, on the side where reading begins."""
    from_the_start(edit)
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return edit
