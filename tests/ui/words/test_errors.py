"""The sentences in the window: none shows a code, a brace or a secret's place."""

from __future__ import annotations

import re

import pytest

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
from kazadesk.words.errors import known_codes, sentence, state_word


@pytest.mark.parametrize("code", sorted(known_codes()))
def test_a_sentence_is_whole_without_details(code: str) -> None:
    field, _, rest = code.rpartition(".")
    told = sentence(InputError(field, rest) if field else KazaDeskError(code))
    assert told[0].isupper() or told[0] == "\u2066"
    assert told[-1] in ".?)–\u2069"
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
