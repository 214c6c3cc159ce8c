"""Whether an email address can be one."""

from __future__ import annotations

from kazadesk.core.errors import InputError

MAX_EMAIL = 320
"""64 before the @ and 255 after it (RFC 5321); the check of far longer ones takes seconds."""


def check_email(text: str) -> str:
    """The address, checked without asking the network. Raises InputError(email): missing, bad_email."""
    from email_validator import EmailNotValidError, validate_email

    address = text.strip()
    if not address:
        raise InputError("email", "missing")
    if len(address) > MAX_EMAIL:
        raise InputError("email", "bad_email")
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise InputError("email", "bad_email") from None
    return address
