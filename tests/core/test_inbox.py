"""What a desk knows of its mailbox."""

from __future__ import annotations

from dataclasses import replace

from kazadesk.core.inbox import InboxAccess
from kazadesk.core.redact import Secret


def test_a_mailbox_is_known_by_where_it_is_read_until_it_has_a_name() -> None:
    access = InboxAccess("shop", "https://shop.example/inbox.php", Secret("aside"), Secret("888B6B88"))
    assert access.name == "https://shop.example/inbox.php"
    assert replace(access, mailbox="till").name == "till"
    assert "aside" not in repr(access)
    assert "888B6B88" not in repr(access)
