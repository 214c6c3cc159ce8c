"""Everything that is known about one link: what was asked, what became of it, its webhooks; and marking it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kazadesk.core.customers import Customer
from kazadesk.core.link import LinkState, may_move
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.ui.details.facts import Facts, Head, Lines
from kazadesk.ui.details.mark_by_hand import MarkByHand
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.panel import follow_news
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import isolated, listed, ltr, spoken, translate
from kazadesk.words import links as link_words
from kazadesk.words import verdicts as words
from kazadesk.words.accounts import profile_word
from kazadesk.words.amounts import money
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.records import Confirmation, LinkChanges, LinkEvent
    from kazadesk.services.session import Session
    from kazadesk.ui.details.facts import Line
    from kazadesk.ui.tasks import Tasks


class LinkDetails(GrowingDialog):
    """Shown with open(); deletes itself when it is closed. What happens to the link meanwhile is shown."""

    usual = QSize(580, 560)

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
        self._head = Head(self._content)
        self._facts = Facts(self._content)
        self._facts.copy_requested.connect(self.copy_requested)
        self._history = Lines("linkHistory", translate("LinkDetails", "History"), self._content)
        self._webhooks = Lines("linkWebhooks", translate("LinkDetails", "Notices"), self._content)
        for part in (self._head, self._facts, self._webhooks, self._history):
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        self._by_hand = MarkByHand(self)
        self._by_hand.confirmed.connect(self._mark)
        self._lay_out()
        self.show_link(link)
        follow_news(self, session.news, self._heard)

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its lines are gone through one by one
        scroll.setWidget(self._content)
        close = QPushButton(translate("LinkDetails", "Close"), self)
        close.setObjectName("closeDetailsButton")
        close.setProperty("leaves", True)
        # Enter belongs to the reason below, where one is typed
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        close.setFocus()  # never on an act that cannot be undone
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
        self._link, self._customer = link, Customer()
        self._head.show_link(link)
        self._facts.show_link(link, self._account())
        self._by_hand.show_link(link)
        told = translate("LinkDetails", "{title}: {amount}, {state}")  # what is asked first is heard first
        amount, state = money(link.amount, link.currency), state_word(link.state)
        self.setAccessibleName(spoken(told.format(title=self.windowTitle(), amount=amount, state=state)))
        self._by_hand.setVisible(may_move(link.state, LinkState.PAID_BY_HAND))
        ledger, start = self._session.ledger, self._tasks.start
        start(self, ledger.customers_of([link.id]), done=self._show_customer, refused=lambda _error: None)
        start(self, ledger.events(link.id), done=self._show_events, refused=self._history.show_problem)
        start(self, ledger.confirmations(link.id), done=self._show_webhooks, refused=self._webhooks.show_problem)

    def _show_customer(self, found: dict[int, Customer]) -> None:
        if self._link.id in found and found[self._link.id] != self._customer:
            self._customer = found[self._link.id]
            self._facts.show_customer(self._customer)

    def _heard(self, changes: LinkChanges) -> None:
        """Links have changed, perhaps this one: show it as it is now."""
        if changes.links is None:
            self._refresh()
        for link in changes.links or ():
            if link.id == self._link.id:
                self.show_link(link)

    def _refresh(self) -> None:

        def found(link: PaymentLink | None) -> None:
            if link is not None and link != self._link:
                self.show_link(link)

        self._tasks.start(self, self._session.ledger.link(self._link.id), done=found)

    def _account(self) -> str:
        profiles, name = self._session.profiles, self._link.profile
        shown = profile_word(profiles.shown(name))
        if name in profiles.names():
            return shown
        return translate("LinkDetails", "{account} (deleted here)").format(account=shown)

    def ask_by_hand(self) -> None:
        """Go straight to marking the link by hand."""
        self._by_hand.ask()

    def _show_events(self, events: list[LinkEvent]) -> None:
        if any(event.kind == "bound" for event in events):
            self._head.add_note(translate("LinkDetails", "Its payment was assigned by hand."))
        self._history.show_lines(
            ("", "", times.full(times.parsed(event.at)), _by_desk(link_words.event_text(event), event.desk), "")
            for event in reversed(events)
        )

    def _show_webhooks(self, confirmations: list[Confirmation]) -> None:
        none = translate("LinkDetails", "No notice of this link has been verified yet.")
        account = self._session.profiles.shown(self._link.profile)
        self._webhooks.show_lines((_webhook_line(one, self._link, account) for one in reversed(confirmations)), none)

    def _mark(self, reason: str) -> None:
        job = self._session.links.mark_by_hand(self._link.id, reason)
        self._tasks.start(self, job, done=lambda _link: self._by_hand.finish(), refused=self._by_hand.show_problem)


def _by_desk(told: str, desk: str | None) -> str:
    """What happened, and at which of several desks."""
    return translate("Desks", "{what} · {desk}").format(what=told, desk=isolated(desk)) if desk else told


def _webhook_line(confirmation: Confirmation, link: PaymentLink, account: str) -> Line:
    code = VerdictCode(confirmation.verdict)
    # the ledger keeps the reasons' codes; what they are about is the link
    asked = (("asked_amount", link.amount), ("asked_currency", link.currency), ("asked_ref", link.reference))
    judged = Verdict(code, details=(*asked, ("link_profile", account)))
    ink = theme.verdict_ink(words.COLOURS[code])
    parts = [
        money(confirmation.amount, confirmation.currency) if confirmation.amount else "",
        f"{words.field_name('status')}: {ltr(confirmation.status)}" if confirmation.status else "",
        f"{words.field_name('ref')}: {ltr(confirmation.ref)}" if confirmation.ref else "",
    ]
    reasons = [words.reason(reason, judged) for reason in confirmation.reasons]
    more = "\n".join([listed(*parts), *reasons])
    told = _by_desk(words.title(code), confirmation.desk)
    return ink.icon, ink.text, times.full(times.parsed(confirmation.at)), told, more
