"""Secrets do not show themselves, and are found where they show all the same."""

from __future__ import annotations

import base64
import copy
import html
import json
import pickle
import quopri
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from kazadesk.core.redact import MASK, Redactor, Secret


def test_a_secret_hides_in_every_text() -> None:
    secret = Secret("888B6B8877F8")
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret!r}", f"{secret:>40}", "%s" % secret, str([secret])):  # noqa: UP031
        assert "888B6B8877F8" not in shown
    assert secret.reveal() == "888B6B8877F8"


def test_a_secret_is_neither_pickled_nor_copied() -> None:
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copied(Secret("888B6B8877F8"))


def test_secrets_are_compared_by_what_they_hide() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert not Secret("")
    assert Secret("a")


SECRETS = ["888B6B8877F8", "se/cr+et\"quote'", "سرّ/ي\\x", "with space"]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "spelled",
    [
        lambda text: text,
        lambda text: text.upper(),
        lambda text: text.lower(),
        lambda text: json.dumps({"api_secret": text}),
        lambda text: json.dumps({"api_secret": text}, ensure_ascii=False),
        lambda text: json.dumps({"api_secret": text}, ensure_ascii=False).replace("/", "\\/"),
        lambda text: f"?api_secret={quote(text, safe='')}",
        lambda text: base64.b64encode(text.encode()).decode(),
        lambda text: repr(text),
        lambda text: repr(text.encode()),
        lambda text: text.encode().hex(),
        lambda text: text.encode().hex().upper(),
        lambda text: text.encode().hex(":"),
        lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
        lambda text: quote(quote(text, safe=""), safe=""),
        lambda text: quote_plus(text),
        lambda text: html.escape(text),
        lambda text: json.dumps(json.dumps({"api_secret": text})),
        lambda text: "".join(f"\\u{ord(letter):04X}" for letter in text),
        lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
        lambda text: text.encode().hex("-"),
        lambda text: quote(text),
        lambda text: "".join(f"&#{ord(letter)};" for letter in text),
        lambda text: "".join(f"&#x{ord(letter):X};" for letter in text),
        lambda text: html.escape(text).replace("&#x27;", "&apos;"),
        lambda text: html.escape(html.escape(text)),
        lambda text: text.translate({ord(each): f"\\u{ord(each):04x}" for each in "<>&'\"\\/"}),
        lambda text: quopri.encodestring(text.encode(), quotetabs=True).decode(),
        lambda text: f"{text[:5]}\r\n {text[5:]}",
        lambda text: f"{text[:5]}\u200b{text[5:]}",
    ],
)
def test_a_known_secret_is_found_in_any_spelling(secret: str, spelled: Callable[[str], str]) -> None:
    redactor = Redactor()
    redactor.learn([Secret(secret)])
    text = spelled(secret)
    cleaned = redactor.clean(f"before {text} after")
    assert MASK in cleaned
    assert text not in cleaned
    assert secret.lower() not in cleaned.lower()
    assert cleaned.startswith("before ")
    assert cleaned.endswith(" after")


@pytest.mark.parametrize("before", ["", "m", "me", "merchant@example.com:"])
@pytest.mark.parametrize("after", ["", "!", "!!", ":more"])
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_a_known_secret_is_found_within_base64(before: str, after: str, encode: Callable[[bytes], bytes]) -> None:
    redactor = Redactor()
    redactor.learn([Secret("888B6B8877F8")])
    cleaned = redactor.clean(encode(f"{before}888B6B8877F8{after}".encode()).decode())
    head, tail = cleaned.replace("-", "+").replace("_", "/").split(MASK)
    left = base64.b64decode(head[: len(head) // 4 * 4]) + base64.b64decode(f"{tail[len(tail) % 4 :]}")
    assert len(head) + len(tail) <= len(encode(f"{before}{after}".encode())) + 4
    assert b"8B6B8877" not in left


def test_many_secrets_are_learned_one_after_the_other() -> None:
    redactor = Redactor()
    redactor.learn([Secret("first-secret")])
    redactor.learn([Secret("first"), Secret("second")])
    assert redactor.clean("first-secret, first, second") == f"{MASK}, {MASK}, {MASK}"


def test_short_secrets_would_blank_ordinary_text() -> None:
    redactor = Redactor()
    redactor.learn([Secret("abc"), Secret("")])
    assert redactor.clean("abc") == "abc"
    redactor.learn([Secret("abcd")])
    assert redactor.clean("abc abcd") == f"abc {MASK}"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("x-api-key: 81A1", f"x-api-key: {MASK}"),
        ("X-API-KEY=81A1; next", f"X-API-KEY={MASK}; next"),
        ("{'x-api-secret': '88\\'8B', 'a': 1}", f"{{'x-api-secret': {MASK}, 'a': 1}}"),
        ('{"x-api-key": "81\\"A1", "a": 1}', f'{{"x-api-key": {MASK}, "a": 1}}'),
        ('"{\\"x-api-key\\": \\"81A1\\", \\"a\\": 1}"', f'"{{\\"x-api-key\\": {MASK}, \\"a\\": 1}}"'),
        ("[(b'x-api-key', b'81A1'), (b'a', b'1')]", f"[(b'x-api-key', {MASK}), (b'a', b'1')]"),
        ("Authorization: Bearer abc.def\nHost: a", f"Authorization: {MASK}\nHost: a"),
        ("proxy-authorization: Basic dXNlcjpwYXNz", f"proxy-authorization: {MASK}"),
        ("Cookie: session=abc; token=def\r\nHost: a", f"Cookie: {MASK}\nHost: a"),
        ("set-cookie: session=abc; Path=/", f"set-cookie: {MASK}"),
        ("{'authorization': 'Bearer abc', 'a': 1}", f"{{'authorization': {MASK}, 'a': 1}}"),
        ('{"name": "x-api-key", "value": "81A1"}', f'{{"name": "x-api-key", "value": {MASK}}}'),
        ('{"name":"X-Api-Key","value":["81A1"]}', f'{{"name":"X-Api-Key","value":[{MASK}]}}'),
        ('{"value": "81A1", "name": "x-api-key"}', f'{{"value": {MASK}, "name": "x-api-key"}}'),
        ('[\n  [\n    "x-api-key",\n    "81A1"\n  ]\n]', f'[\n  [\n    "x-api-key",\n    {MASK}\n  ]\n]'),
        ("    [x-api-key] => 81A1\n    [a] => 1", f"    [x-api-key] => {MASK}\n    [a] => 1"),
        (
            "[x-api-key] => Array\n  (\n    [0] => 81A1\n  )",
            f"[x-api-key] => Array\n  (\n    [0] => {MASK}\n  )",
        ),
        ('["x-api-key"]=>\n  string(4) "81A1"', f'["x-api-key"]=>\n  string(4) {MASK}'),
        (
            '["x-api-key"]=>\n  array(1) {\n    [0]=>\n    string(4) "81A1"\n  }',
            f'["x-api-key"]=>\n  array(1) {{\n    [0]=>\n    string(4) {MASK}\n  }}',
        ),
        ('"x-api-key" => array:1 [\n  0 => "81A1"\n]', f'"x-api-key" => array:1 [\n  0 => {MASK}\n]'),
        ("[HTTP_X_API_KEY] => 81A1", f"[HTTP_X_API_KEY] => {MASK}"),
        ("'HTTP_X_API_SECRET' => '81A1',", f"'HTTP_X_API_SECRET' => {MASK},"),
        ("$kazawalletApiSecret = '81A1';", f"$kazawalletApiSecret = {MASK};"),
        ("KAZAWALLET_API_SECRET=81A1", f"KAZAWALLET_API_SECRET={MASK}"),
        ("<x-api-key>81A1</x-api-key>", f"<x-api-key>{MASK}</x-api-key>"),
        ("<td>x-api-key</td><td>81A1</td>", f"<td>x-api-key</td><td>{MASK}</td>"),
        ("x-api-key\n81A1C0FFEE01\nhost\na", f"x-api-key\n{MASK}\nhost\na"),
        ("x-api-key\t81A1C0FFEE01", f"x-api-key\t{MASK}"),
        ("[Authorization] => Bearer abc\n[a] => 1", f"[Authorization] => {MASK}\n[a] => 1"),
        ('{"name": "Cookie", "value": "a=b"}', f'{{"name": "Cookie", "value": {MASK}}}'),
        ("API KEY: 81A1", f"API KEY: {MASK}"),
        ("api.secret=81A1", f"api.secret={MASK}"),
        ("client_secret=81A1&a=1", f"client_secret={MASK}"),
        ("x-auth-token: 81A1", f"x-auth-token: {MASK}"),
        ('{"accessToken":"81A1","a":1}', f'{{"accessToken":{MASK},"a":1}}'),
        ("password = '81A1'", f"password = {MASK}"),
        ("secretKey: 81A1", f"secretKey: {MASK}"),
        ("x\u2011api\u2011key: 81A1", f"x\u2011api\u2011key: {MASK}"),
        ("x-api-key -> 81A1", f"x-api-key -> {MASK}"),
        ("x-api-key := 81A1", f"x-api-key := {MASK}"),
        ('"x-api-key";"81A1"', f'"x-api-key";{MASK}'),
        ("| x-api-key | 81A1 |", f"| x-api-key | {MASK} |"),
        ('<header name="x-api-key" value="81A1"/>', f'<header name="x-api-key" value={MASK}/>'),
        ("- name: x-api-key\n  value: 81A1", f"- name: x-api-key\n  value: {MASK}"),
        ("x-api-key:\n  - 81A1", f"x-api-key:\n  - {MASK}"),
        ('"x-api-key": {"type": "string", "value": "81A1"}', f'"x-api-key": {{"type": "string", "value": {MASK}}}'),
        ('s:9:"x-api-key";s:4:"81A1";', f's:9:"x-api-key";s:4:{MASK};'),
        ("x-api-key%3A%2081A1", f"x-api-key%3A%20{MASK}"),
        ("&quot;x-api-key&quot;:&quot;81A1&quot;", f"&quot;x-api-key&quot;:&quot;{MASK};"),
        ("the API key is 81A1C0FFEE01", f"the API key is {MASK}"),
        ("https://shop:81A1@api.example/x", f"https://shop:{MASK}@api.example/x"),
        ("curl -u shop:81A1 https://a", f"curl -u shop:{MASK} https://a"),
        ("http://127.0.0.1:8080/a@b", "http://127.0.0.1:8080/a@b"),
        ("secret: abcd==", "secret: abcd=="),
        ("the cookie jar", "the cookie jar"),
        ("the API key is missing", "the API key is missing"),
        ('"secret": "abcd==", "order_id": "1"', '"secret": "abcd==", "order_id": "1"'),
        ("x-api-keys: none", "x-api-keys: none"),
    ],
)
def test_headers_that_carry_keys(text: str, cleaned: str) -> None:
    assert Redactor().clean(text) == cleaned


def test_looking_for_keys_takes_time_by_the_length_of_the_text() -> None:
    """Texts that make a careless pattern try again and again, of 100,000 characters each."""
    redactor = Redactor()
    redactor.learn([Secret("888B6B8877F8")])
    for start, more in [
        ("token:", "\\"),
        ("token", " "),
        ("", "x-api-"),
        ("", "<a "),
        ("token:", "["),
        ("", "888B6B&amp;"),
    ]:
        text = start + more * (100_000 // len(more))
        assert redactor.clean(text) == text


def test_a_secret_with_a_blank_in_a_form() -> None:
    redactor = Redactor()
    redactor.learn([Secret('two "wörds" here')])
    assert redactor.clean("a=two+%22w%f6rds\\u0022+here&b=1") == "a=•••&b=1"
