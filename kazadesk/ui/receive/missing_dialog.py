"""Links without an answer: what they ask for, what the balance says, and what can be done about each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from kazadesk.services.missing import enquiry
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.list_item import list_item
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import listed, ltr, translate, visible_identifier
from kazadesk.words.amounts import price
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.services.missing import BalanceHint
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_SHOWN = 500


class MissingDialog(GrowingDialog):
    """Shown with open()."""

    usual = QSize(640, 460)

    show_link_requested = Signal(int)
    mark_by_hand_requested = Signal(int)
    paste_requested = Signal()
    looked = Signal()
    """The mailbox was looked into once more."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("missingDialog")
        self.setWindowTitle(translate("Receive", "Without an answer"))
        self._session, self._tasks = session, tasks
        self._links: list[PaymentLink] = []
        about = translate(
            "Receive",
            "Kazawallet sends a notice for each payment and each time-out. These links are old and have had none:"
            " it was probably lost.",
        )
        self._about = PlainLabel(about, self)
        self._about.setWordWrap(True)
        self._hint = Notice(self)
        self._hint.setObjectName("balanceHint")
        self._told = Notice(self)
        self._list = QListWidget(self)
        self._list.setObjectName("missingList")
        self._list.setAccessibleName(self.windowTitle())
        self._list.setMinimumHeight(theme.XXL * 4)
        self._list.currentRowChanged.connect(lambda _row: self._enable())
        self._make_buttons()
        self._lay_out()
        self.reload()

    def _make_buttons(self) -> None:
        self._look = push_button(
            translate("Receive", "Look in the mailbox once more"), "refresh", name="lookAgainButton"
        )
        self._paste = push_button(translate("Receive", "Paste a notice"), "paste", name="pasteMissingButton")
        self._show = push_button(translate("Receive", "Show the link"), "link", name="showMissingButton")
        self._mark = push_button(translate("Receive", "Mark by hand…"), "hand", name="markMissingButton")
        self._arabic = push_button(
            translate("Receive", "Copy an enquiry in Arabic"), "copy", name="enquiryArabicButton"
        )
        self._english = push_button(
            translate("Receive", "Copy an enquiry in English"), "copy", name="enquiryEnglishButton"
        )
        self._look.clicked.connect(self.look_again)
        self._paste.clicked.connect(self._go_and_paste)
        self._show.clicked.connect(lambda: self._go(self.show_link_requested))
        self._mark.clicked.connect(lambda: self._go(self.mark_by_hand_requested))
        self._arabic.clicked.connect(lambda: self._copy("ar"))
        self._english.clicked.connect(lambda: self._copy("en"))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        for widget in (self._about, self._hint, self._list):
            column.addWidget(widget, 1 if widget is self._list else 0)
        foot = QVBoxLayout()
        foot.setSpacing(theme.S)
        foot.addWidget(self._told)
        for row in ((self._look, self._paste), (self._show, self._mark), (self._arabic, self._english)):
            line = QHBoxLayout()
            line.setSpacing(theme.S)
            for button in row:
                line.addWidget(button, 1)
            foot.addLayout(line)
        close = push_button(translate("Receive", "Close"), name="closeMissingButton")
        close.clicked.connect(self.reject)
        foot.addLayout(button_row(leave=close))
        self.fill(column, foot)

    def reload(self) -> None:
        """What is without an answer now."""
        self._tasks.start(self, self._session.missing.links(), done=self._fill_list, refused=self._refused)
        hints = self._session.missing.hints(self._session.profiles.current)
        self._tasks.start(self, hints, done=self._show_hints, refused=self._refused)

    def _fill_list(self, links: list[PaymentLink]) -> None:
        self._links = links[:_SHOWN]
        self._list.clear()
        for link in self._links:
            money = ltr(f"{price(link.amount, link.currency)} {link.currency}")
            age = times.ago(times.parsed(link.created_at), times.now())
            list_item(listed(money, ltr(visible_identifier(link.reference)), age), self._list)
        if links:
            self._list.setCurrentRow(0)
        else:
            self._told.say(translate("Receive", "Every link that is old enough has had its notice."), "info", "check")
        self._enable()

    def _show_hints(self, hints: list[BalanceHint]) -> None:
        self._hint.say("\n".join(hint_sentence(hint) for hint in hints), "warning")

    def _refused(self, error: KazaDeskError) -> None:
        self._told.say(sentence(error), "error")

    def _enable(self) -> None:
        for button in (self._show, self._mark, self._arabic, self._english):
            button.setEnabled(self._chosen() is not None)

    def _chosen(self) -> PaymentLink | None:
        row = self._list.currentRow()
        return self._links[row] if 0 <= row < len(self._links) else None

    def _go(self, signal: object) -> None:
        link = self._chosen()
        if link is not None:
            self.accept()
            signal.emit(link.id)  # type: ignore[attr-defined]

    def _go_and_paste(self) -> None:
        self.accept()
        self.paste_requested.emit()

    def _copy(self, language: str) -> None:
        link = self._chosen()
        if link is not None and copied(enquiry(link, language), self, confidential=True):
            self._told.say(translate("Receive", "Copied. Send it to Kazawallet's support."), "info", "check")

    def look_again(self) -> None:
        """Pull once more, for every account that has a mailbox."""
        self._look.setEnabled(False)
        self._tasks.start(
            self, self._pull(), done=self._pulled, refused=self._refused, ended=lambda: self._look.setEnabled(True)
        )

    async def _pull(self) -> int:
        number = 0
        for profile in await self._session.inbox.set_up():
            while (pulled := await self._session.inbox.pull(profile, asked=True)).posts:
                number += len(pulled.arrived)
        return number

    def _pulled(self, number: int) -> None:
        self.reload()
        self.looked.emit()
        found = translate("Receive", "%n notice(s) more were in the mailbox.", "", number)
        self._told.say(found if number else translate("Receive", "There is nothing more in the mailbox."), "info")


def hint_sentence(hint: BalanceHint) -> str:
    """What the balance says: never a verdict."""
    text = translate("Receive", "{currency} rose by {rose} since {when}; confirmed links explain {explained}.").format(
        currency=ltr(hint.currency),
        rose=ltr(price(hint.rose, hint.currency)),
        when=times.ago(times.parsed(hint.since), times.now()),
        explained=ltr(price(hint.explained, hint.currency)),
    )
    for link in hint.links:
        asks = translate("Receive", "Link {reference} asks {amount}.")
        text += " " + asks.format(
            reference=ltr(visible_identifier(link.reference)), amount=ltr(price(link.amount, link.currency))
        )
    return text + " " + translate("Receive", "Payouts and fees cannot be seen from here.")


def total_of(links: list[PaymentLink]) -> str:
    """What they ask for together, a currency at a time."""
    sums: dict[str, Decimal] = {}
    for link in links:
        sums[link.currency] = sums.get(link.currency, Decimal()) + Decimal(link.amount)
    return listed(
        *(ltr(f"{price(format(total, 'f'), currency)} {currency}") for currency, total in sorted(sums.items()))
    )
