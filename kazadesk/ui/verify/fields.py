"""The fields of one webhook, each with what stands behind it: a grid to see, and a list to go through by arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kazadesk.core.webhook.field_views import Backing, field_views
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.labels import tint
from kazadesk.ui.widgets.walked import SeenLabel, Walked, WalkedText
from kazadesk.ui.words.i18n import spoken, translate, visible_identifier
from kazadesk.words import verdicts as words
from kazadesk.words.amounts import grouped_latin

if TYPE_CHECKING:
    from kazadesk.core.webhook.field_views import FieldView
    from kazadesk.core.webhook.verdict import Verdict

_ICON = 16
_ICONS = {
    Backing.SIGNED: "lock",
    Backing.MATCHES: "check",
    Backing.DIFFERS: "alert",
    Backing.UNCHECKED: "question",
}


class VerdictFields(Walked):
    """A row a field: name, value, icon and words for its backing. Rows are made once and filled again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdictFields")
        self.setAccessibleName(translate("Verdict", "Fields of the notice"))
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S)
        self._grid.setVerticalSpacing(theme.XS)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 4)
        self._grid.setRowStretch(99, 1)

    def show_fields(self, verdict: Verdict) -> None:
        fields = field_views(verdict)
        for place, field in enumerate(fields):
            if place == len(self._rows):
                self._rows.append(_Row(self, self._grid, place))
            self._rows[place].show_field(field, verdict)
        for row in self._rows[len(fields) :]:
            row.hide()
        self.walk([row.value for row in self._rows])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            for row in self._rows:
                row.recolour()


class _Row:
    def __init__(self, parent: QWidget, grid: QGridLayout, place: int) -> None:
        self._backing = Backing.UNCHECKED
        self._changed = False
        self._name = SeenLabel("", parent)
        self._name.setFont(theme.font("caption"))
        self.value = WalkedText(parent)
        self._icon = QLabel(parent)
        self._icon.setFixedSize(_ICON, _ICON)
        self._words = SeenLabel("", parent)
        self._words.setFont(theme.font("caption"))
        self._words.setWordWrap(True)
        self._parts: tuple[QWidget, ...] = (self._name, self.value, self._icon, self._words)
        for column, part in enumerate(self._parts):
            grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignVCenter)

    def show_field(self, field: FieldView, verdict: Verdict) -> None:
        self._backing = field.backing
        self._changed = words.is_changed(field, verdict)
        self._name.setText(words.field_name(field.name))
        self.value.show_text(_shown(field.name, field.value))
        self.value.setAccessibleName(spoken(words.field_heard(field, verdict)))
        self._words.setText(words.field_backing(field, verdict))
        self.recolour()
        for part in self._parts:
            part.show()

    def hide(self) -> None:
        for part in self._parts:
            part.hide()

    def recolour(self) -> None:
        colours, amber, red = theme.scheme(), theme.verdict_ink("amber"), theme.verdict_ink("red")
        tone = {Backing.DIFFERS: amber.text, Backing.UNCHECKED: colours.muted}.get(self._backing, colours.text)
        icon = _ICONS[self._backing]
        if self._changed:
            tone, icon = red.text, "x-circle"
        self._icon.setPixmap(icons.pixmap(icon, tone, _ICON, self._icon.devicePixelRatioF()))
        for label, colour in ((self._name, colours.muted), (self.value, colours.text), (self._words, tone)):
            tint(label, colour)


def _shown(name: str, value: str) -> str:
    if not value:
        return "—"
    return grouped_latin(value) if name == "amount" else visible_identifier(value)
