"""The stand-in's two calls and its own JSON API."""

from __future__ import annotations

import json

import pytest

from kazadesk.core.webhook.signature import signature_text
from kazadesk.practice import CREDENTIALS, EMAIL


def test_a_link_is_made_and_paid_and_its_webhook_is_signed(browser, server) -> None:
    created = browser.create(amount="10.50", ref="فاتورة ١٢").json
    assert created["success"] is True
    assert created["url"] == f"http://127.0.0.1:{server.port}/pay/{created['id']}"
    reply = browser.post(f"/practice/pay/{created['id']}")
    assert reply.headers["content-type"] == "application/json"
    assert reply.json == {
        "order_id": created["id"],
        "id": created["id"],
        "secret": signature_text("10.50", created["id"], CREDENTIALS),
        "amount": "10.50",
        "ref": "فاتورة ١٢",
        "status": "fulfilled",
        "currency": "USD",
    }


def test_an_expired_link_times_out(browser) -> None:
    link_id = browser.create().json["id"]
    assert browser.post(f"/practice/expire/{link_id}").json["status"] == "timed_out"


def test_a_link_is_settled_once(browser) -> None:
    link_id = browser.create().json["id"]
    browser.post(f"/practice/pay/{link_id}")
    for action in ("pay", "expire"):
        reply = browser.post(f"/practice/{action}/{link_id}")
        assert (reply.status, reply.json) == (409, {"error": "already paid"})


def test_the_webhook_can_be_had_again_and_forged(browser) -> None:
    link_id = browser.create(amount="25.00").json["id"]
    assert browser.get(f"/practice/webhook/{link_id}").status == 409
    assert browser.get(f"/practice/tampered/{link_id}").status == 409
    sent = browser.post(f"/practice/pay/{link_id}").json
    assert browser.get(f"/practice/webhook/{link_id}").json == sent
    forged = browser.get(f"/practice/tampered/{link_id}").json
    assert forged == sent | {"amount": "250.00"}


def test_the_record_lists_every_link_with_its_state(browser) -> None:
    paid, waiting = (
        browser.create(ref="A").json["id"],
        browser.create(ref="B", redirectUrl="https://shop.example").json["id"],
    )
    browser.post(f"/practice/pay/{paid}")
    links = {link["id"]: link for link in browser.get("/practice/links").json["links"]}
    assert (links[paid]["state"], links[paid]["ref"]) == ("paid", "A")
    assert (links[waiting]["state"], links[waiting]["redirect_url"]) == ("open", "https://shop.example")


def test_it_says_what_it_is(browser) -> None:
    health = browser.get("/practice/health").json
    assert (health["kazadesk"], health["email"]) == ("practice", EMAIL)


@pytest.mark.parametrize("path", ["/practice/pay/nothing", "/practice/expire/nothing", "/practice/steal/nothing"])
def test_an_unknown_link(path, browser) -> None:
    assert browser.post(path).status == 404


class TestRefusals:
    def test_a_wrong_key(self, browser, server) -> None:
        before = len(server.records.all())
        for key in ("", "000000000000", "0de5c0ffee01"):
            reply = browser.create(key)
            assert (reply.status, reply.json) == (401, {"success": False, "error": "Invalid API key"})
        assert len(server.records.all()) == before

    def test_an_email_that_is_no_account(self, browser) -> None:
        reply = browser.create(email="customer@example.com")
        assert reply.status == 400
        assert reply.json["error"]["details"]["key"] == "USER_NOT_FOUND"

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("ref", 12, "ref must be a string"),
            ("ref", None, "ref is required"),
            ("amount", 10.5, "amount must be a string"),
            ("amount", None, "amount is required"),
            ("amount", "0.00", "amount must be a positive number"),
            ("amount", "-5", "amount must be a positive number"),
            ("amount", "1e3", "amount must be a positive number"),
            ("amount", "١٠", "amount must be a positive number"),
            ("currency", "dollars!", "currency is not supported"),
            ("currency", None, "currency is required"),
            ("email", None, "email is required"),
            ("redirectUrl", 1, "redirectUrl must be a string"),
        ],
    )
    def test_a_field_that_is_wrong(self, field, value, words, browser) -> None:
        reply = browser.create(**{field: value})
        assert (reply.status, reply.json) == (400, {"success": False, "error": words})

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 5000, b'"' + b"x" * 70_000 + b'"'])
    def test_a_body_that_is_no_object(self, body, browser) -> None:
        reply = browser.ask("POST", "/wallet/createPaymentLink", body, x_api_key="0DE5C0FFEE01")
        assert (reply.status, reply.json) == (400, {"message": "Invalid JSON body"})

    @pytest.mark.parametrize(
        ("changed", "status"),
        [
            ({}, 200),
            ({"x_api_key": "1"}, 401),
            ({"x_api_secret": "1"}, 401),
            ({"merchant_email": "1"}, 400),
        ],
    )
    def test_balances_need_key_secret_and_email(self, changed, status, browser) -> None:
        headers = {"x_api_key": "0DE5C0FFEE01", "x_api_secret": "5EC7E7C0FFEE", "merchant_email": EMAIL} | changed
        reply = browser.get("/wallet/get-merchant-wallets", **headers)
        assert reply.status == status
        assert ("wallets" in reply.json) is (status == 200)


class TestWhoMayAsk:
    """A web page elsewhere must not reach it: not by a name that leads here, not by a form, not by a script."""

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1", "evil.example:{port}", "127.0.0.1.evil.example:{port}"]
    )
    def test_by_another_name(self, host, browser, server) -> None:
        assert browser.get("/practice/links", host=host.format(port=server.port)).status == 403

    def test_by_localhost(self, browser, server) -> None:
        assert browser.get("/practice/links", host=f"localhost:{server.port}").status == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:1"},
            {"sec_fetch_site": "cross-site"},
            {"sec_fetch_site": "same-site"},
        ],
    )
    def test_from_a_page_elsewhere(self, headers, browser, server) -> None:
        link_id = browser.create().json["id"]
        assert browser.form(link_id, "pay", **headers).status == 403
        assert browser.post(f"/practice/pay/{link_id}", **headers).status == 403
        assert server.records.find(link_id).state == "open"

    def test_no_answer_may_be_read_by_other_sites(self, browser) -> None:
        reply = browser.get("/practice/links", origin="https://evil.example")
        assert "access-control-allow-origin" not in reply.headers
        assert json.loads(reply.text)
