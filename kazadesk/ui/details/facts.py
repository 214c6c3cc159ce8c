"""The parts of a link's details: its head, its facts, and lines of what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from kazadesk.core.link import LinkState
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import explain
from kazadesk.ui.widgets.labels import PlainLabel, tint
from kazadesk.ui.widgets.walked import SeenLabel, Walked, WalkedLabel, WalkedText
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import spoken, translate, visible_identifier
from kazadesk.words import links as link_words
from kazadesk.words.amounts import money
from kazadesk.words.errors import sentence, state_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kazadesk.core.customers import Customer
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink

_ICON = 18
_BIG_ICON = 28
_ROW = 27

Line = tuple[str, str, str, str, str]
"""Icon, its colour, when, what, and more about it; "" for none."""


class Head(QWidget):
    """State, amount and reference, large; a sentence where something is wrong or was decided by a person."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._icon.setFixedSize(_BIG_ICON, _BIG_ICON)
        self._amount = PlainLabel("", self)
        self._amount.setFont(theme.font("amount"))
        self._state = PlainLabel("", self)
        self._state.setObjectName("linkState")
        self._state.setFont(theme.font("strong"))
        self._note = PlainLabel("", self)
        self._note.setObjectName("linkNote")
        self._note.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.M)
        grid.setVerticalSpacing(theme.XS)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._amount, 0, 1)
        grid.addWidget(self._state, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._note, 1, 1, 1, 2)

    def show_link(self, link: PaymentLink) -> None:
        ink = theme.state_ink(link.state)
        self._icon.setPixmap(icons.pixmap(ink.icon, ink.text, _BIG_ICON, self.devicePixelRatioF()))
        self._amount.setText(money(link.amount, link.currency))
        self._state.setText(state_word(link.state))
        tint(self._state, ink.text)
        note = link_words.note(link)
        if link.state is LinkState.PAID_BY_HAND:
            told = translate("LinkDetails", "Marked by hand, not verified by a notice. Reason: {reason}")
            note = told.format(reason=note)
        self._say(note)

    def add_note(self, text: str) -> None:
        """One sentence more, if it does not stand there yet."""
        if text not in self._note.text():
            self._say("\n".join(filter(None, (self._note.text(), text))))

    def _say(self, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))


class Facts(Walked):
    """Name and value, a line each; what people need elsewhere has a copy button."""

    copy_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.L)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._values: list[QLabel] = []

    def show_link(self, link: PaymentLink, account: str) -> None:
        """`account`: what its profile is called."""
        _empty(self._grid)
        self._values = []
        self._add(translate("LinkDetails", "Reference"), link.reference)
        self._add(translate("LinkDetails", "Payment URL"), link.url, copied=True)
        self._add(translate("LinkDetails", "Order id"), link.order_id, copied=True)
        self._add(translate("LinkDetails", "Account email"), link.email)
        self._add(translate("LinkDetails", "Redirect URL"), link.redirect_url)
        self._add(translate("LinkDetails", "Account"), account, words=True)
        self._add(translate("LinkDetails", "Created"), times.full(times.parsed(link.created_at)), words=True)
        self._add(translate("LinkDetails", "Last change"), times.full(times.parsed(link.updated_at)), words=True)
        self._add(translate("LinkDetails", "Kazawallet says"), link.message, words=True)
        self.walk(self._values)

    def show_customer(self, customer: Customer) -> None:
        """Who is to pay, below the rest."""
        self._add(translate("LinkDetails", "Customer"), customer.name, words=True)
        self._add(translate("LinkDetails", "Phone"), customer.phone, copied=True)
        self.walk(self._values)

    def _add(self, name: str, value: str | None, *, copied: bool = False, words: bool = False) -> None:
        """A line, if there is a value. `words`: in the direction of the layout, not as an identifier."""
        if not value:
            return
        row = self._grid.rowCount()
        label = SeenLabel(name, self)
        tint(label, theme.scheme().muted)
        shown = WalkedText(self, "body", identifier=not words)
        shown.show_text(visible_identifier(value))
        shown.setAccessibleName(spoken(f"{name}: {visible_identifier(value)}"))
        self._values.append(shown)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(shown, row, 1)
        self._grid.setRowMinimumHeight(row, _ROW)
        if copied:
            button = QToolButton(self)
            button.setIcon(icons.icon("copy"))
            button.setFixedHeight(_ROW)
            button.setAutoRaise(True)
            button.setAccessibleName(translate("LinkDetails", "Copy: {name}").format(name=name))
            explain(button, button.accessibleName())
            button.clicked.connect(lambda: self.copy_requested.emit(value))
            self._grid.addWidget(button, row, 2)


class Lines(Walked):
    """A heading and lines of time, icon and text."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        heading = PlainLabel(title, self)
        heading.setFont(theme.font("strong"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.S)
        rows.addWidget(heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.S)
        self._grid.setVerticalSpacing(theme.XS)
        self._grid.setColumnStretch(2, 1)
        rows.addLayout(self._grid)
        self.setAccessibleName(title)
        self._texts: list[QLabel] = []

    def show_lines(self, lines: Iterable[Line], none: str = "") -> None:
        _empty(self._grid)
        self._texts = []
        for line in lines:
            self._add(line)
        if none and self._grid.count() == 0:
            self._add(("", "", "", none, ""))
        self.walk(self._texts)

    def show_problem(self, error: KazaDeskError) -> None:
        self.show_lines([("alert", theme.scheme().danger, "", sentence(error), "")])

    def _add(self, line: Line) -> None:
        icon, colour, when, what, more = line
        row = self._grid.rowCount()
        if icon:
            mark = QLabel(self)
            mark.setPixmap(icons.pixmap(icon, colour, _ICON, self.devicePixelRatioF()))
            self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        text = WalkedLabel(what, self)
        text.setWordWrap(True)
        text.setAccessibleName(spoken(". ".join(filter(None, (when, what, more)))))
        self._texts.append(text)
        if colour:
            tint(text, colour)
        self._grid.addWidget(text, row, 2)
        if when:
            time = SeenLabel(when, self)
            tint(time, theme.scheme().muted)
            self._grid.addWidget(time, row, 1, Qt.AlignmentFlag.AlignTop)
        if more:
            told = SeenLabel(more, self)
            told.setFont(theme.font("caption"))
            told.setWordWrap(True)
            tint(told, theme.scheme().muted)
            self._grid.addWidget(told, row + 1, 2)


def _empty(grid: QGridLayout) -> None:
    # rows of a grid never go away, but empty ones without a height take no room
    for row in range(grid.rowCount()):
        grid.setRowMinimumHeight(row, 0)
    while (item := grid.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
