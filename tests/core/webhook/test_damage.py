"""Signatures in another program's writing are read as they were sent; where that fails, nothing was checked: grey."""

from __future__ import annotations

import html
import json
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from kazadesk.core.webhook.reading import read


def encoded(secret: str, letters: str, pattern: str) -> str:
    return "".join(pattern.format(ord(letter)) if letter in letters else letter for letter in secret)


@pytest.mark.parametrize(
    ("letters", "pattern", "repair"),
    [
        ("/=", "&#x{:X};", "html"),
        ("+/=", "&#x{:x};", "html"),
        ("+", "&#{};", "html"),
        ("=", "={:02X}", "mail"),
        ("+/=", "%{:02X}", "percent"),
        ("/", "\\u{:04x}", "escapes"),
        ("+/=", "\\x{:02x}", "escapes"),
        ("+/", "%25{:02x}", "percent"),
        ("/", "&amp;#x{:X};", "html"),
    ],
)
def test_a_signature_in_another_writing(letters: str, pattern: str, repair: str, webhook: Any, read_one: Any) -> None:
    secret = encoded(webhook.secret, letters, pattern)
    ref = encoded("O/=+", letters, pattern)
    for name in ("secret", "signature"):
        fields = webhook.fields | {"ref": ref}
        del fields["secret"]
        assert read_one(json.dumps(fields | {name: secret})) == webhook.fields | {"ref": "O/=+", "repairs": [repair]}
    assert read_one(json.dumps(fields | {name: secret, "ref": None}))["ref"] is None
    assert read_one(json.dumps({key: [value] for key, value in (fields | {name: secret}).items()}))["ref"] == "O/=+"


def test_telegram_escapes_every_sign(webhook: Any, read_one: Any) -> None:
    fields = webhook.fields | {"status": "timed_out", "ref": "KD-7F3K (Omar)"}
    text = "\n".join(f"{name}: {value}" for name, value in fields.items())
    escaped = "".join(f"\\{letter}" if letter in "_*[]()~`>#+-=|{}.!/" else letter for letter in text)
    assert read_one(escaped) == fields | {"repairs": ["escapes"]}


def test_a_mail_whose_lines_end_softly(webhook: Any, read_one: Any) -> None:
    secret = webhook.secret.replace("=", "=3D")
    assert read_one(webhook.json(secret=f"{secret[:40]}=\n{secret[40:]}", ref="=D8=B9"))["ref"] == "ع"
    assert read_one(webhook.json(secret=secret, ref="=D8"))["ref"] == "\u00d8"


@pytest.mark.parametrize("mark", ["&#x2F;", "=3D", "%2B", "\\", "&amp;"])
def test_what_stays_no_signature_was_not_checked(mark: str, webhook: Any, why_not: Any) -> None:
    assert why_not(webhook.json(secret=f"whsec{mark}7")) == ("bad_field", "secret", "damaged")


def test_an_honest_signature_leaves_the_other_fields_alone(webhook: Any, read_one: Any) -> None:
    for ref in ("%41", "&amp;", "=3D", "\\n"):
        assert read_one(webhook.json(ref=ref))["ref"] == ref


@pytest.mark.parametrize(
    "secret",
    [
        *("N/A", "null", "undefined", "Array", "Click to reveal", "Show", "-", "__________", "========"),
        *("System.Security.SecureString", "<88 chars>", "(88 characters)", "[88 bytes]", "[Scrubbed due to 'secret']"),
        *("محجوب", "[مخفي]", "ـــــ", "▓▓▓▓▓▓▓▓", "□□□□□□", "q3GypFfyLVQsLRZ8B (truncated)", "q3GypFfyLVQsLRZ8B/3x>>"),
    ],
)
def test_what_stands_for_a_signature_is_no_forgery(secret: str, webhook: Any, why_not: Any) -> None:
    for text in (
        webhook.json(secret=secret),
        "\n".join(f"{name}: {value}" for name, value in (webhook.fields | {"secret": secret}).items()),
    ):
        assert why_not(text) == ("secret_masked", "secret", None)


@pytest.mark.parametrize("blank", [" ", "\u00a0"])
def test_a_plus_that_was_lost(blank: str, webhook: Any, read_one: Any) -> None:
    lost = webhook.secret.replace("+", blank)
    assert blank in lost
    for name in ("secret", "signature"):
        fields = {name: lost} | {key: value for key, value in webhook.fields.items() if key != "secret"}
        assert read_one(json.dumps(fields)) == webhook.fields | {"repairs": ["secret_plus"]}


def test_a_signature_that_was_hyphenated(webhook: Any, read_one: Any) -> None:
    for end in ("-\n", "-\r\n"):
        secret = f"{webhook.secret[:40]}{end}{webhook.secret[40:]}"
        assert read_one(webhook.json().replace(webhook.secret, secret)) == webhook.fields | {"repairs": ["wrapped"]}


def test_a_signature_in_wide_letters(webhook: Any, read_one: Any) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter in "+/=" else letter for letter in webhook.secret)
    assert read_one(webhook.json(secret=wide)) == webhook.fields | {"repairs": ["spaces"]}


def test_letters_that_no_signature_has_are_damage(webhook: Any, why_not: Any) -> None:
    for letter in ("а", "⁄", "é"):
        secret = webhook.secret[:30] + letter + webhook.secret[31:]
        assert why_not(webhook.json(secret=secret)) == ("bad_field", "secret", "damaged")


def test_what_stands_around_the_signature_stands_around_others(webhook: Any, read_one: Any) -> None:
    bare = webhook.fields
    for lead, tail in (("'", ""), ("<b>", "</b></li>"), ("{{", "}}"), ('="', '"')):
        fields = {name: f"{lead}{value}{tail}" for name, value in bare.items()}
        assert read_one(json.dumps(fields)) == bare | {"repairs": ["markup"]}
        if lead and tail:  # the last one closes what is within it only
            assert read_one(json.dumps(fields | {"ref": f"{lead}KD-7F3K{tail[:4]}"}))["ref"] == "KD-7F3K"
    fields = {name: f"{value} /" for name, value in bare.items()} | {"secret": bare["secret"]}
    assert read_one(json.dumps(fields)) == bare | {"repairs": ["markup"]}
    assert read_one(json.dumps(bare | {"status": "fulfilled /"}))["status"] == "fulfilled /"
    blanks = {name: f"  {value} " for name, value in bare.items()} | {"secret": f" {bare['secret']} "}
    assert read_one(json.dumps(blanks)) == bare | {"repairs": ["secret_blanks"]}


def test_a_plus_in_a_forms_lines_is_a_blank(webhook: Any, read_one: Any) -> None:
    lines = "\n".join(f"{name}={quote_plus(value)}" for name, value in webhook.but(ref="two words").fields.items())
    assert read_one(lines)["ref"] == "two words"
    lines = "\n".join(f"{name}={quote(value, safe='+')}" for name, value in webhook.but(ref="a+b").fields.items())
    assert read_one(lines)["ref"] == "a+b"


# Payloads written otherwise within a text


@pytest.mark.parametrize("write", [html.escape, lambda text: html.escape(html.escape(text))])
def test_a_page_of_print_r(write: Any, webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref='O\'Neil "x" & <b>')
    lines = "\n".join(f"    [{name}] => {value}" for name, value in hook.fields.items())
    assert read_one(write(f"Array\n(\n{lines}\n)\n")) == hook.fields | {"repairs": ["html"]}


def test_an_object_in_an_address(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="50% off + more")
    for space in ("%20", "+"):
        assert read_one("https://shop.example/?payload=" + quote(hook.json()).replace("%20", space)) == hook.fields | {
            "repairs": []
        }
    assert read_one("seen: " + quote(hook.json()))["ref"] == "50% off + more"


def test_an_object_in_powershell_quotes(webhook: Any, read_one: Any) -> None:
    body = webhook.json(ref="a`b").replace("`", "``").replace('"', '`"')
    assert read_one(f'Invoke-WebRequest -Uri "https://shop.example" -Body "{body}"') == webhook.fields | {
        "ref": "a`b",
        "repairs": ["escapes"],
    }


def test_many_objects_in_cells(webhook: Any) -> None:
    rows = [webhook.but(order_id=f"pl_{number}").json().replace('"', '""') for number in range(3)]
    items = read("id,body\n" + "\n".join(f'{number},"{row}"' for number, row in enumerate(rows)))
    assert [item.order_ids for item in items] == [("pl_0",), ("pl_1",), ("pl_2",)]


def test_escapes_within_an_escaped_object(webhook: Any, read_one: Any) -> None:
    body = json.dumps(webhook.fields | {"ref": 'é "x" \\d'}).replace("\\", "\\\\").replace('"', '\\"')
    assert read_one(f'msg="{body}"')["ref"] == 'é "x" \\d'
    assert read_one(webhook.json(ref="x").replace('"', "\\u0022").join(("a='", "'")))["ref"] == "x"
