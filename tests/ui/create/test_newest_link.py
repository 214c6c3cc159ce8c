"""The newest link at a glance, whatever became of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui.create.newest_link import NewestLink
from kazadesk.ui.handover.qr_view import QrView
from kazadesk.ui.widgets.chip import Chip

URL = "https://pay.example/abc"


@pytest.fixture
def newest(qtbot: QtBot) -> NewestLink:
    newest = NewestLink()
    qtbot.addWidget(newest)
    newest.resize(348, 260)
    newest.show()
    return newest


def link(state: LinkState = LinkState.WAITING, *, url: str | None = URL, error: str | None = None) -> PaymentLink:
    return PaymentLink(
        id=7,
        profile="default",
        reference="KD-7F3K4",
        amount="1500.50",
        currency="USD",
        email="shop@example.com",
        redirect_url=None,
        state=state,
        order_id="1" if url else None,
        url=url,
        error=error,
        message=None,
        maybe_sent=True,
        created_at="2026-03-12T14:03:27.000Z",
        updated_at="2026-03-12T14:03:27.000Z",
    )


def shown(newest: NewestLink, name: str) -> bool:
    widget = newest.findChild(QWidget, name)
    return widget is not None and widget.isVisible()


def button(newest: NewestLink, name: str) -> QAbstractButton:
    found = newest.findChild(QAbstractButton, name)
    assert found is not None
    return found


def words(newest: NewestLink, name: str) -> str:
    label = newest.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_empty_it_says_what_will_be_here(newest: NewestLink) -> None:
    assert "appears here" in words(newest, "newestLinkTold")
    for name in ("newestLinkUrl", "newestLinkQr", "newestCopyButton", "newestNextButton"):
        assert not shown(newest, name)


def test_a_waiting_link_is_ready_to_hand_over(newest: NewestLink) -> None:
    newest.show_link(link())
    url = newest.findChild(QLineEdit, "newestLinkUrl")
    code = newest.findChild(QrView, "newestLinkQr")
    chip = newest.findChild(Chip)
    assert url is not None
    assert code is not None
    assert chip is not None
    assert (url.text(), url.isReadOnly(), code.text()) == (URL, True, URL)
    assert chip.accessibleName() == "Waiting"
    assert words(newest, "newestLinkTold") == words(newest, "newestLinkWhy") == ""


def test_each_way_to_hand_over_asks_for_this_link(newest: NewestLink, qtbot: QtBot) -> None:
    asked: list[object] = []
    newest.copy_requested.connect(lambda one: asked.append(("copy", one)))
    newest.qr_requested.connect(lambda one: asked.append(("qr", one)))
    newest.share_requested.connect(lambda one, _anchor: asked.append(("share", one)))
    newest.show_link(link())
    for name in ("newestCopyButton", "newestQrButton", "newestShareButton"):
        qtbot.mouseClick(button(newest, name), Qt.MouseButton.LeftButton)
    assert asked == [("copy", link()), ("qr", link()), ("share", link())]


def test_copied_is_said_on_the_button_and_taken_back(newest: NewestLink, qtbot: QtBot) -> None:
    newest.show_link(link())
    newest.confirm_copied()
    assert button(newest, "newestCopyButton").text() == "Copied"
    qtbot.waitUntil(lambda: button(newest, "newestCopyButton").text() == "Copy the URL")


@pytest.mark.parametrize(
    ("state", "error", "told", "step"),
    [
        (LinkState.UNSENT, "dns_failed", "Nothing was sent.", "Send again"),
        (LinkState.FAILED, "user_not_found", "No link was made.", "Correct…"),
        (LinkState.UNKNOWN, "read_timeout", "The link may exist", "Show in the list"),
    ],
)
def test_without_a_url_it_says_why_and_what_to_do(
    newest: NewestLink, qtbot: QtBot, state: LinkState, error: str, told: str, step: str
) -> None:
    asked: list[object] = []
    newest.send_again_requested.connect(asked.append)
    newest.correct_requested.connect(asked.append)
    newest.show_requested.connect(asked.append)
    failed = link(state, url=None, error=error)
    newest.show_link(failed)
    assert told in words(newest, "newestLinkWhy")
    assert not shown(newest, "newestCopyButton")
    assert button(newest, "newestNextButton").text() == step
    qtbot.mouseClick(button(newest, "newestNextButton"), Qt.MouseButton.LeftButton)
    assert asked == [failed.id if state is LinkState.UNKNOWN else failed]


@pytest.mark.parametrize(
    ("state", "why", "step"),
    [
        (LinkState.PAID, "This link is paid already", "Show in the list"),
        (LinkState.PAID_BY_HAND, "This link is paid already", "Show in the list"),
        (LinkState.NEEDS_ATTENTION, "A notice of this link has to be reviewed first", "Show in the list"),
        (LinkState.TIMED_OUT, "This link has timed out", "New link"),
    ],
)
def test_what_nobody_is_to_pay_any_more_is_not_handed_over(
    newest: NewestLink, state: LinkState, why: str, step: str
) -> None:
    """The URL of a paid link pays a second time, and that of one that is over pays nothing."""
    asked: list[object] = []
    for signal in (newest.copy_requested, newest.qr_requested, newest.share_requested):
        signal.connect(lambda *what: asked.append(what))
    newest.show_link(link())
    newest.update_link(link(state))
    for name in ("newestLinkUrl", "newestLinkQr", "newestCopyButton", "newestQrButton", "newestShareButton"):
        assert not shown(newest, name)
    assert button(newest, "newestNextButton").text() == step
    for key in (newest.copy, newest.display, newest.share):
        key()
        assert words(newest, "newestLinkTold") == why
    assert asked == []


def test_an_update_of_another_link_changes_nothing(newest: NewestLink) -> None:
    newest.show_link(link())
    newest.update_link(dataclasses.replace(link(LinkState.PAID), id=3))
    assert newest.link == link()
    newest.update_link(link(LinkState.PAID))
    assert newest.link == link(LinkState.PAID)


def test_a_url_that_could_not_be_kept_can_still_be_copied(newest: NewestLink) -> None:
    handed_over: list[PaymentLink] = []
    for signal in (newest.copy_requested, newest.qr_requested):
        signal.connect(handed_over.append)
    newest.show_link(link(LinkState.SENDING, url=None))
    newest.show_not_kept(link(LinkState.SENDING, url=None), LedgerError("disk_full", url=URL))
    assert "Copy its URL before you close KazaDesk" in words(newest, "newestLinkWhy")
    chip = newest.findChild(Chip)
    assert chip is not None
    assert not chip.isVisible(), "it is no longer being sent, and the ledger knows no other state"
    for name in ("newestCopyButton", "newestQrButton"):
        button(newest, name).click()
    assert [made.url for made in handed_over] == [URL] * 2
    newest.update_link(link(LinkState.SENDING, url=None))  # the ledger tells of it as it knows it
    button(newest, "newestCopyButton").click()
    assert [made.url for made in handed_over] == [URL] * 3


def test_copied_as_soon_as_the_url_is_there(newest: NewestLink) -> None:
    copied: list[object] = []
    newest.copy_requested.connect(copied.append)
    newest.show_link(link(LinkState.SENDING, url=None))
    newest.copy()
    assert "copied when it is there" in words(newest, "newestLinkTold")
    assert copied == []
    newest.update_link(link())
    assert copied == [link()]
    newest.update_link(link(LinkState.PAID))
    assert copied == [link()], "once"


def test_what_was_wished_for_one_link_is_not_done_to_the_next(newest: NewestLink) -> None:
    copied: list[object] = []
    newest.copy_requested.connect(copied.append)
    newest.show_link(link(LinkState.SENDING, url=None))
    newest.copy()
    another = dataclasses.replace(link(LinkState.SENDING, url=None), id=8)
    newest.show_link(another)
    newest.update_link(dataclasses.replace(another, state=LinkState.WAITING, url=URL))
    assert copied == []


def test_no_words_make_it_wider(newest: NewestLink) -> None:
    newest.setFixedWidth(320)
    before = newest.minimumSizeHint().width()
    failed = dataclasses.replace(link(LinkState.FAILED, url=None, error="refused"), message="x" * 400)
    newest.show_link(failed)
    assert words(newest, "newestLinkWhy").count("x") >= 400
    assert newest.minimumSizeHint().width() <= max(before, 320)


def test_sending_does_not_change_the_place_of_what_is_below(newest: NewestLink) -> None:
    newest.show_link(link(LinkState.SENDING, url=None))
    chip = newest.findChild(Chip)
    assert chip is not None
    before = chip.mapTo(newest, chip.rect().topLeft())
    newest.show_link(link())
    newest.layout().activate()
    assert chip.mapTo(newest, chip.rect().topLeft()) == before


@pytest.fixture
def mirrored(qapp) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield None
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("mirrored")
def test_mirrored_the_code_stands_on_the_right_and_the_url_reads_left_to_right(qtbot: QtBot) -> None:
    newest = NewestLink()
    qtbot.addWidget(newest)
    newest.resize(348, 260)
    newest.show()
    newest.show_link(link())
    code = newest.findChild(QrView, "newestLinkQr")
    url = newest.findChild(QLineEdit, "newestLinkUrl")
    assert code is not None
    assert url is not None
    assert code.mapTo(newest, code.rect().center()).x() > newest.width() / 2
    assert url.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_try_that_fails_again_is_not_said_again(newest: NewestLink, said: list[str]) -> None:
    newest.show_link(link(LinkState.SENDING, url=None))
    for _ in range(3):
        newest.show_link(link(LinkState.UNSENT, url=None, error="connection_refused"))
        newest.show_link(link(LinkState.SENDING, url=None))
    assert len(said) == 1
    newest.show_link(link(LinkState.UNSENT, url=None, error="dns_failed"))
    newest.show_link(link(LinkState.SENDING, url=None))
    newest.show_link(link())
    assert [each.startswith("The link is there") for each in said] == [False, False, True]
