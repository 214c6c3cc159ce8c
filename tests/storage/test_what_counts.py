"""What a later copy of one confirmation may change, held by the ledger and by the database's own rule."""

from __future__ import annotations

import apsw
import pytest

from kazadesk.core.link import LinkState
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.signature import Credentials, signature_text
from kazadesk.core.webhook.verdict import judge
from kazadesk.storage.sqlite import database

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
def raw(ledger, path):
    connection = apsw.Connection(str(path))
    yield connection
    connection.close()


@pytest.fixture
def link_state(raw):
    return lambda: raw.execute("SELECT state FROM links").get


SETTLE = "UPDATE links SET state = 'paid'"


def test_the_database_itself_knows_when_a_mismatch_may_be_paid(make_link, paste, raw):
    make_link("R-1", "id-1")
    paste(copy(ref="R-2"))
    raw.execute("SAVEPOINT before")
    raw.execute(SETTLE)
    raw.execute("ROLLBACK TO before")
    paste_row = "INSERT INTO confirmations (at, profile, verdict, reasons, repairs, order_id, link_id, counted, raw)"
    for reasons, counted in (("currency_differs", 0), ("amount_differs", 1)):
        raw.execute("SAVEPOINT before")
        raw.execute(f"{paste_row} VALUES ('', 'p', 'mismatch', ?, '', 'id-1', 1, ?, '')", (reasons, counted))
        with pytest.raises(apsw.ConstraintError, match="move_refused"):
            raw.execute(SETTLE)
        raw.execute("ROLLBACK TO before")
    raw.execute("RELEASE before")


def test_confirmations_of_an_older_ledger_that_settled_nothing_count_no_more(tmp_path):
    connection = apsw.Connection(str(tmp_path / "old"))
    steps = database.schema_steps()
    for step in steps[:6]:
        connection.execute(step).fetchall()
    rows = [
        ("paid", "", 1),
        ("not_paid", "", 1),
        ("paid_unknown", "unknown_id", 1),
        ("mismatch", "amount_differs ref_differs", 1),
        ("mismatch", "ref_differs", 0),
        ("mismatch", "currency_missing needs_attention", 0),
        ("unknown_status", "status_missing", 0),
        ("repeated", "already_paid", 0),
    ]
    for number, (verdict, reasons, _) in enumerate(rows):
        connection.execute(
            "INSERT INTO confirmations (at, profile, verdict, reasons, repairs, order_id, counted, raw)"
            " VALUES ('', 'p', ?, ?, '', ?, 1, '')",
            (verdict, reasons, f"id-{number}"),
        )
    for step in steps[6:]:
        connection.execute(step).fetchall()
    assert connection.execute("SELECT counted FROM confirmations ORDER BY id").fetchall() == [(row[2],) for row in rows]
    with pytest.raises(apsw.ConstraintError, match="append_only"):
        connection.execute("UPDATE confirmations SET counted = 1")
    connection.close()
