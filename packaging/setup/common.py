"""Where things are, what is told to the user, and how every failure becomes one sentence."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LINUX = sys.platform.startswith("linux")

# Words in what failed -> what to tell the user. The first that fits is said.
CAUSES = {
    r"No space left|Errno 28|WinError 112|quota exceeded": (
        "The disk is full: KazaDesk's set-up needs about 500 MB in its folder. Make room and start this again."
    ),
    r"Read-only file system|Permission denied|not permitted|Access is denied|WinError (5|32)\b": (
        "KazaDesk's folder cannot be written to: it is read-only, somebody else's, or in use. "
        "Copy it to a folder of your own and start it there."
    ),
    r"DO NOT MATCH THE HASHES": (
        "A downloaded package is not the one that KazaDesk was tested with, so it was not installed. "
        "Try again later or from another network."
    ),
    r"CERTIFICATE_VERIFY_FAILED|SSLError": (
        "The package index could not prove who it is: check this computer's clock, proxy and certificates."
    ),
    r"NewConnection|ConnectionError|ConnectTimeout|ReadTimeout|timed out|ProxyError|ProtocolError|IncompleteRead"
    r"|getaddrinfo|name resolution|unreachable|Connection (refused|reset|aborted)": (
        "The packages could not be downloaded: check the network connection (or proxy) and start this again."
    ),
    r"No matching distribution": "A package that KazaDesk needs is not offered for this kind of system or Python.",
}

transcript: list[str] = []  # what the commands of this set-up printed: the details of a failure


class Refusal(Exception):
    """Why this cannot go on, in words for the user."""


def choose_practice(data: Path) -> None:
    """In a data folder of KazaDesk's: what its welcome page asks is answered."""
    data.mkdir(parents=True, exist_ok=True)
    settings = data / "settings.json"
    known = json.loads(settings.read_bytes()) if settings.exists() else {}
    settings.write_text(json.dumps({**known, "mode": "practice"}), "utf-8")


def attempt(module: str, arguments: list[str]) -> int:
    """Runs a command's module; whatever goes wrong becomes one sentence. The exit status."""
    try:
        try:
            return int(importlib.import_module(module).main(arguments))
        except OSError as error:
            transcript.append(traceback.format_exc())
            raise Refusal(sentence_about(str(error))) from None
    except Refusal as refusal:
        say(str(refusal))
        log = kept_transcript()
        if log:
            say(f"Details: {log}")
        return 1
    except KeyboardInterrupt:
        return 130


def say(line: str) -> None:
    """Progress goes to standard error; standard output belongs to the program."""
    print(line, file=sys.stderr, flush=True)


def sentence_about(failure: str) -> str:
    """What the user should know about an OSError's text or a failed command's output."""
    for words, sentence in CAUSES.items():
        if re.search(words, failure):
            return sentence
    return "KazaDesk could not be set up."


def kept_transcript() -> str | None:
    """Writes the transcript to a file; its path, or None if there is nothing to tell or nowhere to write it."""
    for folder in (VENV, Path(tempfile.gettempdir())) if transcript else ():
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(".log", "kazadesk-setup-", folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write("\n".join(transcript))
            return name
    return None


def captured(
    command: Sequence[str | Path], variables: dict[str, str] | None = None, guard: IO[str] | None = None
) -> tuple[int, str]:
    """(exit status, output) of a set-up command. It holds the `guard` too, in case it outlives this process."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        command,
        env={**inherited, "LC_ALL": "C.UTF-8", **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=[guard.fileno()] if guard and os.name == "posix" else [],
        check=False,
    )
    transcript.append(f"{' '.join(map(str, command))}\n{done.stdout}(exit status {done.returncode})\n")
    return done.returncode, done.stdout
