"""Every code that the core can give has words, and the words never let a value from outside reorder them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.webhook.field_views import Backing, FieldView
from kazadesk.core.webhook.payload import REPAIRS, UNREADABLE_REASONS, WHY
from kazadesk.core.webhook.verdict import REASONS, Earlier, Verdict, VerdictCode
from kazadesk.ui.words.i18n import speaking
from kazadesk.ui.words.languages import install
from kazadesk.words import verdicts as words

pytestmark = pytest.mark.usefixtures("qapp")

LINK = PaymentLink(
    7, "shop", "INV-7", "10.00", "USD", "me@example.com", None, LinkState.PAID, "id-7", "https://pay.example/7", None,
    None, False, "2026-03-12T11:03:27.500Z", "2026-03-12T11:03:27.500Z",
)  # fmt: skip
WAITING = replace(LINK, state=LinkState.WAITING)
DETAILS = tuple(
    (name, "value")
    for name in (
        *("asked_amount", "asked_currency", "asked_ref", "asked_order_id", "earlier_currency"),
        *("link_profile", "state", "length", "fix_profile"),
    )
)


@pytest.fixture
def arabic_digits(qapp: QApplication) -> Iterator[None]:
    """Numbers are read in ٠-٩."""
    install(qapp, "en", "arabic")
    yield
    install(qapp, "en")


def plain(text: str) -> str:
    """Without the marks that keep values in their own direction."""
    return re.sub("[\u2066-\u2069]", "", text)


@pytest.mark.parametrize("code", VerdictCode)
def test_every_verdict_has_a_title_a_sentence_and_a_colour(code: VerdictCode) -> None:
    verdict = Verdict(code, amount="10.00", currency="USD", status="fulfilled", ref="INV-7")
    assert words.title(code)
    assert words.sentence(verdict).endswith(".")
    assert words.COLOURS[code] in ("green", "amber", "red", "grey")


def test_green_is_for_paid_alone() -> None:
    assert [code for code in VerdictCode if words.COLOURS[code] == "green"] == [VerdictCode.PAID]


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_of_a_verdict_is_a_sentence(code: str) -> None:
    verdict = Verdict(VerdictCode.MISMATCH, (code,), details=DETAILS, link=LINK)
    assert words.reason(code, verdict).endswith(".")
    assert "…" not in words.reason(code, verdict)


@pytest.mark.parametrize("code", [code for code in UNREADABLE_REASONS if code != "bad_field"])
def test_every_reason_for_not_reading_is_a_sentence(code: str) -> None:
    verdict = Verdict(VerdictCode.UNREADABLE, (code,), details=(("field", "amount"),))
    assert words.reason(code, verdict).endswith(".")


@pytest.mark.parametrize("why", [why for why in WHY if why != "binary"])
def test_every_fault_of_a_field_names_the_field(why: str) -> None:
    verdict = Verdict(VerdictCode.UNREADABLE, ("bad_field",), details=(("field", "order_id"), ("why", why)))
    assert "Order id" in words.reason("bad_field", verdict)


def test_a_file_that_is_no_text_is_called_so() -> None:
    verdict = Verdict(VerdictCode.UNREADABLE, ("no_payload",), details=(("why", "binary"),))
    assert words.reason("no_payload", verdict) == "This file is not text."


@pytest.mark.parametrize("code", REPAIRS)
def test_every_repair_has_words(code: str) -> None:
    assert words.repair(code) != code


@pytest.mark.parametrize("name", ["amount", "order_id", "currency", "status", "ref", "secret"])
@pytest.mark.parametrize("backing", Backing)
def test_every_field_says_what_stands_behind_it(name: str, backing: Backing) -> None:
    assert words.field_name(name) != name
    assert words.field_backing(FieldView(name, "x", backing), Verdict(VerdictCode.PAID))


def test_a_field_that_differs_shows_the_value_of_the_link() -> None:
    differs = FieldView("amount", "1.00", Backing.DIFFERS, "1500000.00")
    assert plain(words.field_backing(differs, Verdict(VerdictCode.MISMATCH))) == "Your link: 1\u202f500\u202f000.00"


def test_an_amount_that_is_known_to_be_changed_says_what_was_signed() -> None:
    forged = Verdict(VerdictCode.NOT_AUTHENTIC, ("amount_altered",), details=(("asked_amount", "12.50"),))
    field = FieldView("amount", "1250", Backing.UNCHECKED)
    assert plain(words.field_backing(field, forged)) == "Changed: 12.50 was signed"
    assert words.field_backing(FieldView("currency", "USD", Backing.UNCHECKED), forged) == "Cannot be checked"


@pytest.mark.parametrize(
    ("earlier", "heading"),
    [
        ("paid", "Already confirmed"),
        ("not_paid", "Already seen: not paid"),
        ("paid_unknown", "Already seen: unexpected payment"),
        ("mismatch", "Already seen: differs from your link"),
        ("unknown_status", "Already seen"),
    ],
)
def test_only_what_was_a_payment_is_called_confirmed(earlier: str, heading: str) -> None:
    before = Earlier("shop", "id", earlier, "fulfilled", "2026-11-26T10:00:00.000Z")
    verdict = Verdict(VerdictCode.REPEATED, earlier=before, link=LINK)
    assert words.heading(verdict) == heading
    assert words.sentence(verdict).startswith("Hand nothing over")


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (LinkState.PAID, "Already confirmed"),
        (LinkState.PAID_BY_HAND, "Already marked paid"),
        (LinkState.TIMED_OUT, "Already seen: not paid"),
        (LinkState.NEEDS_ATTENTION, "Already seen: differs from your link"),
    ],
)
def test_a_settled_link_says_as_what_it_is_settled(state: LinkState, heading: str) -> None:
    assert words.heading(Verdict(VerdictCode.REPEATED, link=replace(LINK, state=state))) == heading


def test_an_assigned_payment_is_not_called_confirmed() -> None:
    before = Earlier("shop", "id", "paid_unknown", "fulfilled", "2026-11-26T10:00:00.000Z")
    link = replace(LINK, state=LinkState.UNKNOWN)
    verdict = Verdict(VerdictCode.REPEATED, ("bound_by_hand",), earlier=before, link=link)
    assert words.heading(verdict) == "Assigned: not yet paid"


def test_paid_names_amount_and_reference() -> None:
    verdict = Verdict(VerdictCode.PAID, amount="10.00", currency="USD", link=LINK)
    assert plain(words.sentence(verdict)) == "10.00 USD for INV-7 are yours. You can hand over the goods."


GENUINE = Verdict(
    VerdictCode.PAID_UNKNOWN,
    ("unknown_id",),
    amount="99.00",
    currency="EUR",
    status="fulfilled",
    ref="INV-7",
    order_id="id-9",
)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "verdict",
    [
        GENUINE,
        GENUINE._replace(code=VerdictCode.MISMATCH, reasons=("currency_differs",), link=LINK),
        GENUINE._replace(code=VerdictCode.REPEATED, reasons=("bound_by_hand",), link=WAITING),
        GENUINE._replace(code=VerdictCode.REPEATED, reasons=("already_paid",), link=LINK),
    ],
    ids=lambda verdict: f"{verdict.code}-{verdict.reasons[0]}",
)
def test_what_is_not_signed_is_never_said_in_kazawallets_name(verdict: Verdict, language: str) -> None:
    """Anybody can edit currency and status of a genuine webhook, and its signature fits as before."""
    with speaking(language):
        said = plain(words.sentence(verdict))
    assert "EUR" not in said
    assert not re.search("Kazawallet (confirms|says)|(يؤك[ّ]?د|يقول) Kazawallet", said)


def test_an_unexpected_payment_says_what_its_signature_covers() -> None:
    said = plain(words.sentence(GENUINE))
    assert "Only the amount 99.00 and the order id are signed, not currency or status" in said


@pytest.mark.parametrize("move", [LinkState.TIMED_OUT, None], ids=str)
def test_a_time_out_is_what_the_webhook_says(move: LinkState | None) -> None:
    verdict = Verdict(VerdictCode.NOT_PAID, amount="10.00", status="timed_out", link=LINK, move=move)
    assert words.sentence(verdict).startswith("The notice says")


def test_sentences_have_the_digits_of_the_reader_and_the_table_those_of_the_webhook(arabic_digits: None) -> None:
    differs = GENUINE._replace(code=VerdictCode.MISMATCH, amount="12500", details=(("asked_amount", "125000"),))
    field = FieldView("amount", "12500", Backing.DIFFERS, "125000")
    assert "١٢\u202f٥٠٠" in words.sentence(differs._replace(code=VerdictCode.PAID_UNKNOWN))
    assert "١٢٥\u202f٠٠٠" in words.reason("amount_differs", differs)
    assert "125\u202f000" in words.field_backing(field, differs)
    assert "٨٨" in words.reason("secret_incomplete", differs._replace(details=(("length", "12"),)))


def test_repeated_tells_when_and_how_it_was_confirmed_before() -> None:
    earlier = Earlier("shop", "id-7", "not_paid", "timed_out", "2026-03-12T11:03:27.500Z")
    said = words.sentence(Verdict(VerdictCode.REPEATED, ("status_changed",), earlier=earlier))
    assert "2026" in said
    assert "Not paid" in said


def test_a_time_out_of_a_settled_link_does_not_say_that_the_customer_did_not_pay() -> None:
    waiting = Verdict(VerdictCode.NOT_PAID, link=LINK, move=LinkState.TIMED_OUT)
    settled = Verdict(VerdictCode.NOT_PAID, ("already_paid",), link=LINK)
    assert "did not pay" in words.sentence(waiting)
    assert "did not pay" not in words.sentence(settled)


def test_a_status_from_outside_cannot_turn_the_sentence_around() -> None:
    verdict = Verdict(VerdictCode.UNKNOWN_STATUS, status="re\u202efunded")
    assert "\u202e" not in words.sentence(verdict)
    assert "\\u202E" in words.sentence(verdict)


def test_a_long_reference_leaves_room_for_the_sentence() -> None:
    verdict = Verdict(VerdictCode.PAID_UNKNOWN, ("ref_differs",), details=(("asked_ref", "R" * 900),))
    assert len(words.reason("ref_differs", verdict)) < 120


def test_totals_begin_with_what_needs_a_look() -> None:
    verdicts = [Verdict(code) for code in (VerdictCode.PAID, VerdictCode.PAID, VerdictCode.NOT_AUTHENTIC)]
    assert words.totals(verdicts) == [(VerdictCode.NOT_AUTHENTIC, 1), (VerdictCode.PAID, 2)]


def test_the_question_to_support_holds_neither_signature_nor_paste() -> None:
    paste = '{"secret": "S1GNATURE"}'
    verdict = Verdict(VerdictCode.MISMATCH, order_id="id-7", amount="1.00", link=LINK, secret="S1GNATURE", raw=paste)
    question = words.support_question(verdict)
    assert "id-7" in question
    assert "10.00 USD" in question
    assert "S1GNATURE" not in question
