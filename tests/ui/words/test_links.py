"""Every event of a link's life is told in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.records import LinkEvent
from kazadesk.practice.account import EMAIL
from kazadesk.words.links import event_text, trouble

AT = "2026-03-12T11:03:27.500Z"


@pytest.mark.parametrize(
    ("kind", "state", "detail", "told"),
    [
        ("created", "sending", None, "Created"),
        ("created", "sending", "replaces 7", "Created in place of another link"),
        ("created", "sending", "replaces 7 INV 7", "Created in place of \u2066INV 7\u2069"),
        ("maybe_sent", None, None, "Sent to Kazawallet"),
        ("answered", "waiting", None, "Kazawallet answered with the payment URL"),
        ("answered", "waiting", "order_id_taken id-9", "another link's order id"),
        ("answered", "failed", "key_rejected", "Kazawallet rejected the API key. Look at it under API key and secret."),
        ("answered", "unsent", "network_unreachable", "There is no internet connection. Nothing was sent."),
        ("answered", "unknown", "read_timeout", "The link may exist"),
        ("answered", "failed", None, "Kazawallet refused"),
        ("answered", "unknown", None, "No usable answer came"),
        ("answered", "lost in space", None, "Kazawallet answered"),
        ("retried", "sending", None, "Sent again"),
        ("recovered", "unsent", None, "it was not sent"),
        ("recovered", "unknown", None, "nobody knows whether it was sent"),
        ("replaced", None, "INV-8", "Created again as \u2066INV-8\u2069"),
        ("confirmed", "paid", "paid", "Notice: Paid"),
        ("by_hand", "paid_by_hand", "by phone", "Marked as paid by hand: \u2068by phone\u2069"),
        ("bound", None, "id-9", "A payment was assigned by hand: order id \u2066id-9\u2069"),
        ("archived", None, None, "Archived"),
        ("restored", None, None, "Restored from the archive"),
        ("teleported", None, None, "Something that a newer KazaDesk has written"),
    ],
)
def test_each_event_in_plain_words(kind: str, state: str | None, detail: str | None, told: str) -> None:
    assert told in event_text(LinkEvent(AT, kind, None, state, detail))


def test_practice_mode_says_which_account_it_knows(like: Callable[..., PaymentLink]) -> None:
    refused = like(state=LinkState.FAILED, url=None, error="user_not_found", email="me@shop.example")
    assert EMAIL in trouble(replace(refused, profile="practice"))
    assert EMAIL not in trouble(refused)
    assert "your own account" in trouble(refused)


def test_after_a_crash_the_explanation_is_that_of_an_orderly_end(like: Callable[..., PaymentLink]) -> None:
    for state in (LinkState.UNKNOWN, LinkState.UNSENT):
        crashed, closed = like(state=state, url=None), like(state=state, url=None, error="cancelled")
        assert trouble(crashed) == trouble(closed) != ""
    assert "look in your Kazawallet account before" in trouble(like(state=LinkState.UNKNOWN, url=None))
