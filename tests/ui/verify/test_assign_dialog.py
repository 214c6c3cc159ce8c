"""An unexpected payment is assigned to a link by hand: never green for it, and for ever seen as done by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton

from kazadesk.core.link import LinkState
from kazadesk.core.webhook.signature import signature_text
from kazadesk.core.webhook.verdict import Verdict
from kazadesk.practice.account import CREDENTIALS
from kazadesk.services.verify import may_assign
from kazadesk.ui.details.dialog import LinkDetails
from kazadesk.ui.verify.assign_dialog import AssignDialog
from kazadesk.ui.verify.card import VerdictCard
from kazadesk.ui.verify.panel import VerifierPanel
from kazadesk.ui.verify.results import VerdictsList
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words.languages import install


def webhook(order_id: str, amount: str = "10.00", status: str = "fulfilled", **more: str) -> str:
    secret = signature_text(amount, order_id, CREDENTIALS)
    named = {"order_id": order_id, "amount": amount, "currency": "USD", "status": status, "secret": secret}
    return json.dumps(named | more)


async def unexpected(stage: Any, order_id: str = "elsewhere-1", **more: str) -> Verdict:
    [verdict] = await stage.session.verify.verify(webhook(order_id, **more))
    return verdict


def offered(dialog: Any) -> list[str]:
    """References, and the headings between them."""
    rows = dialog.findChild(QListWidget, "assignList")
    items = [rows.item(row) for row in range(rows.count())]
    links = [item.data(Qt.ItemDataRole.UserRole) for item in items]
    return [link.reference if link else item.text() for item, link in zip(items, links, strict=True)]


def told(dialog: Any) -> str:
    return dialog.findChild(Notice, "assignTold").text()


def button(dialog: Any) -> Any:
    return dialog.findChild(QPushButton, "confirmAssignButton")


def choose(dialog: Any, reference: str) -> None:
    dialog.findChild(QListWidget, "assignList").setCurrentRow(offered(dialog).index(reference))


@pytest.fixture
def arabic_digits(qapp):
    """Numbers are read in ٠-٩."""
    install(qapp, "en", "arabic")
    yield
    install(qapp, "en")


@pytest.fixture
def opened(qtbot):
    """opened(stage, verdict): the dialog, once it has looked for links."""

    async def open_it(stage, verdict):
        dialog = AssignDialog(verdict, stage.session, stage.tasks)
        qtbot.addWidget(dialog)
        dialog.open()
        await stage.until(lambda: told(dialog))
        return dialog

    return open_it


def test_links_of_the_same_money_come_first_and_those_with_an_id_of_their_own_never(play, opened):
    async def scenario(stage):
        await stage.link(LinkState.UNKNOWN, reference="other", amount="12.50")
        await stage.link(LinkState.UNKNOWN, reference="same", amount="10")
        await stage.link(LinkState.UNKNOWN, reference="euro", currency="EUR")
        for state in (LinkState.WAITING, LinkState.SENDING, LinkState.UNSENT, LinkState.FAILED, LinkState.PAID_BY_HAND):
            await stage.link(state, reference=state.value)
        dialog = await opened(stage, await unexpected(stage))
        assert offered(dialog) == ["The same amount and currency", "same", "Other links", "euro", "other"]
        assert "permanently marked as assigned by hand" in told(dialog)
        choose(dialog, "other")
        assert "You asked for" in told(dialog)
        search = dialog.findChild(QLineEdit, "assignSearchEdit")
        search.setText("eur")
        search.textEdited.emit("eur")
        await stage.until(lambda: offered(dialog) == ["Other links", "euro"])
        assert not button(dialog).isEnabled()

    play(scenario)


def test_nothing_beside_an_amount_looks_like_a_zero_more(play, opened, arabic_digits):
    async def scenario(stage):
        link = await stage.link(LinkState.UNKNOWN, reference="INV-7")
        dialog = await opened(stage, await unexpected(stage, ref=link.reference))
        rows = dialog.findChild(QListWidget, "assignList")
        said = [label.text() for label in dialog.findChildren(QLabel)]
        said += [rows.item(row).text() for row in range(rows.count())]
        assert any("١٠٫٠٠" in text for text in said)
        assert not any("·" in text for text in said)

    play(scenario)


def test_where_nothing_fits_it_says_why(play, opened):
    async def scenario(stage):
        await stage.link(reference="has its own")
        dialog = await opened(stage, await unexpected(stage))
        assert offered(dialog) == []
        assert "made elsewhere" in told(dialog)
        assert not button(dialog).isEnabled()

    play(scenario)


@pytest.mark.parametrize("amount", ["10.00", "12.50"])
def test_an_assigned_payment_is_judged_again_and_never_green(play, opened, qtbot, amount):
    async def scenario(stage):
        link = await stage.link(LinkState.UNKNOWN, reference="INV-7", amount=amount)
        panel = VerifierPanel()
        qtbot.addWidget(panel)
        panel.resize(900, 320)
        panel.show()
        panel.attach(stage.session, stage.tasks)
        card = panel.findChild(VerdictCard)
        panel._edit.show_payload(webhook("elsewhere-1"))
        panel.verify()
        await stage.until(lambda: card.property("verdict") == "paid_unknown")
        steps(card)["Assign to a link…"].click()
        dialog = panel.findChild(AssignDialog)
        await stage.until(lambda: "INV-7" in offered(dialog))
        choose(dialog, "INV-7")
        button(dialog).click()
        await stage.until(lambda: card.property("verdict") == "repeated")
        assert panel.focusWidget() is panel._edit, "work goes on with the next webhook"
        assigned = await stage.ledger.link(link.id)
        assert (assigned.state, assigned.order_id) == (LinkState.UNKNOWN, "elsewhere-1")
        reason = card.findChild(QLabel, "verdictReason").text()
        assert "you assigned to your link" in reason
        assert ("The amount is not the" in reason) == (amount != "10.00")
        assert "Assign to a link…" not in steps(card)
        asked = []
        card.mark_by_hand_requested.connect(asked.append)
        steps(card)["Mark as paid by hand…"].click()
        assert asked == [link.id]

        # whatever comes later, by hand stays by hand
        [again] = await stage.session.verify.verify(webhook("elsewhere-1"))
        assert again.code == "repeated"
        assert again.reasons[-1] == "bound_by_hand"
        kept = await stage.ledger.confirmations(link.id)
        assert [one.verdict for one in kept] == ["paid_unknown", "repeated", "repeated"]
        assert [event.kind for event in await stage.ledger.events(link.id)][-1] == "bound"
        details = LinkDetails(again.link, stage.session, stage.tasks)
        details.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(details)
        details.open()
        await stage.until(lambda: "assigned by hand" in details.findChild(QLabel, "linkNote").text())

    play(scenario)


def steps(card: Any) -> dict[str, QPushButton]:
    return {each.text(): each for each in card.findChildren(QPushButton) if each.isVisible()}


def test_one_of_several_is_assigned_in_its_place(play, opened, qtbot):
    async def scenario(stage):
        await stage.link(LinkState.UNKNOWN, reference="INV-7")
        panel = VerifierPanel()
        qtbot.addWidget(panel)
        panel.resize(900, 320)
        panel.show()
        panel.attach(stage.session, stage.tasks)
        card = panel.findChild(VerdictCard)
        panel._edit.show_payload("\n".join((webhook("elsewhere-1", status="timed_out"), webhook("elsewhere-2"))))
        panel.verify()
        await stage.until(lambda: card.property("verdict") == "paid_unknown")
        steps(card)["Assign to a link…"].click()
        dialog = panel.findChild(AssignDialog)
        await stage.until(lambda: "INV-7" in offered(dialog))
        button(dialog).click()
        await stage.until(lambda: card.property("verdict") == "repeated")
        assert panel.focusWidget().objectName() == "verdictsView"
        model = panel.findChild(VerdictsList).model
        assert [one.code for one in model.verdicts()] == ["not_paid", "repeated"]
        assert "Already seen: 1" in panel.findChild(QLabel, "verdictTotals").text()

    play(scenario)


def test_a_link_that_was_given_the_id_meanwhile_is_told(play, opened):
    async def scenario(stage):
        first = await stage.link(LinkState.UNKNOWN, reference="INV-1")
        second = await stage.link(LinkState.UNKNOWN, reference="INV-2")
        dialog = await opened(stage, await unexpected(stage))
        await stage.ledger.bind(second.id, "elsewhere-1")
        choose(dialog, "INV-1")
        button(dialog).click()
        await stage.until(lambda: "Another link already has this order id" in told(dialog))
        assert dialog.isVisible()
        assert (await stage.ledger.link(first.id)).order_id is None

    play(scenario)


def test_escape_while_it_is_assigned_hides_nothing_from_the_window(play):
    async def scenario(stage):
        link = await stage.link(LinkState.UNKNOWN)
        dialog = AssignDialog(await unexpected(stage), stage.session, stage.tasks)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told_of = []
        dialog.assigned.connect(lambda link, _verdict: told_of.append(link.id))
        dialog.open()
        await stage.until(button(dialog).isEnabled)
        button(dialog).click()
        dialog.reject()
        await stage.until(lambda: told_of == [link.id])

    play(scenario)


def test_only_a_payment_that_no_link_is_known_for_may_be_assigned(play):
    async def scenario(stage):
        verify = stage.session.verify.verify
        assert may_assign(await unexpected(stage))
        assert may_assign(await unexpected(stage)), "also when it is pasted again"
        assert not may_assign(await unexpected(stage, status="timed_out"))
        for status in ("timed_out", "refunded"):
            assert not may_assign(await unexpected(stage, f"other-{status}", status=status))
        link = await stage.link()
        [paid] = await verify(webhook(link.order_id))
        [forged] = await verify(webhook("elsewhere-9").replace("10.00", "99.00"))
        assert (paid.code, forged.code) == ("paid", "not_authentic")
        assert not may_assign(paid)
        assert not may_assign(forged)

    play(scenario)


def test_the_link_that_the_reference_leads_to_is_chosen_but_not_taken(play, opened):
    async def scenario(stage):
        await stage.link(LinkState.UNKNOWN, reference="INV-1")
        named = await stage.link(LinkState.UNKNOWN, reference="INV-2", amount="11")
        await stage.link(LinkState.UNKNOWN, reference="INV-3")
        verdict = await unexpected(stage, ref="INV-2")
        assert verdict.reasons == ("ref_only",)
        dialog = await opened(stage, verdict)
        await stage.until(lambda: button(dialog).isEnabled())
        assert "INV-2" in told(dialog)
        assert (await stage.ledger.link(named.id)).order_id is None

    play(scenario)
