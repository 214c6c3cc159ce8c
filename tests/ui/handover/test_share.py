"""The message to a customer, and the ways it goes."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication

from kazadesk.core.customers import Customer
from kazadesk.storage.settings import ProfileSettings
from kazadesk.ui.handover.share import ShareMenu, template
from kazadesk.words.messages import TEMPLATES, message

ISLES = str.maketrans("", "", "\u2066\u2069")


def test_the_message_says_how_much_for_what_and_where(link):
    text = message(link, template(), "Damascus Sweets").translate(ISLES)
    assert text == f"Damascus Sweets\nPlease pay 1\u202f250.00 USD here:\n{link.url}\nReference: INV-12"


def test_a_shop_without_a_name_leaves_no_empty_line(link):
    assert message(link, template(), " ").startswith("Please pay")


def test_the_customers_language_is_the_windows_unless_one_was_chosen(link, wear):
    assert template(ProfileSettings("shop")) == TEMPLATES["en"]
    assert template(ProfileSettings("shop", message_language="ar")) == TEMPLATES["ar"]
    wear("ar")
    assert template(ProfileSettings("shop")) == TEMPLATES["ar"]


def test_own_words_are_taken_and_what_is_no_placeholder_stays(link):
    settings = ProfileSettings("shop", message_template_en="{amount}, {please}: {url}\n\n{shop}\nThanks")
    text = message(link, template(settings)).translate(ISLES)
    assert text == f"1\u202f250.00 USD, {{please}}: {link.url}\n\nThanks"


def test_a_value_is_never_taken_for_a_placeholder(like):
    text = message(like(reference="{url}{shop}"), "{reference}")
    assert text.translate(ISLES) == "{url}{shop}"


def test_arabic_around_it_does_not_turn_an_amount_round(link):
    assert "\u20661\u202f250.00 USD\u2069" in message(link, TEMPLATES["ar"])
    assert f"\n{link.url}\n" in message(link, TEMPLATES["ar"])


@pytest.fixture
def opened(monkeypatch):
    """The addresses that went to the desktop: there is none in a test."""
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(url) or True)
    return addresses


def trigger(menu, name):
    menu.findChild(QAction, name).trigger()


def test_whatsapp_gets_the_whole_message(qtbot, opened, link):
    menu = ShareMenu(link, shop_name="حلويات & Söhne")
    trigger(menu, "whatsappAction")
    address = urlsplit(opened[0].toString(opened[0].ComponentFormattingOption.FullyEncoded))
    assert (address.scheme, address.netloc) == ("https", "wa.me")
    assert parse_qs(address.query) == {"text": [menu.text]}


def test_telegram_gets_the_url_apart(qtbot, opened, link):
    menu = ShareMenu(link)
    trigger(menu, "telegramAction")
    query = parse_qs(urlsplit(opened[0].toString(opened[0].ComponentFormattingOption.FullyEncoded)).query)
    assert query["url"] == [link.url]
    assert link.url not in query["text"][0]
    assert "1\u202f250.00 USD" in query["text"][0]


def test_an_email_has_a_subject_and_lines(qtbot, opened, link):
    menu = ShareMenu(link)
    trigger(menu, "emailAction")
    address = urlsplit(opened[0].toString(opened[0].ComponentFormattingOption.FullyEncoded))
    assert address.scheme == "mailto"
    query = parse_qs(address.query)
    assert query["subject"] == ["Payment link INV-12"]
    assert query["body"] == [menu.text.replace("\n", "\r\n")]


def test_the_message_is_copied(qtbot, link):
    menu = ShareMenu(link)
    with qtbot.waitSignal(menu.told) as told:
        trigger(menu, "copyAction")
    assert told.args == ["Message copied"]
    assert QGuiApplication.clipboard().text() == menu.text


def test_without_a_program_for_it_the_message_is_copied_instead(qtbot, monkeypatch, link):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    menu = ShareMenu(link)
    with qtbot.waitSignal(menu.told) as told:
        trigger(menu, "emailAction")
    assert "copied instead" in told.args[0]
    assert QGuiApplication.clipboard().text() == menu.text


@pytest.mark.parametrize(
    ("customer", "country", "address", "word"),
    [
        (Customer("سارة", "+963944123456"), "", "/963944123456", "WhatsApp: سارة · +963944123456"),
        (Customer("", "0944 123 456"), "963", "/963944123456", "WhatsApp: +963944123456"),
        (Customer("Omar", "0944 123 456"), "", "/", "WhatsApp"),
        (Customer("Omar", ""), "963", "/", "WhatsApp"),
    ],
)
def test_whatsapp_opens_with_the_customer_s_number_where_it_is_certain(
    qtbot, link, opened, customer, country, address, word
):
    menu = ShareMenu(link, customer=customer, country=country)
    qtbot.addWidget(menu)
    action = menu.findChild(QAction, "whatsappAction")
    assert action.text().translate(str.maketrans("", "", "\u2066\u2068\u2069")) == word
    action.trigger()
    sent = urlsplit(opened[0].toString())
    assert (sent.netloc, sent.path) == ("wa.me", address)
    assert link.url in parse_qs(sent.query)["text"][0]
