"""The support file: what helps to find a fault, without keys, payloads or anything about customers."""

from __future__ import annotations

import asyncio
import platform
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk import __version__
from kazadesk.core.errors import KazaDeskError
from kazadesk.core.link import PaymentLink
from kazadesk.core.redact import MASK, Redactor
from kazadesk.services.files import write_whole
from kazadesk.services.ports import Ledger, LinkQuery

if TYPE_CHECKING:
    from kazadesk.storage.paths import DataFolder

PARTS = ("versions.txt", "log.txt", "errors.txt", "ledger.txt")
"""What is inside, in this order."""
_LOG_BYTES = 512 * 1024
_LAST_ERRORS = 100
_PAGE = 1000
_LIBRARIES = ("PySide6_Essentials", "qasync", "httpx", "keyring", "apsw", "segno", "truststore", "starlette", "uvicorn")

_EMAIL = re.compile(r"[^\s@'\"<>(]+@[^\s@'\"<>)]+")
_URL = re.compile(r"\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s'\"<>)]+")
_QUOTED = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|“[^”\n]*”")
_DIGITS = re.compile(r"(?<![\w.])\d+(?:[.,٫]\d+)+(?![\w])|(?<!line )(?<!\w)\d{3,}(?!\w)|[٠-٩۰-۹]+")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [A-Z]+ [\w.]+: ")
_FRAME = re.compile(r'( *File ")(.*)(", line \d+, in .*)')
_WORD = re.compile(r"[\w.@+-]+")


class SupportFile:
    """Writes the file of one data folder; without a `ledger` where it cannot be opened."""

    def __init__(self, folder: DataFolder, redactor: Redactor, ledger: Ledger | None) -> None:
        self._folder = folder
        self._redactor = redactor
        self._ledger = ledger

    async def write(self, target: Path, versions: Mapping[str, str]) -> None:
        """Write the zip; `versions`: what only the window knows, as Qt's. Raises FileError."""
        links = await self._links()
        await asyncio.to_thread(self._write, target, versions, links)

    async def _links(self) -> list[PaymentLink] | KazaDeskError:
        links: list[PaymentLink] = []
        try:
            while self._ledger is not None:
                after = links[-1] if links else None
                page = await self._ledger.links(LinkQuery(archived=None), after=after, limit=_PAGE)
                links += page
                if len(page) < _PAGE:
                    break
        except KazaDeskError as error:
            return error
        return links

    def _write(self, target: Path, versions: Mapping[str, str], links: list[PaymentLink] | KazaDeskError) -> None:
        known = links if isinstance(links, list) else []
        texts = {
            "versions.txt": _versions(versions),
            "log.txt": self._log(_words(known)),
            "errors.txt": _errors(known),
            "ledger.txt": self._statistics(links),
        }
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in PARTS:
                archive.writestr(name, self._redactor.clean(texts[name]))
        write_whole(target, packed.getvalue())

    def _log(self, words: frozenset[str]) -> str:
        texts = []
        name = self._folder.log.name
        for file, most in ((f"{name}.1", _LOG_BYTES), (name, _LOG_BYTES), ("crash.log", _LOG_BYTES // 8)):
            with suppress(OSError):  # not there, or somebody else has it open
                texts.append(self._folder.log.with_name(file).read_bytes()[-most:].decode("utf-8", "replace"))
        return "\n".join(_without_customers(line, words) for line in "\n".join(texts).splitlines())

    def _statistics(self, links: list[PaymentLink] | KazaDeskError) -> str:
        lines = []
        for practice in (False, True):
            path = self._folder.ledger(practice=practice)
            size = path.stat().st_size if path.is_file() else 0
            backups = len(list((path.parent / "backups").glob("*.sqlite")))
            lines.append(f"{'practice' if practice else 'live'} ledger: {size} bytes, {backups} backups")
        if isinstance(links, KazaDeskError):
            lines.append(f"cannot be read: {links.code}")
        else:
            lines.append(f"links: {len(links)}, profiles: {len({link.profile for link in links})}")
            lines += [
                f"{state}: {count}" for state, count in sorted(Counter(str(link.state) for link in links).items())
            ]
            lines.append(f"archived: {sum(link.archived_at is not None for link in links)}")
            lines.append(f"created again: {sum(link.replaces is not None for link in links)}")
        return "\n".join(lines)


def _versions(more: Mapping[str, str]) -> str:
    lines = [f"KazaDesk {__version__}", f"Python {platform.python_version()}", platform.platform()]
    lines.append("frozen" if getattr(sys, "frozen", False) else "from source")
    for name in _LIBRARIES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} not known")
    return "\n".join([*lines, *(f"{name} {version}" for name, version in more.items())])


def _errors(links: Iterable[PaymentLink]) -> str:
    """When, what state and which code; neither whose nor how much."""
    failed = sorted((link for link in links if link.error), key=lambda link: link.updated_at, reverse=True)
    counts = Counter(link.error for link in failed)
    lines = [f"{code}: {count}" for code, count in counts.most_common()]
    lines += [f"{link.updated_at} {link.state} {link.error}" for link in failed[:_LAST_ERRORS]]
    return "\n".join(lines)


def _words(links: Iterable[PaymentLink]) -> frozenset[str]:
    """Every word of what the links hold, to be taken out of the log wherever it stands."""
    words: set[str] = set()
    for link in links:
        for text in (link.reference, link.email, link.order_id, link.url, link.redirect_url, link.profile, link.amount):
            if text:
                words.update(word.lower() for word in _WORD.findall(text))
    return frozenset(words)


def _without_customers(line: str, words: frozenset[str]) -> str:
    """A line of the log with addresses, quoted texts, numbers and the words of links masked."""
    if frame := _FRAME.fullmatch(line):
        return f"{frame[1]}{_inside(frame[2])}{frame[3]}"
    stamp = found[0] if (found := _STAMP.match(line)) else ""
    text = line[len(stamp) :]
    for pattern in (_URL, _EMAIL, _QUOTED, _DIGITS):
        text = pattern.sub(MASK, text)
    return stamp + _WORD.sub(lambda word: MASK if word[0].lower() in words else word[0], text)


def _inside(path: str) -> str:
    """A source file's path without what stands before the package: that may name the person."""
    parts = Path(path).parts
    for mark in ("site-packages", "kazadesk"):
        if mark in parts:
            return "/".join(parts[parts.index(mark) :])
    return Path(path).name
