"""Everything that is known about one link: what was asked, what became of it, its webhooks; and marking it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kazadesk.core.link import LinkState, may_move
from kazadesk.core.verdict import Verdict, VerdictCode
from kazadesk.ui import icons, link_words, theme, times
from kazadesk.ui import verdict_words as words
from kazadesk.ui.amounts import grouped
from kazadesk.ui.i18n import ltr, translate, visible_identifier
from kazadesk.ui.labels import ElidedText, tint
from kazadesk.ui.mark_by_hand import MarkByHand
from kazadesk.ui.sentences import sentence, state_word
from kazadesk.ui.widgets import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.records import Confirmation, LinkEvent
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_ICON = 18
_BIG_ICON = 28
_ROW = 27


class LinkDetails(QDialog):
    """Shown with open(); deletes itself when it is closed. `show_link` keeps it right while it is open."""

    link_changed = Signal(object)
    """The PaymentLink after it was marked by hand."""
    copy_requested = Signal(str)
    """A text for the clipboard: the URL or the order id."""

    def __init__(self, link: PaymentLink, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linkDetails")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("LinkDetails", "Payment link {reference}").format(reference=ltr(link.reference)))
        self._session, self._tasks = session, tasks
        self._link = link
        self._content = QWidget(self)
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.L)
        self._rows.setSpacing(theme.L)
        self._head = _Head(self._content)
        self._facts = _Facts(self._content)
        self._facts.copy_requested.connect(self.copy_requested)
        self._history = _Lines("linkHistory", translate("LinkDetails", "History"), self._content)
        self._webhooks = _Lines("linkWebhooks", translate("LinkDetails", "Webhooks"), self._content)
        for part in (self._head, self._facts, self._webhooks, self._history):
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        self._by_hand = MarkByHand(self)
        self._by_hand.confirmed.connect(self._mark)
        self._lay_out()
        self.resize(580, 560)
        self.show_link(link)

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.windowTitle())
        scroll.setWidget(self._content)
        close = QPushButton(translate("LinkDetails", "Close"), self)
        close.setObjectName("closeDetailsButton")
        # Enter belongs to the reason below, where one is typed
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.XL, theme.S, theme.XL, theme.L)
        foot.addWidget(self._by_hand, 1)
        foot.addStretch(0)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(scroll, 1)
        around.addLayout(foot)

    def show_link(self, link: PaymentLink) -> None:
        """Show the link as it is now, and read its events and webhooks."""
        self._link = link
        self._head.show_link(link)
        self._facts.show_link(link)
        self._by_hand.setVisible(may_move(link.state, LinkState.PAID_BY_HAND))
        links, start = self._session.links, self._tasks.start
        start(self, links.events(link.id), done=self._show_events, refused=self._history.show_problem)
        start(self, links.confirmations(link.id), done=self._show_webhooks, refused=self._webhooks.show_problem)

    def ask_by_hand(self) -> None:
        """Go straight to marking the link by hand."""
        self._by_hand.ask()

    def _show_events(self, events: list[LinkEvent]) -> None:
        if any(event.kind == "bound" for event in events):
            self._head.add_note(translate("LinkDetails", "Its payment was assigned by hand."))
        self._history.show_lines(
            ("", "", times.full(times.parsed(event.at)), link_words.event_text(event), "") for event in reversed(events)
        )

    def _show_webhooks(self, confirmations: list[Confirmation]) -> None:
        none = translate("LinkDetails", "No webhook of this link has been verified yet.")
        self._webhooks.show_lines((_webhook_line(one, self._link) for one in reversed(confirmations)), none)

    def _mark(self, reason: str) -> None:
        def done(link: PaymentLink) -> None:
            self._by_hand.finish()
            self.show_link(link)
            self.link_changed.emit(link)

        job = self._session.links.mark_by_hand(self._link.id, reason)
        self._tasks.start(self, job, done=done, refused=self._by_hand.show_problem)


Line = tuple[str, str, str, str, str]
"""Icon, its colour, when, what, and more about it; "" for none."""


def _webhook_line(confirmation: Confirmation, link: PaymentLink) -> Line:
    code = VerdictCode(confirmation.verdict)
    # the ledger keeps the reasons' codes; what they are about is the link
    asked = (("asked_amount", link.amount), ("asked_currency", link.currency), ("asked_ref", link.reference))
    judged = Verdict(code, details=(*asked, ("link_profile", link.profile)))
    ink = theme.verdict_ink(words.COLOURS[code])
    parts = [
        words.money(confirmation.amount, confirmation.currency) if confirmation.amount else "",
        f"{words.field_name('status')}: {ltr(confirmation.status)}" if confirmation.status else "",
        f"{words.field_name('ref')}: {ltr(confirmation.ref)}" if confirmation.ref else "",
    ]
    reasons = [words.reason(reason, judged) for reason in confirmation.reasons]
    more = "\n".join([" · ".join(filter(None, parts)), *reasons])
    return ink.icon, ink.text, times.full(times.parsed(confirmation.at)), words.title(code), more


class _Head(QWidget):
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
        self._amount.setText(ltr(f"{grouped(link.amount)} {link.currency}"))
        self._state.setText(state_word(link.state))
        tint(self._state, ink.text)
        note = link_words.note(link)
        if link.state is LinkState.PAID_BY_HAND:
            told = translate("LinkDetails", "Marked by hand, not verified by a webhook. Reason: {reason}")
            note = told.format(reason=note)
        self._say(note)

    def add_note(self, text: str) -> None:
        """One sentence more, if it does not stand there yet."""
        if text not in self._note.text():
            self._say("\n".join(filter(None, (self._note.text(), text))))

    def _say(self, note: str) -> None:
        self._note.setText(note)
        self._note.setVisible(bool(note))


class _Facts(QWidget):
    """Name and value, a line each; what people need elsewhere has a copy button."""

    copy_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.L)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def show_link(self, link: PaymentLink) -> None:
        _empty(self._grid)
        self._add(translate("LinkDetails", "Reference"), link.reference)
        self._add(translate("LinkDetails", "Payment URL"), link.url, copied=True)
        self._add(translate("LinkDetails", "Order id"), link.order_id, copied=True)
        self._add(translate("LinkDetails", "Kazawallet account"), link.email)
        self._add(translate("LinkDetails", "Redirect URL"), link.redirect_url)
        self._add(translate("LinkDetails", "Profile"), link.profile)
        self._add(translate("LinkDetails", "Created"), times.full(times.parsed(link.created_at)), words=True)
        self._add(translate("LinkDetails", "Last change"), times.full(times.parsed(link.updated_at)), words=True)
        self._add(translate("LinkDetails", "Kazawallet says"), link.message, words=True)

    def _add(self, name: str, value: str | None, *, copied: bool = False, words: bool = False) -> None:
        """A line, if there is a value. `words`: in the direction of the layout, not as an identifier."""
        if not value:
            return
        row = self._grid.rowCount()
        label = PlainLabel(name, self)
        tint(label, theme.scheme().muted)
        shown = ElidedText(self, "body", identifier=not words)
        shown.show_text(visible_identifier(value))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(shown, row, 1)
        self._grid.setRowMinimumHeight(row, _ROW)
        if copied:
            button = QToolButton(self)
            button.setIcon(icons.icon("copy"))
            button.setFixedHeight(_ROW)
            button.setAutoRaise(True)
            button.setToolTip(translate("LinkDetails", "Copy: {name}").format(name=name))
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(lambda: self.copy_requested.emit(value))
            self._grid.addWidget(button, row, 2)


class _Lines(QWidget):
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

    def show_lines(self, lines: Iterable[Line], none: str = "") -> None:
        _empty(self._grid)
        for line in lines:
            self._add(line)
        if none and self._grid.count() == 0:
            self._add(("", "", "", none, ""))

    def show_problem(self, error: KazaDeskError) -> None:
        self.show_lines([("alert", theme.scheme().danger, "", sentence(error), "")])

    def _add(self, line: Line) -> None:
        icon, colour, when, what, more = line
        row = self._grid.rowCount()
        if icon:
            mark = QLabel(self)
            mark.setPixmap(icons.pixmap(icon, colour, _ICON, self.devicePixelRatioF()))
            self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        text = PlainLabel(what, self)
        text.setWordWrap(True)
        if colour:
            tint(text, colour)
        self._grid.addWidget(text, row, 2)
        if when:
            time = PlainLabel(when, self)
            tint(time, theme.scheme().muted)
            self._grid.addWidget(time, row, 1, Qt.AlignmentFlag.AlignTop)
        if more:
            told = PlainLabel(more, self)
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
