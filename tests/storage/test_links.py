"""The life of a link in the ledger."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from kazadesk.core.errors import InputError, LedgerError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.order import NEWEST_FIRST
from kazadesk.core.records import LinkQuery, matches


def test_a_link_is_kept_character_for_character_before_it_is_sent(ledger, run):
    request = LinkRequest("0010.10", "USD", "merchant@example.com", "فاتورة ١٢", "https://shop.example/شكرا?a=b c")
    link = run(ledger.add_link(request, profile="متجر", sender="me"))
    assert (link.state, link.maybe_sent, link.url) == (LinkState.SENDING, False, None)
    assert LinkRequest(link.amount, link.currency, link.email, link.reference, link.redirect_url) == request
    assert run(ledger.link(link.id)) == link


def test_sent_and_answered(ledger, run):
    link = run(ledger.add_link(LinkRequest("10", "USD", "a@example.com", "R-1"), profile="shop", sender="me"))
    run(ledger.mark_maybe_sent(link.id))
    run(ledger.mark_maybe_sent(link.id))
    link = run(ledger.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", "id-1")))
    assert (link.state, link.url, link.order_id) == (LinkState.WAITING, "https://pay.example/1", "id-1")
    assert [(event.kind, event.from_state, event.to_state) for event in run(ledger.events(link.id))] == [
        ("created", None, "sending"),
        ("maybe_sent", None, None),
        ("answered", "sending", "waiting"),
    ]


@pytest.mark.parametrize("state", [LinkState.FAILED, LinkState.UNSENT, LinkState.UNKNOWN])
def test_a_failure_keeps_its_code_and_the_providers_words(ledger, run, make_link, state):
    link = make_link("R-1")
    run(ledger.mark_maybe_sent(link.id))
    link = run(ledger.finish_link(link.id, state, error="refused", message="البريد \ud800 غير مسجل"))
    assert (link.state, link.error, link.message) == (state, "refused", "البريد \\ud800 غير مسجل")
    assert link.maybe_sent is (state is not LinkState.UNSENT)


def test_a_reference_is_taken_once_in_a_profile(ledger, run, make_link):
    make_link("R-1", "id-1")
    with pytest.raises(InputError) as caught:
        make_link("R-1")
    assert (caught.value.field, caught.value.code) == ("reference", "taken")
    assert make_link("R-1", profile="other shop").profile == "other shop"
    assert run(ledger.count(LinkQuery())) == 2


def test_an_order_id_that_is_there_already_never_costs_the_new_link_its_url(ledger, run, make_link):
    make_link("R-1", "id-1")
    second = make_link("R-2", "id-1")
    assert (second.state, second.url, second.order_id) == (LinkState.WAITING, "https://pay.example/id-1", None)
    assert second.error == "order_id_taken"
    assert run(ledger.events(second.id))[-1].detail == "order_id_taken id-1"
    assert make_link("R-1", "id-1", profile="other shop").order_id == "id-1"


def test_an_answer_that_is_no_text_for_a_database_is_kept_all_the_same(ledger, run, make_link):
    link = make_link("R-1")
    created = CreatedLink("https://pay.example/\udcff", "id-\ud800")
    link = run(ledger.finish_link(link.id, LinkState.WAITING, created=created))
    assert (link.url, link.order_id) == ("https://pay.example/\\udcff", "id-\\ud800")


def test_only_an_unsent_link_is_sent_again(ledger, run, make_link):
    link = make_link("R-1")
    run(ledger.finish_link(link.id, LinkState.UNSENT, error="no_network"))
    again = run(ledger.resend_link(link.id, sender="me"))
    assert (again.state, again.maybe_sent) == (LinkState.SENDING, False)
    run(ledger.finish_link(link.id, LinkState.UNKNOWN))
    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.resend_link(link.id, sender="me"))


def test_moves_that_are_not_there_are_refused_and_change_nothing(ledger, run, make_link):
    link = make_link("R-1", "id-1")
    before = run(ledger.events(link.id))
    for attempt in (
        lambda: ledger.finish_link(link.id, LinkState.FAILED),
        lambda: ledger.resend_link(link.id, sender="me"),
        lambda: ledger.mark_maybe_sent(link.id),
    ):
        with pytest.raises(LedgerError, match="move_refused"):
            run(attempt())
    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.finish_link(make_link("R-2").id, LinkState.WAITING))
    assert run(ledger.link(link.id)) == link
    assert run(ledger.events(link.id)) == before


def test_links_of_a_process_that_is_gone_are_recovered(ledger, run):
    def add(reference, sender):
        request = LinkRequest("10", "USD", "a@example.com", reference)
        return run(ledger.add_link(request, profile="shop", sender=sender)).id

    unsent, perhaps, alive = add("R-1", "gone"), add("R-2", "gone"), add("R-3", "alive")
    run(ledger.mark_maybe_sent(perhaps))
    run(ledger.announce("alive"))
    asked = []

    def is_alive(token: str) -> bool:
        asked.append(token)
        return token == "alive"

    recovered = run(ledger.recover(is_alive))
    assert {link.id: link.state for link in recovered} == {unsent: LinkState.UNSENT, perhaps: LinkState.UNKNOWN}
    assert sorted(asked) == ["alive", "gone"]
    assert run(ledger.link(alive)).state is LinkState.SENDING
    assert run(ledger.events(perhaps))[-1].kind == "recovered"


def test_marking_by_hand_needs_a_reason_that_stays(ledger, run, make_link):
    link = make_link("R-1", "id-1")
    with pytest.raises(InputError, match="missing"):
        run(ledger.mark_by_hand(link.id, " \n"))
    with pytest.raises(InputError, match="too_long"):
        run(ledger.mark_by_hand(link.id, "x" * 1001))
    marked = run(ledger.mark_by_hand(link.id, " settled with Kazawallet on the phone "))
    assert (marked.state, marked.by_hand_reason) == (LinkState.PAID_BY_HAND, "settled with Kazawallet on the phone")
    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.mark_by_hand(link.id, "again"))
    assert run(ledger.events(link.id))[-1].detail == "settled with Kazawallet on the phone"


def test_binding_gives_a_link_its_order_id_once(ledger, run, make_link, webhook, believe):
    run(ledger.confirm([webhook("id-2"), webhook("id-3")], believe))
    make_link("R-1", "id-1")
    link = make_link("R-2")
    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.bind(link.id, "id-2"))
    run(ledger.finish_link(link.id, LinkState.UNKNOWN))
    with pytest.raises(InputError, match="taken"):
        run(ledger.bind(link.id, "id-1"))
    assert run(ledger.bind(link.id, "id-2")).order_id == "id-2"
    with pytest.raises(InputError, match="taken"):
        run(ledger.bind(link.id, "id-3"))
    assert run(ledger.events(link.id))[-1].kind == "bound"


def test_a_link_that_may_be_sent_again_is_not_bound(ledger, run, make_link, webhook, believe):
    run(ledger.confirm([webhook("id-1")], believe))
    link = make_link("R-1")
    run(ledger.finish_link(link.id, LinkState.UNSENT))
    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.bind(link.id, "id-1"))
    run(ledger.resend_link(link.id, sender="this-process"))
    created = CreatedLink("https://pay.example/id-9", "id-9")
    assert run(ledger.finish_link(link.id, LinkState.WAITING, created=created)).order_id == "id-9"


def test_a_link_that_kazawallet_refused_is_not_bound(ledger, run, make_link, webhook, believe):
    """No link was made, so the payment is another's; it can still be marked by hand, with a reason."""
    run(ledger.confirm([webhook("id-1")], believe))
    link = make_link("R-1")
    run(ledger.finish_link(link.id, LinkState.FAILED, error="refused"))
    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.bind(link.id, "id-1"))
    assert run(ledger.mark_by_hand(link.id, "paid by phone")).state is LinkState.PAID_BY_HAND


def test_only_a_payment_that_was_unexpected_in_this_profile_is_bound(ledger, run, make_link, webhook, believe):
    """So that every later webhook of it is a repetition, and none is green."""
    link = make_link("R-1")
    run(ledger.finish_link(link.id, LinkState.UNKNOWN))
    for nothing in ("id-1", "id-2"):
        with pytest.raises(InputError, match="not_confirmed"):
            run(ledger.bind(link.id, nothing))
    other = make_link("R-2", profile="other")
    run(ledger.finish_link(other.id, LinkState.UNKNOWN))
    run(ledger.confirm([webhook("id-1")], believe))
    with pytest.raises(InputError, match="not_confirmed"):
        run(ledger.bind(other.id, "id-1"))
    assert run(ledger.bind(link.id, "id-1")).order_id == "id-1"
    [again] = run(ledger.confirm([webhook("id-1")], believe))
    assert again.code == "repeated"


def test_links_without_an_order_id_are_found(ledger, run, make_link):
    make_link("R-1", "id-1")
    link = make_link("R-2")
    found = run(ledger.links(LinkQuery(without_order_id=True)))
    assert [each.reference for each in found] == ["R-2"]
    assert [each.id for each in found if matches(each, LinkQuery(without_order_id=True))] == [link.id]
    assert not matches(run(ledger.links(LinkQuery(search="R-1")))[0], LinkQuery(without_order_id=True))


def test_archiving_hides_a_link_and_changes_no_state(ledger, run, make_link):
    kept, hidden = make_link("R-1", "id-1"), make_link("R-2", "id-2")
    run(ledger.archive([hidden.id, hidden.id], True))
    assert [link.id for link in run(ledger.links(LinkQuery()))] == [kept.id]
    [archived] = run(ledger.links(LinkQuery(archived=True)))
    assert (archived.id, archived.state, archived.archived_at is None) == (hidden.id, LinkState.WAITING, False)
    assert run(ledger.count(LinkQuery(archived=None))) == 2
    run(ledger.archive([hidden.id], False))
    assert run(ledger.count(LinkQuery())) == 2
    assert [event.kind for event in run(ledger.events(hidden.id))][-2:] == ["archived", "restored"]


def test_pages_follow_each_other_newest_first(ledger, run, make_link):
    made = [make_link(f"R-{number}").id for number in range(7)]
    first = run(ledger.links(LinkQuery(), limit=3))
    second = run(ledger.links(LinkQuery(), after=first[-1], limit=3))
    third = run(ledger.links(LinkQuery(), after=second[-1], limit=3))
    assert [link.id for link in first + second + third] == made[::-1]
    assert ledger.first_page(LinkQuery(), 3) == first


def test_search_finds_parts_of_everything_shown(ledger, run, make_link):
    make_link("INV-12_a", "abc-1")
    make_link("سلة ٪ 50%", "def-2")
    make_link("back\\slash", "ghi-3")

    def found(text):
        links = run(ledger.links(LinkQuery(search=text)))
        assert run(ledger.count(LinkQuery(search=text))) == len(links)
        return sorted(link.order_id for link in links)

    assert found("inv-12_") == ["abc-1"]
    assert found("سلة") == found("50%") == ["def-2"]
    assert found("k\\s") == ["ghi-3"]
    assert found("PAY.example/ghi") == ["ghi-3"]
    assert len(found(" 10.1 ")) == len(found("merchant@")) == 3
    assert found("%") == ["def-2"]
    assert found("nothing like it") == found("\ud800") == []


def test_queries_narrow_by_profile_state_currency_and_time(ledger, run, make_link):
    link = make_link("R-1", "id-1")
    other = make_link("R-2", profile="other shop")

    def found(**query):
        return {link.reference for link in run(ledger.links(LinkQuery(**query)))}

    assert found(profile="shop") == {"R-1"}
    assert found(states=(LinkState.WAITING,)) == {"R-1"}
    assert found(states=(LinkState.WAITING, LinkState.SENDING)) == {"R-1", "R-2"}
    assert found(states=(LinkState.PAID,)) == found(currency="EUR") == set()
    assert found(since=other.created_at) >= {"R-2"}
    assert found(until=link.created_at) == set()
    assert found(profile="other shop", states=(LinkState.SENDING,), currency="USD", search="r-") == {"R-2"}


def test_the_ledger_is_there_again_after_closing(engine, run):
    first = engine.open()
    link = run(first.add_link(LinkRequest("10", "USD", "a@example.com", "R-1"), profile="shop", sender="me"))
    run(first.close())
    run(first.close())
    with pytest.raises(LedgerError) as caught:
        run(first.links(LinkQuery()))
    assert (caught.value.code, caught.value.details["why"]) == ("ledger_unavailable", "closed")
    second = engine.open()
    assert second.first_page(LinkQuery()) == [link]
    second.close_now()


def test_what_happened_since_is_told_whoever_did_it(ledger, engine, run, make_link):
    old = make_link("R-1", "order-1")
    start = run(ledger.changes(None, 10))
    assert start.links == []
    assert run(ledger.changes(start.mark, 10)) == start
    paid = run(ledger.mark_by_hand(old.id, "by phone"))
    other = engine.open()
    new = run(other.add_link(LinkRequest("10", "USD", "a@example.com", "R-3"), profile="shop", sender="other"))
    run(other.archive([old.id], True))
    other.close_now()
    then = run(ledger.changes(start.mark, 10))
    assert then.mark > start.mark
    assert [(link.id, link.state) for link in then.links] == [(paid.id, paid.state), (new.id, new.state)]
    assert then.links[0].archived_at is not None
    assert run(ledger.changes(then.mark, 10)).links == []


def test_webhooks_are_among_what_happened(ledger, run, make_link, webhook, believe):
    link = make_link("R-1", "order-1")
    start = run(ledger.changes(None, 10)).mark
    run(ledger.confirm([webhook("order-1")], believe))
    [told] = run(ledger.changes(start, 10)).links
    assert (told.id, told.state) == (link.id, LinkState.PAID)


def test_more_than_is_asked_for_is_not_told_one_by_one(ledger, run, make_link):
    start = run(ledger.changes(None, 10)).mark
    for number in range(4):
        make_link(f"R-{number}")
    assert len(run(ledger.changes(start, 4)).links) == 4
    beyond = run(ledger.changes(start, 3))
    assert beyond.links is None
    assert run(ledger.changes(beyond.mark, 3)).links == []


@pytest.mark.parametrize("seed", range(4))
def test_totals_are_what_the_listed_links_add_up_to(ledger, run, seed):
    dice = random.Random(seed)
    for number in range(60):
        amount = dice.choice(
            ["0.1", "0.10", "1", "1.00", f"{dice.randint(1, 10**15)}.{dice.randint(10, 99)}", "9" * 18]
        )
        currency, profile = dice.choice(["USD", "SYP", "EUR"]), dice.choice(["shop", "kiosk"])
        request = LinkRequest(amount, currency, f"{dice.choice('ab')}@example.com", f"R-{number}")
        link = run(ledger.add_link(request, profile=profile, sender="test"))
        state = dice.choice([LinkState.WAITING, LinkState.FAILED, LinkState.UNKNOWN, LinkState.UNSENT])
        created = CreatedLink(f"https://pay.example/{number}", f"o-{number}") if state is LinkState.WAITING else None
        run(ledger.finish_link(link.id, state, created=created, error=None if created else "refused"))
        if dice.random() < 0.4:
            run(ledger.mark_by_hand(link.id, "by phone"))
        if dice.random() < 0.3:
            run(ledger.archive([link.id], True))
    for _ in range(40):
        query = LinkQuery(
            profile=dice.choice([None, "shop", "kiosk"]),
            states=tuple(dice.sample([LinkState.WAITING, LinkState.PAID_BY_HAND, LinkState.FAILED], dice.randrange(4))),
            search=dice.choice(["", "R-1", "b@", "0.1", "%", "pay.example/2"]),
            currency=dice.choice([None, "USD", "SYP"]),
            archived=dice.choice([None, False, True]),
        )
        sums: dict[tuple[str, LinkState], tuple[int, Fraction]] = {}
        for link in run(ledger.links(query, limit=1000)):
            count, total = sums.get((link.currency, link.state), (0, Fraction(0)))
            sums[link.currency, link.state] = count + 1, total + Fraction(link.amount)
        told = run(ledger.totals(query))
        of_ids = run(ledger.totals_of(run(ledger.link_ids(query, NEWEST_FIRST))))
        exactly = lambda totals: [(each.currency, each.state, each.count, Fraction(each.amount)) for each in totals]  # noqa: E731
        assert exactly(of_ids) == exactly(told)
        assert {(part.currency, part.state): (part.count, Fraction(part.amount)) for part in told} == sums
        assert len(told) == len(sums)


def test_each_of_two_that_replace_one_another_names_the_other(ledger, run, make_link):
    first = make_link("R 1")
    run(ledger.mark_maybe_sent(first.id))
    run(ledger.finish_link(first.id, LinkState.UNKNOWN, error="read_timeout"))
    request = LinkRequest("10", "USD", "a@example.com", "R-2")
    second = run(ledger.add_link(request, profile=first.profile, sender="me", replaces=first.id))
    created, *_rest = run(ledger.events(second.id))
    assert (created.kind, created.detail) == ("created", f"replaces {first.id} R 1")
    assert ("replaced", "R-2") in [(event.kind, event.detail) for event in run(ledger.events(first.id))]
    assert run(ledger.events(first.id))[0].detail is None


def test_the_next_free_reference_is_found_in_few_questions(ledger, run, make_link, monkeypatch):
    """A shop may have hundreds in a row, and a server is asked over a line."""
    for number in range(1, 61):
        make_link(f"INV-{number}")
    asked = []
    read = type(ledger)._all
    monkeypatch.setattr(type(ledger), "_all", lambda self, sql, values=(): asked.append(sql) or read(self, sql, values))
    for taken, free in (("INV-1", "INV-1-2"), ("INV-2", "INV-61"), ("INV-60", "INV-61")):
        with pytest.raises(InputError) as caught:
            make_link(taken)
        assert (caught.value.code, caught.value.details["free"]) == ("taken", free)
    assert len(asked) <= 6
