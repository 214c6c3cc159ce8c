"""Links by the day on which they were paid."""

from __future__ import annotations

from dataclasses import replace

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.records import LinkQuery, matches

EVER = LinkQuery(archived=None, paid_since="2000-01-01T00:00:00.000Z")


def test_only_what_became_paid_within_the_days(ledger, run, make_link, webhook, believe):
    make_link("waiting", "id-1")
    make_link("confirmed", "id-2")
    by_hand = make_link("by hand", "id-3")
    run(ledger.confirm([webhook("id-2")], believe))
    run(ledger.mark_by_hand(by_hand.id, "by phone"))
    run(ledger.archive([by_hand.id], True))
    paid = run(ledger.links(EVER))
    assert [link.reference for link in paid] == ["by hand", "confirmed"]
    assert all(matches(link, EVER) for link in paid)
    assert run(ledger.count(EVER)) == 2
    assert {total.state for total in run(ledger.totals(EVER))} == {LinkState.PAID, LinkState.PAID_BY_HAND}
    [moment] = [event.at for event in run(ledger.events(by_hand.id)) if event.to_state == "paid_by_hand"]
    for query, found in (
        (replace(EVER, paid_since=moment), True),
        (replace(EVER, paid_until=moment), False),
        (replace(EVER, paid_since=moment, paid_until="2999-01-01T00:00:00.000Z"), True),
        (replace(EVER, archived=False), False),
        (replace(EVER, currency="EUR"), False),
        (replace(EVER, profile="mine"), False),
        (replace(EVER, search="hand"), True),
    ):
        assert ("by hand" in [link.reference for link in run(ledger.links(query))]) is found, query
        assert run(ledger.count(query)) == len(run(ledger.links(query)))


def test_they_are_what_the_takings_count(ledger, run, make_link):
    for number in range(5):
        asked = LinkRequest(f"{number + 1}", "USD", "a@b.example", f"R-{number}")
        link = run(ledger.add_link(asked, profile="shop", sender="me"))
        run(
            ledger.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", f"id-{number}"))
        )
        if number % 2:
            run(ledger.mark_by_hand(link.id, "by phone"))
    steps = [step for step in run(ledger.steps("shop", "2000", "2999")) if step[2] in ("paid", "paid_by_hand")]
    assert sorted(step[3] for step in steps) == sorted(link.amount for link in run(ledger.links(EVER)))
