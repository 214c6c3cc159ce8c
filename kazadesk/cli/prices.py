"""kazadesk prices: the account's price list; and what `create --item` is for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.cli.status import EXIT_OK, EXIT_USAGE, say
from kazadesk.cli.words import error_sentence
from kazadesk.core.errors import InputError
from kazadesk.core.plain import json_line, visible_identifier
from kazadesk.core.prices import Sale
from kazadesk.words.voice import translate

if TYPE_CHECKING:
    import argparse

    from kazadesk.services.till import Till


def run_prices(till: Till, args: argparse.Namespace) -> int:
    """Change the list if that was asked for, then print it, a line an item. Raises InputErrors, InputError."""
    if args.add:
        till.add(*args.add)
    elif args.remove is not None:
        till.remove(args.remove)
    elif args.source:
        try:
            till.take_over(Path(args.source))
        except InputError as error:
            told = translate("Prices", "Row {row}: {why} Nothing was taken over.")
            say(told.format(row=error.details.get("row", ""), why=error_sentence(error)))
            return EXIT_USAGE
    elif args.in_references:
        till.keep(till.prices, in_reference=args.in_references == "yes")
    for price in till.prices:
        if args.json:
            print(json_line({"name": price.name, "amount": price.amount, "currency": price.currency}))
        else:
            print(f"{price.amount:>12} {price.currency:<5} {visible_identifier(price.name)}")
    return EXIT_OK


def sale_of(till: Till, names: list[str]) -> Sale:
    """The items of those names. Raises InputError(item): unknown, two_currencies."""
    sale = Sale()
    for name in names:
        price = till.find(name)
        if sale.chosen and price.currency != sale.currency:
            raise InputError("item", "two_currencies")
        sale = sale.with_one_more(price)
    return sale
