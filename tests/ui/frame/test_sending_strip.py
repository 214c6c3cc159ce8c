"""The strip says which links wait to be sent; what it sends, it sends through the real services."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui.frame.sending_strip import SendingStrip
from tests.ui.conftest import NOBODY

Play = Callable[..., None]


class Shown:
    """A strip with its buttons."""

    def __init__(self, stage) -> None:
        self.strip = SendingStrip()
        self.strip.attach(stage.session, stage.tasks)

    def press(self, name: str) -> None:
        button = self.strip.findChild(QAbstractButton, name)
        assert button is not None
        assert not button.isHidden()
        button.click()


def test_nothing_to_say_is_nothing_to_see(play: Play) -> None:
    async def scenario(stage) -> None:
        shown = Shown(stage)
        shown.strip.note(await stage.link())
        shown.strip.note(await stage.link(LinkState.UNKNOWN, error="reset"))
        shown.strip.note(await stage.link(LinkState.FAILED))
        assert shown.strip.text() == ""
        assert shown.strip.isHidden()

    play(scenario)


def test_it_says_when_the_next_try_comes_and_can_be_told_to_try_or_to_stop(play: Play) -> None:
    async def scenario(stage) -> None:
        shown = Shown(stage)
        link = await stage.link(LinkState.UNSENT, error="dns_failed")
        shown.strip.note(link)
        assert shown.strip.text().startswith("1 link waits to be sent. Next try in ")
        shown.press("sendingStripYes")
        moved: list[PaymentLink] = []
        stage.session.news.listen(lambda changes: moved.extend(changes.links))
        await stage.until(lambda: (link.id, LinkState.WAITING) in [(each.id, each.state) for each in moved])
        await stage.until(shown.strip.isHidden)
        shown.strip.note(await stage.link(LinkState.UNSENT, error="connect_timeout"))
        shown.press("sendingStripNo")
        assert shown.strip.isHidden()
        assert stage.session.resending.waiting == 0

    play(scenario, stand_in=True)


def test_links_of_an_earlier_run_are_asked_about_and_sent_only_then(play: Play) -> None:
    async def scenario(stage) -> None:
        await stage.link(LinkState.UNSENT, error="dns_failed")
        await stage.link(LinkState.UNSENT, error="cancelled")
        await stage.link(LinkState.UNSENT, error="tls_self_signed")
        shown = Shown(stage)
        await stage.until(shown.strip.text)
        assert shown.strip.text() == "2 links were not sent. Send them now?"
        assert stage.stand_in.records.all() == []
        shown.press("sendingStripYes")
        await stage.until(lambda: len(stage.stand_in.records.all()) == 2)

    play(scenario, stand_in=True)


def test_not_now_leaves_them_unsent(play: Play) -> None:
    async def scenario(stage) -> None:
        await stage.link(LinkState.UNSENT, error="dns_failed")
        shown = Shown(stage)
        await stage.until(shown.strip.text)
        shown.press("sendingStripNo")
        assert shown.strip.isHidden()
        assert stage.session.resending.waiting == 0

    play(scenario)


def test_a_locked_account_stops_everything_until_told_to_go_on(play: Play) -> None:
    async def scenario(stage) -> None:
        await stage.link(LinkState.UNSENT, error="dns_failed")
        await stage.link(LinkState.FAILED, error="account_blocked")
        shown = Shown(stage)
        await stage.until(shown.strip.text)
        await stage.until(lambda: "sends nothing until you say so" in shown.strip.text())
        assert "locked your account" in shown.strip.text()
        assert stage.session.resending.blocked == ["practice"]
        shown.press("sendingStripYes")
        assert stage.session.resending.blocked == []
        await stage.until(lambda: shown.strip.text() == "1 link was not sent. Send it now?")
        assert stage.stand_in.records.all() == []

    play(scenario, stand_in=True)


def test_it_is_said_once_with_the_key_that_leads_to_it_and_then_only_that_it_was_stopped(play: Play, said) -> None:
    async def scenario(stage) -> None:
        shown = Shown(stage)
        shown.strip.note(await stage.link(LinkState.UNSENT, error="dns_failed"))
        first = shown.strip.text()
        assert said == [f"{first} Shift+F6 goes there."]
        shown.press("sendingStripYes")
        await stage.until(lambda: stage.session.resending._tries > 1)
        assert len(said) == 1, "tried again in vain"
        shown.press("sendingStripNo")
        assert said[1:] == ["Stopped: the links stay unsent."]

    play(scenario, base_url=NOBODY)
