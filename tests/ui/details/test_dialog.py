"""Everything about one link, and marking it by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.records import LinkEvent
from kazadesk.services import news
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.ui.details.dialog import LinkDetails
from kazadesk.ui.details.facts import Facts
from kazadesk.ui.widgets.labels import ElidedText

Play = Callable[..., None]


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[Any, PaymentLink], LinkDetails]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def opened(stage: Any, link: PaymentLink) -> LinkDetails:
        details = LinkDetails(link, stage.session, stage.tasks, window)
        details.open()
        return details

    return opened


def texts(widget: QWidget, name: str = "") -> list[str]:
    """What can be read in the widget, or in the part of it with that name."""
    part = widget.findChild(QWidget, name) if name else widget
    assert part is not None
    labels = [label.text() for label in part.findChildren(QLabel) if label.isVisible() and label.text()]
    return labels + [text.text() for text in part.findChildren(ElidedText) if text.isVisible()]


def named(details: LinkDetails, kind: type[Any], name: str) -> Any:
    found = details.findChild(kind, name)
    assert found is not None, name
    return found


def test_it_shows_the_link_its_history_and_its_webhooks(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        link, webhook = await stage.paid_webhook(amount="10.00", reference="INV-1")
        await stage.session.verify.verify(webhook.replace("10.00", "99.00"))
        await stage.session.verify.verify(webhook)
        details = opened(stage, await stage.ledger.link(link.id))
        await stage.until(lambda: "Paid" in texts(details, "linkWebhooks"))
        everything = texts(details)
        for part in ("INV-1", link.url, link.order_id, "merchant@example.com"):
            assert part in everything
        webhooks = texts(details, "linkWebhooks")
        assert webhooks.index("Paid") < webhooks.index("Not authentic")
        assert any("The signature fits \u206610.00\u2069" in text for text in webhooks)
        history = texts(details, "linkHistory")
        told = ("Notice: Paid", "Kazawallet answered with the payment URL", "Sent to Kazawallet", "Created")
        assert [text for text in history if text in told] == list(told)

    play(scenario, stand_in=True)


def test_it_says_at_which_of_several_desks_it_was(play: Play, opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def at_a_desk(read: Any) -> Any:
        async def reading(self: Any, link_id: int) -> list[Any]:
            return [replace(one, desk="مكتب حلب") for one in await read(self, link_id)]

        return reading

    async def scenario(stage: Any) -> None:
        link, webhook = await stage.paid_webhook()
        await stage.session.verify.verify(webhook)
        for name in ("events", "confirmations"):
            monkeypatch.setattr(SqliteLedger, name, at_a_desk(getattr(SqliteLedger, name)))
        details = opened(stage, await stage.ledger.link(link.id))
        await stage.until(lambda: "Paid · \u2068مكتب حلب\u2069" in texts(details, "linkWebhooks"))
        assert "Created · \u2068مكتب حلب\u2069" in texts(details, "linkHistory")

    play(scenario, stand_in=True)


def test_a_link_without_webhooks_says_so(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        details = opened(stage, await stage.link())
        said = "No notice of this link has been verified yet."
        await stage.until(lambda: said in texts(details, "linkWebhooks"))

    play(scenario)


def test_url_and_order_id_can_be_copied(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        details, copied = opened(stage, link), list[str]()
        details.copy_requested.connect(copied.append)
        for button in details.findChildren(QToolButton):
            button.click()
        assert copied == [link.url, link.order_id]

    play(scenario)


def test_a_failed_link_says_what_happened(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        details = opened(stage, await stage.link(LinkState.FAILED, error="user_not_found"))
        assert "Practice mode knows one account only" in named(details, QLabel, "linkNote").text()

    play(scenario)


def test_marking_by_hand_needs_a_reason_and_shows_for_ever(play: Play, opened: Any, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        details = opened(stage, link)
        named(details, QPushButton, "markByHandButton").click()
        named(details, QLineEdit, "byHandReasonEdit").setText("   ")
        named(details, QPushButton, "confirmByHandButton").click()
        assert named(details, QLabel, "byHandProblem").isVisible()
        assert (await stage.ledger.link(link.id)).state is LinkState.WAITING
        named(details, QLineEdit, "byHandReasonEdit").setText("Support confirmed it")
        qtbot.keyClick(named(details, QLineEdit, "byHandReasonEdit"), Qt.Key.Key_Return)
        assert details.isVisible()
        await stage.until(lambda: named(details, QLabel, "linkState").text() == "Marked paid")
        assert "not verified by a notice" in named(details, QLabel, "linkNote").text()
        assert "Support confirmed it" in named(details, QLabel, "linkNote").text()
        assert not named(details, QPushButton, "markByHandButton").isVisible()

    play(scenario)


def test_what_is_paid_cannot_be_marked_by_hand(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        link, webhook = await stage.paid_webhook()
        await stage.session.verify.verify(webhook)
        details = opened(stage, await stage.ledger.link(link.id))
        assert not named(details, QPushButton, "markByHandButton").isVisible()

    play(scenario, stand_in=True)


def test_a_refused_mark_is_told_and_can_be_tried_again(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        details = opened(stage, link)
        await stage.until(lambda: stage.session.news.settled)
        other = SqliteLedger.open(stage.ledger.path)
        await other.mark_by_hand(link.id, "marked in another window")
        await other.close()
        details.ask_by_hand()
        named(details, QLineEdit, "byHandReasonEdit").setText("me too")
        named(details, QPushButton, "confirmByHandButton").click()
        await stage.until(lambda: named(details, QLabel, "byHandProblem").isVisible())
        assert named(details, QPushButton, "confirmByHandButton").isEnabled()

    play(scenario)


def test_a_ledger_that_fails_is_told_where_the_history_would_be(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        await stage.ledger.close()
        details = opened(stage, link)
        await stage.until(lambda: len(texts(details, "linkHistory")) == 2)
        assert link.url in texts(details)

    play(scenario)


def test_values_from_outside_stay_plain_text(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link(reference="<b>INV</b>")
        details = opened(stage, link)
        assert "<b>INV</b>" in texts(details)

    play(scenario)


def test_it_follows_what_webhooks_do_to_the_link_while_it_is_open(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        link, webhook = await stage.paid_webhook()
        details = opened(stage, link)
        await stage.until(lambda: texts(details, "linkHistory"))
        assert named(details, QLabel, "linkState").text() == "Waiting"
        await stage.ledger.mark_by_hand((await stage.link()).id, "another link")
        await stage.session.verify.verify(webhook)
        await stage.until(lambda: named(details, QLabel, "linkState").text() == "Paid")
        await stage.until(lambda: "Notice: Paid" in texts(details, "linkHistory"))

    play(scenario, stand_in=True)


def test_it_reads_the_link_again_when_many_were_moved(play: Play, opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST", 0)

    async def scenario(stage: Any) -> None:
        link = await stage.link()
        details = opened(stage, link)
        await stage.ledger.mark_by_hand(link.id, "settled")
        await stage.until(lambda: named(details, QLabel, "linkState").text() == "Marked paid")

    play(scenario)


def test_the_account_is_called_as_everywhere(play: Play, opened: Any) -> None:
    async def scenario(stage: Any) -> None:
        details = opened(stage, await stage.link())
        assert "Practice account" in texts(details)
        gone = opened(stage, replace(await stage.link(), profile="Branch"))
        assert "Branch (deleted here)" in texts(gone)

    play(scenario)


@pytest.mark.parametrize("act", ["verdict", "by hand"])
def test_one_act_makes_one_reading_of_the_history(
    play: Play, opened: Any, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    async def scenario(stage: Any) -> None:
        link, webhook = await stage.paid_webhook()
        await stage.until(lambda: stage.session.news.settled)
        details = opened(stage, link)
        await stage.until(lambda: texts(details, "linkHistory"))
        read, readings = stage.ledger.events, list[int]()

        async def counted(link_id: int) -> list[LinkEvent]:
            readings.append(link_id)
            return await read(link_id)

        monkeypatch.setattr(stage.ledger, "events", counted)
        if act == "verdict":
            await stage.session.verify.verify(webhook)
        else:
            named(details, QPushButton, "markByHandButton").click()
            named(details, QLineEdit, "byHandReasonEdit").setText("Support confirmed it")
            named(details, QPushButton, "confirmByHandButton").click()
        shown = named(details, QLabel, "linkState")
        await stage.until(lambda: shown.text() != "Waiting")
        stage.session.news.look()
        await stage.until(lambda: stage.session.news.settled)
        assert readings == [link.id]

    play(scenario, stand_in=True)


@pytest.mark.parametrize(
    ("language", "reference", "created"), [("en", "Reference: INV-1", "Created"), ("ar", "المرجع: INV-1", "أُنشئ")]
)
def test_it_can_be_gone_through_with_the_arrows_a_sentence_each(
    play: Play, opened: Any, qtbot: QtBot, wear: Callable[..., None], language: str, reference: str, created: str
) -> None:
    wear(language)

    async def scenario(stage: Any) -> None:
        details = opened(stage, await stage.link(amount="1250", reference="INV-1"))
        await stage.until(lambda: len(texts(details, "linkHistory")) > 1)
        close = named(details, QPushButton, "closeDetailsButton")
        assert details.focusWidget() is close, "never on an act that cannot be undone"
        facts = details.findChild(Facts)
        assert facts is not None
        facts.setFocus()
        first = details.focusWidget()
        assert first.accessibleName() == reference
        qtbot.keyClick(first, Qt.Key.Key_Down)
        second = details.focusWidget()
        assert second is not first
        assert "https://pay.example/1" in second.accessibleName()
        qtbot.keyClick(second, Qt.Key.Key_Home)
        assert details.focusWidget() is first
        history = named(details, QWidget, "linkHistory")
        history.setFocus()
        line = details.focusWidget()
        assert history.isAncestorOf(line)
        qtbot.keyClick(line, Qt.Key.Key_End)
        assert created in details.focusWidget().accessibleName()

    play(scenario)
