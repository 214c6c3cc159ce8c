"""What a later copy of one confirmation may change, held by the ledger and by the database's own rule."""

from __future__ import annotations

import pytest

from kazadesk.core.link import LinkState
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.signature import Credentials, signature_text
from kazadesk.core.webhook.verdict import judge
from tests.storage.engines import Refused

CREDENTIALS = Credentials("shop", Secret("81A107141716"), Secret("888B6B8877F8"))


def copy(**changes):
    fields = {"order_id": "id-1", "amount": "10.10", "status": "fulfilled", "currency": "USD", "ref": "R-1"} | changes
    fields["secret"] = signature_text("10.10", "id-1", CREDENTIALS)
    return str(fields)


@pytest.fixture
def paste(run, ledger):
    """The verdict on the last of some copies, each pasted by itself; or on all of them in one paste."""

    def judged(*texts, together=False):
        rule = lambda item, known: judge(item, [CREDENTIALS], known)  # noqa: E731
        pastes = [[item for text in texts for item in read(text)]] if together else [read(text) for text in texts]
        return [verdict for items in pastes for verdict in run(ledger.confirm(items, rule))]

    return judged


@pytest.mark.parametrize("together", [False, True])
def test_a_copy_with_the_right_reference_makes_it_paid(make_link, paste, link_state, together):
    make_link("R-1", "id-1")
    first, second, third = paste(copy(ref="R-2"), copy(), copy(), together=together)
    assert (first.code, first.counted, first.link.state) == ("mismatch", False, LinkState.NEEDS_ATTENTION)
    assert (second.code, second.counted, second.link.state) == ("paid", True, LinkState.PAID)
    assert third.code == "repeated"
    assert link_state() == "paid"


@pytest.mark.parametrize("together", [False, True])
def test_a_copy_in_another_currency_leaves_it_to_a_person(make_link, paste, link_state, together):
    make_link("R-1", "id-1")
    verdicts = paste(copy(currency="SYP"), copy(), copy(ref="R-2"), copy(), together=together)
    assert [verdict.code for verdict in verdicts] == ["mismatch"] * 4
    assert verdicts[1].reasons == verdicts[3].reasons == ("copies_differ",)
    assert link_state() == "needs_attention"


def test_an_incomplete_copy_uses_nothing_up(make_link, paste, link_state):
    make_link("R-1", "id-1")
    verdicts = paste(copy(status=None), copy(currency=None), copy(status="refunded"), copy())
    assert [verdict.code for verdict in verdicts] == ["incomplete", "incomplete", "unknown_status", "paid"]
    assert link_state() == "paid"


@pytest.fixture
def link_state(raw):
    return lambda: raw.execute("SELECT state FROM links")[0][0]


@pytest.mark.parametrize(
    ("reasons", "counted", "may"),
    [
        ("ref_differs", 0, True),
        ("currency_missing", 0, True),
        ("currency_differs", 0, False),
        ("amount_differs", 1, False),
    ],
)
def test_the_database_itself_knows_when_a_mismatch_may_be_paid(
    make_link, paste, raw, link_state, reasons, counted, may
):
    link = make_link("R-1", "id-1")
    paste(copy(ref="R-2"))
    raw.execute(
        "INSERT INTO confirmations (at, profile, verdict, reasons, repairs, order_id, link_id, counted, raw)"
        " VALUES ('', 'p', 'mismatch', ?1, '', 'id-1', ?2, ?3, '')",
        (reasons, link.id, int(reasons == "amount_differs")),
    )
    if may:
        raw.execute("UPDATE links SET state = 'paid'")
    else:
        with pytest.raises(Refused, match="move_refused"):
            raw.execute("UPDATE links SET state = 'paid'")
    assert link_state() == ("paid" if may else "needs_attention")
