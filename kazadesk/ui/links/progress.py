"""How far something long is, under the list, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import translate


class Progress(QObject):
    """The panel puts `widgets` under the list; hidden while nothing goes on."""

    stopped = Signal()

    def __init__(self, name: str, button_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = PlainLabel("", parent)
        self._text.setObjectName(name)
        self.stop = push_button(translate("Links", "Stop"), name=button_name)
        self.stop.setParent(parent)
        self.stop.setProperty("flat", True)
        self.stop.clicked.connect(self.stopped)
        self.widgets: tuple[QWidget, ...] = (self._text, self.stop)
        self.say("")

    def say(self, text: str) -> None:
        """Show how far it is; "" hides it."""
        self._text.setText(text)
        for widget in self.widgets:
            widget.setVisible(bool(text))
