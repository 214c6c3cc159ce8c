"""Webhooks pasted, dropped, opened and copied, on the real services: the verdict, and what it asks for next."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kazadesk.core.link import LinkState
from kazadesk.services.ports import LinkQuery
from kazadesk.ui.tasks import Tasks
from kazadesk.ui.verify.card import VerdictCard
from kazadesk.ui.verify.panel import VerifierPanel
from kazadesk.ui.verify.payload_edit import PayloadEdit
from kazadesk.ui.widgets.dropping import local_files

Play = Callable[..., None]


@pytest.fixture
def panel(qtbot: QtBot) -> VerifierPanel:
    panel = VerifierPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 320)
    panel.show()
    return panel


def named(panel: QWidget, kind: type[Any], name: str) -> Any:
    found = panel.findChild(kind, name)
    assert found is not None, name
    return found


def verdict(panel: VerifierPanel) -> str:
    return str(named(panel, VerdictCard, "verdictCard").property("verdict"))


def title(panel: VerifierPanel) -> str:
    return str(named(panel, QLabel, "verdictTitle").text())


def reason(panel: VerifierPanel) -> str:
    return str(named(panel, QLabel, "verdictReason").text())


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


async def verified(panel: VerifierPanel, stage: Any, text: str) -> str:
    """Paste and verify in one step; the code of the verdict that is shown."""
    paste(text)
    named(panel, QPushButton, "pasteButton").click()
    await stage.until(lambda: not panel._job.running)
    return verdict(panel)


def test_before_the_services_are_there_nothing_can_be_pressed(panel: VerifierPanel) -> None:
    for name in ("pasteButton", "verifyButton", "openFileButton"):
        assert not named(panel, QPushButton, name).isEnabled()
    assert not named(panel, QPlainTextEdit, "payloadEdit").isEnabled()
    assert verdict(panel) == ""
    assert title(panel)


def test_a_paid_link_turns_green_once(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        link, webhook = await stage.paid_webhook(reference="INV-1")
        assert await verified(panel, stage, webhook) == "paid"
        assert title(panel) == "Paid"
        assert "INV-1" in reason(panel)
        assert (await stage.ledger.link(link.id)).state is LinkState.PAID
        # the same press once more, or a key that is held: the verdict stays, and says since when
        assert await verified(panel, stage, webhook) == "paid"
        assert "still that verdict" in panel._told.text()
        assert len(await stage.ledger.confirmations(link.id)) == 1
        named(panel, QPlainTextEdit, "payloadEdit").clear()
        assert await verified(panel, stage, webhook) == "repeated"

    play(scenario, stand_in=True)


def test_after_two_minutes_the_same_text_is_judged_again(
    play: Play, panel: VerifierPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        assert await verified(panel, stage, webhook) == "paid"
        later = monotonic() + 121
        monkeypatch.setattr("kazadesk.ui.verify.panel.monotonic", lambda: later)
        assert await verified(panel, stage, webhook) == "repeated"

    play(scenario, stand_in=True)


@pytest.mark.parametrize("pasted_first", [True, False])
def test_what_arrived_by_itself_is_green_in_the_field_once(
    play: Play, panel: VerifierPanel, pasted_first: bool
) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        _link, other = await stage.paid_webhook()
        forged = other.replace("10.00", "1000.00")
        if pasted_first:  # so that the card has no room for what arrives
            assert await verified(panel, stage, forged) == "not_authentic"
        panel.show_arrived(await stage.session.verify.verify(webhook))
        if pasted_first:
            assert verdict(panel) == "not_authentic"
            assert await verified(panel, stage, webhook) == "paid"
            assert "arrived by itself" in panel._told.text()
        else:
            assert verdict(panel) == "paid"
        assert await verified(panel, stage, forged) == "not_authentic"
        assert await verified(panel, stage, webhook) == "repeated"

    play(scenario, stand_in=True)


def test_a_forged_one_is_judged_with_every_press(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook(amount="10.00")
        for _ in range(2):
            assert await verified(panel, stage, webhook.replace("10.00", "1000.00")) == "not_authentic"
        assert panel._told.text() == ""

    play(scenario, stand_in=True)


def test_a_dropped_file_shows_its_verdict(play: Play, panel: VerifierPanel, tmp_path: Path) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        file = tmp_path / "webhook.json"
        file.write_text(webhook, "utf-8")
        edit = named(panel, PayloadEdit, "payloadEdit")
        source = QMimeData()
        source.setUrls([QUrl.fromLocalFile(str(file))])
        keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        drop = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, source, buttons, keys)
        edit.dropEvent(drop)
        await stage.until(lambda: panel._job.running)
        await stage.until(lambda: not panel._job.running)
        assert verdict(panel) == "paid"
        assert panel._told.text() == ""

    play(scenario, stand_in=True)


def test_a_file_on_another_computer_is_no_file() -> None:
    source = QMimeData()
    source.setUrls([QUrl("file://stranger/share/webhook.json"), QUrl("https://x.example/a"), QUrl("file:///a.json")])
    assert local_files(source) == [Path("/a.json")]


def test_an_empty_clipboard_is_called_empty_and_clears_nothing(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        assert await verified(panel, stage, " \n") == ""
        assert panel._toast is not None
        assert panel._toast.text() == "The clipboard holds no text. Copy the notice first."
        named(panel, QPushButton, "verifyButton").click()
        assert panel._toast.text() == "The field is empty. Paste the notice first."
        _, webhook = await stage.paid_webhook()
        assert await verified(panel, stage, webhook) == "paid"
        QGuiApplication.clipboard().clear()
        named(panel, QPushButton, "pasteButton").click()
        assert (verdict(panel), panel.payload()) == ("paid", webhook)

    play(scenario, stand_in=True)


def test_the_button_that_was_pressed_keeps_the_focus(play: Play, panel: VerifierPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        panel.activateWindow()
        await stage.until(panel.isActiveWindow)
        button = named(panel, QPushButton, "pasteButton")
        for _ in range(2):
            paste("hello")
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            assert not button.isEnabled()
            qtbot.keyClick(panel.focusWidget() or panel, Qt.Key.Key_Space)
            await stage.until(lambda: not panel._job.running)
            assert button.hasFocus()
        assert not named(panel, QCheckBox, "watchClipboardBox").isChecked()

    play(scenario)


def test_the_verdict_is_in_the_ledger_before_it_is_shown(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        link, webhook = await stage.paid_webhook()
        await verified(panel, stage, webhook)
        assert [one.verdict for one in await stage.ledger.confirmations(link.id)] == ["paid"]

    play(scenario, stand_in=True)


def test_a_changed_amount_is_red_and_leaves_the_link_alone(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        asked = list[int]()
        panel.credentials_requested.connect(lambda: asked.append(1))
        link, webhook = await stage.paid_webhook(amount="10.00")
        assert await verified(panel, stage, webhook.replace("10.00", "1000.00")) == "not_authentic"
        assert "10.00" in reason(panel)
        assert (await stage.ledger.link(link.id)).state is LinkState.WAITING
        named(panel, QPushButton, "verdictStep1").click()
        assert asked == [], "the keys are right: the signature fits another amount"
        assert (
            await verified(panel, stage, webhook.replace(link.order_id, "another").replace(link.reference, "X"))
            == "not_authentic"
        )
        named(panel, QPushButton, "verdictStep1").click()
        assert asked == [1]

    play(scenario, stand_in=True)


def test_a_link_that_differs_leads_to_its_row_and_to_marking_by_hand(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        shown, by_hand, copied = list[int](), list[int](), list[str]()
        panel.show_link_requested.connect(shown.append)
        panel.mark_by_hand_requested.connect(by_hand.append)
        panel.copy_requested.connect(copied.append)
        link, webhook = await stage.paid_webhook()
        payload = json.loads(webhook) | {"currency": "SYP"}
        assert await verified(panel, stage, json.dumps(payload)) == "mismatch"
        fields = named(panel, QWidget, "verdictFields")
        assert any("Your link: USD" in part.accessibleName() for part in fields.findChildren(QWidget))
        for step in ("verdictStep1", "verdictStep2", "verdictStep3"):
            named(panel, QPushButton, step).click()
        assert (shown, by_hand) == ([link.id], [link.id])
        assert payload["order_id"] in copied[0]
        assert payload["secret"] not in copied[0]

    play(scenario, stand_in=True)


def test_what_is_typed_is_verified_by_button_and_by_ctrl_enter(play: Play, panel: VerifierPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        edit = named(panel, QPlainTextEdit, "payloadEdit")
        edit.setPlainText(webhook)
        named(panel, QPushButton, "verifyButton").click()
        await stage.until(lambda: verdict(panel) == "paid")
        edit.setPlainText("hello")
        qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await stage.until(lambda: verdict(panel) == "unreadable")

    play(scenario, stand_in=True)


def test_a_second_click_while_verifying_changes_nothing(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        link, webhook = await stage.paid_webhook()
        paste(webhook)
        for _ in range(3):
            panel.paste_and_verify()
            panel.verify()
        await stage.until(lambda: not panel._job.running)
        assert verdict(panel) == "paid"
        assert len(await stage.ledger.confirmations(link.id)) == 1

    play(scenario, stand_in=True)


def test_several_webhooks_show_totals_and_begin_with_the_one_to_look_at(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        webhooks = [(await stage.paid_webhook())[1] for _ in range(3)]
        assert await verified(panel, stage, webhooks[0]) == "paid"
        lines = "\n".join(json.dumps(json.loads(webhook)) for webhook in [*webhooks[1:], webhooks[0]])
        assert await verified(panel, stage, lines) == "repeated"
        view = named(panel, QTableView, "verdictsView")
        assert view.model().rowCount() == 3
        assert named(panel, QLabel, "verdictTotals").text() == "Already seen: 1 · Paid: 2"
        view.setCurrentIndex(view.model().index(0, 0))
        assert verdict(panel) == "paid"
        assert await verified(panel, stage, webhooks[0]) == "repeated"
        assert not view.isVisible()

    play(scenario, stand_in=True)


def test_of_several_webhooks_the_forged_one_is_shown_first_and_the_text_on_demand(
    play: Play, panel: VerifierPanel
) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        first, second = [json.loads((await stage.paid_webhook())[1]) for _ in range(2)]
        forged = second | {"amount": "9999"}
        lines = "\n".join(json.dumps(each) for each in (first, first, second, forged))
        assert await verified(panel, stage, lines) == "not_authentic"
        view = named(panel, QTableView, "verdictsView")
        assert (view.model().rowCount(), view.currentIndex().row()) == (3, 2), "the same one twice is one"
        edit = named(panel, QPlainTextEdit, "payloadEdit")
        assert not edit.isVisible()
        named(panel, QToolButton, "showTextButton").click()
        assert edit.isVisible()
        assert await verified(panel, stage, json.dumps(first)) == "repeated"
        assert edit.isVisible()

    play(scenario, stand_in=True)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_verdict_is_read_whole_on_a_laptop_at_150_percent(
    play: Play, panel: VerifierPanel, wear: Callable[[str], None], language: str
) -> None:
    """1366×768 with a title bar and the system's own: the tab then has so much room."""
    wear(language)

    async def scenario(stage: Any) -> None:
        panel.resize(566, 326)
        panel.attach(stage.session, stage.tasks)
        first = json.loads((await stage.paid_webhook())[1])
        forged = first | {"amount": "9999"}
        second = json.loads((await stage.paid_webhook())[1])
        area, sentence = named(panel, QScrollArea, "verdictScroll"), named(panel, QLabel, "verdictReason")
        for text, expected in (
            (json.dumps(first), "paid"),
            (json.dumps(forged), "not_authentic"),
            (json.dumps(first), "repeated"),
            ("Good morning", "unreadable"),
            ("\n".join(map(json.dumps, (first, forged, second))), "not_authentic"),
        ):
            assert await verified(panel, stage, text) == expected
            await stage.until(lambda: area.viewport().rect().contains(rect_in(sentence, area.viewport())))
        assert panel.findChild(QTableView, "verdictsView").isVisible()
        panel.clear()
        assert named(panel, QPlainTextEdit, "payloadEdit").height() > 60

    play(scenario, stand_in=True)


def rect_in(label: QLabel, other: QWidget) -> QRect:
    return QRect(label.mapTo(other, QPoint()), label.size())


def test_files_are_dropped_and_each_is_one_paste(play: Play, panel: VerifierPanel, tmp_path: Path) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        paths = []
        for number in range(3):
            path = tmp_path / f"webhook {number}.json"
            path.write_text((await stage.paid_webhook())[1], "utf-16" if number else "utf-8")
            paths.append(path)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPoint(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        panel.dropEvent(event)
        await stage.until(lambda: not panel._job.running)
        assert named(panel, QLabel, "verdictTotals").text() == "Paid: 3"

    play(scenario, stand_in=True)


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_named(play: Play, panel: VerifierPanel, tmp_path: Path, kind: str) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        path = tmp_path / "webhook.json"
        if kind == "folder":
            path.mkdir()
        panel.verify_files([path])
        await stage.until(lambda: not panel._job.running)
        assert verdict(panel) == ""
        assert title(panel) == "Could not be checked"
        assert "webhook.json" in reason(panel)

    play(scenario)


def test_what_was_verified_before_a_bad_file_is_shown(play: Play, panel: VerifierPanel, tmp_path: Path) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        good = tmp_path / "good.json"
        good.write_text((await stage.paid_webhook())[1])
        panel.verify_files([good, tmp_path / "gone.json"])
        await stage.until(lambda: not panel._job.running)
        assert verdict(panel) == "paid"
        assert "gone.json" in panel._told.text()

    play(scenario, stand_in=True)


def test_reading_many_files_can_be_stopped(play: Play, panel: VerifierPanel, tmp_path: Path) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        paths = [tmp_path / f"{number}.json" for number in range(200)]
        for path in paths:
            path.write_text("no webhook")
        panel.verify_files(paths)
        stop = named(panel, QPushButton, "stopVerifyingButton")
        await stage.until(stop.isVisible)
        stop.click()
        await stage.until(lambda: not panel._job.running)
        assert not stop.isVisible()
        assert "Stopped" in panel._told.text()
        assert len(await stage.ledger.links(LinkQuery())) == 0

    play(scenario)


def test_the_open_button_asks_for_files_without_blocking(play: Play, panel: VerifierPanel, tmp_path: Path) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        path = tmp_path / "webhook.json"
        path.write_text((await stage.paid_webhook())[1])
        named(panel, QPushButton, "openFileButton").click()
        dialog = panel.findChild(QFileDialog)
        assert dialog is not None
        assert dialog.isVisible()
        dialog.filesSelected.emit([str(path)])
        dialog.close()
        await stage.until(lambda: verdict(panel) == "paid")

    play(scenario, stand_in=True)


def test_a_ledger_that_fails_decides_nothing(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        await stage.ledger.close()
        assert await verified(panel, stage, '{"amount": "1", "order_id": "x", "secret": "y"}') == ""
        assert title(panel) == "Could not be checked"

    play(scenario)


def test_watching_the_clipboard_is_off_until_asked_for_and_is_remembered(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        box = named(panel, QCheckBox, "watchClipboardBox")
        assert not box.isChecked()
        box.setChecked(True)
        assert stage.session.settings.value.watch_clipboard is True

    play(scenario)


def test_a_webhook_on_the_clipboard_is_offered_and_nothing_else_is(
    play: Play, panel: VerifierPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    # in this test's process the clipboard is always our own, and what we copy ourselves is never offered
    monkeypatch.setattr("kazadesk.ui.verify.clipboard_watch.owns_clipboard", lambda: False)

    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        paste("")
        named(panel, QCheckBox, "watchClipboardBox").setChecked(True)
        paste("see you at five")
        assert panel.findChild(QFrame, "clipboardOffer") is None
        paste(webhook)
        offer = named(panel, QFrame, "clipboardOffer")
        await stage.until(offer.isVisible)
        assert verdict(panel) == ""
        named(panel, QPushButton, "clipboardOfferButton").click()
        await stage.until(lambda: verdict(panel) == "paid")
        assert not offer.isVisible()
        paste(webhook + " ")
        await stage.until(offer.isVisible)
        paste("something else")
        await stage.until(lambda: not offer.isVisible())

    play(scenario, stand_in=True)


def test_what_practice_mode_copied_is_offered_where_the_clipboard_is_watched(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        paste(webhook)
        panel.offer_clipboard()
        assert panel.findChild(QFrame, "clipboardOffer") is None
        paste("")
        named(panel, QCheckBox, "watchClipboardBox").setChecked(True)
        paste(webhook)
        panel.offer_clipboard()
        offer = named(panel, QFrame, "clipboardOffer")
        await stage.until(offer.isVisible)
        paste("see you at five")
        await stage.until(lambda: not offer.isVisible())

    play(scenario, stand_in=True)


def test_practice_mode_is_marked_on_the_card(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        assert named(panel, QLabel, "verdictPractice").isVisible()

    play(scenario)


def test_a_verdict_never_stands_beside_another_text(play: Play, panel: VerifierPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        assert await verified(panel, stage, webhook) == "paid"
        qtbot.keyClicks(named(panel, QPlainTextEdit, "payloadEdit"), "x")
        assert verdict(panel) == ""

    play(scenario, stand_in=True)


def test_a_text_that_changes_while_it_is_verified_hides_no_verdict(play: Play, panel: VerifierPanel) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        link, webhook = await stage.paid_webhook()
        edit = named(panel, QPlainTextEdit, "payloadEdit")
        edit.setPlainText(webhook)
        panel.verify()
        edit.setPlainText("another text")
        await stage.until(lambda: not panel._job.running)
        assert verdict(panel) == "paid"
        assert "the one before" in panel._told.text()
        assert (await stage.ledger.link(link.id)).state is LinkState.PAID

    play(scenario, stand_in=True)


def test_a_fault_that_nobody_foresaw_takes_the_verdict_away(
    play: Play, panel: VerifierPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(stage: Any) -> None:
        tasks, crashed = Tasks(), list[str]()
        tasks.crashed.connect(crashed.append)
        panel.attach(stage.session, tasks)
        _link, webhook = await stage.paid_webhook()
        assert await verified(panel, stage, webhook) == "paid"
        monkeypatch.setattr("kazadesk.services.verify.read", lambda _text: 1 / 0)
        assert await verified(panel, stage, f"{webhook} ") == ""
        assert title(panel) == "Could not be checked"
        assert len(crashed) == 1
        assert named(panel, QPushButton, "pasteButton").isEnabled()

    play(scenario, stand_in=True)


def test_what_was_verified_before_stopping_is_shown(
    play: Play, panel: VerifierPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(stage: Any) -> None:
        panel.attach(stage.session, stage.tasks)
        first, second = tmp_path / "first.json", tmp_path / "second.json"
        first.write_text((await stage.paid_webhook())[1])
        second.write_text((await stage.paid_webhook())[1])
        panel._job.progressed.connect(lambda number, _total: panel._job.stop() if number == 2 else None)
        panel.verify_files([first, second])
        await stage.until(lambda: not panel._job.running)
        assert verdict(panel) == "paid"
        assert "Stopped" in panel._told.text()

    play(scenario, stand_in=True)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_in_a_small_window_nothing_is_cut_off(play: Play, wear: Callable[..., None], language: str) -> None:
    wear(language)

    async def scenario(stage: Any) -> None:
        panel = VerifierPanel()
        await stage.show(panel)
        panel.attach(stage.session, stage.tasks)
        panel.resize(540, 400)
        _link, text = await stage.paid_webhook(amount="1234567.50")
        assert await verified(panel, stage, text) == "paid"
        panel._missing.setText("Without an answer: 12")
        panel._missing.show()
        panel._tell_unread(12)
        QGuiApplication.processEvents()
        for each in panel.findChildren(QPushButton):
            if each.isVisible():
                assert each.width() >= each.sizeHint().width(), each.text()
                assert panel.rect().contains(each.geometry().translated(each.parentWidget().mapTo(panel, QPoint())))
        scroll = named(panel, QScrollArea, "verdictScroll")
        assert scroll.widget().width() <= scroll.viewport().width()
        assert panel.minimumSizeHint().width() <= panel.width()

    play(scenario, stand_in=True)


def test_a_batch_says_of_each_webhook_which_and_from_which_file(play: Play, tmp_path: Path) -> None:
    async def scenario(stage: Any) -> None:
        panel = VerifierPanel()
        await stage.show(panel)
        panel.attach(stage.session, stage.tasks)
        panel.resize(900, 500)
        _link, text = await stage.paid_webhook(reference="INV-77")
        for name, content in (("paid.txt", text), ("greeting.txt", "Good morning"), ("empty.txt", "see you")):
            (tmp_path / name).write_text(content, "utf-8")
        panel.verify_files([tmp_path / name for name in ("paid.txt", "greeting.txt", "empty.txt")])
        await stage.until(lambda: panel.findChild(QTableView, "verdictsView") is not None)
        view = named(panel, QTableView, "verdictsView")
        await stage.until(lambda: view.isVisible() and view.model().rowCount() == 3)
        rows = [view.model().data(view.model().index(row, 0)) for row in range(3)]
        assert "INV-77" in rows[0]
        for row, name in zip(rows, ("paid.txt", "greeting.txt", "empty.txt"), strict=True):
            assert name in row
        assert view.rowHeight(0) >= 2 * view.fontMetrics().height(), "the name has a line of its own"

    play(scenario, stand_in=True)
