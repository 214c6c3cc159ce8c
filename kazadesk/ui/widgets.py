"""Small widgets that several panels share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kazadesk.ui import icons, theme
from kazadesk.ui.desktop import screen_of
from kazadesk.ui.labels import breakable
from kazadesk.ui.sentences import state_word

if TYPE_CHECKING:
    from kazadesk.core.link import LinkState


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


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


class WrappedLabel(QuietLabel):
    """A caption over as many lines as it needs, never wider than its place."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "muted") -> None:
        super().__init__("", parent, tone=tone)
        self.setWordWrap(True)

    def say(self, text: str, *, tone: str = "") -> None:
        """Show `text`, in another `tone` than before if one is given; without text take no room."""
        if tone:
            self._tone = tone
            self._tint()
        self.setText(breakable(text))
        self.setAccessibleName(text)
        self.setVisible(bool(text))


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
        if self._below is None:
            if not text:
                return  # most fields never need the label, and each takes half a millisecond of the start
            self._below = WrappedLabel(self)
            self._column.addWidget(self._below)
        self._below.say(text, tone="danger" if self._error else "muted")


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


class Box(QComboBox):
    """A box to choose from that leaves the mouse wheel to the page: scrolling past changes no currency, no account."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        super().showPopup()
        if self.count() <= self.maxVisibleItems():
            self._make_whole()

    def _make_whole(self) -> None:
        """Of a box with the focus Qt makes the list two pixels too low, and hides the last entry behind an arrow."""
        view = self.view()
        frame, room = view.window(), screen_of(self).availableGeometry()
        parts = frame.layout()
        if parts is None:
            return
        needed = sum(view.sizeHintForRow(row) for row in range(self.count())) + view.height() - view.viewport().height()
        arrows = []
        for part in filter(None, map(parts.itemAt, range(parts.count()))):
            widget = part.widget()
            if widget is None:
                needed += part.sizeHint().height()
            elif widget is not view:
                arrows.append(widget)
        place = frame.geometry()
        if place.height() >= needed or needed > room.height():
            return
        place.setHeight(needed)
        place.moveBottom(min(place.bottom(), room.bottom()))
        frame.setGeometry(place)
        for arrow in arrows:  # they would keep the room that lets them stay
            arrow.hide()


def editable_box(choices: tuple[str, ...], parent: QWidget | None = None) -> QComboBox:
    """A box to choose from or type into, left-to-right."""
    box = Box(parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(choices)
    edit = box.lineEdit()
    if edit is not None:
        left_to_right(edit)
    return box


def name_box(box: QComboBox, words: str) -> None:
    """Name a box that has no label to be seen. On Linux its accessible name is what is chosen, and a label its name."""
    box.setAccessibleName(words)
    label = PlainLabel(words, box.parentWidget())
    label.setBuddy(box)
    label.hide()


def with_keys(words: str, keys: str) -> str:
    """A tooltip that names the shortcut as this system writes it: Create link (Ctrl+Return)."""
    return f"{words} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})"


class PushButton(QPushButton):
    """Enter presses the button that has the focus, and not the dialog's default one in its place."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            self.click()
        else:
            super().keyPressEvent(event)


def push_button(
    words: str, icon: str = "", *, name: str = "", primary: bool = False, flat: bool = False
) -> QPushButton:
    """A button with words; one primary button a panel."""
    button = PushButton(words)
    button.setObjectName(name)
    if icon:
        button.setIcon(icons.icon(icon, "on_accent" if primary else "accent" if flat else "text"))
    if primary:
        button.setProperty("primary", True)
    if flat:
        button.setFlat(True)
    button.setAutoDefault(False)
    return button


def tool_button(icon: str, words: str, *, name: str = "", keys: str = "", framed: bool = False) -> QToolButton:
    """A button with an icon only; its words are the tooltip and the accessible name."""
    button = QToolButton()
    button.setObjectName(name)
    button.setIcon(icons.icon(icon))
    button.setAccessibleName(words)
    button.setToolTip(with_keys(words, keys) if keys else words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if framed:
        button.setProperty("framed", True)
    return button


class Chip(QLabel):
    """A link's state as a small pill: colour, icon and word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: LinkState | None = None
        self.setFont(theme.font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: LinkState) -> None:
        self._state = state
        self.setAccessibleName(state_word(state))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(state_word(self._state)) if self._state else 0
        return QSize(words + metrics.height() + 2 * theme.S + theme.XS, metrics.height() + theme.XS + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is None:
            return
        ink = theme.state_ink(self._state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(ink.edge))
        painter.setBrush(QColor(ink.fill))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        side = self.fontMetrics().height() - 3
        row = self.rect().adjusted(theme.S, 0, -theme.S, 0)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = row.right() - side if mirrored else row.left()
        painter.drawPixmap(
            x, (self.height() - side) // 2, icons.pixmap(ink.icon, ink.text, side, self.devicePixelRatioF())
        )
        words = row.adjusted(0, 0, -side - theme.XS, 0) if mirrored else row.adjusted(side + theme.XS, 0, 0, 0)
        painter.setPen(QColor(ink.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, state_word(self._state))
