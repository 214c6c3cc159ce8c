"""Every known cause has a sentence; none shows a code, a brace or a secret's place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kazadesk.api import codes
from kazadesk.core.errors import (
    CheckError,
    InputError,
    InputErrors,
    KazaDeskError,
    LedgerError,
    LinkNotSent,
    LinkOutcomeUnknown,
    LinkRefused,
    VaultError,
)
from kazadesk.core.link import LinkState
from kazadesk.ui.words.errors import known_codes, sentence, state_word

PACKAGE = Path(__file__).resolve().parents[3] / "kazadesk"
SPOKEN_ELSEWHERE = {"input", "file_unreadable"}  # by their fields; by the verifier, with the file's name


def raised_codes() -> set[str]:
    """The codes written in the source: Error("code"), InputError("field", "code")."""
    names = {kind.__name__ for kind in every_kind(KazaDeskError)}
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if PACKAGE / "cli" in path.parents:
            continue  # the command line has sentences of its own
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names):
                continue
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if node.func.id == "InputError" and len(texts) == 2:
                found.add(".".join(texts))
            elif node.func.id != "InputError" and texts:
                found.add(texts[0])
    return found - SPOKEN_ELSEWHERE


def every_kind(kind: type[KazaDeskError]) -> set[type[KazaDeskError]]:
    return {kind}.union(*(every_kind(each) for each in kind.__subclasses__()))


def test_the_search_finds_codes() -> None:
    assert {"ledger_newer", "amount.zero", "settings_unwritable"} <= raised_codes()


def test_every_code_raised_has_a_sentence() -> None:
    assert raised_codes() - known_codes() == set()


def test_every_code_of_a_request_has_a_sentence() -> None:
    assert {*codes.NOT_SENT, *codes.REFUSED, *codes.UNKNOWN, *codes.CHECK} - known_codes() == set()


@pytest.mark.parametrize("code", sorted(known_codes()))
def test_a_sentence_is_whole_without_details(code: str) -> None:
    field, _, rest = code.rpartition(".")
    told = sentence(InputError(field, rest) if field else KazaDeskError(code))
    assert told[0].isupper() or told[0] == "\u2066"
    assert told[-1] in ".)–\u2069"
    assert "{" not in told
    assert not re.search(r"\b[a-z]+_[a-z]+\b", told), "a code is not a sentence"


def test_it_says_what_became_of_the_link() -> None:
    assert sentence(LinkNotSent("dns_failed")).endswith("Nothing was sent.")
    assert "may exist" in sentence(LinkOutcomeUnknown("read_timeout"))
    assert sentence(LinkRefused("refused")).endswith("No link was made.")


def test_what_kazawallet_says_stands_apart_and_cannot_reorder_the_sentence() -> None:
    told = sentence(LinkRefused("refused", message="no\u202e such user."))
    assert "“\u2068no\\u202E such user\u2069”. No link was made." in told


def test_several_wrong_fields_are_said_one_after_the_other() -> None:
    errors = InputErrors([InputError("amount", "zero"), InputError("currency", "missing")])
    assert sentence(errors) == f"{sentence(errors.errors[0])} {sentence(errors.errors[1])}"


def test_values_in_a_sentence_stay_left_to_right() -> None:
    error = InputError("amount", "too_many_decimals", currency="USD", allowed="2")
    assert sentence(error) == "\u2066USD\u2069 takes at most \u20662\u2069 decimal places."


@pytest.mark.parametrize("kind", [CheckError, LedgerError, VaultError])
def test_an_unknown_code_is_named_and_nothing_else_of_it(kind: type[KazaDeskError]) -> None:
    assert sentence(kind("brand_new", secret="5EC7E7")) == "It did not work (\u2066brand_new\u2069)."


def test_every_state_has_a_word_of_its_own() -> None:
    words = [state_word(state) for state in LinkState]
    assert len(set(words)) == len(LinkState)
    assert all(words)
