"""The form for a new payment link; what is typed is checked and kept by the services, and sent in the background."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kazadesk.core.customers import Customer
from kazadesk.core.errors import InputError, InputErrors, KazaDeskError
from kazadesk.core.link import LinkForm, LinkState, PaymentLink
from kazadesk.core.money import parse_amount, parse_currency
from kazadesk.ui.create.fold import Fold
from kazadesk.ui.create.readings import Readings
from kazadesk.ui.create.sale import SalePart
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.box import currency_box
from kazadesk.ui.widgets.buttons import PushButton, explain, with_keys
from kazadesk.ui.widgets.field import ENTER, ErrorLine, Field, LineEdit, from_the_start, left_to_right
from kazadesk.ui.widgets.labels import PlainLabel, WrappedLabel
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.words.amounts import grouped, ungrouped
from kazadesk.words.errors import sentence
from kazadesk.words.links import trouble

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from kazadesk.services.session import Session
    from kazadesk.ui.create.customer import CustomerFields
    from kazadesk.ui.tasks import Tasks

ORDER = ("amount", "currency", "email", "reference", "redirect_url", "name", "phone")
_OF_KEYS = frozenset({"key_rejected", "keys_rejected", "keys_swapped", "bad_key"})
"""Refusals that are about the keys, not about anything in the form."""
_REFUSED = {"user_not_found": "email"}
"""The field that a refusal of Kazawallet is about, where it says so."""


class CreateForm(Panel, QFrame):
    """Free for the next link as soon as one is in the ledger."""

    beginning = Signal(bool)
    """Whether a link is about to be made: from the press of the key until it is there, or refused."""
    link_begun = Signal(object)
    """A PaymentLink, sending."""
    link_settled = Signal(object)
    """The same link as its request has ended."""
    link_not_kept = Signal(object, object)
    """A PaymentLink whose outcome could not be written, and the LedgerError; its `url` detail may hold the URL."""
    told = Signal(str)
    """What came of a press that changes nothing to be seen."""
    credentials_requested = Signal()
    prices_requested = Signal()
    """The price list, to be changed."""
    folded = Signal()
    """The form is higher or lower than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._busy = False
        self._wished = False
        """Whether Enter was pressed before the services were there."""
        self._corrected: int | None = None
        """The id of the refused link that the form is to correct."""
        self._sure: LinkForm | None = None
        """What was asked about once, and is right if it is sent as it stands."""
        self._account = ""
        self._carried = Customer()
        """What was typed into the form before this one."""
        self._customer: CustomerFields | None = None
        self._sending: dict[int, asyncio.Task[PaymentLink]] = {}
        self._make_fields()
        self._offered = self._form()
        self._create = PushButton(translate("CreateForm", "Create link"), self)
        self._create.setObjectName("createButton")
        self._create.setProperty("primary", True)
        explain(self._create, self._create.text(), keys.CREATE)
        self._create.setEnabled(False)
        self._create.clicked.connect(self.submit)
        self._problem = WrappedLabel(self, tone="danger")
        self._problem.hide()
        self._enter_keys = QPushButton(translate("CreateForm", "API key and secret…"), self)
        self._enter_keys.setProperty("flat", True)
        self._enter_keys.clicked.connect(self.credentials_requested)
        self._enter_keys.hide()
        self._lay_out()

    def _make_fields(self) -> None:
        customer = translate("CreateForm", "Customer's name and phone")
        self._customer_fold = Fold("person", "customerButton", customer, keys.CUSTOMER, self)
        self._customer_fold.changed.connect(self._show_customer)
        self._customer_fold.clicked.connect(self._fold_customer)
        self.amount = LineEdit(self)
        self.amount.setObjectName("amountEdit")
        self.amount.setFont(theme.font("title"))
        self.amount.setMaxLength(60)
        self.amount.setPlaceholderText(ungrouped("0.00"))
        self.amount.setToolTip(with_keys(translate("CreateForm", "Amount"), keys.NEW))
        self.amount.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.currency = currency_box(self)
        self.currency.setObjectName("currencyBox")
        self.email = LineEdit(self)
        self.email.setObjectName("emailEdit")
        self.email.setPlaceholderText("name@example.com")
        self.reference = from_the_start(LineEdit(self))
        self.reference.setObjectName("referenceEdit")
        self.reference.setPlaceholderText(translate("CreateForm", "made for you"))
        self.redirect = LineEdit(self)
        self.redirect.setObjectName("redirectEdit")
        self.redirect.setPlaceholderText(translate("CreateForm", "optional"))
        for latin in (self.amount, self.email, self.redirect):
            left_to_right(latin)
        self._money_errors, self._pair_errors = money, pair = ErrorLine(self), ErrorLine(self)
        money.setObjectName("amountSaidBack")
        self._fields = {
            "amount": Field(translate("CreateForm", "Amount"), self.amount, self, errors=money),
            "currency": Field(translate("CreateForm", "Currency"), self.currency, self, errors=money),
            "email": Field(
                translate("CreateForm", "Email"),
                self.email,
                self,
                hint=translate("CreateForm", "Your own Kazawallet account, not the customer's."),
            ),
            "reference": Field(translate("CreateForm", "Reference"), self.reference, self, errors=pair),
            "redirect_url": Field(translate("CreateForm", "Redirect URL"), self.redirect, self, errors=pair),
        }
        for name, field in self._fields.items():
            edit = self.currency.lineEdit() if name == "currency" else field.editor
            if isinstance(edit, QLineEdit):
                edit.textEdited.connect(lambda _text, field=field: field.show_error(""))
                edit.textEdited.connect(self._prepare)
                edit.returnPressed.connect(self.submit)
        self.amount.textEdited.connect(self._amount_edited)
        self.amount.textChanged.connect(self._say_amount_back)
        self.currency.currentTextChanged.connect(self._say_amount_back)
        self.currency.activated.connect(lambda _row: self._fields["currency"].show_error(""))
        self._sale = SalePart(self.amount, self.currency, self.reference, self)
        self._sale.rung.connect(self._rung)
        self._sale.cleared.connect(self._begin_anew)
        self._sale.prices_requested.connect(self.prices_requested)
        self._sale.folded.connect(self.folded)

    def _lay_out(self) -> None:
        title = PlainLabel(translate("CreateForm", "New payment link"), self)
        title.setFont(theme.font("title"))
        money = QGridLayout()
        money.setHorizontalSpacing(theme.S)
        money.addWidget(self._fields["amount"], 0, 0, Qt.AlignmentFlag.AlignTop)
        money.addWidget(self._fields["currency"], 0, 1, Qt.AlignmentFlag.AlignTop)
        money.setVerticalSpacing(0)
        money.addWidget(self._money_errors, 1, 0, 1, 2)
        self._money_errors.keep_room(True)
        money.setColumnStretch(0, 3)
        money.setColumnStretch(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.S, theme.L, theme.L)  # the buttons beside the title are the higher
        column.setSpacing(theme.S)
        head = QHBoxLayout()
        head.setSpacing(theme.XS)
        head.addWidget(title, 1)
        head.addWidget(self._sale.fold)
        head.addWidget(self._customer_fold)
        column.addLayout(head)
        column.addWidget(self._sale)
        column.addLayout(money)
        self._column = column
        self._readings = Readings(self)
        self._readings.chosen.connect(self._take_reading)
        column.addWidget(self._readings)
        column.addWidget(self._fields["email"])
        # side by side: both are seldom typed, and the newest link below them has to be in sight
        pair = QGridLayout()
        pair.setHorizontalSpacing(theme.S)
        pair.setVerticalSpacing(0)
        for place, name in enumerate(("reference", "redirect_url")):
            pair.addWidget(self._fields[name], 0, place, Qt.AlignmentFlag.AlignTop)
            pair.setColumnStretch(place, 1)
        pair.addWidget(self._pair_errors, 1, 0, 1, 2)
        column.addLayout(pair)
        column.addWidget(self._problem)
        column.addWidget(self._enter_keys, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._create)

    def keep_room(self, kept: bool) -> None:
        """Whether there is room for errors before there are any; in a low window the newest link needs it, but for the
        line in which the amount is said back.
        """
        self._pair_errors.keep_room(kept)
        for fold in (self._sale.fold, self._customer_fold):
            fold.set_low(not kept)

    def set_tall(self, tall: bool) -> None:
        """Whether there is room for more of the price list."""
        self._sale.set_tall(tall)

    @property
    def unfolded(self) -> bool:
        """Whether more than what every link needs is in sight."""
        return any(part is not None and not part.isHidden() for part in (self._sale, self._customer))

    def event(self, event: QEvent) -> bool:
        """Takes Ctrl+Enter in a field for Enter, not for a shortcut: where a screen reader runs, Qt on Linux sends what
        is typed round by D-Bus, and a shortcut would overtake the amount's last digits.
        """
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in ENTER
            and isinstance(self.window().focusWidget(), QLineEdit | QComboBox)
        ):
            event.accept()
            if not event.isAutoRepeat():
                self.beginning.emit(True)
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # the two fields of the first row are as high as each other, whatever their fonts
        self.currency.setMinimumHeight(self.amount.sizeHint().height())

    def _say_amount_back(self) -> None:
        """In full, as it will be sent, where there is no doubt about it."""
        try:
            currency = parse_currency(self.currency.currentText())
            amount = parse_amount(self.amount.text(), currency)
        except InputError:
            self._money_errors.say_else("")
            return
        words = translate("CreateForm", "Will be sent: {amount}")
        self._money_errors.say_else(words.format(amount=ltr(f"{grouped(amount)} {currency}")))

    def _prepare(self) -> None:
        """A link is on its way to be made: the connection for it can be opened while the rest is typed."""
        if self.attached and self.amount.text():
            self.session.links.prepare()

    def _amount_edited(self, text: str) -> None:
        if not text:  # an emptied form is for another link
            self._corrected = None

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        self._create.setEnabled(True)
        change, value = session.settings.change, session.settings.value
        self._sale.attach(session, tasks)
        self._customer_fold.attach(value.customer_open, lambda unfolded: change(customer_open=unfolded))
        self._fill_customer(self._carried)
        self.show_defaults()
        if self._wished:
            self._wished = False
            self.submit()

    def show_defaults(self) -> None:
        """What the current profile remembers, where nothing else was typed; the email is always the profile's own."""
        if not self.attached:
            return
        typed, before = self._form(), self._offered
        defaults = self.session.profiles.defaults()
        if typed.currency == before.currency:
            self.currency.choose(defaults.currency)
        if typed.email == before.email or self._account not in ("", defaults.name):
            self.email.setText(defaults.email)
        if typed.redirect_url == before.redirect_url:
            self.redirect.setText(defaults.redirect_url)
        for edit in (self.email, self.redirect):
            edit.setCursorPosition(0)
        self._account = defaults.name
        self.show_prices()
        self._offered = LinkForm("", defaults.currency, defaults.email, "", defaults.redirect_url)

    # ── the customer ──

    def _show_customer(self) -> None:
        """The fields, where they are wanted, or hold what would be kept."""
        wanted = self._customer_fold.unfolded
        if self._customer is None:
            if not wanted or not self.attached:
                return
            from kazadesk.ui.create.customer import CustomerFields  # noqa: PLC0415 - the first paint does without it

            self._customer = CustomerFields(self)
            self._customer.attach(self.session, self.tasks)
            self._customer.submitted.connect(self.submit)
            self._customer.edited.connect(self._prepare)
            self._fields |= self._customer.fields
            self._column.insertWidget(self._column.indexOf(self._problem), self._customer)
            stops = (self.redirect, self._customer.name, self._customer.phone, self._enter_keys, self._create)
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)
        self._customer.setVisible(wanted or not self._customer.empty)
        self.folded.emit()

    def _fold_customer(self, unfolded: bool) -> None:
        if not unfolded and self._customer is not None:
            self._customer.clear()  # what is not seen is not kept
            self._show_customer()

    def go_to_customer(self) -> None:
        """The focus to the customer's name."""
        if self.attached:
            self._customer_fold.unfold(True)
            if self._customer is not None:
                self._customer.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill_customer(self, customer: Customer) -> None:
        if customer != Customer():
            self._customer_fold.unfold(True)
        if self._customer is not None:
            self._customer.fill(customer)

    # ── the price list ──

    def show_prices(self) -> None:
        """The buttons of the current account's price list, as it is now."""
        if self.attached:
            self._sale.show_prices()

    def go_to_prices(self) -> None:
        """The focus to the price list's buttons; where there are none yet, they are asked for."""
        if self.attached:
            self._sale.go_to()

    def _rung(self) -> None:
        self._clear_errors()
        self._corrected = None
        self._prepare()

    def _begin_anew(self) -> None:
        self.amount.clear()
        self.focus_amount()

    def continue_from(self, before: CreateForm, *, to_practice: bool) -> None:
        """Take over what was typed there for a link that is not begun yet; `to_practice`: where only one email is
        known, and a merchant's own would be refused.
        """
        typed, offered = before._form(), before._offered
        self.amount.setText(typed.amount)
        self.reference.setText(typed.reference)
        if typed.currency != offered.currency:
            self.currency.choose(typed.currency)
        if typed.redirect_url != offered.redirect_url:
            self.redirect.setText(typed.redirect_url)
        if typed.email != offered.email and not to_practice:
            self.email.setText(typed.email)
        self._carried = Customer(typed.name, typed.phone)

    def _form(self) -> LinkForm:
        amount, currency, email = self.amount.text(), self.currency.currentText(), self.email.text()
        typed = self._customer
        name, phone = (typed.name.text(), typed.phone.text()) if typed is not None else ("", "")
        return LinkForm(amount, currency, email, self.reference.text(), self.redirect.text(), name, phone)

    def submit(self) -> None:
        """Check what was typed, keep the link, send it; as soon as the services are there."""
        if not self.attached:
            self._wished = True
        if self._busy or not self.attached:
            return
        form, profile = self._form(), self.session.profiles.current
        if form == self._sure:
            self._begin(form, typed=True, profile=profile, replaces=self._corrected)
            return
        self._clear_errors()
        self._set_busy(True)

        def looked(doubts: list[InputError]) -> None:
            if not doubts:
                self._begin(form, typed=True, profile=profile, replaces=self._corrected)
                return
            self._set_busy(False)
            self._sure = form
            self._refused(InputErrors(doubts))
            self._problem.say(translate("CreateForm", "If it is right, create the link once more."), tone="muted")

        def refused(error: KazaDeskError) -> None:
            self._set_busy(False)
            self._refused(error)

        self.ask(lambda session: session.links.doubts(form, profile=profile), done=looked, refused=refused)

    def _take_reading(self, field: str, text: str) -> None:
        """What was meant, chosen by a press."""
        self._clear_errors()
        edit = self._fields[field].editor
        if isinstance(edit, QLineEdit):
            edit.setText(ungrouped(text) if field == "amount" else text)
        self._create.setFocus(Qt.FocusReason.OtherFocusReason)

    def create_again(self, link: PaymentLink) -> None:
        """The same once more for its account under a new reference, tied to `link`, whose outcome stays as it is.

        Of one that may exist it is asked first whether somebody has looked.
        """
        if link.state is not LinkState.UNKNOWN:
            self._create_again(link)
            return
        from kazadesk.ui.create.again_dialog import AgainDialog  # noqa: PLC0415 - a dialog's door

        dialog = AgainDialog(link, self.window())
        dialog.confirmed.connect(lambda: self._create_again(link))
        dialog.open()

    def _create_again(self, link: PaymentLink) -> None:
        form = LinkForm(link.amount, link.currency, link.email, "", link.redirect_url or "")
        self._begin(form, profile=link.profile, replaces=link.id, customer_of=link.id)

    def send_again(self, link: PaymentLink) -> None:
        """Send a link that was certainly not sent."""
        self.ask(lambda session: session.links.resend(link.id), done=self._send_once_more, refused=self._say)

    def _send_once_more(self, link: PaymentLink) -> None:
        def settled(after: PaymentLink) -> None:
            self.link_settled.emit(after)
            if after.state is LinkState.UNSENT:  # as it was: only in words can it be seen that something was tried
                self.told.emit(translate("CreateForm", "Tried again just now. {why}").format(why=trouble(after)))

        self._send(link, settled)

    def fill_like(self, link: PaymentLink) -> None:
        """Put the link's values into the form, for a new one of the current account; where Kazawallet refused, the
        field that it refused is ready to be corrected, or the keys are.
        """
        self.amount.setText(ungrouped(link.amount))
        self.currency.choose(link.currency)
        if not self.attached or link.profile == self.session.profiles.current:
            self.email.setText(link.email)  # another account's would not go with the key
        self.redirect.setText(link.redirect_url or "")
        self.reference.clear()
        self.ask(lambda session: session.links.customer_of(link.id), done=self._fill_customer, refused=self._say)
        field = _REFUSED.get(link.error or "") if link.state is LinkState.FAILED else None
        if field is None:
            self.focus_amount()
        else:
            edit = getattr(self, field)
            edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            edit.selectAll()
        if link.state is LinkState.FAILED and not link.replaced:
            self._corrected = link.id
        if link.state is LinkState.FAILED and link.error in _OF_KEYS:
            self.credentials_requested.emit()

    def focus_amount(self) -> None:
        """For a link that has nothing to do with what was there."""
        self._corrected = None
        self.amount.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.amount.selectAll()

    def _begin(
        self,
        form: LinkForm,
        *,
        typed: bool = False,
        profile: str | None = None,
        replaces: int | None = None,
        customer_of: int | None = None,
    ) -> None:
        if not self.attached:
            return
        profile = profile or self.session.profiles.current
        self._clear_errors()
        self._set_busy(True)

        def begun(link: PaymentLink) -> None:
            if typed:
                self._make_room(form)
            self._send(link)

        self.ask(
            lambda session: session.links.begin(form, profile=profile, replaces=replaces, customer_of=customer_of),
            done=begun,
            refused=self._refused,
            ended=lambda: self._set_busy(False),
        )

    def _make_room(self, begun: LinkForm) -> None:
        """For the next link, of which something may be typed already: the keyring can take its time."""
        self._corrected = None
        self._sure = None
        self._offered = begun  # what a link was made with is not waiting to be used
        if self.reference.text() == begun.reference:
            self.reference.clear()
        now = self._form()
        if self._customer is not None and (now.name, now.phone) == (begun.name, begun.phone):
            self._customer.clear()
        if self.amount.text() == begun.amount:
            self.amount.clear()
            self.focus_amount()

    def _send(self, link: PaymentLink, settled: Callable[[PaymentLink], None] | None = None) -> None:
        self.link_begun.emit(link)
        task = self.ask(
            lambda session: session.links.send(link),
            done=settled or self.link_settled.emit,
            refused=lambda error: self.link_not_kept.emit(link, error),
            ended=lambda: self._sending.pop(link.id, None),
        )
        if task is not None:
            self._sending[link.id] = task

    def can_stop(self, link_id: int) -> bool:
        """Whether the link is being sent from here, and its request has certainly not left yet."""
        return link_id in self._sending and self.session.links.can_stop(link_id)

    def stop(self, link: PaymentLink) -> None:
        """Send it no further, if it has not left: it is unsent then, and can be sent again."""
        if self.can_stop(link.id):
            self._sending[link.id].cancel()
        else:
            self.told.emit(translate("CreateForm", "It may have left already: the answer is waited for."))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._create.setEnabled(not busy)
        self.beginning.emit(busy)

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.show_error("")
        self._problem.hide()
        self._enter_keys.hide()
        self._readings.offer([], "")

    def _refused(self, error: KazaDeskError) -> None:
        if not isinstance(error, InputErrors):
            self._say(error)
            self._enter_keys.setVisible(error.code == "no_credentials")
            return
        for each in error.errors:
            self._fields[each.field].show_error(sentence(each))
        self._readings.offer(error.errors, self.currency.currentText().strip().upper())
        first = min(error.errors, key=lambda each: ORDER.index(each.field))
        self._fields[first.field].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, error: KazaDeskError) -> None:
        self._problem.say(sentence(error), tone="danger")
        announce(self, sentence(error))
