"""The signature against the provider's vectors and its own example, and what may pass for one."""

from __future__ import annotations

import copy
import hmac
import json
import pickle
import random
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazadesk.core.redact import Secret
from kazadesk.core.webhook.signature import Credentials, decode, find_matches, sign, signature_text, spellings

HERE = Path(__file__).parent
VECTORS = [json.loads(line) for line in (HERE / "signatures.jsonl").read_text("utf-8").splitlines()]


def credentials_of(case: dict[str, str], profile: str = "shop") -> Credentials:
    return Credentials(profile, Secret(case["api_key"]), Secret(case["api_secret"]))


def test_there_are_32_vectors() -> None:
    assert len(VECTORS) == 32


@pytest.mark.parametrize("vector", VECTORS, ids=range(32))
def test_vectors(vector: dict[str, str]) -> None:
    made = sign(vector["amount"], vector["order_id"], credentials_of(vector))
    assert signature_text(vector["amount"], vector["order_id"], credentials_of(vector)) == vector["signature"]
    assert decode(vector["signature"]) == made
    assert len(made) == 64


def random_cases(count: int) -> Iterator[dict[str, str]]:
    draw = random.Random(20260105)
    letters = "abc XYZ019:-_/\\'\"$%&\n\tرابط١é€😀"

    def text(longest: int) -> str:
        return "".join(draw.choices(letters, k=draw.randrange(longest)))

    for _ in range(count):
        amount = f"{draw.randrange(10**6)}{draw.choice(['', '.0', '.00', '.5', '.123456'])}"
        yield {"amount": amount, "order_id": text(60), "api_key": text(40), "api_secret": text(300)}


def test_the_providers_example_agrees_on_random_cases() -> None:
    php = shutil.which("php")
    if php is None:
        pytest.skip("php-cli is not installed, so the provider's own example cannot run")
    cases = list(random_cases(500))
    given_to_php = "".join(json.dumps(case) + "\n" for case in cases)
    answer = subprocess.run(
        [php, str(HERE / "oracle.php")], input=given_to_php, capture_output=True, text=True, check=True, timeout=60
    )
    ours = [signature_text(case["amount"], case["order_id"], credentials_of(case)) for case in cases]
    assert answer.stdout.splitlines() == ours


# Spellings of an amount


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("10", "10 10.0 10.00 10.000 10.0000 10.00000 10.000000 10.0000000 10.00000000"),
        ("10.00", "10 10.0 10.00 10.000 10.0000 10.00000 10.000000 10.0000000 10.00000000"),
        ("007.50", "7.5 7.50 7.500 7.5000 7.50000 7.500000 7.5000000 7.50000000"),
        ("0.12345678", "0.12345678"),
        ("0.123456789", "0.123456789"),
        ("0.100000000", "0.1 0.10 0.100 0.1000 0.10000 0.100000 0.1000000 0.10000000"),
        ("1234567.1234567", "1234567.1234567 1234567.12345670"),
    ],
)
def test_spellings(amount: str, expected: str) -> None:
    assert spellings(amount) == tuple(expected.split())


plain_decimals = st.from_regex(r"[0-9]{1,20}(\.[0-9]{1,18})?", fullmatch=True)


@given(plain_decimals)
def test_every_spelling_is_the_same_number(amount: str) -> None:
    made = spellings(amount)
    assert {Decimal(text) for text in made} == {Decimal(amount)}
    assert len(set(made)) == len(made)
    exact = Context(prec=60)
    for places in range(1, 9):
        fixed = Decimal(amount).quantize(Decimal(1).scaleb(-places), context=exact)
        assert (f"{fixed:f}" in made) == (fixed == Decimal(amount))


@pytest.mark.parametrize("signed", ["10.00", "10", "10.0", "10.000", "10.00000000"])
def test_any_equal_spelling_may_have_been_signed(webhook: Any, signed: str) -> None:
    hook = webhook.but(signed=signed)
    (match,) = find_matches("10.00", [hook.order_id], [hook.secret], [hook.credentials])
    assert match == ("shop", signed, hook.order_id, hook.secret)


def test_the_string_sent_at_creation_may_have_been_signed(webhook: Any) -> None:
    hook = webhook.but(signed="0010.000000000")
    assert find_matches("10.00", [hook.order_id], [hook.secret], [hook.credentials]) == []
    (match,) = find_matches("10.00", [hook.order_id], [hook.secret], [hook.credentials], ["9", "0010.000000000"])
    assert match.amount == "0010.000000000"


def test_the_string_sent_at_creation_counts_only_where_it_is_the_same_amount(webhook: Any) -> None:
    hook = webhook.but(signed="9.00")
    assert find_matches("10.00", [hook.order_id], [hook.secret], [hook.credentials], ["9.00"]) == []


# Base64


def test_the_url_safe_alphabet_is_taken(webhook: Any) -> None:
    made = decode(webhook.secret)
    assert decode(webhook.secret.replace("+", "-").replace("/", "_")) == made


@pytest.mark.parametrize(("standard", "url_safe"), [("+", "-"), ("/", "_")])
def test_either_letter_of_the_url_safe_alphabet_is_enough(standard: str, url_safe: str) -> None:
    secret = "A" * 20 + standard + "A" * 65
    assert decode(secret) is not None
    assert decode(secret.replace(standard, url_safe)) == decode(secret)


def test_the_alphabets_are_not_mixed(webhook: Any) -> None:
    assert {"+", "/"} <= set(webhook.secret)
    assert decode(webhook.secret.replace("+", "-")) is None
    assert decode(webhook.secret.replace("/", "_")) is None


def test_missing_padding_is_taken(webhook: Any) -> None:
    made = decode(webhook.secret)
    assert decode(webhook.secret[:-1]) == made
    assert decode(webhook.secret[:-2]) == made


@pytest.mark.parametrize("damage", ["{}=", "{} ", " {}", "{}A", "A{}", "{}====", "={}", "\ud800{}", "é{}"])
def test_what_is_more_than_a_signature_is_none(webhook: Any, damage: str) -> None:
    assert decode(damage.format(webhook.secret)) is None


def test_what_is_less_than_a_signature_is_none(webhook: Any) -> None:
    for length in range(86):
        assert decode(webhook.secret[:length]) is None
        assert decode(webhook.secret[:length] + "==") is None
        assert decode(webhook.secret[:length] + "=" * (88 - length)) is None


def test_only_one_last_letter_spells_a_signature(webhook: Any) -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
    body = webhook.secret[:85]
    taken = [letter for letter in alphabet if decode(body + letter + "==")]
    assert taken == ["A", "Q", "g", "w"]
    assert len({decode(body + letter + "==") for letter in taken}) == 4


@pytest.mark.parametrize("letter", ["=", " ", "\n", "*", "\0", "٣", "é"])
def test_no_other_letter_stands_inside(webhook: Any, letter: str) -> None:
    for place in (0, 40, 85):
        assert decode(webhook.secret[:place] + letter + webhook.secret[place + 1 :]) is None


# Comparing


def test_what_is_not_genuine_costs_every_comparison(webhook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[bytes] = []
    constant_time = hmac.compare_digest

    def compare(first: bytes, second: bytes) -> bool:
        compared.append(first)
        return constant_time(first, second)

    monkeypatch.setattr("kazadesk.core.webhook.signature.hmac.compare_digest", compare)
    other = Credentials("second", Secret("k"), Secret("s"))
    forged = "A" * 86
    found = find_matches("10.00", ["a", "b"], [forged, webhook.secret], [webhook.credentials, other], ["10.0000"])
    assert found == []
    assert len(compared) == len(spellings("10.00")) * 2 * 2 * 2
    assert len(set(compared)) == len(spellings("10.00")) * 2 * 2


def test_a_match_does_not_end_the_comparing(webhook: Any) -> None:
    twin = Credentials("twin", webhook.credentials.api_key, webhook.credentials.api_secret)
    found = find_matches("10.00", [webhook.order_id], [webhook.secret], [webhook.credentials, twin])
    assert [match.profile for match in found] == ["shop", "twin"]


def test_every_order_id_and_secret_is_tried(webhook: Any) -> None:
    found = find_matches("10.00", ["x", webhook.order_id], ["A" * 86, webhook.secret], [webhook.credentials])
    assert found == [("shop", "10.00", webhook.order_id, webhook.secret)]


# Credentials


def test_credentials_show_no_secret() -> None:
    held = Credentials("shop", Secret("81A107141716"), Secret("888B6B8877F8"))
    for shown in (repr(held), str(held), f"{held}"):
        assert "81A107141716" not in shown
        assert "888B6B8877F8" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(held)
    with pytest.raises(TypeError):
        copy.deepcopy(held)


@pytest.mark.parametrize(("key", "secret", "usable"), [("k", "s", True), ("", "s", False), ("k", "", False)])
def test_half_of_the_credentials_are_none(key: str, secret: str, usable: bool) -> None:
    assert Credentials("shop", Secret(key), Secret(secret)).usable is usable


def test_credentials_are_equal_by_what_they_hold() -> None:
    assert Credentials("a", Secret("k"), Secret("s")) == Credentials("a", Secret("k"), Secret("s"))
    assert Credentials("a", Secret("k"), Secret("s")) != Credentials("a", Secret("k"), Secret("t"))


def test_a_key_with_half_a_character_signs_nothing_and_breaks_nothing() -> None:
    assert len(sign("10", "a", Credentials("shop", Secret("\ud800"), Secret("\udc00")))) == 64
