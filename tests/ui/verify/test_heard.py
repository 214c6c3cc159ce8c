"""What somebody hears who cannot see the verdict, and where the focus is led."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QTableView, QWidget

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.webhook.field_views import field_views
from kazadesk.core.webhook.verdict import Earlier, Verdict, VerdictCode
from kazadesk.ui.verify import heard
from kazadesk.ui.verify.card import VerdictCard
from kazadesk.ui.verify.panel import VerifierPanel
from kazadesk.words.verdicts import COLOURS

LINK = PaymentLink(
    7, "shop", "INV-7", "1250.00", "USD", "me@example.com", None, LinkState.PAID, "id-7", "https://pay.example/7", None,
    None, False, "2026-03-12T11:03:27.500Z", "2026-03-12T11:03:27.500Z",
)  # fmt: skip
SECRET = "A1b2" * 22
PAID = Verdict(
    VerdictCode.PAID,
    order_id="id-7",
    amount="1250",
    signed_amount="1250",
    currency="TRY",
    status="",
    link=LINK,
    secret=SECRET,
)
FORGED = PAID._replace(code=VerdictCode.NOT_AUTHENTIC, reasons=("no_match",), signed_amount=None)


def verdicts() -> Iterator[Verdict]:
    """One of every code, and those that were seen before as each kind."""
    for code in VerdictCode:
        yield PAID._replace(code=code)
    for before in ("paid", "not_paid", "paid_unknown", "mismatch"):
        earlier = Earlier("shop", "id-7", before, "fulfilled", LINK.created_at)
        yield PAID._replace(code=VerdictCode.REPEATED, earlier=earlier)
    unsettled = replace(LINK, state=LinkState.UNKNOWN)
    yield PAID._replace(code=VerdictCode.REPEATED, reasons=("bound_by_hand",), link=unsettled)
    yield PAID._replace(code=VerdictCode.REPEATED, reasons=("restored",))


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def reader() -> Iterator[None]:
    """A screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def panel(qtbot) -> VerifierPanel:
    panel = VerifierPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 320)
    panel.show()
    panel.activateWindow()
    return panel


def child(panel: QWidget, kind, name: str):
    found = panel.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Look first: hand nothing over. "), ("ar", "انظر أولًا: لا تسلّم شيئًا. ")]
)
def test_every_amber_and_red_verdict_begins_with_the_consequence(wear, language, first):
    wear(language)
    card = VerdictCard()
    for practice in (False, True):
        card.set_practice(practice)
        for verdict in verdicts():
            card.show_verdict(verdict)
            spoken = card.heard()
            if practice:
                begin = "Practice, no real money. " if language == "en" else "تدريب، بلا مال حقيقي. "
                assert spoken.startswith(begin)
                spoken = spoken.removeprefix(begin)
            warned = COLOURS[verdict.code] in ("amber", "red")
            assert spoken.startswith(first) == warned, verdict
            assert not set("\u202f\u066b\u2066\u2068\u2069\u200b") & set(spoken)
            assert ".." not in spoken
            assert "?." not in spoken


def test_the_fields_are_rows_to_go_through(qtbot, said, wear):
    wear("en")
    card = VerdictCard()
    qtbot.addWidget(card)
    card.resize(700, 240)
    card.show()
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    card.show_problem("Could not be checked", "The disk is full.")
    card.show_verdict(PAID)
    card.go_through()
    assert card.hasFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert card.isAncestorOf(focused()), "what belongs to the verdict is next"
    card.go_through()
    assert card.hasFocus()
    card.go_through()
    rows = []
    for _ in field_views(PAID):
        rows.append(name(focused()))
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert rows == [
        "Amount: 1250, signed",
        "Order id: id-7, signed",
        "Currency: TRY, differs from your link. Your link: USD",
        "Status: none, cannot be checked",
        "Signature: fits your keys",
    ]
    assert name(focused()) == rows[-1], "the last one stays"
    QTest.keyClick(focused(), Qt.Key.Key_Home)
    assert name(focused()) == rows[0]
    assert QAccessible.queryAccessibleInterface(focused()).state().focusable
    # nothing beside a row says its words once more
    table = child(card, QWidget, "verdictFields")
    parts = [name(part).strip() for part in table.findChildren(QWidget) if part.isVisible()]
    assert sorted(filter(None, parts)) == sorted(rows)
    card.show_verdict(FORGED)
    texts = [name(part) for part in card.findChildren(QWidget)]
    assert "Signature: does not fit your keys" in texts
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description)
    heard_of = [QAccessible.queryAccessibleInterface(part) for part in (card, *card.findChildren(QWidget))]
    texts = [part.text(kind) for part in heard_of for kind in kinds]
    assert not any(SECRET in text for text in texts)
    assert not set("\u202f\u066b\u2066\u2068\u2069") & set("".join(texts))
    assert "The verdict (F6)" not in texts


def test_the_rows_in_arabic(qtbot, wear):
    wear("ar")
    card = VerdictCard()
    qtbot.addWidget(card)
    card.show_verdict(PAID)
    parts = child(card, QWidget, "verdictFields").findChildren(QWidget)
    assert "المبلغ: 1250، موقّع" in [name(part) for part in parts]


def test_what_was_put_right_and_what_went_wrong_is_said(qtbot, said, wear):
    wear("en")
    card = VerdictCard()
    qtbot.addWidget(card)
    card.show()
    card.show_verdict(PAID._replace(repairs=("quotes",)), "The text was changed since.")
    assert said == [card.heard()]
    assert card.heard().endswith("Cleaned up: curly quotes. The text was changed since.")
    card.show_problem("Could not be checked", "The disk is full.")
    card.speak()
    assert said[1:] == ["Could not be checked. The disk is full."]
    card.show_verdict(PAID)
    assert "curly" not in card.heard(), "nothing of the verdict before"


def test_begun_by_key_the_focus_goes_to_the_verdict_and_nothing_is_said_twice(play, panel, reader, said, wear):
    wear("en")

    async def scenario(stage):
        panel.attach(stage.session, stage.tasks)
        card, edit = child(panel, VerdictCard, "verdictCard"), child(panel, QPlainTextEdit, "payloadEdit")
        _link, webhook = await stage.paid_webhook(amount="1250.00", reference="INV-1")
        edit.setFocus()
        await stage.until(edit.hasFocus)
        QGuiApplication.clipboard().setText(webhook)
        panel.paste_and_verify()
        await stage.until(card.hasFocus)
        paid = focused()
        assert name(paid) == (
            "Practice, no real money. Paid. 1250.00 USD for INV-1 are yours. You can hand over the goods."
        )
        assert QAccessible.queryAccessibleInterface(paid).state().focusable
        assert [each for each in said if "Paid" in each] == []
        # the same once more: that it is the same verdict is told
        panel.paste_and_verify()
        assert "still that verdict" in card.heard()
        assert focused() is not paid, "older versions of Orca say nothing of where they are already"
        assert card.hasFocus()
        # in the field, and by its button
        edit.setFocus()
        edit.clear()
        QTest.keyClicks(edit, "nothing")
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await stage.until(lambda: card.property("verdict") == "unreadable" and card.hasFocus())
        verify = child(panel, QPushButton, "verifyButton")
        verify.setFocus()
        QTest.keyClick(verify, Qt.Key.Key_Space)
        await stage.until(lambda: not panel._job.running)
        assert card.hasFocus()
        # begun where the verdict before is heard
        before = focused()
        QGuiApplication.clipboard().setText("nothing more")
        panel.paste_and_verify()
        await stage.until(lambda: not panel._job.running)
        assert card.hasFocus()
        assert focused() is not before
        # by mouse
        verify.setFocus()
        QTest.mouseClick(verify, Qt.MouseButton.LeftButton)
        await stage.until(lambda: not panel._job.running)
        assert not card.hasFocus()
        assert said[-1].startswith("Practice, no real money. Not readable. ")

    play(scenario, stand_in=True)


def test_who_has_gone_on_is_not_called_back(play, panel, reader, said, wear):
    wear("en")

    async def scenario(stage):
        panel.attach(stage.session, stage.tasks)
        card, edit = child(panel, VerdictCard, "verdictCard"), child(panel, QPlainTextEdit, "payloadEdit")
        _link, webhook = await stage.paid_webhook()
        edit.setFocus()
        await stage.until(edit.hasFocus)
        QGuiApplication.clipboard().setText(webhook)
        panel.paste_and_verify()
        child(panel, QWidget, "watchClipboardBox").setFocus()
        await stage.until(lambda: card.property("verdict") == "paid")
        assert not card.hasFocus()
        assert "Paid. " in said[-1]

    play(scenario, stand_in=True)


def test_without_a_screen_reader_the_focus_stays(play, panel, said, wear):
    wear("en")
    QAccessible.setActive(False)

    async def scenario(stage):
        panel.attach(stage.session, stage.tasks)
        edit = child(panel, QPlainTextEdit, "payloadEdit")
        _link, webhook = await stage.paid_webhook()
        edit.setFocus()
        await stage.until(edit.hasFocus)
        QGuiApplication.clipboard().setText(webhook)
        panel.paste_and_verify()
        await stage.until(lambda: child(panel, VerdictCard, "verdictCard").property("verdict") == "paid")
        assert edit.hasFocus()

    play(scenario, stand_in=True)


@pytest.mark.parametrize("with_reader", [True, False])
def test_several_webhooks_are_counted_and_the_first_is_told(play, panel, said, wear, with_reader):
    wear("en")
    QAccessible.setActive(with_reader)

    async def scenario(stage):
        panel.attach(stage.session, stage.tasks)
        _one, paid = await stage.paid_webhook(reference="INV-1")
        _two, other = await stage.paid_webhook(amount="9.00", reference="INV-2")
        forged = json.dumps(json.loads(other) | {"secret": json.loads(paid)["secret"]})
        edit = child(panel, QPlainTextEdit, "payloadEdit")
        edit.setFocus()
        await stage.until(edit.hasFocus)
        QGuiApplication.clipboard().setText(f"{paid}\n{forged}")
        panel.paste_and_verify()
        await stage.until(lambda: not panel._job.running)
        view = child(panel, QTableView, "verdictsView")
        counted = "2 notices: 1 not authentic, 1 paid."
        row = view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        assert name(view) == counted
        assert row.startswith("Practice, no real money. 9.00 USD, INV-2: Look first: hand nothing over. ")
        first = row.removeprefix("Practice, no real money. ")
        if with_reader:
            assert view.hasFocus()
            assert [each for each in said if "notices" in each or "hand nothing" in each] == []
        else:
            assert said[-1] == f"Practice, no real money. {counted} First, {first}"
        before = len(said)
        QTest.keyClick(view, Qt.Key.Key_Up)
        assert child(panel, VerdictCard, "verdictCard").property("verdict") == "paid"
        assert len([each for each in said[before:] if each]) == 0, "the row says it"

    try:
        play(scenario, stand_in=True)
    finally:
        QAccessible.setActive(False)


def test_several_in_arabic(wear):
    wear("ar")
    told = heard.several([PAID, FORGED])
    assert told == "إشعاران: 1 ليس أصليًا، 1 مدفوع."


def test_the_offer_of_the_clipboard_is_said_with_its_key(play, panel, said, wear):
    wear("en")

    async def scenario(stage):
        panel.attach(stage.session, stage.tasks)
        panel.watch_clipboard(True)
        _link, webhook = await stage.paid_webhook()
        QGuiApplication.clipboard().setText(webhook)
        await stage.until(lambda: panel.findChild(QWidget, "clipboardOffer") is not None)
        await stage.until(lambda: said)
        assert said[-1] == "There is a notice on the clipboard. Ctrl+Shift+V verifies it."

    play(scenario, stand_in=True)


def test_the_verdict_is_reached_by_key(play, panel, said, wear):
    wear("en")

    async def scenario(stage):
        panel.attach(stage.session, stage.tasks)
        card = child(panel, VerdictCard, "verdictCard")
        panel.focus_verdict()
        assert said[-1] == "There is no verdict yet. Paste a notice first."
        _link, webhook = await stage.paid_webhook()
        QGuiApplication.clipboard().setText(webhook)
        panel.paste_and_verify()
        await stage.until(lambda: card.property("verdict") == "paid")
        panel.focus_verdict()
        assert card.hasFocus()
        panel.focus_verdict()
        assert name(focused()).startswith("Amount: ")

    play(scenario, stand_in=True)
