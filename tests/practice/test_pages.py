"""The pay page as a browser gets it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kazadesk.practice.pages import PAGES


def webhook_on(page: str) -> dict[str, str]:
    """The webhook as the page's text area holds it."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    webhook: dict[str, str] = json.loads(unescape(found[1]))
    return webhook


class Listener(HTTPServer):
    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.got: list[bytes] = []


@pytest.fixture
def listener() -> Iterator[Listener]:
    """The merchant's own webhook listener. `got`: the bodies."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            listening.got.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    listening = Listener(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield listening
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_paying_on_the_page_shows_the_webhook(browser) -> None:
    link_id = browser.create(amount="25.00").json["id"]
    page = browser.get(f"/pay/{link_id}").text
    assert "25.00 <span>USD</span>" in page
    assert 'value="pay"' in page
    assert 'value="expire"' in page
    paid = browser.form(link_id, "pay")
    assert (paid.status, paid.headers["location"]) == (303, f"/pay/{link_id}?lang=en&show=sent")
    page = browser.get(paid.headers["location"]).text
    assert webhook_on(page) == browser.get(f"/practice/webhook/{link_id}").json
    assert 'value="pay"' not in page


def test_letting_it_expire(browser) -> None:
    link_id = browser.create().json["id"]
    page = browser.get(browser.form(link_id, "expire").headers["location"]).text
    assert webhook_on(page)["status"] == "timed_out"
    assert "Timed out" in page


def test_a_second_payment_is_refused(browser) -> None:
    link_id = browser.create().json["id"]
    browser.form(link_id, "pay")
    again = browser.form(link_id, "pay")
    assert again.status == 409
    assert "Nothing was paid again" in again.text
    expired = browser.create().json["id"]
    browser.form(expired, "expire")
    assert browser.form(expired, "pay").status == 409


def test_tricks_to_fool_the_verifier_with(browser) -> None:
    link_id = browser.create(amount="25.00").json["id"]
    assert browser.form(link_id, "tamper").status == 400, "there is nothing to forge yet"
    browser.form(link_id, "pay")
    true = browser.get(f"/practice/webhook/{link_id}").json
    forged = webhook_on(browser.get(browser.form(link_id, "tamper").headers["location"]).text)
    assert forged == true | {"amount": "250.00"}
    replayed = webhook_on(browser.get(browser.form(link_id, "replay").headers["location"]).text)
    assert replayed == true


@pytest.mark.parametrize("action", ["", "steal"])
def test_a_button_that_does_not_exist(action, browser) -> None:
    link_id = browser.create().json["id"]
    assert browser.form(link_id, action).status == 400


def test_an_unknown_link(browser) -> None:
    for reply in (browser.get("/pay/nothing"), browser.form("nothing", "pay")):
        assert reply.status == 404
        assert "No such link" in reply.text


@pytest.mark.parametrize(
    ("header", "query", "lang"),
    [
        ("ar-SY,ar;q=0.9,en;q=0.8", "", "ar"),
        ("de,en-GB;q=0.7", "", "en"),
        ("fr", "", "en"),
        ("ar", "?lang=en", "en"),
        ("en", "?lang=ar", "ar"),
        ("ar", "?lang=klingon", "ar"),
    ],
)
def test_the_language_is_the_browsers_or_the_chosen_one(header, query, lang, browser) -> None:
    link_id = browser.create().json["id"]
    page = browser.get(f"/pay/{link_id}{query}", accept_language=header).text
    direction = {"ar": "rtl", "en": "ltr"}[lang]
    assert f'<html lang="{lang}" dir="{direction}">' in page
    other = {"ar": "en", "en": "ar"}[lang]
    assert f'href="?lang={other}"' in page


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_state_says_that_it_is_practice(lang, browser) -> None:
    word = {"en": "Practice — no real money", "ar": "تدريب — لا مال حقيقي هنا"}[lang]
    link_id = browser.create().json["id"]
    assert word in browser.get(f"/pay/{link_id}?lang={lang}").text
    assert word in browser.get(browser.form(link_id, "pay", lang).headers["location"]).text
    assert word in browser.get(f"/pay/nothing?lang={lang}").text


def test_both_languages_have_every_sentence() -> None:
    texts = json.loads((PAGES / "texts.json").read_text(encoding="utf-8"))
    assert texts["en"].keys() == texts["ar"].keys()
    assert all(text.strip() for language in texts.values() for text in language.values())


def test_what_the_link_says_stays_text(browser) -> None:
    nasty = '"><script>alert(1)</script>$title'
    link_id = browser.create(ref=nasty, redirectUrl="https://shop.example/?a=\"'><b>").json["id"]
    for page in (
        browser.get(f"/pay/{link_id}").text,
        browser.get(browser.form(link_id, "pay").headers["location"]).text,
    ):
        assert "<script>alert" not in page
        assert "<b>" not in page
    assert webhook_on(page)["ref"] == nasty
    assert '<a href="https://shop.example/?a=&quot;&#x27;&gt;&lt;b&gt;"' in page


def test_only_web_addresses_become_links(browser) -> None:
    link_id = browser.create(redirectUrl="javascript:alert(1)").json["id"]
    assert "javascript:" not in browser.get(browser.form(link_id, "pay").headers["location"]).text


def test_pages_load_nothing_from_elsewhere(browser) -> None:
    link_id = browser.create().json["id"]
    browser.form(link_id, "pay")
    page = browser.get(f"/pay/{link_id}")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    loaded = re.findall(r'(?:src|href|action)="([^"]*)"', page.text)
    assert all(address.startswith(("/", "?", "data:,")) for address in loaded)
    for address in loaded:
        if address.startswith("/practice/files/"):
            assert browser.get(address).status == 200
    assert browser.get("/practice/files/server.py").status == 404
    assert browser.get("/practice/files/..%2f..%2fpyproject.toml").status == 404


def test_the_webhook_goes_once_to_the_merchants_listener(browser, server, listener) -> None:
    server.webhook_url = f"http://127.0.0.1:{listener.server_port}/hook?from=practice"
    link_id = browser.create().json["id"]
    page = browser.get(browser.form(link_id, "pay").headers["location"]).text
    assert [json.loads(body) for body in listener.got] == [webhook_on(page)]
    assert "answer: 204" in page
    browser.form(link_id, "pay")
    assert len(listener.got) == 1
    browser.form(link_id, "tamper")
    assert json.loads(listener.got[1])["amount"] == "100.00"


def test_a_listener_that_is_not_there_stops_nothing(browser, server) -> None:
    server.webhook_url = "http://127.0.0.1:9/hook"
    link_id = browser.create().json["id"]
    page = browser.get(browser.form(link_id, "pay").headers["location"]).text
    assert "ConnectionRefusedError" in page
    assert webhook_on(page)["status"] == "fulfilled"
