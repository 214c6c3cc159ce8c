"""Buttons, and the keys that their tooltips name."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.labels import plain_tooltip
from kazadesk.ui.words import keys as shortcuts
from kazadesk.ui.words.i18n import translate

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def native(keys: str) -> str:
    """A shortcut as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def reached_by_key(told: str) -> str:
    """What a strip asks, and the key that leads to its buttons."""
    return translate("Strip", "{told} {keys} goes there.").format(told=told, keys=native(shortcuts.STRIP))


def with_keys(words: str, keys: str) -> str:
    """A tooltip that names the shortcut as this system writes it: Create link (Ctrl+Return)."""
    return f"{words} ({native(keys)})"


def explain(widget: QWidget, words: str, keys: str = "") -> None:
    """Give a tooltip. A screen reader takes it for a description, so where its words are but the name of the widget
    there is another one: the keys alone.
    """
    widget.setToolTip(plain_tooltip(with_keys(words, keys) if keys else words))
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    widget.setAccessibleDescription("" if name != words else native(keys) if keys else " ")


def pop_up(menu: QMenu, point: QPoint) -> None:
    """Open `menu` on its first entry: a screen reader is silent in a menu without one."""
    menu.popup(point)
    if (first := next((act for act in menu.actions() if act.isEnabled() and not act.isSeparator()), None)) is not None:
        menu.setActiveAction(first)


_MARK = "\u200e"
"""Keeps Ctrl+, in its order where menus run from right to left; screen readers pass over it."""


def menu_words(words: str, keys: str) -> str:
    """An entry of a menu with its shortcut at the far side, as this system writes it."""
    return f"{words}\t{_MARK}{native(keys)}{_MARK}"


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


def button_row(*aside: QWidget, leave: QPushButton, acts: tuple[QPushButton, ...] = ()) -> QHBoxLayout:
    """The foot of every dialog: what goes on in it at one side; at the other the way out, then what it is for."""
    row = QHBoxLayout()
    row.setSpacing(theme.S)
    for widget in aside:
        row.addWidget(widget)
    row.addStretch(1)
    leave.setProperty("leaves", True)
    for button in (leave, *acts):
        row.addWidget(button)
    return row


def tool_button(icon: str, words: str, *, name: str = "", keys: str = "", framed: bool = False) -> QToolButton:
    """A button with an icon only; its words are the tooltip and the accessible name."""
    button = QToolButton()
    button.setObjectName(name)
    button.setIcon(icons.icon(icon))
    button.setAccessibleName(words)
    explain(button, words, keys)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if framed:
        button.setProperty("framed", True)
    return button
