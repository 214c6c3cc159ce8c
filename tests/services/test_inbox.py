"""The desk's side of the mailbox, against real mailboxes on loopback and a real ledger."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kazadesk.api.inbox import InboxClient
from kazadesk.core.errors import InboxError, InputErrors
from kazadesk.core.inbox import InboxAccess
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.webhook.signature import Credentials, signature_text
from kazadesk.inbox.server import InboxServer
from kazadesk.services.inbox import Arrived, InboxService
from kazadesk.services.ports import LinkQuery
from kazadesk.services.profiles import ProfileService
from kazadesk.services.receiving import Receiving
from kazadesk.services.receiving_state import ReceivingState
from kazadesk.services.verify import VerifyService
from kazadesk.storage.settings import ProfileSettings
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.vault import Kept


class Keyring:
    """A keyring that answers at once."""

    def __init__(self, *profiles: str) -> None:
        keys = ((name, Secret(f"key of {name}"), Secret(f"secret of {name}")) for name in profiles)
        self.kept: dict[str, Credentials] = {each[0]: Credentials(*each) for each in keys}
        self.inboxes: dict[str, InboxAccess] = {}

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None:
        return self.kept.get(profile)

    async def load_inbox(self, profile: str, *, asked: bool = False) -> InboxAccess | None:
        return self.inboxes.get(profile)

    async def save_inbox(self, access: InboxAccess) -> Kept:
        self.inboxes[access.profile] = access
        return Kept("a keyring")

    async def delete_inbox(self, profile: str) -> None:
        del self.inboxes[profile]


class Desk:
    """One desk with a ledger of its own and two accounts."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.settings = SettingsFile(folder / "settings.json")
        self.settings.value.profiles = [ProfileSettings("market"), ProfileSettings("kiosk")]
        self.ledger, self.keyring, redactor = (
            SqliteLedger.open(folder / "l.sqlite"),
            Keyring("market", "kiosk"),
            Redactor(),
        )
        client: Any = None
        keyring: Any = self.keyring  # as much of a store as is asked for here
        profiles = ProfileService(self.settings, keyring, client, redactor, practice=False)
        self.verify = VerifyService(self.ledger, profiles, redactor)
        self.inbox = InboxService(self.ledger, profiles, self.verify, InboxClient(connect_timeout=2, read_timeout=2))

    async def link(self, order_id: str, profile: str = "market") -> None:
        request = LinkRequest("10", "USD", "me@example.com", order_id)
        link = await self.ledger.add_link(request, profile=profile, sender="test")
        created = CreatedLink(f"https://pay.example/{order_id}", order_id)
        await self.ledger.finish_link(link.id, LinkState.WAITING, created=created)

    async def states(self) -> dict[str, str]:
        return {link.reference: link.state.value for link in await self.ledger.links(LinkQuery())}

    async def pull_all(self, profile: str = "market") -> list[Arrived]:
        arrived: list[Arrived] = []
        while (pulled := await self.inbox.pull(profile)).posts:
            arrived += pulled.arrived
        return arrived

    def close(self) -> None:
        self.ledger.close_now()
        self.settings.close()


def webhook(order_id: str, profile: str = "market", status: str = "fulfilled") -> bytes:
    secret = signature_text(
        "10", order_id, Credentials(profile, Secret(f"key of {profile}"), Secret(f"secret of {profile}"))
    )
    fields = {"order_id": order_id, "amount": "10", "currency": "USD", "status": status, "ref": order_id}
    return json.dumps(fields | {"secret": secret}).encode()


def post(server: InboxServer, body: bytes) -> None:
    with urllib.request.urlopen(urllib.request.Request(server.hook, data=body), timeout=10) as answer:
        assert answer.status == 200


def access_to(server: InboxServer, key: str, profile: str = "market") -> InboxAccess:
    return InboxAccess(profile, server.pull, Secret(server.hook), Secret(key))


class Mailbox:
    """One mailbox that can be stopped, copied and started again on the same port."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.server = InboxServer(path)
        self.key = self.server.read_key or ""
        self.server.start()

    def restart(self, before: Callable[[], object] = lambda: None, **changes: Any) -> None:
        port = self.server.port
        self.server.stop()
        before()
        self.server = InboxServer(self.path, port=port, **changes)
        self.key = self.server.read_key or self.key
        self.server.start()

    def access(self, profile: str = "market") -> InboxAccess:
        return access_to(self.server, self.key, profile)


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    box = Mailbox(tmp_path / "mailbox.sqlite")
    yield box
    box.server.stop()


@pytest.fixture
def desk(tmp_path: Path, mailbox: Mailbox) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk")
    desk.keyring.inboxes["market"] = mailbox.access()
    yield desk
    desk.close()


def test_what_came_while_the_desk_was_off_comes_in_order_with_its_times(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        for number in range(450):  # more than two pages
            await desk.link(f"id-{number}")
            await asyncio.to_thread(post, mailbox.server, webhook(f"id-{number}"))
        arrived = await desk.pull_all()
        assert [each.verdicts[0].order_id for each in arrived] == [f"id-{number}" for number in range(450)]
        assert {each.verdicts[0].code for each in arrived} == {"paid"}
        assert await desk.pull_all() == []
        kept = await desk.ledger.arrivals(limit=1000)
        assert [each.order_id for each in kept] == [f"id-{number}" for number in reversed(range(450))]
        assert {each.via for each in kept} == {"inbox"}
        assert [each.arrived_at for each in reversed(kept)] == [each.at for each in arrived]
        assert kept[0].at >= (kept[0].arrived_at or "")

    asyncio.run(scenario())


def test_a_paste_and_a_pull_of_the_same_count_once(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        await desk.link("id-1")
        text = webhook("id-1")
        [pasted] = await desk.verify.verify(text.decode())
        await asyncio.to_thread(post, mailbox.server, text)
        [arrived] = await desk.pull_all()
        assert (pasted.code, arrived.verdicts[0].code) == ("paid", "repeated")
        assert [each.via for each in await desk.ledger.confirmations(1)] == ["paste", "inbox"]

    asyncio.run(scenario())


def test_what_anybody_may_have_posted_is_kept_apart(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        await desk.link("id-1")
        forged = json.loads(webhook("id-1")) | {"amount": "1000"}
        for body in (b"", b"\xff\x00 noise", b"<html>", json.dumps(forged).encode(), webhook("id-1")):
            await asyncio.to_thread(post, mailbox.server, body)
        codes = [verdict.code for each in await desk.pull_all() for verdict in each.verdicts]
        assert codes == ["unreadable", "unreadable", "unreadable", "not_authentic", "paid"]
        assert [each.verdict for each in await desk.inbox.arrivals()] == ["paid"]
        quiet = [each.verdict for each in await desk.inbox.arrivals(authentic=False)]
        assert quiet == ["not_authentic", "unreadable", "unreadable", "unreadable"]

    asyncio.run(scenario())


def test_two_desks_on_one_mailbox_both_get_everything(desk: Desk, mailbox: Mailbox, tmp_path: Path) -> None:
    async def scenario(other: Desk) -> None:
        other.keyring.inboxes["market"] = mailbox.access()
        for each in (desk, other):
            await each.link("id-1")
        await asyncio.to_thread(post, mailbox.server, webhook("id-1"))
        assert [each.verdicts[0].code for each in await desk.pull_all()] == ["paid"]
        assert [each.verdicts[0].code for each in await other.pull_all()] == ["paid"]

    other = Desk(tmp_path / "other desk")
    asyncio.run(scenario(other))
    other.close()


def test_two_programs_on_one_ledger_count_everything_once(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        for number in range(60):
            await desk.link(f"id-{number}")
            await asyncio.to_thread(post, mailbox.server, webhook(f"id-{number}"))
        pulls = await asyncio.gather(*(desk.inbox.pull("market") for _ in range(5)))
        codes = [verdict.code for pulled in pulls for each in pulled.arrived for verdict in each.verdicts]
        assert codes == ["paid"] * 60

    asyncio.run(scenario())


def test_two_accounts_with_a_mailbox_each(desk: Desk, mailbox: Mailbox, tmp_path: Path) -> None:
    async def scenario(other: Mailbox) -> None:
        desk.keyring.inboxes["kiosk"] = other.access("kiosk")
        assert await desk.inbox.set_up() == ["market", "kiosk"]
        await desk.link("id-1")
        await desk.link("id-2", "kiosk")
        await asyncio.to_thread(post, mailbox.server, webhook("id-1"))
        await asyncio.to_thread(post, other.server, webhook("id-2", "kiosk"))
        assert [each.verdicts[0].profile for each in await desk.pull_all("market")] == ["market"]
        assert [each.verdicts[0].profile for each in await desk.pull_all("kiosk")] == ["kiosk"]
        assert await desk.states() == {"id-1": "paid", "id-2": "paid"}

    other = Mailbox(tmp_path / "other.sqlite")
    try:
        asyncio.run(scenario(other))
    finally:
        other.server.stop()


def test_a_changed_key_is_said_and_nothing_is_skipped(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        await desk.link("id-1")
        await asyncio.to_thread(mailbox.restart, renew_key=True)
        await asyncio.to_thread(post, mailbox.server, webhook("id-1"))
        with pytest.raises(InboxError, match="inbox_key_refused"):
            await desk.inbox.pull("market")
        desk.keyring.inboxes["market"] = mailbox.access()
        assert [each.verdicts[0].code for each in await desk.pull_all()] == ["paid"]

    asyncio.run(scenario())


def test_a_mailbox_put_back_on_a_backup_says_so_and_goes_on(desk: Desk, mailbox: Mailbox, tmp_path: Path) -> None:
    async def scenario() -> None:
        for name in ("id-1", "id-2", "id-3"):
            await desk.link(name)
        await asyncio.to_thread(post, mailbox.server, webhook("id-1"))
        await desk.pull_all()
        await asyncio.to_thread(mailbox.restart, lambda: shutil.copy(mailbox.path, tmp_path / "backup"))
        await asyncio.to_thread(post, mailbox.server, webhook("id-2"))
        await desk.pull_all()
        await asyncio.to_thread(mailbox.restart, lambda: shutil.copy(tmp_path / "backup", mailbox.path))
        await asyncio.to_thread(post, mailbox.server, webhook("id-3"))
        pulled = await desk.inbox.pull("market")
        assert pulled.gap
        assert [each.verdicts[0].order_id for each in pulled.arrived] == ["id-3"]
        assert not (await desk.inbox.pull("market")).gap
        assert await desk.states() == {"id-1": "paid", "id-2": "paid", "id-3": "paid"}

    asyncio.run(scenario())


def test_nothing_is_passed_that_cannot_be_checked(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        await desk.link("id-1")
        await asyncio.to_thread(post, mailbox.server, webhook("id-1"))
        keys = desk.keyring.kept.pop("market")
        with pytest.raises(InboxError, match="inbox_no_keys"):
            await desk.inbox.pull("market")
        desk.keyring.kept["market"] = keys
        assert [each.verdicts[0].code for each in await desk.pull_all()] == ["paid"]
        with pytest.raises(InboxError, match="inbox_not_set_up"):
            await desk.inbox.pull("kiosk")

    asyncio.run(scenario())


def test_a_probe_goes_the_whole_way_and_is_no_webhook(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        await asyncio.to_thread(post, mailbox.server, webhook("earlier"))
        assert await desk.inbox.check(mailbox.access()) < 10
        pulled = await desk.inbox.pull("market")
        assert pulled.posts == 2
        assert [each.verdicts[0].order_id for each in pulled.arrived] == ["earlier"]

    asyncio.run(scenario())


def test_every_mistake_in_the_addresses_has_a_code_of_its_own(desk: Desk, mailbox: Mailbox) -> None:
    good = mailbox.access()

    def with_(pull: str = good.pull, hook: str = good.hook.reveal(), key: str = mailbox.key) -> InboxAccess:
        return InboxAccess("market", pull, Secret(hook), Secret(key))

    cases = {
        "inbox_key_refused": with_(key="wrong"),
        "inbox_not_found": with_(pull=good.pull + "/elsewhere"),
        "inbox_hook_refused": with_(hook=good.hook.reveal() + "x"),
        "inbox_unreachable": with_(pull="http://127.0.0.1:9/pull"),
    }

    async def scenario() -> None:
        for code, access in cases.items():
            with pytest.raises(InboxError) as caught:
                await desk.inbox.check(access)
            assert caught.value.code == code
            assert mailbox.key not in str(caught.value)

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("pull", "hook", "key", "wrong"),
    [
        ("", "", "", {"pull": "missing", "read_key": "missing"}),
        ("http://shop.example/inbox.php", "", "k", {"pull": "not_https"}),
        ("shop.example/inbox.php", "", "k", {"pull": "bad_url"}),
        (
            "https://shop.example/inbox.php",
            "http://shop.example/x",
            "مفتاح",
            {"hook": "not_https", "read_key": "bad_read_key"},
        ),
    ],
)
def test_what_was_typed_is_checked_field_by_field(
    desk: Desk, pull: str, hook: str, key: str, wrong: dict[str, str]
) -> None:
    with pytest.raises(InputErrors) as caught:
        desk.inbox.checked("market", pull, hook, key)
    assert {error.field: error.code for error in caught.value.errors} == wrong


def test_a_webhook_is_judged_within_a_second_of_its_post(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        await desk.link("id-1")
        loop, arrived, ready = asyncio.get_running_loop(), asyncio.Queue[tuple[float, Arrived]](), asyncio.Event()

        def tell(state: ReceivingState) -> None:
            if state.reached is not None and state.probed is not None:
                ready.set()

        receiving = Receiving(desk.inbox, ["market"], lambda each: arrived.put_nowait((loop.time(), each)), tell)
        task = asyncio.create_task(receiving.run())
        try:
            await asyncio.wait_for(ready.wait(), 20)
            began = loop.time()
            await asyncio.to_thread(post, mailbox.server, webhook("id-1"))
            at, got = await asyncio.wait_for(arrived.get(), 20)
            assert got.verdicts[0].code == "paid"
            assert at - began < 5  # 0.05 s on a quiet machine
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    asyncio.run(scenario())


def test_a_mailbox_that_is_away_is_said_and_pulled_when_it_is_back(desk: Desk, mailbox: Mailbox) -> None:
    async def scenario() -> None:
        await desk.link("id-1")
        arrived = asyncio.Queue[Arrived]()
        problems = asyncio.Queue[str]()

        def tell(state: ReceivingState) -> None:
            if state.problem is not None:
                problems.put_nowait(state.problem.code)

        await asyncio.to_thread(mailbox.server.stop)
        receiving = Receiving(desk.inbox, ["market"], arrived.put_nowait, tell)
        task = asyncio.create_task(receiving.run())
        try:
            assert await asyncio.wait_for(problems.get(), 20) == "inbox_unreachable"
            await asyncio.to_thread(mailbox.restart)
            await asyncio.to_thread(post, mailbox.server, webhook("id-1"))
            got = await asyncio.wait_for(arrived.get(), 20)
            assert got.verdicts[0].code == "paid"
            assert receiving.states["market"].problem is None
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    asyncio.run(scenario())
