"""kazadesk remind: whose customers are to be reminded, and what to say to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kazadesk.cli.status import EXIT_OK
from kazadesk.core.plain import json_line, visible, visible_identifier
from kazadesk.words.voice import local_time

if TYPE_CHECKING:
    import argparse

    from kazadesk.services.reminders import Reminder, Reminders


async def run_remind(reminders: Reminders, args: argparse.Namespace, language: str) -> int:
    """Nothing is noted unless it was asked for: a message that is printed is not sent yet. Raises InputError."""
    if args.reference is None:
        for each in await reminders.due():
            print(json_line(_fields(each)) if args.json else _line(each))
        return EXIT_OK
    reminder = await reminders.of(args.reference, language)
    if args.note:
        await reminders.note(reminder.link.id, "whatsapp" if args.url else "copy")
    if args.json:
        print(json_line(_fields(reminder) | {"message": reminder.text, "whatsapp": reminder.whatsapp}))
    else:
        print(reminder.whatsapp if args.url else reminder.text)
    return EXIT_OK


def _line(reminder: Reminder) -> str:
    link, customer = reminder.link, reminder.customer
    money = f"{link.amount} {link.currency}"
    parts = (
        local_time(link.created_at),
        f"{money:>18}",
        visible_identifier(link.reference),
        visible(customer.name),
        visible_identifier(customer.phone),
    )
    return "  ".join(filter(None, parts))


def _fields(reminder: Reminder) -> dict[str, str | None]:
    link, customer = reminder.link, reminder.customer
    return {
        "reference": link.reference,
        "amount": link.amount,
        "currency": link.currency,
        "created_at": link.created_at,
        "reminded_at": link.reminded_at,
        "name": customer.name or None,
        "phone": customer.phone or None,
    }
