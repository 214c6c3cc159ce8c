"""One verification at a time: a text, or files one after the other. Tells what came of it, and shows nothing."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kazadesk.core.errors import KazaDeskError
from kazadesk.services.files import read_paste
from kazadesk.services.log_file import is_large, summary, verify_log
from kazadesk.ui import collector
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words.i18n import listed, translate
from kazadesk.words.amounts import number as count
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.session import Session

MOST_FILES = 1000
_BULK_TEXT = 200_000


class VerifyJob(Panel, QObject):
    """A start while one is running is ignored. Every start ends in `judged` or `refused`, then `ended`."""

    began = Signal()
    progressed = Signal(int, int)
    """Number of the file that is read now, and of all."""
    reading = Signal(str, int, int)
    """A large file: its name, per cent read, webhooks found so far."""
    judged = Signal(list, str)
    """The verdicts, and a sentence where not everything could be verified, else ""."""
    refused = Signal(str)
    """Why nothing was decided."""
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: asyncio.Task[Any] | None = None
        self._answered = False
        self._stopped = False
        self.files: dict[int, str] = {}
        """The `id` of a verdict that is being told → the name of the file it is from."""

    @property
    def running(self) -> bool:
        return self._task is not None

    def verify_text(self, text: str) -> None:
        self._start(lambda session: _whole(session.verify.verify(text)), bulk=len(text) > _BULK_TEXT)

    def verify_files(self, paths: Sequence[Path]) -> None:
        """Each file as one paste; of more than MOST_FILES the first ones."""
        self._start(lambda session: self._read_and_verify(session, paths[:MOST_FILES]), bulk=True)

    def stop(self) -> None:
        """Read no further file; what was verified is told."""
        if self._task is not None:
            self._stopped = True
            self._task.cancel()

    async def _read_and_verify(self, session: Session, paths: Sequence[Path]) -> tuple[list[Verdict], str]:
        verdicts: list[Verdict] = []
        note = ""
        self.files = {}
        try:
            for number, path in enumerate(paths, start=1):
                self.progressed.emit(number, len(paths))
                if await asyncio.to_thread(is_large, path):
                    told = partial(self.reading.emit, path.name)
                    before = len(verdicts)
                    await verify_log(session.verify, path, told, into=verdicts)
                    note = _summary(verdicts[before:])
                    self.files |= {id(verdict): path.name for verdict in verdicts[before:]}
                    continue
                data = await asyncio.to_thread(read_paste, path)
                judged = await session.verify.verify_bytes(data)
                self.files |= {id(verdict): path.name for verdict in judged}
                verdicts += judged
        except asyncio.CancelledError:
            if not self._stopped:
                raise
            return verdicts, translate("Verifier", "Stopped: the files after this were not read.")
        except KazaDeskError as error:
            if not verdicts:
                raise
            return verdicts, sentence(error)
        return verdicts, note

    def _start(self, job: Callable[[Session], Coroutine[Any, Any, tuple[list[Verdict], str]]], *, bulk: bool) -> None:
        if not self.attached or self.running:
            return
        self._answered = self._stopped = False
        self.files = {}
        if bulk:
            # the collector would stop the window for a tenth of a second, again and again, to find nothing
            collector.rest()
        self.began.emit()
        self._task = self.ask(job, done=self._done, refused=self._refused, ended=self._ended)
        if self._task is None:
            self._ended()

    def _done(self, result: tuple[list[Verdict], str]) -> None:
        self._answered = True
        self.judged.emit(*result)

    def _refused(self, error: KazaDeskError) -> None:
        self._answered = True
        self.refused.emit(sentence(error))

    def _ended(self) -> None:
        self._task = None
        collector.wake()
        if not self._answered:
            # a fault that nobody foresaw must not leave the verdict on another webhook standing
            surprise = translate("Verifier", "Something unforeseen happened. Treat this notice as not checked.")
            self.refused.emit(surprise)
        self.ended.emit()


def _summary(verdicts: list[Verdict]) -> str:
    """What a log held, in one line."""
    counts = summary(verdicts)
    words = (
        (counts["new"], translate("Verifier", "New: {number}")),
        (counts["known"], translate("Verifier", "Known: {number}")),
        (counts["not_ours"], translate("Verifier", "Not ours: {number}")),
        (counts["not_authentic"], translate("Verifier", "Not authentic: {number}")),
    )
    return listed(*(text.format(number=count(number)) for number, text in words))


async def _whole(job: Coroutine[Any, Any, list[Verdict]]) -> tuple[list[Verdict], str]:
    return await job, ""
