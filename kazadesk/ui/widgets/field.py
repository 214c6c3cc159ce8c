"""Fields to type into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.labels import PlainLabel, WrappedLabel
from kazadesk.ui.widgets.shortcuts import leave_to_window


class LineEdit(QLineEdit):
    """A line to type into that leaves the window's keys to the window."""

    def event(self, event: QEvent) -> bool:
        return leave_to_window(event) or super().event(event)


class Field(QWidget):
    """A labelled input with room below for a hint, or for what is wrong with it."""

    def __init__(self, label: str, editor: QWidget, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
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
        below = self._made_below()
        policy = below.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        below.setSizePolicy(policy)
        below.setMinimumHeight(lines * below.fontMetrics().lineSpacing())
        below.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)

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
        self.editor.setAccessibleDescription(text)
        if self._below is None and not text:
            return  # most fields never need the label, and each takes half a millisecond of the start
        self._made_below().say(text, tone="danger" if self._error else "muted")

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
