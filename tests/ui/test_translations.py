"""The translations: complete, current, compiled, and right in their details."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication

from kazadesk.ui.words.i18n import translate

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
NAMES = {"KazaDesk"}


def messages(language):
    for context in ElementTree.parse(FOLDER / f"kazadesk_{language}.ts").iter("context"):
        for message in context.iter("message"):
            forms = message.findall("translation/numerusform") or message.findall("translation")
            yield context.findtext("name"), message.findtext("source"), [form.text or "" for form in forms]


def test_everything_is_translated_and_compiled():
    command = [sys.executable, "packaging/dev/translations.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=100)
    assert not done.returncode, f"""the words and their translations have come apart.
Run: .venv/bin/python packaging/dev/translations.py
It brings resources/translations up to date. What is then still said to be not translated needs its Arabic in
resources/translations/kazadesk_ar.ts: write it and run that once more, or leave it to a maintainer and say so.

{done.stderr}"""


def test_placeholders_are_the_same_in_arabic():
    for _context, source, forms in messages("ar"):
        for form in forms:
            found = set(re.findall(r"{\w+}", form))
            assert found == set(re.findall(r"{\w+}", source)), source


def test_an_arabic_sentence_begins_in_arabic():
    """A label takes its direction from the first letter: a Latin one would turn the sentence round."""
    for context, source, forms in messages("ar"):
        for form in forms:
            letters = re.sub(r"{\w+}|%n|%\(\w+\)[sd]", "", form)
            first = next((letter for letter in letters if letter.isalpha()), "")
            assert not first.isascii() or form in NAMES or not first, (context, source)


def test_no_english_is_left_in_arabic():
    """But for commands, and what is typed after them."""
    for _context, source, forms in messages("ar"):
        for form in forms:
            without = re.sub(r"kazadesk( [a-z-]+)+|chmod [a-z-]+|--[a-z-]+( [a-z]+)?", "", form)
            assert not re.search(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}", without), (source, form)


def test_shortcuts_and_examples_stay_as_they_are():
    for _context, source, forms in messages("ar"):
        for fixed in re.findall(r"Ctrl\+[\w+]+|https?://[\w./]*|[\w.]+@[\w.]+|\*\.\w+", source):
            assert all(fixed.rstrip(".") in form for form in forms), source


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {0: "0 links", 1: "1 link", 2: "2 links", 11: "11 links"}),
        (
            "ar",
            {0: "لا روابط", 1: "رابط واحد", 2: "رابطان", 3: "٣ روابط", 11: "١١ رابطًا", 100: "١٠٠ رابط"},
        ),
    ],
)
def test_counted_things_follow_the_language(wear, language, words):
    wear(language)
    for number, expected in words.items():
        count = number
        assert translate("Links", "%n link(s)", "", count) == expected


def test_qts_own_buttons_speak_arabic_too(wear):
    wear("ar")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "ألغِ"
    wear("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
