"""KazaDesk by keyboard alone, as a screen reader tells it: a process of its own, looked at only over AT-SPI."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.end_to_end.reader import PATIENCE, until

pytestmark = pytest.mark.window

ARABIC = re.compile("[\u0621-\u064a]")
NAMED = ("push button", "check box", "radio button", "text", "combo box", "list", "table", "menu item", "page tab")
"""Roles whose names are words of the window; those of rows and cells are often data."""
DIALOGS = {
    "ctrl+comma": "settingsDialog",
    "F1": "shortcutsDialog",
    "ctrl+shift+d": "qrDialog",
    "ctrl+f Down Return": "linkDetails",
}
IN_MENU = (
    "credentialsDialog",
    "settingsDialog",
    "",
    "",
    "",
    "pricesDialog",
    "batchDialog",
    "reportDialog",
    "closeDialog",
    "importDialog",
    "backupsDialog",
    "supportDialog",
    "shortcutsDialog",
    "aboutDialog",
)
"""What its items open; the third leaves practice mode, the next two make sample takings and erase them."""


def test_the_main_job_by_keyboard_alone(open_window: Callable[..., Any]) -> None:
    reader, process = open_window("en")
    assert reader.label(reader.find("amountEdit")).startswith("Amount")

    # a link in another currency than the last one
    reader.type("40")
    reader.press("Tab")
    reader.comes_to("currencyBox")
    assert reader.label(reader.find("currencyBox")) == "Currency USD"
    reader.type("t")
    reader.press("ctrl+Return")
    reader.hears("The link is there: 40 TRY")
    reader.comes_to("amountEdit")

    # from the amount to the URL on the clipboard: two digits and two strokes
    reader.strokes = 0
    reader.type("25")
    reader.press("ctrl+Return", "ctrl+shift+c")
    until(lambda: reader.clipboard().startswith("http://127.0.0.1:"), "the URL on the clipboard")
    assert reader.strokes == 4
    assert reader.clipboard() == reader.text("newestLinkUrl")
    assert reader.find("newestLinkQr").role == "graphic"

    # and on to the verdict: two more, of which one plays the customer
    reader.press("ctrl+shift+p")
    until(lambda: "fulfilled" in reader.clipboard(), "the webhook on the clipboard")
    reader.hears("The notice is on the clipboard")
    reader.press("ctrl+shift+v")
    reader.comes_to("verdictHeard")  # where older screen readers hear it too
    assert reader.strokes == 6
    title, reason = reader.find("verdictTitle"), reader.find("verdictReason")
    assert (title.role, title.name) == ("label", "Paid")
    assert "25 TRY" in reason.name
    assert reader.find("verdictHeard").name == f"Practice, no real money. {title.name}. {reason.name}"
    fields = [thing for thing in reader.all_in() if ".verdictFields." in thing.id]
    assert "Amount: 25, signed" in [field.name for field in fields]
    assert {field.role for field in fields} == {"label", "graphic"}

    # everything about that link
    reader.press("ctrl+f", "Down")
    reader.comes_to("linksView")
    reader.press("Return")
    assert reader.find("linkState", "linkDetails").name == "Paid"
    assert reader.windows()["linkDetails"].name.startswith("Payment link")
    reader.press("Escape")
    until(lambda: list(reader.windows()) == ["mainWindow"], "the dialog to be closed")
    reader.comes_to("linksView")

    reader.press("alt+F4")
    assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_dialog_names_what_takes_the_focus_and_closes_by_escape(
    open_window: Callable[..., Any], language: str
) -> None:
    reader, _process = open_window(language)
    window = until(reader.on_screen, "the window")[0]
    unnamed: list[str] = []

    def look(window: str = "mainWindow") -> None:
        for thing in reader.all_in(window):
            words = reader.label(thing)
            foreign = language == "ar" and thing.role in NAMED and not ARABIC.search(words)
            if thing.focusable and (not words or foreign):
                unnamed.append(f"{thing.role} {thing.id}: {words!r}")

    def visit(dialog: str) -> None:
        look(dialog)
        until(lambda: f".{dialog}." in reader.focus(), f"the focus in {dialog}")
        until(lambda: reader.is_over(window), f"{dialog} to be whole, and in the middle of the window")
        reader.press("Escape")
        until(lambda: dialog not in reader.windows(), f"{dialog} to be closed")

    look()
    reader.type("25")
    reader.press("ctrl+Return")
    reader.find("newestCopyButton")
    look()
    for keys, dialog in DIALOGS.items():
        reader.press(*keys.split())
        visit(dialog)
    # what the menu leads to, item after item
    reader.press("ctrl+n", "shift+Tab", "shift+Tab", "space")
    reader.menu_opens()
    for item, dialog in enumerate(IN_MENU):
        if item:  # the menu opens on its first entry
            reader.press("Down")
        words = until(lambda: reader.focus_in("menu item"), "the menu")
        assert language == "en" or ARABIC.search(words), words
        if dialog:
            reader.press("Return")
            visit(dialog)
            reader.comes_to("settingsButton")
            reader.press("space")
            reader.menu_opens()
            reader.press(*["Down"] * item)
    reader.press("Escape")
    assert unnamed == []
