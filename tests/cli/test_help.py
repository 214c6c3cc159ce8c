"""Help that helps: a text for every argument, examples that can be typed, exit statuses; and all of it in Arabic."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator

import pytest

from kazadesk.cli import arguments
from kazadesk.cli.help import commands_with_help, epilog, examples
from kazadesk.words import voice
from kazadesk.words.catalogue import speak_arabic

ARABIC = re.compile("[\u0600-\u06ff]")


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


@pytest.mark.usefixtures("arabic")
def test_help_in_arabic_is_arabic() -> None:
    for name, parser in parsers(arguments._parser()):
        text = parser.format_help()
        assert "الاستخدام: " in text
        described = [action for action in parser._actions if action.help]
        assert [action.dest for action in described if not ARABIC.search(action.help or "")] == []
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
    tour = kazadesk("tour", "--lang", "ar")
    assert (tour.returncode, "وضع التدريب" in tour.stdout) == (0, True)
    lines = [line for line in tour.stdout.splitlines() if re.match(r"\d\.", line)]
    assert len(lines) == 5
    assert all(map(ARABIC.search, lines))
