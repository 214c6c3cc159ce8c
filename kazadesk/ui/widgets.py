"""Small widgets that several panels share."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from kazadesk.ui import theme


class PlainLabel(QLabel):
    """A label that never takes text from outside for HTML."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self.setText(text)


class QuietLabel(PlainLabel):
    """A caption in the muted colour (or a named colour of the scheme), which follows light and dark."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, tone: str = "muted") -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setFont(theme.font("caption"))
        self._tint()

    def _tint(self) -> None:
        palette = self.palette()
        colour = QColor(str(getattr(theme.scheme(), self._tone)))
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tint()


class Field(QWidget):
    """A labelled input with room below for a hint, or for what is wrong with it."""

    def __init__(self, label: str, editor: QWidget, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._label = PlainLabel(label, self)
        self._label.setBuddy(editor)
        self._below = QuietLabel(hint, self)
        self._below.setWordWrap(True)
        self._below.setVisible(bool(hint))
        self._error = QuietLabel("", self, tone="danger")
        self._error.setWordWrap(True)
        self._error.hide()
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        for widget in (self._label, editor, self._below, self._error):
            column.addWidget(widget)

    def show_error(self, sentence: str) -> None:
        """Say under the field what to type; "" takes it back."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._below.setVisible(bool(self._hint) and not sentence)
        self.editor.setAccessibleDescription(sentence or self._hint)
        if self.editor.property("invalid") != bool(sentence):
            self.editor.setProperty("invalid", bool(sentence))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def error(self) -> str:
        return self._error.text()


def left_to_right(edit: QLineEdit) -> QLineEdit:
    """An amount, URL, email or key: written left-to-right in either layout, on the side where reading begins."""
    mirrored = edit.layoutDirection() == Qt.LayoutDirection.RightToLeft
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    edit.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return edit


def editable_box(choices: tuple[str, ...], parent: QWidget | None = None) -> QComboBox:
    """A box to choose from or type into, left-to-right."""
    box = QComboBox(parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(choices)
    edit = box.lineEdit()
    if edit is not None:
        left_to_right(edit)
    return box
