"""The fields of one webhook, each with what stands behind it: a grid to see, and a list to go through by arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kazadesk.core.webhook.field_views import Backing
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.labels import ElidedText, PlainLabel, tint
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


class VerdictFields(QWidget):
    """A row a field: name, value, icon and words for its backing. Rows are made once and filled again.

    Tab comes to the row that was current last, and the arrows go on from there.
    """

    row_reached = Signal(QWidget)
    """What has the focus now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdictFields")
        self.setAccessibleName(translate("Verdict", "Fields of the webhook"))
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S)
        self._grid.setVerticalSpacing(theme.XS)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 4)
        self._grid.setRowStretch(99, 1)

    def show_fields(self, verdict: Verdict) -> None:
        for place, field in enumerate(verdict.fields):
            if place == len(self._rows):
                self._rows.append(_Row(self, self._grid, place))
            self._rows[place].show_field(field, verdict)
        for row in self._rows[len(verdict.fields) :]:
            row.hide()
        for place, row in enumerate(self._rows):
            row.value.setFocusPolicy(Qt.FocusPolicy.NoFocus if place else Qt.FocusPolicy.TabFocus)
        if self._rows:
            self.setFocusProxy(self._rows[0].value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        values = [row.value for row in self._rows if not row.value.isHidden()]
        current = next((place for place, value in enumerate(values) if value.hasFocus()), None)
        last = len(values) - 1
        goals = {} if current is None else {
            Qt.Key.Key_Up: max(current - 1, 0),
            Qt.Key.Key_Down: min(current + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }  # fmt: skip
        goal = goals.get(Qt.Key(event.key()))
        if current is None or goal is None:
            super().keyPressEvent(event)
            return
        values[current].setFocusPolicy(Qt.FocusPolicy.NoFocus)
        values[goal].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(values[goal])
        values[goal].setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            for row in self._rows:
                row.recolour()


class _Value(ElidedText):
    """What takes the focus for its row, and has all the row's words for who listens."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        parent = self.parentWidget()
        if isinstance(parent, VerdictFields):
            parent.row_reached.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme.scheme().accent), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class _Seen(PlainLabel):
    """Words that stand in the row's own for who listens: a label without a name would give its text."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(" ")


class _Row:
    def __init__(self, parent: QWidget, grid: QGridLayout, place: int) -> None:
        self._backing = Backing.UNCHECKED
        self._changed = False
        self._name = _Seen("", parent)
        self._name.setFont(theme.font("caption"))
        self.value = _Value(parent)
        self._icon = QLabel(parent)
        self._icon.setFixedSize(_ICON, _ICON)
        self._words = _Seen("", parent)
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
