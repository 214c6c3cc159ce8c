"""A masked field: what it holds shows only while its eye is held down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.field import left_to_right
from kazadesk.ui.words.i18n import translate

_ICON = 16
_KEYS_OF_THE_EYE = (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class SecretEdit(QLineEdit):
    """`eye` is the button to hold (mouse, finger or Space), inside the field where its text ends."""

    def __init__(self, name: str, what: str, parent: QWidget | None = None) -> None:
        """`name` is the object name, `what` the word for what the field holds."""
        super().__init__(parent)
        self._mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left_to_right(self)
        self.setObjectName(name)
        self.setAccessibleName(what)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAcceptDrops(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.eye = QToolButton(self)
        self.eye.setObjectName(f"{name}Eye")
        self.eye.setIcon(icons.icon("eye"))
        self.eye.setIconSize(QSize(_ICON, _ICON))
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.setToolTip(translate("Credentials", "Hold down to show"))
        self.eye.setAccessibleName(translate("Credentials", "Show: {what}").format(what=what))
        self.eye.setAccessibleDescription(self.eye.toolTip())
        self.eye.pressed.connect(self._show_text)
        # what is selected while it can be read would be on the clipboard of X11 at once
        self.selectionChanged.connect(self._select_nothing_shown)
        self.eye.released.connect(self.hide_text)
        self.eye.installEventFilter(self)

    def _show_text(self) -> None:
        self.deselect()
        self.setEchoMode(QLineEdit.EchoMode.Normal)

    def _select_nothing_shown(self) -> None:
        if self.echoMode() == QLineEdit.EchoMode.Normal and self.hasSelectedText():
            self.deselect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing is copied out of the field, not even while its eye is held."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            event.accept()
        else:
            super().keyPressEvent(event)

    def hide_text(self) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        """Empty the field; unlike clear(), setText drops what undo would bring back."""
        self.hide_text()
        self.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.eye.sizeHint()
        height = min(size.height(), self.height() - 4)
        x = 3 if self._mirrored else self.width() - size.width() - 3
        self.eye.setGeometry(x, (self.height() - height) // 2, size.width(), height)
        room = size.width() - theme.XS
        self.setTextMargins(room if self._mirrored else 0, 0, 0 if self._mirrored else room, 0)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_text()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the window may lose the focus while the eye is held, and the release goes elsewhere
        if watched is self.eye and event.type() in (QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate):
            self.hide_text()
        # what a button does not take goes on to the field it lies in, and would be written there unseen
        if watched is self.eye and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() not in _KEYS_OF_THE_EYE
        return False
