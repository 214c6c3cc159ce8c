"""Webhooks: judged, kept and their links moved in one transaction."""

from __future__ import annotations

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.storage import ledger as ledger_module


def codes(verdicts):
    return [verdict.code.value for verdict in verdicts]


def test_a_confirmation_moves_its_link_and_is_kept(ledger, run, make_link, webhook, believe):
    link = make_link("R-1", "id-1")
    [verdict] = run(ledger.confirm([webhook("id-1")], believe))
    assert (verdict.code, verdict.link.state) == (VerdictCode.PAID, LinkState.PAID)
    assert run(ledger.link(link.id)) == verdict.link
    assert run(ledger.events(link.id))[-1].detail == "paid"
    [kept] = run(ledger.confirmations(link.id))
    assert (kept.verdict, kept.counted, kept.link_id, kept.raw) == ("paid", True, link.id, '{"order_id": "id-1"}')
    assert (kept.profile, kept.order_id, kept.amount, kept.status) == ("shop", "id-1", "10.10", "fulfilled")


def test_the_same_webhook_again_is_repeated(ledger, run, make_link, webhook, believe):
    link = make_link("R-1", "id-1")
    verdicts = run(ledger.confirm([webhook("id-1"), webhook("id-1")], believe))
    assert codes(verdicts) == ["paid", "repeated"]
    assert verdicts[1].link.state is LinkState.PAID
    [again] = run(ledger.confirm([webhook("id-1")], believe))
    assert (again.code, again.earlier.verdict, again.earlier.profile) == (VerdictCode.REPEATED, "paid", "shop")
    assert [kept.counted for kept in run(ledger.confirmations(link.id))] == [True, False, False]


def test_an_unknown_order_id_is_counted_and_found_by_the_link_bound_to_it_later(
    ledger, run, make_link, webhook, believe
):
    assert codes(run(ledger.confirm([webhook("id-1"), webhook("id-1")], believe))) == ["paid_unknown", "repeated"]
    link = make_link("R-1")
    run(ledger.finish_link(link.id, LinkState.UNKNOWN))
    assert run(ledger.confirmations(link.id)) == []
    run(ledger.bind(link.id, "id-1"))
    assert [kept.verdict for kept in run(ledger.confirmations(link.id))] == ["paid_unknown", "repeated"]


def test_of_what_is_unreadable_only_the_attempt_is_kept(ledger, run, believe):
    [verdict] = run(ledger.confirm([Unreadable("truncated", raw="my private note")], believe))
    assert verdict.raw == "my private note"
    rows = ledger.run(lambda: ledger._all("SELECT verdict, reasons, raw, order_id FROM confirmations"))
    assert rows == [("unreadable", "truncated", "", None)]


def test_the_judge_sees_links_of_both_ids_and_of_the_reference_in_any_profile(ledger, run, make_link, believe):
    by_id, by_signature_name = make_link("R-1", "id-1"), make_link("R-2", "id-2", profile="other shop")
    by_ref = [make_link("R-3"), make_link("R-3", profile="other shop")]
    seen = []

    def judge(item, known):
        seen.append(known)
        return believe(item, known)

    item = Payload("10.10", ("id-2", "id-1"), ("c2lnbmVk",), "fulfilled", "USD", "R-3")
    run(ledger.confirm([item, item], judge))
    assert [link.id for link in seen[0].by_id] == [by_signature_name.id, by_id.id]
    assert {link.id for link in seen[0].by_ref} == {link.id for link in by_ref}
    assert seen[0].earlier == ()
    assert [earlier.order_id for earlier in seen[1].earlier] == ["id-2"]
    assert seen[1].by_id[0].state is LinkState.PAID


def test_looking_up_judges_the_same_and_keeps_nothing(ledger, run, make_link, webhook, believe, monkeypatch):
    monkeypatch.setattr(ledger_module, "BATCH", 2)
    link = make_link("R-1", "id-1")
    items = [webhook("id-1"), Unreadable("empty"), webhook("id-1"), webhook("id-2"), webhook("id-2", "R-1")]
    looked_up = run(ledger.look_up(items, believe))
    assert run(ledger.link(link.id)) == link
    assert run(ledger.confirmations(link.id)) == []
    confirmed = run(ledger.confirm(items, believe))
    assert codes(looked_up) == codes(confirmed) == ["paid", "unreadable", "repeated", "paid_unknown", "repeated"]
    assert [verdict.link and verdict.link.state for verdict in looked_up] == [
        verdict.link and verdict.link.state for verdict in confirmed
    ]


def test_many_items_go_in_batches_each_all_or_nothing(ledger, run, make_link, webhook, believe, monkeypatch):
    monkeypatch.setattr(ledger_module, "BATCH", 3)
    links = [make_link(f"R-{number}", f"id-{number}") for number in range(6)]

    def judge(item, known):
        if item.order_ids == ("id-4",):
            raise RuntimeError("a bug in the rules")
        return believe(item, known)

    with pytest.raises(RuntimeError, match="a bug in the rules"):
        run(ledger.confirm([webhook(f"id-{number}") for number in range(6)], judge))
    states = [run(ledger.link(link.id)).state.value for link in links]
    assert states == ["paid"] * 3 + ["waiting"] * 3
    assert run(ledger.confirmations(links[3].id)) == []


def test_a_move_that_the_table_does_not_have_keeps_nothing(ledger, run, make_link, webhook):
    link = make_link("R-1", "id-1")

    def judge(item, known):
        return Verdict(VerdictCode.PAID, link=known.by_id[0], move=LinkState.UNSENT)

    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.confirm([webhook("id-1")], judge))
    assert run(ledger.link(link.id)) == link
    assert run(ledger.confirmations(link.id)) == []


def test_no_character_of_a_paste_can_break_the_ledger(engine, ledger, run, make_link, webhook, believe):
    link = make_link("R-1", "id-1")
    raw = "a\x00b \ud800 '; DROP TABLE links; -- \u202e 😀"
    run(ledger.confirm([webhook("id-1")._replace(raw=raw)], believe))
    [kept] = run(ledger.confirmations(link.id))
    kept_as = raw.replace("\ud800", "\\ud800")
    # a server's text has no place for a zero character
    assert kept.raw == (kept_as.replace("\0", "\\x00") if engine.name == "postgres" else kept_as)


def test_two_processes_paste_at_once_and_count_once(ledger, run, make_link, engine, start):
    order_ids = [f"id-{number}" for number in range(40)]
    links = [make_link(f"R-{order_id}", order_id) for order_id in order_ids]
    processes = [start("paste", engine.address, *order_ids) for _ in range(2)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [errors for _, errors in outputs] == ["", ""]
    answers = [output.splitlines() for output, _ in outputs]
    for pair in zip(*answers, strict=True):
        assert sorted(pair) == ["paid paid", "repeated paid"]
    for link in links:
        assert [kept.counted for kept in run(ledger.confirmations(link.id))] == [True, False]
    assert run(ledger.count(LinkQuery(states=(LinkState.PAID,)))) == len(links)


def test_killed_before_the_commit_nothing_of_it_is_there(engine, run, start):
    process = start("stop_before_commit", engine.address, "id-1")
    assert process.stdout.readline() == "before commit\n"
    process.kill()
    process.wait()
    ledger = engine.open()
    try:
        links = {link.reference: link for link in ledger.first_page(LinkQuery())}
        assert {name: link.state.value for name, link in links.items()} == {
            "R-1": "waiting",
            "R-2": "sending",
            "R-3": "sending",
        }
        assert run(ledger.confirmations(links["R-1"].id)) == []
        assert [event.kind for event in run(ledger.events(links["R-1"].id))] == ["created", "answered"]
        recovered = {link.reference: link.state.value for link in run(ledger.recover(lambda token: False))}
        assert recovered == {"R-2": "unknown", "R-3": "unsent"}
        run(ledger.quick_check())
    finally:
        ledger.close_now()
