"""The card of one verdict: what it says, what it shows of each field, and what it offers to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.webhook.verdict import Earlier, Verdict, VerdictCode
from kazadesk.ui.look import theme
from kazadesk.ui.verify.card import VerdictCard
from kazadesk.ui.verify.voice import Voice

LINK = PaymentLink(
    7, "shop", "INV-7", "10.00", "USD", "me@example.com", None, LinkState.PAID, "id-7", "https://pay.example/7", None,
    None, False, "2026-03-12T11:03:27.500Z", "2026-03-12T11:03:27.500Z",
)  # fmt: skip
PAID = Verdict(
    VerdictCode.PAID,
    order_id="id-7",
    amount="10.00",
    signed_amount="10",
    currency="",
    status="fulfilled",
    link=LINK,
)


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication) -> VerdictCard:
    theme.apply(qapp, "light")
    card = VerdictCard()
    qtbot.addWidget(card)
    card.resize(700, 240)
    card.show()
    return card


def text(card: VerdictCard, name: str) -> str:
    label = card.findChild(QLabel, name)
    return label.text() if label is not None and label.isVisible() else ""


def steps(card: VerdictCard) -> list[str]:
    return [button.text() for button in card.findChildren(QPushButton) if button.isVisible()]


def fields(card: VerdictCard) -> list[str]:
    """What a screen reader says of each field."""
    table = card.findChild(QWidget, "verdictFields")
    if table is None or not table.isVisible():
        return []
    spoken = (part.accessibleName() for part in table.findChildren(QWidget) if part.isVisible())
    return [name for name in spoken if ": " in name]


def test_the_verdict_is_a_property_and_goes_with_the_next(card: VerdictCard) -> None:
    assert card.property("verdict") == ""
    card.show_verdict(PAID)
    assert card.property("verdict") == "paid"
    card.show_checking()
    assert card.property("verdict") == ""
    assert fields(card) == []
    assert steps(card) == []


def test_every_field_is_said_with_what_stands_behind_it(card: VerdictCard) -> None:
    card.show_verdict(PAID)
    assert fields(card) == [
        "Amount: 10.00, signed",
        "Order id: id-7, signed",
        "Currency: none, differs from your link. Your link: USD",
        "Status: fulfilled, cannot be checked",
    ]


def test_rows_of_the_verdict_before_do_not_stay(card: VerdictCard) -> None:
    card.show_verdict(PAID)
    card.show_verdict(Verdict(VerdictCode.NOT_AUTHENTIC, amount="10.00"))
    assert len(fields(card)) == 1
    card.show_verdict(Verdict(VerdictCode.UNREADABLE, ("empty",)))
    assert fields(card) == []


@pytest.mark.parametrize(
    ("verdict", "offered"),
    [
        (PAID, ["Show the link"]),
        (Verdict(VerdictCode.NO_CREDENTIALS), ["API key and secret…"]),
        (Verdict(VerdictCode.NOT_AUTHENTIC, ("no_match",)), ["API key and secret…"]),
        (Verdict(VerdictCode.UNREADABLE, ("empty",)), []),
        (
            Verdict(VerdictCode.PAID_UNKNOWN, ("unknown_id",)),
            ["Assign to a link…", "Copy a question for Kazawallet"],
        ),
        (
            Verdict(VerdictCode.PAID_UNKNOWN, ("ref_only",), link=replace(LINK, state=LinkState.UNKNOWN)),
            ["Assign to a link…", "Show the link", "Copy a question for Kazawallet"],
        ),
        (
            Verdict(VerdictCode.PAID_UNKNOWN, ("ref_only",), link=replace(LINK, state=LinkState.FAILED)),
            ["Assign to a link…", "Show the link", "Mark as paid by hand…", "Copy a question for Kazawallet"],
        ),
        (Verdict(VerdictCode.PAID_UNKNOWN, ("other_profile",)), ["Copy a question for Kazawallet"]),
        (
            Verdict(
                VerdictCode.REPEATED,
                ("bound_by_hand",),
                link=replace(LINK, state=LinkState.UNKNOWN),
                earlier=Earlier("shop", "id-7", "paid_unknown", "fulfilled", LINK.created_at),
            ),
            ["Show the link", "Mark as paid by hand…"],
        ),
        (
            Verdict(VerdictCode.MISMATCH, ("ref_differs",), link=replace(LINK, state=LinkState.NEEDS_ATTENTION)),
            ["Show the link", "Mark as paid by hand…", "Copy a question for Kazawallet"],
        ),
        (
            Verdict(VerdictCode.MISMATCH, ("ref_differs",), link=LINK),
            ["Show the link", "Copy a question for Kazawallet"],
        ),
    ],
)
def test_the_next_step_is_a_button(card: VerdictCard, verdict: Verdict, offered: list[str]) -> None:
    card.show_verdict(verdict)
    assert steps(card) == offered


def test_repairs_are_listed(card: VerdictCard) -> None:
    card.show_verdict(PAID._replace(repairs=("quotes", "secret_blanks")))
    assert text(card, "verdictRepairs") == "Cleaned up: curly quotes; blanks inside the signature."
    card.show_verdict(PAID)
    assert text(card, "verdictRepairs") == ""


def test_markup_from_outside_stays_text(card: VerdictCard) -> None:
    evil = '<a href="https://evil.example">paid</a>'
    card.show_verdict(Verdict(VerdictCode.UNKNOWN_STATUS, status=evil))
    assert evil in text(card, "verdictReason")
    for label in card.findChildren(QLabel):
        assert not label.text() or label.textFormat() == Qt.TextFormat.PlainText
    tips = [part.toolTip() for part in card.findChildren(QWidget) if "evil" in part.toolTip()]
    assert tips
    assert not any("<a" in tip for tip in tips)


def test_practice_is_said_once_and_only_in_practice(card: VerdictCard) -> None:
    assert text(card, "verdictPractice") == ""
    card.set_practice(True)
    card.set_practice(True)
    assert text(card, "verdictPractice") == "Practice: no real money"
    assert len(card.findChildren(QLabel, "verdictPractice")) == 1


@pytest.mark.parametrize("width", [700, 420])
def test_the_watermark_of_practice_mode_crosses_nothing(card: VerdictCard, qtbot: QtBot, width: int) -> None:
    card.set_practice(True)
    card.show_verdict(PAID)
    card.resize(width, 240)
    ribbon = card.findChild(QLabel, "verdictPractice")
    assert ribbon is not None
    qtbot.waitUntil(lambda: ribbon.geometry().right() >= card.width() - 2)
    assert ribbon.height() >= card.height() - 2
    for part in card.findChildren(QWidget):
        if part is not ribbon and part.isVisible() and not isinstance(part, Voice):
            assert part.mapTo(card, part.rect().topRight()).x() < ribbon.x()


def test_a_narrow_card_puts_the_fields_below_the_words(card: VerdictCard, qtbot: QtBot) -> None:
    card.show_verdict(PAID)
    table, title = card.findChild(QWidget, "verdictFields"), card.findChild(QLabel, "verdictTitle")
    assert table is not None
    assert title is not None
    qtbot.waitUntil(lambda: table.x() > title.geometry().right())
    card.resize(380, 400)
    qtbot.waitUntil(lambda: table.y() > title.geometry().bottom())


def test_colours_follow_light_and_dark(card: VerdictCard, qapp: QApplication) -> None:
    card.show_verdict(PAID)

    def middle() -> int:
        return card.grab().toImage().pixelColor(card.width() // 2, card.height() - 30).lightness()

    assert middle() > 200
    try:
        theme.apply(qapp, "dark")
        assert middle() < 90
    finally:
        theme.apply(qapp, "light")


def test_steps_that_are_too_wide_for_a_row_stand_in_a_column(card: VerdictCard, qtbot: QtBot) -> None:
    link = replace(LINK, state=LinkState.NEEDS_ATTENTION)
    card.show_verdict(Verdict(VerdictCode.MISMATCH, ("ref_differs",), link=link))
    for width, rows in ((800, 1), (380, 3)):
        card.resize(width, 300)
        buttons = [button for button in card.findChildren(QPushButton) if button.isVisible()]
        qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == rows)  # noqa: B023
        for button in buttons:
            assert button.width() >= button.sizeHint().width()
            assert button.geometry().right() < card.width()
