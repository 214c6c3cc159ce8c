"""The mailbox as one PHP file, for web space that a merchant has already."""

from __future__ import annotations

from dataclasses import dataclass

from kazadesk import __version__
from kazadesk.inbox.store import hash_of, new_key, new_token
from kazadesk.resources import RESOURCES

TEMPLATE = RESOURCES / "inbox" / "inbox.php"


@dataclass(frozen=True, slots=True)
class PhpInbox:
    """`text` is the file; it holds hashes of the token and the key only, so show both now or never."""

    text: str
    write_token: str
    read_key: str


def make_php() -> PhpInbox:
    """A file with a write token and a read key of its own."""
    token, key = new_token(), new_key()
    values = {"{{VERSION}}": __version__, "{{TOKEN_HASH}}": hash_of(token), "{{KEY_HASH}}": hash_of(key)}
    text = TEMPLATE.read_text("utf-8")
    for name, value in values.items():
        text = text.replace(name, value)
    return PhpInbox(text, token, key)
