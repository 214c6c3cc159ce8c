"""Answers that the provider is known or feared to give, read without a network."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazadesk.api.address import BASE_URL
from kazadesk.api.codec import Answer, Wallet, read_created, read_wallets
from kazadesk.api.codes import CHECK, REFUSED, UNKNOWN
from kazadesk.core.errors import CheckError, LinkError, LinkOutcomeUnknown, LinkRefused
from kazadesk.core.link import CreatedLink, LinkRequest

PAGE = "https://outdoor.kasroad.com/pay/65f0"
SHOP = "https://shop.example/thanks"
REQUEST = LinkRequest("10.00", "USD", "merchant@example.com", "KD-7F3KQ", SHOP)


def read(value: object, status: int = 200) -> CreatedLink:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_created(Answer(status, "application/json", body), REQUEST, BASE_URL)


def refused(value: object, status: int = 200) -> LinkRefused:
    with pytest.raises(LinkRefused) as caught:
        read(value, status)
    assert caught.value.code in REFUSED
    return caught.value


def unknown(value: object, status: int = 200) -> LinkOutcomeUnknown:
    with pytest.raises(LinkOutcomeUnknown) as caught:
        read(value, status)
    assert caught.value.code in UNKNOWN
    return caught.value


class TestCreated:
    @pytest.mark.parametrize("name", ["url", "paymentLink", "payment_url", "payment_link", "link"])
    def test_the_url_under_each_name_that_integrations_read(self, name) -> None:
        assert read({name: PAGE}) == CreatedLink(PAGE, None)
        assert read({"success": True, "data": {name: PAGE, "id": "7"}}) == CreatedLink(PAGE, "7")

    @pytest.mark.parametrize(
        ("fields", "order_id"),
        [
            (b'"id": "65f0"', "65f0"),
            (b'"order_id": "65f0"', "65f0"),
            (b'"id": 9007199254740993', "9007199254740993"),
            (b'"id": 7.0', "7.0"),
            (b'"id": "1", "order_id": "2"', "2"),
            (b'"id": ""', None),
            (b'"id": null', None),
            (b'"id": true', None),
            (b'"id": {"a": 1}', None),
            (b'"id": "65\\u202ef0"', None),
            (b'"id": "' + b"x" * 256 + b'"', None),
            (b'"data": {"id": "65f0"}', "65f0"),
        ],
    )
    def test_the_id_keeps_its_characters(self, fields, order_id) -> None:
        assert read(b'{"url": "%s", %s}' % (PAGE.encode(), fields)).order_id == order_id

    def test_the_echoed_redirect_is_passed_over(self) -> None:
        assert read({"url": SHOP, "link": PAGE}).url == PAGE
        assert read({"redirectUrl": SHOP, "data": {"paymentLink": PAGE}}).url == PAGE

    def test_a_message_or_an_empty_error_beside_the_url_is_no_refusal(self) -> None:
        assert read({"success": True, "error": None, "message": "created", "url": f" {PAGE}\n"}).url == PAGE
        assert read({"message": "ok", "data": {"link": PAGE}}).url == PAGE

    def test_a_byte_order_mark_does_no_harm(self) -> None:
        assert read(b"\xef\xbb\xbf" + json.dumps({"url": PAGE}).encode()).url == PAGE


class TestNoUsableUrl:
    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            ({"redirectUrl": SHOP}, "no_url"),
            ({"success": True, "message": "created"}, "no_url"),
            ({"url": None, "link": "", "data": []}, "no_url"),
            ({"url": 7}, "no_url"),
            ({"url": [PAGE]}, "no_url"),
            ({"anything": PAGE}, "no_url"),
            ({}, "no_url"),
            ({"url": SHOP}, "url_is_redirect"),
            ({"url": "https://shop.example/pay"}, "url_host"),
            ({"url": "http://outdoor.kasroad.com/1"}, "url_not_https"),
            ({"url": PAGE + "x" * 10_000}, "url_too_long"),
            ([PAGE], "bad_shape"),
            (PAGE, "bad_shape"),
            (7, "bad_shape"),
        ],
    )
    def test_outcome_is_unknown(self, answer, code) -> None:
        assert unknown(answer).code == code

    def test_the_url_and_the_id_that_came_are_not_lost(self) -> None:
        error = unknown({"id": "65f0", "url": "https://10.0.0.7/pay/65f0"})
        assert error.details["message"] == error.details["url"] == "https://10.0.0.7/pay/65f0"
        assert error.details["order_id"] == "65f0"
        assert error.details["host"] == "10.0.0.7"

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"\xff\xfe{\x00}\x00",
            b'{"url": "a", "url": "b"}',
            b'{"id": NaN}',
            b'{"id": ' + b"9" * 5000 + b"}",
            b"[" * 65 + b"]" * 65,
            b'{"a":' * 100_000,
            b'"\\',
        ],
    )
    def test_bytes_that_are_no_sound_json(self, body) -> None:
        assert unknown(body).code == "not_json"


class TestRefused:
    def test_the_first_shape(self) -> None:
        answer = {"error": {"message": "لا يوجد مستخدم", "details": {"key": "USER_NOT_FOUND"}}}
        for status in (200, 400, 404, 500):
            error = refused(answer, status)
            assert error.code == "user_not_found"
            assert error.details["message"] == "لا يوجد مستخدم"
            assert error.details["key"] == "USER_NOT_FOUND"

    def test_an_account_blocked_after_a_change_of_address(self) -> None:
        key = "USER_IS_BLOCK_DU_TO_CHANGING_THE_IP"
        assert refused({"error": {"message": "blocked", "details": {"key": key}}}, 403).code == "account_blocked"
        assert refused({"success": False, "error": key}).code == "account_blocked"
        assert refused({"message": f"Error: {key}"}).code == "account_blocked"

    @pytest.mark.parametrize(
        "answer",
        [
            {"success": False, "error": "currency is not supported"},
            {"error": "currency is not supported"},
            {"error": {"message": "currency is not supported"}},
            {"message": "currency is not supported"},
            {"success": False, "message": "currency is not supported"},
        ],
    )
    def test_the_other_shapes_under_200_and_400(self, answer) -> None:
        for status in (200, 400, 422):
            error = refused(answer, status)
            assert error.code == "refused"
            assert error.details["message"] == "currency is not supported"

    def test_a_refusal_beats_a_url_beside_it(self) -> None:
        assert refused({"success": False, "error": "expired account", "url": PAGE}).code == "refused"

    def test_success_false_alone(self) -> None:
        assert refused({"success": False}).code == "refused"

    @pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"null", b'{"unheard": "of"}'])
    def test_any_4xx(self, answer) -> None:
        assert refused(answer, 400).code == "refused"
        assert refused(answer, 422).details["status"] == "422"

    @pytest.mark.parametrize("status", [408, 409, 424, 425, 444, 460, 499])
    def test_a_4xx_that_does_not_prove_that_nothing_was_made(self, status) -> None:
        for body in (b"", {"success": False, "error": "ref already exists"}, {"message": ["timeout"]}):
            error = unknown(body, status)
            assert error.code == "unclear_refusal"
            assert error.details["status"] == str(status)
        assert unknown({"error": "ref already exists"}, status).details["message"] == "ref already exists"
        assert refused({"error": {"details": {"key": "USER_NOT_FOUND"}}}, status).code == "user_not_found"

    def test_a_list_of_sentences_says_more_than_the_status_beside_it(self) -> None:
        answer = {
            "statusCode": 400,
            "message": ["amount must be a string", "ref must be a string"],
            "error": "Bad Request",
        }
        assert refused(answer, 400).details["message"] == "amount must be a string · ref must be a string"
        assert (
            refused({"error": "Bad Request", "message": "no such currency"}, 400).details["message"]
            == "no such currency"
        )
        assert refused({"error": "Bad Request"}, 400).details["message"] == "Bad Request"
        assert refused({"error": "account closed", "message": "Error"}, 400).details["message"] == "account closed"
        assert "message" not in refused({"message": [None, {}, []], "success": False}, 400).details

    def test_details_may_be_text(self) -> None:
        assert refused({"error": {"message": "no", "details": "USER_NOT_FOUND"}}).code == "user_not_found"
        assert refused({"error": "no", "details": "USER_NOT_FOUND"}, 400).code == "user_not_found"

    def test_the_providers_words_are_kept_on_one_line(self) -> None:
        assert refused({"error": "a\n\tb \ud800 x"}).details["message"] == "a b ? x"


class TestBrokenDown:
    @pytest.mark.parametrize(
        "answer",
        [
            {"message": "Internal server error"},
            {"message": "Endpoint request timed out"},
            {"statusCode": 500, "message": "Something broke"},
            {"data": None, "error": {"status": 500, "name": "InternalServerError", "message": "Internal Server Error"}},
            {"success": False, "error": "Internal server error"},
            {"success": False},
            {"error": {}},
            b"",
            b"<html>Bad Gateway</html>",
        ],
    )
    def test_a_5xx_that_only_says_so_leaves_the_outcome_unknown(self, answer) -> None:
        for status in (500, 502, 503, 504):
            assert unknown(answer, status).code == "server_error"

    def test_a_5xx_that_refuses_in_words_is_a_refusal(self) -> None:
        assert refused({"success": False, "error": "currency is not supported"}, 500).code == "refused"
        assert refused({"error": {"message": "ref must be a string"}}, 500).code == "refused"

    def test_words_of_a_breakdown_under_200_refuse_nothing_either(self) -> None:
        assert unknown({"error": {"message": "Internal Server Error"}}).code == "no_url"


def test_a_redirect_says_where_it_would_have_gone() -> None:
    for location, host in (
        ("https://login.example/x", "login.example"),
        ("/login", "/login"),
        ("http://[", "http://["),
    ):
        with pytest.raises(LinkOutcomeUnknown) as caught:
            read_created(Answer(302, "", b"", location=location), REQUEST, BASE_URL)
        assert (caught.value.code, caught.value.details["host"]) == ("redirected", host)


class TestWallets:
    def read(self, value: object, status: int = 200) -> list[Wallet]:
        return read_wallets(Answer(status, "application/json", json.dumps(value).encode()))

    def test_balances_keep_their_characters(self) -> None:
        body = (
            b'{"success": true, "wallets": [{"currency": "USD", "amount": 12.50}, {"currency": "SYP", "amount": "0"}]}'
        )
        wallets = read_wallets(Answer(200, "application/json", body))
        assert wallets == [Wallet("USD", "12.50"), Wallet("SYP", "0")]
        assert self.read({"wallets": [], "message": "none yet"}) == []

    def test_an_answer_that_is_none(self) -> None:
        for answer, code in (
            (Answer(302, "", b"", location="https://login.example/"), "redirected"),
            (Answer(200, "text/html", b"<html>"), "captive_portal"),
            (Answer(200, "application/json", b"{"), "not_json"),
        ):
            with pytest.raises(CheckError) as caught:
                read_wallets(answer)
            assert caught.value.code == code in CHECK

    @pytest.mark.parametrize(
        ("value", "status", "code"),
        [
            ({"success": False, "error": "no"}, 200, "refused"),
            ({"success": False, "wallets": []}, 200, "refused"),
            ({"message": "no"}, 401, "key_rejected"),
            ({"success": False, "error": "Invalid API key"}, 401, "key_rejected"),
            ({"success": False, "error": "Invalid API secret"}, 401, "secret_rejected"),
            ({"success": False, "error": "Invalid API secret"}, 200, "secret_rejected"),
            ({"error": {"message": "Wrong secret key"}}, 403, "secret_rejected"),
            ({"error": {"details": {"key": "INVALID_API_SECRET"}}}, 400, "secret_rejected"),
            ({"message": "API key or secret is not valid"}, 401, "keys_rejected"),
            ({"success": True}, 200, "bad_shape"),
            ({"wallets": [{"currency": "USD"}]}, 200, "bad_shape"),
            ({"wallets": ["USD"]}, 200, "bad_shape"),
            ({"message": "Internal server error"}, 500, "server_error"),
            ([], 200, "bad_shape"),
        ],
    )
    def test_no_balances(self, value, status, code) -> None:
        with pytest.raises(CheckError) as caught:
            self.read(value, status)
        assert caught.value.code == code
        assert code in CHECK


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(
                [
                    "url",
                    "link",
                    "data",
                    "id",
                    "order_id",
                    "error",
                    "message",
                    "details",
                    "key",
                    "success",
                    "wallets",
                    "amount",
                ]
            ),
            inner,
        )
    ),
)


@given(value=json_values, status=st.integers(200, 599))
def test_no_answer_ends_in_anything_but_a_link_or_a_typed_error(value, status) -> None:
    try:
        link = read(value, status)
    except LinkError as caught:
        error = caught
    else:
        assert status < 300
        assert link.url.startswith("https://")
        return
    assert error.code in REFUSED + UNKNOWN
    proves_nothing = status in (408, 409, 424, 425, 444, 460, 499)
    assert isinstance(error, LinkRefused) or proves_nothing or not 400 <= status < 500
    assert all(len(text) <= 300 for text in error.details.values())
    str(error).encode("utf-8")


@given(body=st.binary(), status=st.integers(200, 599))
def test_no_bytes_end_in_anything_but_a_typed_error(body, status) -> None:
    with pytest.raises(LinkError):
        read(body, status)
