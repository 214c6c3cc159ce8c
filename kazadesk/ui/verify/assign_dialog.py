"""Assign an unexpected payment to a link by hand: which links fit, and what happens then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kazadesk.services.verify import same_money
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.field import from_the_start
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.list_item import list_item
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import isolated, listed, ltr, translate, visible_identifier
from kazadesk.words import verdicts as words
from kazadesk.words.amounts import money
from kazadesk.words.errors import sentence, state_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_ROW, _LEAST_ROWS = 40, 2
_PATIENCE_MS = 200


class AssignDialog(GrowingDialog):
    """Shown with open()."""

    usual = QSize(600, 520)

    assigned = Signal(object, object)
    """The PaymentLink with its order id, and the Verdict on the same webhook now, or None where none could be had."""

    def __init__(self, verdict: Verdict, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("assignDialog")
        self.setWindowTitle(translate("Assign", "Assign a payment to a link"))
        self._verdict, self._session, self._tasks = verdict, session, tasks
        self._busy = self._looked = False
        self._search = from_the_start(QLineEdit(self))
        self._search.setObjectName("assignSearchEdit")
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.setPlaceholderText(translate("Assign", "Search reference, amount, email"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setAccessibleDescription(" ")  # else the placeholder is read as one
        self._list = QListWidget(self)
        self._list.setObjectName("assignList")
        self._list.setAccessibleName(translate("Assign", "Links that it may be assigned to"))
        self._told = Notice(self)
        self._told.setObjectName("assignTold")
        self._cancel = push_button(translate("Assign", "Cancel"), name="cancelAssignButton")
        self._assign = push_button(translate("Assign", "Assign"), name="confirmAssignButton", primary=True)
        for button in (self._cancel, self._assign):
            button.setAutoDefault(False)  # it cannot be undone: Enter belongs to the search
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PATIENCE_MS)
        self._pause.timeout.connect(self._read_links)
        self._search.textEdited.connect(lambda _text: self._pause.start())
        self._list.currentItemChanged.connect(lambda _item, _before: self._show_consequence())
        self._cancel.clicked.connect(self.reject)
        self._assign.clicked.connect(self._start)
        self._show_consequence()
        self._read_links()

    def _lay_out(self) -> None:
        title = PlainLabel(translate("Assign", "Which link does this payment belong to?"), self)
        title.setFont(theme.font("title"))
        verdict = self._verdict
        facts = [money(verdict.amount, verdict.currency), ltr(visible_identifier(verdict.order_id or ""))]
        if verdict.ref:
            facts.append(f"{words.field_name('ref')}: {ltr(visible_identifier(verdict.ref))}")
        payment = PlainLabel(listed(*facts), self)
        payment.setFont(theme.font("strong"))
        payment.setWordWrap(True)
        hint = QuietLabel(
            translate(
                "Assign",
                "Only links without an order id are listed; a link with its own id would be paid under that id.",
            ),
            self,
        )
        hint.setWordWrap(True)
        self._list.setMinimumHeight(_LEAST_ROWS * _ROW)
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        for part in (title, payment, hint, self._search):
            column.addWidget(part)
        column.addWidget(self._list, 1)
        foot = QVBoxLayout()
        foot.setSpacing(theme.M)
        foot.addWidget(self._told)
        foot.addLayout(button_row(leave=self._cancel, acts=(self._assign,)))
        self.fill(column, foot)

    # the links

    def _read_links(self) -> None:
        job = self._session.verify.assignable(self._verdict, self._search.text())
        self._tasks.start(self, job, done=self._show, refused=self._refused)

    def _show(self, links: list[PaymentLink]) -> None:
        self._looked = True
        same = [link for link in links if same_money(link, self._verdict)]
        others = [link for link in links if link not in same]
        with QSignalBlocker(self._list):  # what would happen is said once, when all is there
            self._list.clear()
            self._add(translate("Assign", "The same amount and currency"), same)
            self._add(translate("Assign", "Other links"), others)
            if self._verdict.link is not None or len(same) == 1:
                # one that the reference leads to, or the only one of that amount, is as good as found
                wanted = self._verdict.link.id if self._verdict.link is not None else same[0].id
                self._choose(wanted)
        self._show_consequence()

    def _add(self, heading: str, links: Iterable[PaymentLink]) -> None:
        for place, link in enumerate(links):
            if place == 0:
                head = QListWidgetItem(heading, self._list)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(theme.font("caption"))
            ink = theme.state_ink(link.state)
            parts = (
                money(link.amount, link.currency),
                ltr(visible_identifier(link.reference)),
                state_word(link.state),
                times.full(times.parsed(link.created_at)),
            )
            icon = icons.icon(ink.icon)
            item = list_item(listed(*parts), self._list, icon)
            item.setData(Qt.ItemDataRole.UserRole, link)
            item.setSizeHint(QSize(0, _ROW))

    def _choose(self, link_id: int) -> None:
        for row in range(self._list.count()):
            link = self._list.item(row).data(Qt.ItemDataRole.UserRole)
            if link is not None and link.id == link_id:
                self._list.setCurrentRow(row)

    def _chosen(self) -> PaymentLink | None:
        item = self._list.currentItem()
        link: PaymentLink | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return link

    # what happens

    def _show_consequence(self) -> None:
        link = self._chosen()
        self._assign.setEnabled(link is not None and not self._busy)
        if link is not None:
            self._told.say(*self._consequence(link))
        elif not self._looked:
            self._told.say("")
        elif self._list.count():
            self._told.say(translate("Assign", "Choose a link."), "quiet")
        elif self._search.text().strip():
            self._told.say(translate("Assign", "No link without an order id is found with this."), "quiet")
        else:
            self._told.say(
                translate(
                    "Assign",
                    "Every link that Kazawallet made for this account has its order id, so the payment belongs to none"
                    " of them: it may have been made elsewhere. Ask Kazawallet what it pays for.",
                ),
                "quiet",
            )

    def _consequence(self, link: PaymentLink) -> tuple[str, str]:
        """What assigning to `link` does, and the tone to say it in."""
        told = translate(
            "Assign",
            "The link {reference} gets this order id, permanently marked as assigned by hand; this cannot be undone."
            " It does not become paid: that you can mark by hand afterwards.",
        ).format(reference=isolated(link.reference))
        if same_money(link, self._verdict):
            return told, "info"
        differs = translate("Assign", "You asked for {asked}; the notice says {amount}.").format(
            asked=money(link.amount, link.currency),
            amount=money(self._verdict.amount, self._verdict.currency),
        )
        return f"{differs} {told}", "warning"

    def _start(self) -> None:
        link = self._chosen()
        if link is None or self._busy:
            return
        self._set_busy(True)
        job = self._session.verify.assign(self._verdict, link.id)
        self._tasks.start(self, job, done=self._done, refused=self._refused, ended=lambda: self._set_busy(False))

    def _done(self, result: tuple[PaymentLink, Verdict | None]) -> None:
        self.assigned.emit(*result)
        self.accept()

    def _refused(self, error: KazaDeskError) -> None:
        self._told.say(sentence(error), "error")

    def reject(self) -> None:
        """Not while it is assigned, which cannot be taken back: the window has to hear what came of it."""
        if not self._busy:
            super().reject()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._cancel.setEnabled(not busy)
        self._search.setEnabled(not busy)
        self._list.setEnabled(not busy)
        self._assign.setEnabled(not busy and self._chosen() is not None)
