"""Which base URLs are talked to, and which URLs are handed to a customer."""

from __future__ import annotations

import pytest

from kazadesk.api.address import BASE_URL, check_base_url, url_fault
from kazadesk.core.errors import InputError

LOCAL = "http://127.0.0.1:18420/wallet"
SHOP = "https://shop.example/thanks?order=7"


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        (BASE_URL, "https://outdoor.kasroad.com/wallet"),
        (" https://outdoor.kasroad.com/wallet/ ", "https://outdoor.kasroad.com/wallet"),
        ("https://outdoor.kasroad.com", "https://outdoor.kasroad.com/wallet"),
        ("https://outdoor.kasroad.com/", "https://outdoor.kasroad.com/wallet"),
        ("https://api.example:8443/v2", "https://api.example:8443/v2"),
        ("http://127.0.0.1:18420", "http://127.0.0.1:18420/wallet"),
        ("http://127.8.9.10/wallet", "http://127.8.9.10/wallet"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("http://localhost:5000", "http://localhost:5000/wallet"),
    ],
)
def test_a_base_url_is_taken(typed, used) -> None:
    assert check_base_url(typed) == used


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("http://outdoor.kasroad.com/wallet", "not_https"),
        ("http://127.0.0.1.example/wallet", "not_https"),
        ("http://localhost.example", "not_https"),
        ("http://2130706433/", "not_https"),
        ("ftp://127.0.0.1/", "not_https"),
        ("outdoor.kasroad.com", "bad_url"),
        ("", "bad_url"),
        ("https://", "bad_url"),
        ("https://user:word@outdoor.kasroad.com", "bad_url"),
        ("https://outdoor.kasroad.com/wallet?x=1", "bad_url"),
        ("https://outdoor.kasroad.com:port/", "bad_url"),
        ("https://[::1", "bad_url"),
        ("https://outdoor.kasroad.com/wal let", "bad_url"),
        ("https://دفع.example/", "bad_url"),
    ],
)
def test_a_base_url_is_refused(typed, code) -> None:
    with pytest.raises(InputError) as caught:
        check_base_url(typed)
    assert (caught.value.field, caught.value.code) == ("base_url", code)


@pytest.mark.parametrize(
    "url",
    [
        "https://outdoor.kasroad.com/pay/1",
        "https://kazawallet.com/ar/pay?id=65f0",
        "https://www.kazawallet.net/pay/1",
        "HTTPS://Pay.KazaWallet.com/1",
        "https://pay.some-processor.example:8443/checkout/1",
        "https://kazawallet.com/دفع/1",
    ],
)
def test_a_pay_page_of_the_live_provider(url) -> None:
    assert url_fault(url, base_url=BASE_URL, redirect_url=SHOP) is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://outdoor.kasroad.com/pay/1", "url_not_https"),
        ("javascript:alert(1)", "url_not_https"),
        ("data:text/html,hello", "url_not_https"),
        ("/pay/1", "url_not_https"),
        ("//outdoor.kasroad.com/pay/1", "url_not_https"),
        ("https:///pay/1", "bad_url"),
        ("https://user@outdoor.kasroad.com/pay/1", "bad_url"),
        ("https://outdoor.kasroad.com\\@evil.example/", "bad_url"),
        ("https://outdoor.kasroad.com/pay/\u202e1", "bad_url"),
        ("https://outdoor.kasroad.com/pay/1\n2", "bad_url"),
        ("https://outdoor.kasroad.com/pay 1", "bad_url"),
        ("https://outdoor.kasroad.com:99999/", "bad_url"),
        ("https://kаzawallet.com/pay/1", "bad_url"),  # the first a is Cyrillic
        ("https://outdoor.kasroad.com/" + "x" * 10_000, "url_too_long"),
        (SHOP, "url_is_redirect"),
        ("https://SHOP.example/thanks/?order=7", "url_is_redirect"),
        ("https://shop.example/pay/1", "url_host"),
        ("https://127.0.0.1/pay/1", "url_host"),
        ("https://10.0.0.7/pay/1", "url_host"),
        ("https://[2001:db8::1]/pay/1", "url_host"),
        ("https://localhost/pay/1", "url_host"),
        ("https://router.local/pay/1", "url_host"),
        ("https://intranet/pay/1", "url_host"),
    ],
)
def test_no_pay_page_of_the_live_provider(url, code) -> None:
    assert url_fault(url, base_url=BASE_URL, redirect_url=SHOP) == code


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:18420/pay/1", None),
        ("http://localhost:5000/pay/1", None),
        ("https://kazawallet.com/pay/1", None),
        ("http://kazawallet.com/pay/1", "url_not_https"),
        ("https://evil.example/pay/1", "url_host"),
        ("https://evilkazawallet.com/pay/1", "url_host"),
        ("https://kazawallet.com.evil.example/pay/1", "url_host"),
        ("http://127.0.0.1:18420/thanks", "url_is_redirect"),
    ],
)
def test_a_pay_page_beside_an_api_on_this_machine(url, code) -> None:
    assert url_fault(url, base_url=LOCAL, redirect_url="http://127.0.0.1:18420/thanks") == code


def test_a_merchant_may_return_customers_to_the_providers_own_site() -> None:
    home = "https://kazawallet.com/"
    assert url_fault("https://kazawallet.com/pay/1", base_url=BASE_URL, redirect_url=home) is None
