"""The commands: the same services without a window."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from kazadesk.assembly import Options
from kazadesk.cli import PROGRAM
from kazadesk.cli.status import (
    EXIT_CANNOT_WORK,
    EXIT_INTERRUPTED,
    EXIT_NOBODY_READS,
    EXIT_OK,
    EXIT_REFUSED,
    EXIT_SURPRISE,
    EXIT_UNKNOWN,
    EXIT_UNSENT,
    EXIT_USAGE,
    say,
)
from kazadesk.core.errors import (
    BatchError,
    CloseError,
    InputError,
    InputErrors,
    KazaDeskError,
    SettingsError,
    SheetError,
)
from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.plain import json_line
from kazadesk.words.voice import ltr, translate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine

    from kazadesk.core.link import PaymentLink
    from kazadesk.core.redact import Redactor
    from kazadesk.services.session import Session
    from kazadesk.storage.paths import DataFolder

_EXIT_OF_STATE = {
    LinkState.WAITING: EXIT_OK,
    LinkState.FAILED: EXIT_REFUSED,
    LinkState.UNSENT: EXIT_UNSENT,
    LinkState.UNKNOWN: EXIT_UNKNOWN,
}


def run_command(args: argparse.Namespace, options: Options) -> int:
    """Returns the exit status; a traceback never reaches the user."""
    import asyncio
    import logging

    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        command = _Command(args, options)
        status = asyncio.run(command.run())
        if sys.stdout is not None:
            sys.stdout.flush()  # at exit it would be too late to say that the disk is full
        return status
    except KazaDeskError as error:
        return _fail(error)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and _output_is_lost(error):
            return EXIT_NOBODY_READS if isinstance(error, BrokenPipeError) else EXIT_CANNOT_WORK
        logging.getLogger(__name__).exception("the command %s failed", args.command)
        say(
            translate(
                "Cli",
                "Something unforeseen happened. The details are in KazaDesk's log; nothing in the ledger was lost.",
            )
        )
        return EXIT_SURPRISE


def _output_is_lost(error: OSError) -> bool:
    """Whether standard output takes no more; if so it is said, and nothing is written there any more."""
    try:
        sys.stdout.flush()
        os.write(sys.stdout.fileno(), b"\n")  # an output without a buffer has nothing to flush
    except OSError:
        # the interpreter must not complain about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return False
    if not isinstance(error, BrokenPipeError):  # whoever read it has gone, and knows
        told = translate("Cli", "The output could not be written ({why}). What was done is in the ledger: {command}")
        say(told.format(why=ltr(error.strerror or ""), command=ltr(f"{PROGRAM} links")))
    return True


def _fail(error: KazaDeskError) -> int:
    from kazadesk.cli.words import error_sentence

    say(error_sentence(error))
    if isinstance(error, InputError | InputErrors | SheetError | BatchError | CloseError):
        return EXIT_USAGE
    if isinstance(error, SettingsError) and error.code == "profile_unknown":
        return EXIT_USAGE
    # a ledger that failed after the request: whoever reads 10 as "nothing was done" would create a second link
    return EXIT_UNKNOWN if error.details.get("outcome") == LinkState.UNKNOWN else EXIT_CANNOT_WORK


def _show_upgrading(percent: int) -> None:
    """Ctrl+C ends the program, and the ledger stays as it was."""
    told = translate("Cli", "Making the ledger ready for this version: {percent} %")
    print("\r" + told.format(percent=percent), end="", file=sys.stderr, flush=True)


class _Command:
    """One command with the services it needs."""

    def __init__(self, args: argparse.Namespace, options: Options) -> None:
        from kazadesk.core.redact import Redactor
        from kazadesk.storage.logs import set_up_logs
        from kazadesk.storage.paths import DataFolder
        from kazadesk.storage.settings_file import SettingsFile

        self.args = args
        self.options = options
        self.folder: DataFolder = DataFolder.make(options.data_dir)
        self.redactor: Redactor = Redactor()
        set_up_logs(self.folder, self.redactor, debug=options.debug)
        self.settings = SettingsFile(self.folder.settings)

    def run(self) -> Coroutine[Any, Any, int]:
        commands = {
            "create": self.create,
            "verify": self.verify,
            "links": self.links,
            "prices": self.prices,
            "remind": self.remind,
            "batch": self.batch,
            "close": self.close_day,
            "import": self.take_over,
            "report": self.report,
            "samples": self.samples,
            "practice": self.practice,
            "inbox": self.inbox,
            "credentials": self.credentials,
            "ledger": self.ledger,
            "tour": self.tour,
            "selftest": self.selftest,
        }
        return commands[self.args.command]()

    async def _session(self, *, with_stand_in: bool = False) -> Session:
        from kazadesk.assembly import open_session
        from kazadesk.storage.opening import UpgradeNews

        seen = sys.stderr is not None and sys.stderr.isatty()
        news = UpgradeNews(_show_upgrading if seen else lambda _percent: None)
        try:
            return await open_session(
                self.options, self.folder, self.settings, self.redactor, with_stand_in=with_stand_in, told=news
            )
        finally:
            if seen and news.told >= 0:
                print(file=sys.stderr)

    async def create(self) -> int:
        from kazadesk.cli.words import link_sentence

        args = self.args
        try:
            link = await self._created()
        except KazaDeskError as error:
            if args.json:
                _print_json(_not_created_json(error))
            elif "url" in error.details:
                print(error.details["url"])  # it is here and nowhere else
            raise
        if args.json:
            _print_json(_create_json(link, link_sentence(link) if link.state is not LinkState.WAITING else None))
        elif link.url is not None:
            print(link.url)
        if link.url is not None and args.qr:
            _print_qr(link.url)
        if link.state is not LinkState.WAITING:
            say(f"{link.reference}: {link_sentence(link)}")
        return _EXIT_OF_STATE[link.state]

    async def _created(self) -> PaymentLink:
        """What is unusual is said, and created all the same: nobody may be there to answer."""
        from kazadesk.cli.prices import sale_of
        from kazadesk.cli.words import error_sentence

        args = self.args
        session = await self._session(with_stand_in=True)
        try:
            defaults = session.profiles.defaults()
            redirect = defaults.redirect_url if args.redirect is None else args.redirect
            sale = sale_of(session.till, args.item or [])
            if sale.chosen and args.amount is not None:
                raise InputError("item", "instead")
            amount, currency = (sale.amount, sale.currency) if sale.chosen else (args.amount or "", args.currency or "")
            reference = args.ref or session.till.reference(sale)
            form = LinkForm(amount, currency, args.email or defaults.email, reference, redirect, args.name, args.phone)
            for doubt in await session.links.doubts(form):
                say(error_sentence(doubt))
            try:
                return await session.links.create(form)
            except InputErrors as error:
                free = {each.field: each.details.get("free") for each in error.errors}.get("reference")
                if not (args.ref_again and free):
                    raise
                return await session.links.create(replace(form, reference=free))
        finally:
            await session.close()

    async def verify(self) -> int:
        from kazadesk.cli.verify import verify_sources

        session = await self._session()
        try:
            return await verify_sources(session.verify, self.args.files or ["-"], as_json=self.args.json)
        finally:
            await session.close()

    @property
    def _language(self) -> str:
        return self.options.lang or "en"

    async def links(self) -> int:
        from kazadesk.cli.links import print_links

        session = await self._session()
        try:
            return await print_links(session, self.args, self._language)
        finally:
            await session.close()

    async def remind(self) -> int:
        from kazadesk.cli.remind import run_remind

        session = await self._session()
        try:
            return await run_remind(session.reminders, self.args, self._language)
        finally:
            await session.close()

    async def prices(self) -> int:
        from kazadesk.cli.prices import run_prices

        session = await self._session()
        try:
            return run_prices(session.till, self.args)
        finally:
            await session.close()
            self.settings.close()
            if self.settings.problem:
                raise self.settings.problem

    async def batch(self) -> int:
        from kazadesk.cli.batch import run_batch

        session = await self._session(with_stand_in=True)
        try:
            return await run_batch(session, self.args)
        finally:
            await session.close()

    async def close_day(self) -> int:
        from kazadesk.cli.close import run_close

        session = await self._session()
        try:
            return await run_close(session, self.args, self._language)
        finally:
            await session.close()

    async def take_over(self) -> int:
        from kazadesk.cli.history import run_import

        session = await self._session()
        try:
            return await run_import(session, self.args)
        finally:
            await session.close()

    async def report(self) -> int:
        from kazadesk.cli.close import run_report

        session = await self._session()
        try:
            return await run_report(session, self.args, self._language)
        finally:
            await session.close()

    async def samples(self) -> int:
        """Never in the ledger of real money, whatever was typed."""
        from kazadesk.cli.samples import run_samples

        self.options = replace(self.options, practice=True, profile=None, base_url=None)
        session = await self._session(with_stand_in=True)
        try:
            return await run_samples(session, self.args)
        finally:
            await session.close()

    async def practice(self) -> int:
        import asyncio

        from kazadesk.practice.server import PracticeServer, start_anywhere
        from kazadesk.practice.webhooks import WebhookForm

        records, webhook_url = self.folder.root / "practice" / "provider.jsonl", self.args.webhook_url
        form = WebhookForm(self.args.webhook_ids, self.args.webhook_body, self.args.webhook_type)
        if self.args.port is None:
            start = partial(start_anywhere, records=records, webhook_url=webhook_url, form=form)
            server = await asyncio.to_thread(start)
        else:
            server = PracticeServer(port=self.args.port, records=records, webhook_url=webhook_url, form=form)
            await asyncio.to_thread(server.start)
        try:
            print(server.base_url, flush=True)
            await asyncio.Event().wait()
        finally:
            await asyncio.to_thread(server.stop)
        return EXIT_OK

    async def inbox(self) -> int:
        from kazadesk.cli import inbox

        if self.args.action == "php":
            return inbox.print_php()
        if self.args.action == "serve":
            return await inbox.serve(self.folder.root / "inbox", self.args)
        session = await self._session(with_stand_in=True)
        try:
            return await inbox.COMMANDS[self.args.action](session, self.args)
        finally:
            await session.close()

    async def credentials(self) -> int:
        from kazadesk.cli.credentials import COMMANDS

        session = await self._session(with_stand_in=True)
        try:
            return await COMMANDS[self.args.action](session, self.args)
        finally:
            await session.close()

    async def ledger(self) -> int:
        from kazadesk.cli.ledger import run_ledger
        from kazadesk.services.desks import Desks

        try:
            desks = Desks(self.folder.ledger(practice=False), self.settings)
            return await run_ledger(desks, self.args, self.options.ledger)
        finally:
            self.settings.close()

    async def tour(self) -> int:
        from kazadesk.cli.tour import tour

        self.options = replace(self.options, practice=True, profile=None, base_url=None)
        session = await self._session(with_stand_in=True)
        try:
            return await tour(session)
        finally:
            await session.close()

    async def selftest(self) -> int:
        from kazadesk.cli.selftest import check_online, selftest

        complete = await selftest(self.folder, self.options.ledger or self.settings.value.ledger_url)
        if self.args.online:
            session = await self._session(with_stand_in=True)
            try:
                complete = await check_online(session.profiles) and complete
            finally:
                await session.close()
        return EXIT_OK if complete else EXIT_REFUSED


def _create_json(link: PaymentLink, message: str | None) -> dict[str, str | None]:
    return {
        "state": str(link.state),
        "reference": link.reference,
        "order_id": link.order_id,
        "url": link.url,
        "amount": link.amount,
        "currency": link.currency,
        "error": link.error,
        "message": link.message or message,
    }


def _not_created_json(error: KazaDeskError) -> dict[str, Any]:
    """The same names as of a link. `state` is null where none was kept, or the outcome that could not be kept."""
    from kazadesk.cli.words import error_sentence

    wrong = error.errors if isinstance(error, InputErrors) else [error] if isinstance(error, InputError) else []
    names = ("state", "reference", "order_id", "url", "amount", "currency")
    return {
        **dict.fromkeys(names),
        "state": error.details.get("outcome"),
        "url": error.details.get("url"),
        "error": wrong[0].code if wrong else error.code,
        "message": error_sentence(error),
        "errors": [{"field": each.field, "error": each.code, "message": error_sentence(each)} for each in wrong],
    }


def _print_json(fields: dict[str, Any]) -> None:

    print(json_line(fields))


def _print_qr(text: str) -> None:
    import segno

    segno.make(text, error="m", micro=False).terminal(border=4, compact=True)
