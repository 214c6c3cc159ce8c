from __future__ import annotations

import faulthandler
import logging
import os
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from kazadesk.core.redact import Redactor, Secret
from kazadesk.storage.logs import MAX_BYTES, NO_CRASH, set_up_logs
from kazadesk.storage.paths import DataFolder

CANARY = "5EC7E7-canary"
log = logging.getLogger("kazadesk.test")


@pytest.fixture
def folder(tmp_path):
    return DataFolder.make(tmp_path / "data")


@pytest.fixture
def redactor():
    redactor = Redactor()
    redactor.learn([Secret(CANARY)])
    return redactor


@pytest.fixture
def logs(folder, redactor):
    undo = set_up_logs(folder, redactor)
    yield folder.log
    undo()


def test_a_line_has_time_level_and_place(logs):
    log.info("the ledger is open: %s", "سجل \ud800")
    line = logs.read_text("utf-8")
    assert line[4] == "-"
    assert line[23] == "Z"
    assert line.endswith(" INFO kazadesk.test: the ledger is open: سجل \\ud800\n")


def test_steps_are_written_only_when_debugging_is_asked_for(folder, redactor, capsys):
    def lines():
        log.debug("a step with %s", CANARY)
        logging.getLogger("httpcore").debug("a header")
        return folder.log.read_text("utf-8"), capsys.readouterr().err

    undo = set_up_logs(folder, redactor)
    assert lines() == ("", "")
    undo()
    undo = set_up_logs(folder, redactor, debug=True)
    kept, shown = lines()
    assert kept == shown
    assert kept.endswith(" DEBUG kazadesk.test: a step with •••\n")
    assert kept.count("\n") == 1
    undo()
    assert lines() == (kept, "")


def test_known_secrets_are_nowhere_in_a_record(logs):
    def fail():
        raise ValueError(f"bad key {CANARY}")

    try:
        fail()
    except ValueError:
        log.exception("with %s in an argument", CANARY)
    log.info("headers {'x-api-key': 'unknown-key'}", extra={"key": CANARY})
    text = logs.read_text("utf-8")
    assert "ValueError: bad key •••" in text
    assert 'raise ValueError(f"bad key {CANARY}")' in text
    assert CANARY not in text
    assert "unknown-key" not in text


def test_libraries_that_write_urls_and_headers_are_quiet(logs, monkeypatch):
    for name in ("httpx", "httpcore.http11", "uvicorn.error", "keyring.backend"):
        if "." in name:  # a server that ran in this process before may have set it
            monkeypatch.setattr(logging.getLogger(name), "level", logging.NOTSET)
            logging.getLogger(name).manager._clear_cache()  # type: ignore[attr-defined]
        logging.getLogger(name).info("GET https://pay.example/?key=secret")
        logging.getLogger(name).warning("%s has trouble", name)
    text = logs.read_text("utf-8")
    assert "https://" not in text
    assert text.count("has trouble") == 4


def test_what_nothing_else_catches_is_logged_and_not_shown(logs, capsys, monkeypatch):
    def fail():
        raise RuntimeError(f"surprise {CANARY}")

    try:
        fail()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        unraisable = SimpleNamespace(exc_type=RuntimeError, exc_value=error, exc_traceback=None, object=CANARY)
        sys.unraisablehook(cast("sys.UnraisableHookArgs", unraisable))
    thread = threading.Thread(target=fail, name="helper")
    thread.start()
    thread.join()
    text = logs.read_text("utf-8")
    assert text.count("RuntimeError: surprise •••") == 3
    assert "in thread helper" in text
    assert "ignored in str" in text
    assert CANARY not in text
    assert capsys.readouterr().err == ""


def test_warnings_go_to_the_log(logs, recwarn):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("a library is old", DeprecationWarning, stacklevel=1)
    assert "a library is old" in logs.read_text("utf-8")


def test_the_log_is_rotated_and_bounded(logs):
    for _ in range(8):
        log.info("x" * (MAX_BYTES - 200))
    sizes = {path.name: path.stat().st_size for path in logs.parent.glob("kazadesk.log*")}
    assert sorted(sizes) == ["kazadesk.log", *(f"kazadesk.log.{number}" for number in range(1, 5))]
    assert max(sizes.values()) <= MAX_BYTES


def test_setting_up_again_writes_each_line_once_and_undoing_restores(folder, redactor, tmp_path):
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, logging.getLogger().level
    set_up_logs(folder, redactor)
    other = DataFolder.make(tmp_path / "other")
    undo = set_up_logs(other, redactor)
    log.info("once")
    undo()
    undo()
    log.error("no more")
    assert folder.log.read_text("utf-8") == ""
    assert other.log.read_text("utf-8").count("once") == 1
    assert "no more" not in other.log.read_text("utf-8")
    assert hooks == (sys.excepthook, threading.excepthook, sys.unraisablehook, logging.getLogger().level)
    assert not any(Path(getattr(handler, "baseFilename", "")) == other.log for handler in logging.getLogger().handlers)


def test_a_full_disk_harms_nobody(small_disk, redactor, capfd):
    undo = set_up_logs(DataFolder.make(small_disk / "data"), redactor)
    room = os.statvfs(small_disk)
    (small_disk / "film").write_bytes(b"\0" * (room.f_bavail * room.f_frsize))
    for _ in range(20):
        log.info("x" * 1000)
    (small_disk / "film").unlink()
    log.info("room again")
    undo()
    assert "room again" in (small_disk / "data" / "logs" / "kazadesk.log").read_text("utf-8")
    assert capfd.readouterr().err == ""


def test_a_folder_that_takes_no_log_harms_nobody(small_disk, redactor, capfd):
    folder = DataFolder.make(small_disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    undo = set_up_logs(folder, redactor)
    log.error("nobody hears this")
    undo()
    assert capfd.readouterr().err == ""
    assert not folder.log.exists()


def test_a_rotation_that_fails_loses_no_line(logs, monkeypatch):
    """On Windows a file that another process has open cannot be renamed."""
    monkeypatch.setattr("os.rename", lambda *paths: (_ for _ in ()).throw(PermissionError(13, "in use")))
    for number in range(3):
        log.info("line %s %s", number, "x" * (MAX_BYTES - 500))
    text = logs.read_text("utf-8")
    assert [f"line {number} " in text for number in range(3)] == [True] * 3


def test_a_windowed_program_without_stdio_may_print(tmp_path):
    program = (
        "import sys\nsys.stdout = sys.stderr = None\n"
        "from kazadesk.core.redact import Redactor\nfrom kazadesk.storage.paths import DataFolder\n"
        "from kazadesk.storage.logs import set_up_logs\n"
        "set_up_logs(DataFolder.make(sys.argv[1]), Redactor())\n"
        "print('harmless')\nsys.stderr.write('harmless')\nraise ValueError('surprise')\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False)
    assert (ended.stdout, ended.stderr) == (b"", b"")
    assert "ValueError: surprise" in (tmp_path / "logs" / "kazadesk.log").read_text("utf-8")


def test_a_crash_of_native_code_leaves_its_stack(tmp_path):
    program = (
        "import sys, faulthandler\n"
        "from kazadesk.core.redact import Redactor\nfrom kazadesk.storage.paths import DataFolder\n"
        "from kazadesk.storage.logs import set_up_logs\n"
        "set_up_logs(DataFolder.make(sys.argv[1]), Redactor())\n"
        "def crash_here(): faulthandler._sigsegv()\ncrash_here()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False)
    assert ended.returncode != 0
    assert "in crash_here" in (tmp_path / "logs" / "crash.log").read_text("utf-8")
    assert faulthandler.is_enabled()  # pytest's own, which ours leaves alone


def test_an_error_that_was_handled_is_told_apart_from_a_crash(tmp_path):
    """On Windows faulthandler writes for errors of COM, too; here the stack is asked for, as it would be written."""
    program = (
        "import sys, faulthandler\n"
        "from kazadesk.core.redact import Redactor\nfrom kazadesk.storage.paths import DataFolder\n"
        "from kazadesk.storage import logs\n"
        "folder = DataFolder.make(sys.argv[1])\n"
        "undo = logs.set_up_logs(folder, Redactor())\n"
        "if sys.argv[2:]:\n"
        "    with folder.log.with_name('crash.log').open('ab') as file:\n"
        "        file.write(b'Windows fatal exception: code 0x800706ba\\n\\n')\n"
        "    if sys.argv[2] == 'undone':\n"
        "        undo()\n"
    )
    crashes = tmp_path / "logs" / "crash.log"
    crashes.parent.mkdir()
    crashes.write_text("Fatal Python error: Segmentation fault\n", "utf-8")
    for words, marks in (([], 0), (["handled"], 1), ([], 1), (["undone"], 2)):
        subprocess.run([sys.executable, "-c", program, str(tmp_path), *words], check=True)
        assert crashes.read_text("utf-8").count(NO_CRASH) == marks
    before, _, after = crashes.read_text("utf-8").partition("Windows fatal exception")
    assert "Segmentation fault" in before
    assert NO_CRASH not in before, "what was a crash stays one"
    assert NO_CRASH in after


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links of this kind")
@pytest.mark.parametrize("name", ["kazadesk.log", "crash.log"])
def test_a_link_in_a_logs_place_is_not_followed(folder, redactor, tmp_path, name):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    (folder.log.parent / name).symlink_to(elsewhere)
    undo = set_up_logs(folder, redactor)
    log.error("goes nowhere")
    undo()
    assert elsewhere.read_bytes() == b"mine"
