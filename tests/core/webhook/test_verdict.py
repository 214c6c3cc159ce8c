"""The verdict table, cell by cell, against the same table written down once more."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from kazadesk.core.link import MOVES, LinkState, PaymentLink
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.field_views import Backing, FieldView, field_views
from kazadesk.core.webhook.payload import REPAIRS, UNREADABLE_REASONS, WHY, Payload, Unreadable
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.signature import Credentials
from kazadesk.core.webhook.verdict import REASONS, Earlier, Known, Verdict, VerdictCode, judge
from kazadesk.core.webhook.verdict_data import exit_status, to_json

AT = "2026-01-05T10:00:00.000Z"


def judged(hook: Any, known: Known = Known(), credentials: list[Credentials] | None = None, **changes: Any) -> Verdict:  # noqa: B008
    (item,) = read(hook.json(**changes))
    return judge(item, [hook.credentials] if credentials is None else credentials, known)


# The table

STATUSES = ("fulfilled", "timed_out", "refunded", None)
LINKS = ("none", "by ref only", "of another profile", *LinkState)
AMOUNTS = {"10.00": True, "10": True, "9.99": False}
CURRENCIES = {"USD": True, "usd": True, "SYP": False, None: False}
REFS = {"KD-7F3K": True, None: True, "KD-OTHER": False}
EARLIER = (None, "fulfilled", "timed_out")


def expected(
    link: str, status: str | None, currency: str | None, equal: tuple[bool, bool, bool], earlier: str | None
) -> tuple[str, str | None]:
    """(verdict, where the link goes) by the table in the contract."""
    is_known = link not in ("none", "by ref only", "of another profile")
    if earlier is not None:
        return "repeated", None
    if status is None or (is_known and currency is None):
        return "incomplete", None
    if status == "timed_out":
        return "not_paid", "timed_out" if link == "waiting" else None
    if status != "fulfilled":
        return "unknown_status", None
    if not is_known:
        return "paid_unknown", None
    if not all(equal):
        return "mismatch", "needs_attention" if link == "waiting" else None
    if link in ("paid", "paid_by_hand", "timed_out", "needs_attention"):
        return "repeated", None  # settled before: green would hand the goods over twice
    if link != "waiting":
        return "paid_unknown", None
    return "paid", "paid"


def known_link(kind: str, link: PaymentLink) -> Known:
    if kind == "none":
        return Known()
    if kind == "by ref only":
        return Known(by_ref=(replace(link, order_id=None, state=LinkState.UNKNOWN),))
    if kind == "of another profile":
        return Known(by_id=(replace(link, profile="other"),))
    return Known(by_id=(replace(link, state=LinkState(kind)),), by_ref=(link,))


@pytest.mark.parametrize("kind", LINKS)
def test_the_table(kind: str, webhook: Any, link: PaymentLink) -> None:
    seen = set()
    for status, amount, currency, ref, before in product(STATUSES, AMOUNTS, CURRENCIES, REFS, EARLIER):
        known = known_link(kind, link)
        if before is not None:
            known = known._replace(earlier=(Earlier("shop", "pl_8f3e", "paid", before, AT),))
        hook = webhook.but(amount=amount, signed=amount)
        verdict = judged(hook, known, status=status, currency=currency, ref=ref)
        equal = (AMOUNTS[amount], CURRENCIES[currency], REFS[ref])
        cell = (status, amount, currency, ref, before)
        assert (verdict.code, verdict.move) == expected(kind, status, currency, equal, before), cell
        settles = verdict.code in ("paid", "not_paid", "paid_unknown")
        assert verdict.counted is (settles or (verdict.code == "mismatch" and not AMOUNTS[amount])), cell
        assert verdict.earlier == (known.earlier[0] if before else None), cell
        assert verdict.profile == "shop"
        assert verdict.signed_amount == amount
        assert set(verdict.reasons) <= set(REASONS)
        assert verdict.move is None or (verdict.link and verdict.move in MOVES[verdict.link.state])
        seen.add(verdict.code)
    assert ("paid" in seen) == (kind == "waiting")


@pytest.mark.parametrize("kind", LINKS)
def test_what_is_not_authentic_moves_nothing_and_is_never_paid(kind: str, webhook: Any, link: PaymentLink) -> None:
    wrong = Credentials("shop", Secret("81A107141716"), Secret("another"))
    for status, amount, before in product(STATUSES, AMOUNTS, EARLIER):
        known = known_link(kind, link)
        if before is not None:
            known = known._replace(earlier=(Earlier("shop", "pl_8f3e", "paid", before, AT),))
        for credentials, code in (([wrong], "not_authentic"), ([], "no_credentials")):
            verdict = judged(webhook.but(amount=amount, signed=amount), known, credentials, status=status)
            assert verdict.code == code
            assert (verdict.move, verdict.counted, verdict.profile, verdict.signed_amount) == (None, False, None, None)
            assert verdict.earlier is None
            assert {view.backing for view in field_views(verdict)} == {Backing.UNCHECKED}


def test_what_is_not_authentic_is_told_as_it_came(webhook: Any, link: PaymentLink) -> None:
    secret = f"{webhook.secret[:9]} {webhook.secret[9:]}"
    for credentials, reasons in (([Credentials("shop", Secret("k"), Secret("s"))], ("no_match",)), ([], ())):
        verdict = judged(webhook, Known(by_id=(link,)), credentials, secret=secret)
        assert verdict == Verdict(
            VerdictCode.NOT_AUTHENTIC if credentials else VerdictCode.NO_CREDENTIALS,
            reasons,
            ("secret_blanks",),
            order_id="pl_8f3e",
            amount="10.00",
            currency="USD",
            status="fulfilled",
            ref="KD-7F3K",
            link=link,
            secret=webhook.secret,
            raw=webhook.json(secret=secret),
        )
        assert field_views(verdict) == (
            FieldView("amount", "10.00", Backing.UNCHECKED),
            FieldView("order_id", "pl_8f3e", Backing.UNCHECKED),
            FieldView("currency", "USD", Backing.UNCHECKED),
            FieldView("status", "fulfilled", Backing.UNCHECKED),
            FieldView("ref", "KD-7F3K", Backing.UNCHECKED),
            FieldView("secret", webhook.secret, Backing.UNCHECKED),
        )


# Reasons


def test_paid_has_nothing_to_explain(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(link,)))
    assert (verdict.code, verdict.reasons, verdict.details, verdict.repairs) == ("paid", (), (), ())
    assert verdict.link is link
    assert verdict.raw == webhook.json()


@pytest.mark.parametrize(
    ("changes", "reasons", "details"),
    [
        ({"currency": "SYP"}, ("currency_differs",), (("asked_currency", "USD"),)),
        ({"currency": "USD "}, ("currency_differs",), (("asked_currency", "USD"),)),
        ({"ref": "KD-2"}, ("ref_differs",), (("asked_ref", "KD-7F3K"),)),
        (
            {"currency": "SYP", "ref": "KD-2"},
            ("currency_differs", "ref_differs"),
            (("asked_currency", "USD"), ("asked_ref", "KD-7F3K")),
        ),
    ],
)
def test_each_difference_is_named_with_both_values(
    changes: dict[str, Any], reasons: tuple[str, ...], details: Any, webhook: Any, link: PaymentLink
) -> None:
    verdict = judged(webhook, Known(by_id=(link,)), **changes)
    assert (verdict.code, verdict.reasons, verdict.details) == ("mismatch", reasons, details)


def test_an_amount_that_differs_is_named(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(replace(link, amount="100"),)))
    assert (verdict.code, verdict.reasons) == ("mismatch", ("amount_differs",))
    assert verdict.details == (("asked_amount", "100"),)
    assert field_views(verdict)[0] == FieldView("amount", "10.00", Backing.DIFFERS, "100")


def test_a_currency_is_not_a_currency_of_another_alphabet(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(replace(link, currency="kUSD"),)), currency="\u212aUSD")
    assert verdict.reasons == ("currency_differs",)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (LinkState.PAID, "already_paid"),
        (LinkState.PAID_BY_HAND, "marked_by_hand"),
        (LinkState.TIMED_OUT, "status_changed"),
        (LinkState.NEEDS_ATTENTION, "needs_attention"),
    ],
)
def test_a_link_settled_without_a_confirmation_says_how(
    state: LinkState, reason: str, webhook: Any, link: PaymentLink
) -> None:
    known = Known(by_id=(replace(link, state=state),))
    assert judged(webhook, known).reasons == (reason,)
    assert judged(webhook, known, currency="SYP").reasons == ("currency_differs", reason)
    timed_out = judged(webhook, known, status="timed_out")
    assert timed_out.reasons == (() if state is LinkState.TIMED_OUT else (reason,))


@pytest.mark.parametrize("state", ["sending", "failed", "unsent", "unknown"])
def test_a_link_that_never_waited_is_not_green(state: str, webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(replace(link, state=LinkState(state)),)))
    assert (verdict.code, verdict.reasons, verdict.move) == ("paid_unknown", ("link_not_waiting",), None)


def test_a_status_that_changed_is_named(webhook: Any, link: PaymentLink) -> None:
    earlier = Earlier("shop", "pl_8f3e", "not_paid", "timed_out", AT)
    verdict = judged(webhook, Known(by_id=(replace(link, state=LinkState.TIMED_OUT),), earlier=(earlier,)))
    assert (verdict.code, verdict.reasons, verdict.earlier) == ("repeated", ("status_changed",), earlier)


def test_a_repeated_webhook_with_another_currency_names_that_too(webhook: Any, link: PaymentLink) -> None:
    earlier = Earlier("shop", "pl_8f3e", "paid", "fulfilled", AT)
    verdict = judged(webhook, Known(by_id=(link,), earlier=(earlier,)), currency="SYP")
    assert (verdict.code, verdict.reasons, verdict.move) == ("repeated", ("currency_differs",), None)


def test_the_confirmation_of_another_link_is_not_this_ones(webhook: Any, link: PaymentLink) -> None:
    others = (
        Earlier("shop", "pl_other", "paid", "fulfilled", AT),
        Earlier("other", "pl_8f3e", "paid", "fulfilled", AT),
    )
    assert judged(webhook, Known(by_id=(link,), earlier=others)).code == "paid"


def test_a_status_that_is_missing_is_named(webhook: Any, link: PaymentLink) -> None:
    assert judged(webhook, Known(by_id=(link,)), status=None).reasons == ("status_missing",)
    assert judged(webhook, Known(by_id=(link,)), status="Fulfilled").reasons == ()
    assert judged(webhook, Known(by_id=(link,)), status="Fulfilled").code == "unknown_status"


# Which link


def test_an_unknown_id(webhook: Any) -> None:
    verdict = judged(webhook)
    assert (verdict.code, verdict.reasons, verdict.link) == ("paid_unknown", ("unknown_id",), None)


def test_an_unsigned_reference_leads_to_a_link_without_an_id(webhook: Any, link: PaymentLink) -> None:
    unbound = replace(link, order_id=None, state=LinkState.UNKNOWN)
    verdict = judged(webhook, Known(by_ref=(unbound,)))
    assert (verdict.code, verdict.reasons, verdict.link) == ("paid_unknown", ("ref_only",), unbound)
    assert verdict.move is None
    assert {view.backing for view in field_views(verdict) if view.name in ("currency", "ref")} == {Backing.UNCHECKED}


@pytest.mark.parametrize("changes", [{"profile": "other"}, {"order_id": "pl_9"}, {"reference": "KD-2"}])
def test_a_reference_that_leads_elsewhere_leads_nowhere(
    changes: dict[str, Any], webhook: Any, link: PaymentLink
) -> None:
    other = replace(link, **({"order_id": None} | changes))
    verdict = judged(webhook, Known(by_ref=(other,)))
    assert (verdict.reasons, verdict.link) == (("unknown_id",), None)


def test_a_link_of_another_profile_is_named(webhook: Any, link: PaymentLink) -> None:
    unbound = replace(link, id=2, order_id=None)
    verdict = judged(webhook, Known(by_id=(replace(link, profile="other"),), by_ref=(unbound,)))
    assert (verdict.reasons, verdict.link) == (("other_profile",), None)
    assert verdict.details == (("link_profile", "other"),)


def test_repairs_are_told_with_the_verdict(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(link,)), secret=f"{webhook.secret[:9]}\n{webhook.secret[9:]}")
    assert (verdict.code, verdict.repairs) == ("paid", ("secret_blanks",))


def test_a_link_with_another_id_is_not_taken(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(replace(link, order_id="pl_other"), replace(link, id=2))))
    assert verdict.link == replace(link, id=2)


def test_of_equal_credentials_the_owner_of_the_link_goes_first(webhook: Any, link: PaymentLink) -> None:
    twin = Credentials("twin", webhook.credentials.api_key, webhook.credentials.api_secret)
    verdict = judged(webhook, Known(by_id=(link,)), [twin, webhook.credentials])
    assert (verdict.code, verdict.profile, verdict.link) == ("paid", "shop", link)
    assert judged(webhook, Known(), [twin, webhook.credentials]).profile == "twin"


def test_of_two_owners_with_equal_credentials_the_current_goes_first(webhook: Any, link: PaymentLink) -> None:
    twin = Credentials("twin", webhook.credentials.api_key, webhook.credentials.api_secret)
    known = Known(by_id=(link, replace(link, id=2, profile="twin")))
    assert judged(webhook, known, [twin, webhook.credentials]).profile == "twin"
    assert judged(webhook, known, [webhook.credentials, twin]).profile == "shop"


def test_a_confirmation_under_equal_credentials_counts(webhook: Any, link: PaymentLink) -> None:
    twin = Credentials("twin", webhook.credentials.api_key, webhook.credentials.api_secret)
    earlier = Earlier("twin", "pl_8f3e", "paid_unknown", "fulfilled", AT)
    unowned = judged(webhook, Known(earlier=(earlier,)), [webhook.credentials, twin])
    assert (unowned.code, unowned.profile) == ("repeated", "twin")
    owned = judged(webhook, Known(by_id=(link,), earlier=(earlier,)), [twin, webhook.credentials])
    assert (owned.code, owned.profile, owned.earlier, owned.counted) == ("repeated", "shop", earlier, False)


def test_the_amount_asked_for_is_a_spelling(webhook: Any, link: PaymentLink) -> None:
    hook = webhook.but(signed="10.0000000000")
    assert judged(hook, Known(by_id=(replace(link, amount="10.0000000000"),))).signed_amount == "10.0000000000"
    unbound = replace(link, amount="10.0000000000", order_id=None)
    assert judged(hook, Known(by_ref=(unbound,))).signed_amount == "10.0000000000"
    assert judged(hook, Known(by_id=(link,), by_ref=(unbound,))).code == "not_authentic"


# Two names for one field


def test_the_other_name_of_the_order_id(webhook: Any, link: PaymentLink) -> None:
    fields = webhook.fields | {"id": webhook.order_id, "order_id": "shop-order-7"}
    verdict = judge(read(str(fields))[0], [webhook.credentials], Known(by_id=(link,)))
    assert (verdict.code, verdict.order_id) == ("paid", "pl_8f3e")
    assert verdict.details == (("order_id_from", "id"),)


def test_the_documented_name_of_the_order_id_goes_first(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(link,)), id="evt_7", signature="x")
    assert (verdict.code, verdict.order_id) == ("paid", "pl_8f3e")
    assert verdict.details == (("order_id_from", "order_id"), ("secret_from", "secret"))


def test_the_other_name_of_the_signature(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(link,)), secret="whsec_7", signature=webhook.secret)
    assert (verdict.code, verdict.details) == ("paid", (("secret_from", "signature"),))


def test_of_two_spellings_of_one_signature_the_documented_name_goes_first(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(link,)), signature=webhook.secret.rstrip("="))
    assert (verdict.code, verdict.details) == ("paid", (("secret_from", "secret"),))


def test_a_match_of_the_other_order_id_does_not_count(webhook: Any, link: PaymentLink) -> None:
    """Two genuine webhooks merged into one text are judged by the documented order id."""
    other = webhook.but(order_id="pl_2")
    verdict = judged(other, Known(by_id=(link,)), id=webhook.order_id, signature=webhook.secret)
    assert (verdict.code, verdict.order_id, verdict.link) == ("paid_unknown", "pl_2", None)


def test_only_the_other_names(webhook: Any, link: PaymentLink) -> None:
    fields = webhook.fields
    fields["id"], fields["signature"] = fields.pop("order_id"), fields.pop("secret")
    (item,) = read(str(fields))
    verdict = judge(item, [webhook.credentials], Known(by_id=(link,)))
    assert (verdict.code, verdict.details) == ("paid", ())


def test_an_order_id_that_was_not_signed_names_no_link(webhook: Any, link: PaymentLink) -> None:
    other = replace(link, id=2, order_id="pl_dear", amount="10.00")
    verdict = judged(webhook, Known(by_id=(other, link)), id="pl_8f3e", order_id="pl_dear")
    assert (verdict.code, verdict.order_id, verdict.link) == ("paid", "pl_8f3e", link)


# The card's table


def test_what_stands_behind_each_field(webhook: Any, link: PaymentLink) -> None:
    views = field_views(judged(webhook, Known(by_id=(link,)), currency="usd", ref="KD-2"))
    assert views == (
        FieldView("amount", "10.00", Backing.SIGNED),
        FieldView("order_id", "pl_8f3e", Backing.SIGNED),
        FieldView("currency", "usd", Backing.MATCHES),
        FieldView("status", "fulfilled", Backing.UNCHECKED),
        FieldView("ref", "KD-2", Backing.DIFFERS, "KD-7F3K"),
        FieldView("secret", webhook.secret, Backing.SIGNED),
    )
    assert field_views(judged(webhook, Known(by_id=(link,))))[4] == FieldView("ref", "KD-7F3K", Backing.MATCHES)


def test_without_a_link_only_what_is_signed_has_something_behind_it(webhook: Any) -> None:
    assert field_views(judged(webhook)) == (
        FieldView("amount", "10.00", Backing.SIGNED),
        FieldView("order_id", "pl_8f3e", Backing.SIGNED),
        FieldView("currency", "USD", Backing.UNCHECKED),
        FieldView("status", "fulfilled", Backing.UNCHECKED),
        FieldView("ref", "KD-7F3K", Backing.UNCHECKED),
        FieldView("secret", webhook.secret, Backing.SIGNED),
    )


def test_fields_that_are_not_there_have_no_row(webhook: Any) -> None:
    views = field_views(judged(webhook, currency=None, status=None, ref=None))
    assert [view.name for view in views] == ["amount", "order_id", "secret"]


def test_a_currency_that_was_asked_for_has_its_row(webhook: Any, link: PaymentLink) -> None:
    views = field_views(judged(webhook, Known(by_id=(link,)), currency=None))
    assert views[2] == FieldView("currency", "", Backing.DIFFERS, "USD")


# Why not authentic


def test_an_altered_amount(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(link,)), amount="1000.00")
    assert (verdict.code, verdict.reasons) == ("not_authentic", ("amount_altered",))
    assert verdict.details == (("asked_amount", "10.00"),)
    assert verdict.link is link
    assert judged(webhook.but(signed="10"), Known(by_id=(link,)), amount="1000").reasons == ("amount_altered",)
    assert judged(webhook, Known(by_ref=(link,)), amount="1000.00").reasons == ("amount_altered",)


@pytest.mark.parametrize(("length", "details"), [(0, None), (1, "1"), (61, "61"), (85, "85")])
def test_a_signature_cut_short(length: int, details: str | None, webhook: Any) -> None:
    if details is None:
        (item,) = read(webhook.json(secret=""))
        assert item == Unreadable("missing_field", "secret", raw=webhook.json(secret=""))
        return
    verdict = judged(webhook, secret=webhook.secret[:length])
    assert (verdict.reasons, verdict.details) == (("secret_incomplete",), (("length", details),))


@pytest.mark.parametrize(
    "secret", ["whsec!", "!" * 88, "A" * 89, "A" * 85 + "B==", "A" * 85 + "B", "+" * 40 + "-" * 46]
)
def test_a_signature_that_is_none(secret: str, webhook: Any) -> None:
    verdict = judged(webhook, secret=secret)
    assert (verdict.reasons, verdict.details) == (("secret_not_base64",), ())


def test_the_better_of_two_signatures_is_diagnosed(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook, Known(by_id=(link,)), amount="7", secret="whsec_7", signature=webhook.secret)
    assert verdict.reasons == ("amount_altered",)


def test_swapped_keys(webhook: Any, link: PaymentLink) -> None:
    held = webhook.credentials
    other = Credentials("first", Secret("k"), Secret("s"))
    swapped = Credentials("shop", held.api_secret, held.api_key)
    verdict = judged(webhook, Known(by_id=(link,)), [other, swapped])
    assert (verdict.code, verdict.reasons, verdict.details) == (
        "not_authentic",
        ("keys_swapped",),
        (("fix_profile", "shop"),),
    )
    assert verdict.move is None
    asked = webhook.but(signed="10.0000000000")
    known = Known(by_id=(replace(link, amount="10.0000000000"),))
    assert judged(asked, known, [swapped]).reasons == ("keys_swapped",)


@pytest.mark.parametrize("around", [" {}", "{}\n", "\t{} ", "\u200b{}\ufeff", " \u200b {} \u00a0"])
def test_untrimmed_keys(around: str, webhook: Any) -> None:
    held = webhook.credentials
    for credentials in (
        Credentials("shop", Secret(around.format(held.api_key.reveal())), held.api_secret),
        Credentials("shop", held.api_key, Secret(around.format(held.api_secret.reveal()))),
    ):
        verdict = judged(webhook, credentials=[credentials])
        assert (verdict.reasons, verdict.details) == (("keys_untrimmed",), (("fix_profile", "shop"),))


def test_keys_that_are_blank_are_not_trimmed_to_nothing(webhook: Any) -> None:
    blank = Credentials("shop", webhook.credentials.api_key, Secret("  "))
    empty = Credentials("shop", webhook.credentials.api_key, Secret(""))
    forged = webhook.but(credentials=empty)
    assert judged(forged, credentials=[blank]).reasons == ("no_match",)


def test_nothing_fits(webhook: Any) -> None:
    verdict = judged(webhook, credentials=[Credentials("shop", Secret("k"), Secret("s"))])
    assert (verdict.code, verdict.reasons, verdict.details) == ("not_authentic", ("no_match",), ())


def test_an_empty_secret_signs_nothing(webhook: Any) -> None:
    empty = Credentials("shop", Secret(""), Secret(""))
    assert judged(webhook.but(credentials=empty), credentials=[empty]).code == "no_credentials"
    half = Credentials("shop", Secret("k"), Secret(""))
    assert judged(webhook.but(credentials=half), credentials=[half, webhook.credentials]).code == "not_authentic"


def test_a_verdict_holds_no_key_and_no_expected_signature(webhook: Any, link: PaymentLink) -> None:
    for credentials in ([webhook.credentials], [Credentials("s", Secret("888B6B8877F8"), Secret("81A107141716"))]):
        shown = repr(judged(webhook, Known(by_id=(link,)), credentials, amount="11"))
        assert "81A107141716" not in shown
        assert "888B6B8877F8" not in shown
        assert webhook.but(signed="11").secret not in shown


# Unreadable


def test_an_unreadable_part_says_why() -> None:
    item = Unreadable("bad_field", "amount", "controls", ("quotes",), "raw")
    verdict = judge(item, [], Known())
    assert verdict == Verdict(
        VerdictCode.UNREADABLE,
        ("bad_field",),
        ("quotes",),
        details=(("field", "amount"), ("why", "controls")),
        raw="raw",
    )
    assert judge(Unreadable("empty"), [], Known()).details == ()
    assert judge(Unreadable("missing_field", "secret"), [], Known()).details == (("field", "secret"),)


# As data


def test_as_data(webhook: Any, link: PaymentLink) -> None:
    hook = webhook.but(amount="10.00", signed="10")
    made = to_json(judged(hook, Known(by_id=(link,))))
    assert list(made) == [
        "verdict",
        "reasons",
        "repairs",
        "order_id",
        "amount",
        "signed_amount",
        "currency",
        "status",
        "ref",
        "link",
        "profile",
        "earlier",
    ]
    assert made == {
        "verdict": "paid",
        "reasons": [],
        "repairs": [],
        "order_id": "pl_8f3e",
        "amount": "10.00",
        "signed_amount": "10",
        "currency": "USD",
        "status": "fulfilled",
        "ref": "KD-7F3K",
        "link": "KD-7F3K",
        "profile": "shop",
        "earlier": None,
    }
    assert type(made["verdict"]) is str


def test_what_is_not_known_is_null() -> None:
    made = to_json(judge(Unreadable("no_payload", repairs=("utf16",)), [], Known()))
    assert (made.pop("verdict"), made.pop("reasons"), made.pop("repairs")) == ("unreadable", ["no_payload"], ["utf16"])
    assert set(made.values()) == {None}


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ("paid", 0),
        ("paid paid", 0),
        ("paid repeated", 1),
        ("mismatch", 1),
        ("paid_unknown", 1),
        ("not_paid", 1),
        ("unknown_status", 1),
        ("paid not_authentic mismatch", 3),
        ("not_authentic unreadable paid", 3),
        ("unreadable no_credentials not_authentic", 3),
        ("unreadable paid", 4),
        ("unreadable no_credentials", 5),
        ("", 4),
    ],
)
def test_the_exit_status_is_that_of_the_gravest(codes: str, status: int) -> None:
    assert exit_status(Verdict(VerdictCode(code)) for code in codes.split()) == status


def test_every_code_has_a_meaning() -> None:
    for codes in (REASONS, UNREADABLE_REASONS, WHY, REPAIRS):
        assert all(meaning for meaning in codes.values())
    assert isinstance(Payload("1", ("a",), ("b",), None, None, None).repairs, tuple)


# By hand


@pytest.mark.parametrize("state", LinkState)
@pytest.mark.parametrize("before", EARLIER)
def test_a_link_that_a_person_assigned_it_to_is_never_green(
    state: LinkState, before: str | None, webhook: Any, link: PaymentLink
) -> None:
    earlier = (Earlier("shop", "pl_8f3e", "paid_unknown", before, AT),) if before else ()
    known = Known(by_id=(replace(link, state=state),), earlier=earlier, bound=frozenset({link.id}))
    for status in STATUSES:
        verdict = judged(webhook, known, status=status)
        assert verdict.code != "paid"
        assert verdict.move is not LinkState.PAID
        assert "bound_by_hand" in verdict.reasons
    fulfilled = judged(webhook, known)
    assert fulfilled.code == ("repeated" if before else "paid_unknown")
