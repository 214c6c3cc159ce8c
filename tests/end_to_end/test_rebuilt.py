"""The window is built anew for another language, other colours or the other mode; what was typed is typed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

pytestmark = pytest.mark.window


async def ready(desk: Any, before: QWidget | None = None) -> None:
    """The services are there, in another window than `before`."""

    def is_ready() -> bool:
        shown = [each for each in desk.windows() if each is not before]
        button = shown[0].findChild(QAbstractButton, "createButton") if shown else None
        return button is not None and button.isEnabled()

    await desk.until(is_ready, "the services")
    await desk.until(lambda: desk.window.isActiveWindow(), "the window to be active")


@pytest.mark.parametrize("how", ["restart", "live"])
def test_what_was_typed_is_there_in_the_next_window(drive: Callable[..., None], how: str) -> None:
    async def scenario(desk: Any) -> None:
        await ready(desk)
        for name, text in (("amount", "25"), ("reference", "INV-9"), ("redirect", "https://shop.example/9")):
            await desk.type(desk.find(QLineEdit, f"{name}Edit"), text)
        await desk.type(desk.find(QLineEdit, "emailEdit"), "other@example.com")
        desk.find(QComboBox, "currencyBox").setCurrentText("TRY")
        await desk.type(desk.find(QPlainTextEdit, "payloadEdit"), "half a webhook")
        before = desk.window
        if how == "restart":
            before.restart_requested.emit()
        else:
            before.mode_requested.emit(how)
        await ready(desk, before)
        typed = [desk.find(QLineEdit, f"{name}Edit").text() for name in ("amount", "reference", "redirect")]
        assert typed == ["25", "INV-9", "https://shop.example/9"]
        assert desk.find(QComboBox, "currencyBox").currentText() == "TRY"
        email, payload = desk.find(QLineEdit, "emailEdit"), desk.find(QPlainTextEdit, "payloadEdit")
        same_mode = how == "restart"
        assert email.text() == "other@example.com"
        assert (payload.toPlainText() == "half a webhook") == same_mode, "a webhook is verified in its own mode"

    drive(scenario, practice=True)


def test_the_chosen_account_stays_the_one_for_new_links(drive: Callable[..., None]) -> None:
    async def scenario(desk: Any) -> None:
        await ready(desk)
        box, before = desk.find(QComboBox, "profileBox"), desk.window
        assert box.currentText() == "Shop"
        before.session.profiles.rename("Shop", "Store")
        before.restart_requested.emit()
        await ready(desk, before)
        box, before = desk.find(QComboBox, "profileBox"), desk.window
        assert box.currentText() == "Store"
        await desk.click(box)
        await desk.press("Down", "Return")
        await desk.until(lambda: box.currentText() == "Kiosk", "the other account")
        before.restart_requested.emit()
        await ready(desk, before)
        assert desk.find(QComboBox, "profileBox").currentText() == "Kiosk"

    drive(scenario, profile="Shop", accounts=("Shop", "Kiosk"))


def test_the_language_chosen_in_the_window_comes_after_that_of_the_command_line(drive: Callable[..., None]) -> None:
    async def scenario(desk: Any) -> None:
        await desk.until(lambda: desk.window.isActiveWindow(), "the window to be active")
        before = desk.window
        assert not before.isRightToLeft()
        before._when_ready(lambda: before._change_language("ar"))
        await ready(desk, before)
        assert desk.window.isRightToLeft()

    drive(scenario, lang="en")


def test_the_next_window_stands_exactly_where_the_one_before_stood(drive: Callable[..., None]) -> None:
    async def scenario(desk: Any) -> None:
        await ready(desk)
        desk.window.resize(1200, 700)
        desk.window.move(60, 50)
        await desk.until(lambda: desk.window.geometry().size().width() == 1200, "the size")
        await desk.until(lambda: (desk.window.pos().x(), desk.window.pos().y()) == (60, 50), "the place")
        place = desk.window.geometry()
        for how in ("restart", "live", "practice"):
            before = desk.window
            if how == "restart":
                before.restart_requested.emit()
            else:
                before.mode_requested.emit(how)
            await ready(desk, before)
            await desk.until(lambda: desk.window.geometry() == place, f"the same place after {how}")

    drive(scenario, practice=True)
