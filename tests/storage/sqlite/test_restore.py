"""A restored ledger knows what the ledger before it had counted, or says that it does not."""

from __future__ import annotations

import asyncio

import apsw
import pytest

from kazadesk.core.errors import InputError, LedgerError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.signature import Credentials, signature_text
from kazadesk.core.webhook.verdict import VerdictCode, judge
from kazadesk.storage.sqlite import backup
from kazadesk.storage.sqlite import database as db
from kazadesk.storage.sqlite import restore as restoring
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.sqlite.restore import restore

KEYS = Credentials("shop", Secret("0DE5C0FFEE01"), Secret("5EC7E7C0FFEE"))


def genuine(order_id, *, status="fulfilled", currency="USD", ref=None):
    signature = signature_text("10.10", order_id, KEYS)
    return Payload("10.10", (order_id,), (signature,), status, currency, ref, raw=f"{order_id} {status}", exact=True)


def really(item, known):
    return judge(item, [KEYS], known)


@pytest.fixture
def shop(path, run):
    """A ledger through its restores: `shop.ledger` is the open one."""
    shop = Shop(path, run)
    yield shop
    shop.ledger.close_now()


class Shop:
    def __init__(self, path, run):
        self.ledger, self.path, self.run = SqliteLedger.open(path), path, run

    def begin(self, reference):
        request = LinkRequest("10.10", "USD", "merchant@example.com", reference)
        return self.run(self.ledger.add_link(request, profile="shop", sender="me"))

    def make(self, reference, order_id):
        created = CreatedLink(f"https://pay.example/{order_id}", order_id)
        return self.run(self.ledger.finish_link(self.begin(reference).id, LinkState.WAITING, created=created))

    def paste(self, order_id, **fields):
        (verdict,) = self.run(self.ledger.confirm([genuine(order_id, **fields)], really))
        return verdict

    def back_up(self):
        return self.run(backup.back_up(self.path, self.ledger.copy_to, by_hand=True)).path

    def restore(self, chosen, *, damage=None):
        self.ledger.close_now()
        if damage:
            damage(self.path)
        result = restore(self.path, chosen)
        self.ledger = SqliteLedger.open(self.path)
        return result

    def state(self, reference):
        return next(link.state for link in self.ledger.first_page(LinkQuery()) if link.reference == reference)

    def link(self, reference):
        return next(link for link in self.ledger.first_page(LinkQuery()) if link.reference == reference)


def destroy(path):
    path.write_bytes(b"noise" * 5000)


def test_a_used_webhook_is_not_green_a_second_time(shop):
    shop.make("R-1", "id-1")
    old = shop.back_up()
    assert shop.paste("id-1").code is VerdictCode.PAID
    result = shop.restore(old)
    assert result.remembered
    assert shop.state("R-1") is LinkState.PAID
    verdict = shop.paste("id-1")
    assert verdict.code is VerdictCode.REPEATED
    assert "restored_memory" in verdict.reasons
    assert (verdict.earlier.verdict, verdict.counted) == ("paid", False)


def test_an_unused_webhook_is_green_after_a_restore(shop):
    shop.make("R-1", "id-1")
    old = shop.back_up()
    shop.restore(old)
    assert shop.paste("id-1").code is VerdictCode.PAID
    assert shop.paste("id-1").reasons == ()


def test_what_was_counted_stays_known_through_restores_of_ever_older_backups(shop):
    shop.make("R-1", "id-1")
    first = shop.back_up()
    shop.paste("id-1")
    for _ in range(3):
        shop.restore(first)
        assert shop.paste("id-1").code is VerdictCode.REPEATED


def test_a_counted_webhook_of_a_link_that_the_backup_lacks_stays_counted(shop):
    old = shop.back_up()
    shop.make("R-1", "id-1")
    shop.paste("id-1")
    shop.restore(old)
    assert shop.ledger.first_page(LinkQuery()) == []
    assert shop.paste("id-1").code is VerdictCode.REPEATED


def test_a_reference_that_went_out_since_stays_taken(shop):
    old = shop.back_up()
    shop.make("INV-8", "id-8")
    for _ in range(2):  # also after one more restore
        shop.restore(old)
        with pytest.raises(InputError) as refused:
            shop.begin("INV-8")
        assert (refused.value.field, refused.value.code) == ("reference", "taken")
    assert shop.begin("INV-9").state is LinkState.SENDING


def test_a_mark_by_hand_stays(shop):
    link = shop.make("R-1", "id-1")
    old = shop.back_up()
    shop.run(shop.ledger.mark_by_hand(link.id, "cash on the counter"))
    shop.restore(old)
    assert shop.link("R-1").by_hand_reason == "cash on the counter"
    verdict = shop.paste("id-1")
    assert (verdict.code, verdict.reasons) == (VerdictCode.REPEATED, ("marked_by_hand",))
    kinds = [event.kind for event in shop.run(shop.ledger.events(shop.link("R-1").id))]
    assert kinds.count("by_hand") == 1


def test_an_assignment_stays(shop):
    link = shop.begin("R-1")
    shop.run(shop.ledger.finish_link(link.id, LinkState.UNKNOWN, error="read_timeout"))
    old = shop.back_up()
    assert shop.paste("id-7").code is VerdictCode.PAID_UNKNOWN
    shop.run(shop.ledger.bind(link.id, "id-7"))
    shop.restore(old)
    assert shop.link("R-1").order_id == "id-7"
    verdict = shop.paste("id-7")
    assert verdict.code is VerdictCode.REPEATED
    assert "bound_by_hand" in verdict.reasons


@pytest.mark.parametrize("status", ["timed_out", "fulfilled"])
def test_every_state_that_was_reached_since_is_reached_again(shop, status):
    waiting = shop.make("R-1", "id-1")
    sending = shop.begin("R-2")
    unsent = shop.begin("R-3")
    shop.run(shop.ledger.finish_link(unsent.id, LinkState.UNSENT, error="dns_failed"))
    old = shop.back_up()
    shop.paste("id-1", status=status)
    created = CreatedLink("https://pay.example/id-2", "id-2")
    shop.run(shop.ledger.finish_link(sending.id, LinkState.WAITING, created=created))
    shop.run(shop.ledger.resend_link(unsent.id, sender="me"))
    created = CreatedLink("https://pay.example/id-3", "id-3")
    shop.run(shop.ledger.finish_link(unsent.id, LinkState.WAITING, created=created))
    shop.paste("id-3", currency="SYP")
    before = {link.reference: link for link in shop.ledger.first_page(LinkQuery())}
    result = shop.restore(old)
    assert (result.remembered, result.uncertain) == (True, 0)
    assert {link.reference: link for link in shop.ledger.first_page(LinkQuery())} == before
    assert before["R-1"].id == waiting.id


def test_a_link_that_may_have_been_sent_since_is_never_called_unsent(shop):
    shop.begin("R-1")
    unsent = shop.begin("R-2")
    shop.run(shop.ledger.finish_link(unsent.id, LinkState.UNSENT, error="dns_failed"))
    old = shop.back_up()
    result = shop.restore(old, damage=destroy)
    assert (result.remembered, result.uncertain) == (False, 2)
    shop.run(shop.ledger.recover(lambda sender: False))
    for reference in ("R-1", "R-2"):
        link = shop.link(reference)
        assert (link.state, link.maybe_sent, link.error) == (LinkState.UNKNOWN, True, "restored")
        with pytest.raises(LedgerError, match="move_refused"):
            shop.run(shop.ledger.resend_link(link.id, sender="me"))


def test_one_that_is_still_unsent_may_be_sent(shop):
    unsent = shop.begin("R-1")
    shop.run(shop.ledger.finish_link(unsent.id, LinkState.UNSENT, error="dns_failed"))
    shop.begin("R-2")  # killed while it was sent
    old = shop.back_up()
    result = shop.restore(old)
    assert (result.remembered, result.uncertain) == (True, 1)
    assert shop.state("R-1") is LinkState.UNSENT
    assert shop.state("R-2") is LinkState.UNKNOWN


def lose(path):
    path.unlink()
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def tear(path):
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xa5" * (len(data) - 8192))


@pytest.mark.parametrize("damage", [destroy, lose, tear])
def test_older_links_are_not_green_where_nothing_is_known_of_the_ledger_before(shop, damage):
    link = shop.make("R-1", "id-1")
    old = shop.back_up()
    assert shop.paste("id-1").code is VerdictCode.PAID
    result = shop.restore(old, damage=damage)
    assert not result.remembered
    for _ in range(2):
        verdict = shop.paste("id-1")
        assert (verdict.code, verdict.reasons, verdict.counted) == (VerdictCode.REPEATED, ("restored",), False)
    assert shop.state("R-1") is LinkState.WAITING
    shop.make("R-2", "id-2")
    assert shop.paste("id-2").code is VerdictCode.PAID
    shop.run(shop.ledger.mark_by_hand(link.id, "seen in the account"))
    assert shop.state("R-1") is LinkState.PAID_BY_HAND
    shop.restore(old)  # the doubt is older than this ledger's own knowledge, and stays
    assert shop.state("R-1") is LinkState.PAID_BY_HAND
    again = shop.back_up()
    shop.restore(again)
    assert shop.paste("id-2").code is VerdictCode.REPEATED


def without_rules(sql):
    """A ledger that was changed past its own rules, which were then put back or not."""

    def damage(path):
        database = apsw.Connection(str(path))
        for name in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name[0]}")
        database.execute(sql).fetchall()
        database.close()

    return damage


def moved_to_a_server(path):
    database = apsw.Connection(str(path))
    database.execute("INSERT INTO ledger_info (name, value) VALUES ('moved_to', 'db.example')").fetchall()
    database.close()


def anew(path):
    SqliteLedger.open(path, anew=True).close_now()


def of_another_computer(path):
    """On which a link of the same reference has been paid, which is another one."""
    lose(path)
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    other = Shop(elsewhere / path.name, asyncio.run)
    other.make("R-1", "id-9")
    other.paste("id-9")
    other.ledger.close_now()
    other.path.rename(path)


@pytest.mark.parametrize(
    "damage",
    [
        anew,
        of_another_computer,
        moved_to_a_server,
        without_rules("DELETE FROM confirmations; UPDATE links SET state = 'waiting'"),
        without_rules("DROP TABLE confirmations; CREATE VIEW confirmations AS SELECT 1 AS order_id"),
    ],
    ids=["begun anew", "another computer's", "gone on elsewhere", "rows taken back", "rows hidden"],
)
def test_a_ledger_that_does_not_know_what_followed_the_backup_is_no_memory(shop, damage):
    shop.make("R-1", "id-1")
    old = shop.back_up()
    shop.paste("id-1")
    result = shop.restore(old, damage=damage)
    assert not result.remembered
    verdict = shop.paste("id-1")
    assert verdict.code is VerdictCode.REPEATED
    assert verdict.reasons in [("restored",), ("restored_memory",)]
    assert not verdict.counted


def test_the_newest_backup_after_an_older_one_still_knows_all(shop):
    older = shop.back_up()
    shop.make("R-1", "id-1")
    shop.make("R-2", "id-2")
    newer = shop.back_up()
    shop.paste("id-1")
    assert shop.restore(older).remembered
    assert shop.restore(newer).remembered, "the older one has taken its references over"
    assert shop.paste("id-1").code is VerdictCode.REPEATED
    assert shop.paste("id-2").code is VerdictCode.PAID


def test_a_copy_of_the_ledger_in_use_needs_no_memory(shop):
    """As when a desk leaves the server: what lies in its place is older."""
    shop.ledger.close_now()
    shop.path.rename(shop.path.with_name("stale.sqlite"))
    shop.ledger = SqliteLedger.open(shop.path)
    shop.make("R-1", "id-1")
    copy = shop.back_up()
    shop.ledger.close_now()
    shop.path.with_name("stale.sqlite").replace(shop.path)
    assert restore(shop.path, copy, newest=True).remembered
    shop.ledger = SqliteLedger.open(shop.path)
    assert shop.paste("id-1").code is VerdictCode.PAID


@pytest.mark.parametrize("year", ["2039", "2001"], ids=["ahead when made", "behind when restored"])
def test_a_clock_that_is_put_right_makes_no_link_younger_than_the_restore(shop, monkeypatch, year):
    right = db.now
    monkeypatch.setattr(db, "now", lambda: f"{'2039' if year == '2039' else right()[:4]}{right()[4:]}")
    shop.make("R-1", "id-1")
    old = shop.back_up()
    shop.paste("id-1")
    monkeypatch.setattr(db, "now", lambda: f"{'2001' if year == '2001' else right()[:4]}{right()[4:]}")
    shop.restore(old, damage=destroy)
    assert shop.paste("id-1").reasons == ("restored",)


def test_nobody_writes_to_a_ledger_that_is_read_and_then_moved(shop, monkeypatch):
    """Another program that opened it meanwhile waits, and then finds it moved."""
    shop.make("R-1", "id-1")
    old = shop.back_up()
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 1)
    other = Shop(shop.path, shop.run)
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 5_000)
    codes = []

    def paste():
        with pytest.raises(LedgerError) as refused:
            other.paste("id-1")
        codes.append(refused.value.code)

    real = backup.move_aside

    def move_aside(path):
        paste()
        moved = real(path)
        paste()
        return moved

    monkeypatch.setattr(restoring, "move_aside", move_aside)
    assert shop.restore(old).remembered
    paste()
    other.ledger.close_now()
    assert codes == ["ledger_busy", "ledger_busy", "ledger_missing"]
    assert shop.paste("id-1").code is VerdictCode.PAID


def test_a_restore_that_was_cut_off_takes_over_from_what_was_moved_aside(shop):
    shop.make("R-1", "id-1")
    old = shop.back_up()
    shop.paste("id-1")
    shop.ledger.close_now()
    backup.move_aside(shop.path)  # and then the power went
    result = restore(shop.path, old)
    shop.ledger = SqliteLedger.open(shop.path)
    assert result.remembered
    assert shop.paste("id-1").code is VerdictCode.REPEATED


def test_what_was_not_yet_in_the_main_file_is_known_as_well(shop):
    shop.make("R-1", "id-1")
    old = shop.back_up()
    shop.paste("id-1")
    files = {name: shop.path.with_name(name).read_bytes() for name in (shop.path.name, f"{shop.path.name}-wal")}
    assert files[f"{shop.path.name}-wal"]

    def kill(path):
        for name, content in files.items():
            path.with_name(name).write_bytes(content)

    assert shop.restore(old, damage=kill).remembered
    assert shop.paste("id-1").code is VerdictCode.REPEATED


def test_what_is_taken_over_cannot_be_taken_back(shop):
    old = shop.back_up()
    shop.make("R-1", "id-1")
    shop.restore(old)
    shop.ledger.close_now()
    database = apsw.Connection(str(shop.path))
    for sql in ("DELETE FROM restores", "UPDATE restores SET remembered = 1", "DELETE FROM taken_references"):
        with pytest.raises(apsw.ConstraintError, match="append_only"):
            database.execute(sql)
    sql = (
        "INSERT INTO links (profile, reference, amount, currency, email, state, created_at, updated_at, sender)"
        " VALUES ('shop', 'R-1', '1', 'USD', 'a', 'sending', '', '', '')"
    )
    with pytest.raises(apsw.ConstraintError, match="reference_taken"):
        database.execute(sql)
    database.close()


def test_before_a_restore_it_is_known_what_the_backup_lacks(shop):
    shop.make("R-1", "id-1")
    shop.make("R-2", "id-2")
    shop.paste("id-1")
    old = shop.back_up()
    assert backup.preview(old, shop.path).since == backup.Since([], 0)
    shop.paste("id-2")
    shop.make("R-3", "id-3")
    shop.make("R-4", "id-4")
    shop.paste("id-4")
    seen = backup.preview(old, shop.path)
    assert [(total.state, total.count, total.amount) for total in seen.totals] == [
        ("paid", 1, "10.10"),
        ("waiting", 1, "10.10"),
    ]
    assert seen.since is not None
    assert [(total.state, total.count) for total in seen.since.links] == [("paid", 1), ("waiting", 1)]
    assert seen.since.confirmed == 2
    shop.ledger.close_now()
    destroy(shop.path)
    assert backup.preview(old, shop.path).since is None
    lose(shop.path)
    assert backup.preview(old, shop.path).since is None
    shop.ledger = SqliteLedger.open(shop.path, anew=True)


# ── files that somebody else has made ──


ALTERED = {
    "a trigger gone": "DROP TRIGGER confirmations_kept",
    "a unique index gone": "DROP INDEX confirmations_counted",
    "a trigger emptied": "DROP TRIGGER links_kept;"
    " CREATE TRIGGER links_kept BEFORE DELETE ON links BEGIN SELECT 1; END",
    "a foreign trigger": "CREATE TRIGGER mine AFTER INSERT ON links BEGIN UPDATE links SET message = 'x'; END",
    "a foreign view": "CREATE VIEW mine AS SELECT * FROM links",
}


@pytest.mark.parametrize("sql", ALTERED.values(), ids=ALTERED)
def test_a_ledger_whose_rules_are_missing_is_refused(shop, sql):
    shop.make("R-1", "id-1")
    chosen = shop.back_up()
    shop.ledger.close_now()
    for path in (shop.path, chosen):
        database = apsw.Connection(str(path))
        database.execute(sql).fetchall()
        database.close()
    whole = shop.path.read_bytes()
    for attempt in (
        lambda: SqliteLedger.open(shop.path),
        lambda: backup.preview(chosen, shop.path),
        lambda: restore(shop.path, chosen),
    ):
        with pytest.raises(LedgerError, match="ledger_altered") as refused:
            attempt()
        assert refused.value.details["why"]
    assert shop.path.read_bytes() == whole


def test_the_schema_of_a_file_runs_nothing(shop):
    database = shop.ledger._connection  # no act of ours shows it
    assert shop.ledger.run(lambda: database.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1)) == 0
    assert shop.ledger.run(lambda: database.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1)) == 1
