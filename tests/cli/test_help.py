"""Help that helps: a text for every argument, examples that can be typed, exit statuses; and all of it in Arabic."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kazadesk.cli import arguments
from kazadesk.cli.help import commands_with_help, epilog, examples
from kazadesk.services.books.workbook import read_sheet
from kazadesk.words import voice
from kazadesk.words.catalogue import speak_arabic

ARABIC = re.compile("[\u0600-\u06ff]")
PACKAGE = Path(arguments.__file__).parents[1]
PHRASE = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}")
"""Two words in a row."""
LOGGED = {"debug", "info", "warning", "error", "exception"}


def parsers(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, parser
    for action in parser._actions:  # argparse has no public way to its parsers
        if isinstance(action, argparse._SubParsersAction):
            for below, inner in action.choices.items():
                yield from parsers(inner, f"{name} {below}".strip())


ALL = dict(parsers(arguments._parser()))


@pytest.fixture
def arabic() -> Iterator[None]:
    before = voice._speaking[0]  # what speaks is put back, by the same door
    speak_arabic()
    yield
    voice.use(before)


@pytest.mark.parametrize("name", ALL)
def test_every_argument_says_what_it_is(name: str) -> None:
    silent = [
        action.dest
        for action in ALL[name]._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert not silent


def test_every_command_has_examples() -> None:
    assert commands_with_help() == ALL.keys() - {""}


@pytest.mark.parametrize("name", ALL)
def test_examples_can_be_typed_as_they_stand(name: str) -> None:
    for example in examples(name):
        assert example.startswith(name) or not name
        typed = shlex.split(re.split(" [<>] ", example)[0])
        command, _options = arguments.parse(typed)
        assert (command is not None) == bool(typed)


@pytest.mark.parametrize("name", ALL)
def test_statuses_stand_under_the_examples(name: str) -> None:
    text = ALL[name].format_help()
    statuses = [int(line.split()[0]) for line in text.split("exit status:\n")[1].splitlines()]
    assert statuses == sorted(set(statuses))
    assert {2, 10, 141} <= set(statuses)


def said(path: Path) -> Iterator[str]:
    """The literals of a module that are shown as they stand: neither translated nor logged nor a docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    translated: set[str] = set()
    others: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            others.add(node.value)
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "translate":
                translated |= {str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)}
            elif called in LOGGED:
                others |= set(node.args)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if PHRASE.search(text) and node not in others and text not in translated:
            yield text


def test_nothing_is_said_in_english_only() -> None:
    typed = set(ALL) | {example for name in ALL for example in examples(name)}
    modules = [*(PACKAGE / "cli").glob("*.py"), PACKAGE / "ui" / "selftest.py"]
    modules += [path for path in (PACKAGE / "services" / "books").glob("*.py") if path.stem != "samples"]
    found = {(path.name, text) for path in modules for text in said(path)}
    assert {each for each in found if each[1].strip() not in typed and not each[1].startswith("kazadesk ")} == set()


def english(text: str) -> list[str]:
    """Runs of words that are neither commands nor what is typed after one."""
    without = re.sub(r"kazadesk( [a-z-]+)+|--[a-z-]+( [a-z]+)?|[A-Za-z]+=\S+", "", text)
    return re.findall(r"[A-Za-z]{2,} [a-z]{2,}(?: [a-z]{2,})*", without)


@pytest.mark.usefixtures("arabic")
def test_help_in_arabic_is_arabic() -> None:
    for name, parser in parsers(arguments._parser()):
        text = parser.format_help()
        assert "الاستخدام: " in text
        described = [action for action in parser._actions if action.help]
        assert [action.dest for action in described if not ARABIC.search(action.help or "")] == []
        assert [action.dest for action in described if english(action.help or "")] == []
        meanings = epilog(name).split("حالة الخروج:\n")[1].splitlines()
        assert all(map(ARABIC.search, meanings))


def test_the_command_line_speaks_arabic(kazadesk: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    wrong = kazadesk("--lang=ar", "links", "--state", "sold")
    assert (wrong.returncode, "خطأ: --state: قيمة غير صالحة" in wrong.stderr) == (2, True), wrong.stderr
    refused = kazadesk("create", "0", "USD", "--lang", "ar")
    assert refused.returncode == 2
    assert ARABIC.search(refused.stderr)
    assert not re.search("[A-Za-z]{3}", refused.stderr.removeprefix("kazadesk: ")), "no word of English"
    unread = kazadesk("verify", "--lang", "ar", stdin="hello")
    assert unread.returncode == 4
    assert ARABIC.search(unread.stdout.split(".")[0])
    assert english(unread.stdout + refused.stderr) == []
    tour = kazadesk("tour", "--lang", "ar")
    assert (tour.returncode, "وضع التدريب" in tour.stdout) == (0, True)
    lines = [line for line in tour.stdout.splitlines() if re.match(r"\d\.", line)]
    assert len(lines) == 5
    assert all(map(ARABIC.search, lines))


def test_the_books_speak_arabic(kazadesk: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    kazadesk("create", "10.50", "USD")
    sheet, old = tmp_path / "list.csv", tmp_path / "old.csv"
    sheet.write_text("amount;currency;ref\n10,50;USD;A\n", "utf-8")
    old.write_text("date,amount\n25/03/2024,1500\n", "utf-8")
    close, report = tmp_path / "close.xlsx", tmp_path / "report.xlsx"
    for command in (
        ("batch", str(sheet), "--dry-run"),
        ("batch", str(sheet), "--dry-run", "--encoding", "utf-16"),
        ("import", str(old), "--dry-run", "--dates", "dmy"),
        ("close", "--without-balance", "--xlsx", str(close)),
        ("close", "--without-balance"),
        ("report", "--xlsx", str(report)),
        ("links",),
        ("selftest",),
        ("credentials", "forget"),
        ("inbox", "pull"),
        ("ledger", "leave"),
        ("verify", str(tmp_path)),
        ("create", "10.50", "USD", "--base-url", "https://example.com"),
    ):
        done = kazadesk(*command, "--lang", "ar")
        lines = (done.stdout + done.stderr).splitlines()[command == ("selftest",) :]  # the versions come first
        assert [found for line in lines for found in english(line.replace(str(tmp_path), ""))] == [], (command, lines)
        assert "\\u206" not in done.stdout + done.stderr, "a mark of direction within what is shown as it stands"
    for book in (close, report):
        heads = read_sheet(book).sheet.rows[0]
        assert heads
        assert all(map(ARABIC.search, heads))
