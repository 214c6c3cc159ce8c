"""kazadesk samples: takings to practise with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kazadesk.core.errors import PracticeError
from kazadesk.core.plain import json_line
from kazadesk.words.voice import translate

if TYPE_CHECKING:
    import argparse

    from kazadesk.services.session import Session


async def run_samples(session: Session, args: argparse.Namespace) -> int:
    """Make them in place of those that are there, or erase them. Raises LedgerError, PracticeError."""
    if session.samples is None:
        raise PracticeError("practice_failed")
    if args.erase:
        count = await session.samples.erase()
        told = translate("Cli", "Sample links erased: {count}")
    else:
        count = await session.samples.make(translate("Practice", "a sample"))
        told = translate("Cli", "Sample links of the last 30 days made: {count}")
    print(json_line({"erased" if args.erase else "made": count}) if args.json else told.format(count=count))
    return 0
