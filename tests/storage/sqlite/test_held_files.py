"""Files that others look at for a moment, and what the system's numbers mean, Windows' own among them."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import threading
from pathlib import Path

import apsw
import pytest

from kazadesk.core.errors import FileError, LedgerError, SettingsError
from kazadesk.services.books.xlsx import Page, WorkbookWriter
from kazadesk.services.files import write_whole
from kazadesk.storage import files
from kazadesk.storage.paths import _check_length
from kazadesk.storage.settings import Settings, load, save
from kazadesk.storage.sqlite import backup, database
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.sqlite.restore import restore


class Refused(PermissionError):
    """As Windows raises it: a sharing violation has the errno of a protected file."""

    def __init__(self, number: int) -> None:
        super().__init__(errno.EACCES, "refused")
        self.number = number

    @property
    def winerror(self) -> int:
        return self.number


@pytest.fixture
def held(monkeypatch):
    """Another program holds every file whose name ends so, and lets go after so many tries."""
    real = {name: getattr(Path, name) for name in ("replace", "rename")}

    def hold(*names, tries, number=32):
        tried: list[object] = []

        def try_to(name):
            def act(path, target):
                ours = path.name.endswith(names) or Path(target).name.endswith(names)
                if ours and len(tried) < tries:
                    tried.append(path)
                    raise Refused(number)
                return real[name](path, target)

            return act

        for name in real:
            monkeypatch.setattr(Path, name, try_to(name))
        return tried

    return hold


@pytest.mark.parametrize("number", [5, 32])
def test_a_moments_hold_loses_no_change_of_the_settings(tmp_path, held, number):
    path = tmp_path / "settings.json"
    save(path, Settings(theme="light"))
    tried = held(path.name, tries=2, number=number)
    save(path, Settings(theme="dark"))
    assert len(tried) == 2
    assert load(path).settings.theme == "dark"
    assert list(tmp_path.iterdir()) == [path]


def test_a_broken_settings_file_that_is_held_is_still_moved_aside(tmp_path, held):
    path = tmp_path / "settings.json"
    path.write_text("{", encoding="utf-8")
    tried = held(path.name, tries=2)
    loaded = load(path)
    assert len(tried) == 2
    assert loaded.moved_aside is not None
    assert loaded.moved_aside.read_text("utf-8") == "{"


def test_a_moments_hold_loses_no_file_that_was_asked_for(tmp_path, held):
    target = tmp_path / "روابط.csv"
    target.write_bytes(b"old")
    tried = held(target.name, tries=2)
    write_whole(target, b"new")
    assert (len(tried), target.read_bytes()) == (2, b"new")


def test_a_moments_hold_loses_no_workbook(tmp_path, held):
    target = tmp_path / "روابط.xlsx"
    target.write_bytes(b"old")
    writer = WorkbookWriter(target)
    writer.page(Page("Links", ("Reference",), "t", ()))
    writer.write([["R-1"]])
    tried = held(target.name, tries=2)
    writer.finish()
    assert len(tried) == 2
    assert target.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_stays_held_is_said_and_stays_whole(tmp_path, held, number, monkeypatch):
    monkeypatch.setattr(files, "_PATIENCE_SECONDS", 0.05)
    target = tmp_path / "slip.pdf"
    target.write_bytes(b"old")
    held(target.name, tries=10_000, number=number)
    with pytest.raises(FileError, match="file_taken"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    settings = tmp_path / "settings.json"
    held(settings.name, tries=10_000, number=number)
    with pytest.raises(SettingsError, match="settings_unwritable"):
        save(settings, Settings())
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_what_no_waiting_cures_is_said_at_once(tmp_path, held):
    target = tmp_path / "slip.pdf"
    tried = held(target.name, tries=10_000, number=112)
    with pytest.raises(FileError, match="disk_full"):
        write_whole(target, b"new")
    assert len(tried) == 1


def test_a_backup_that_a_scanner_opens_is_made_and_restored(ledger, path, run, make_link, held):
    kept = make_link("R-1", "id-1")
    tried = held(".sqlite.part", tries=2)
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    assert len(tried) == 2
    make_link("R-2")
    ledger.close_now()
    tried = held("ledger.sqlite", tries=4)
    restore(path, made.path)
    assert len(tried) == 4
    restored = SqliteLedger.open(path)
    assert run(restored.link(kept.id)) == kept
    restored.close_now()


@pytest.mark.parametrize("name", ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"])
def test_a_ledger_that_a_viewer_holds_stays_whole_and_where_it_is(ledger, path, run, held, monkeypatch, name):
    """Its write-ahead log above all: apart from each other they would lose the last links."""
    monkeypatch.setattr(files, "_PATIENCE_SECONDS", 0.05)
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    ledger.close_now()
    whole = {}
    for part in ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"):
        if not path.with_name(part).exists():
            path.with_name(part).write_bytes(part.encode())
        whole[part] = path.with_name(part).read_bytes()
    held(name, tries=10_000)
    with pytest.raises(LedgerError, match="ledger_busy"):
        restore(path, made.path)
    del whole["ledger.sqlite-shm"]  # SQLite makes its index of the log anew with every start
    assert {part: path.with_name(part).read_bytes() for part in whole} == whole
    assert sorted(each.name for each in path.parent.iterdir()) == sorted([*whole, "ledger.sqlite-shm", "backups"])


def test_a_backup_that_is_held_is_dropped_another_time(ledger, path, run, monkeypatch):
    """Dropping what is too old is no reason to say that the new backup failed."""
    folder = backup.folder_of(path)
    folder.mkdir()
    old = folder / "ledger-2020-01-01T00-00-00Z.sqlite.part"
    old.write_bytes(b"half")
    os.utime(old, (0, 0))

    def unlink(path, missing_ok=False):
        raise Refused(32)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", unlink)
        made = run(backup.back_up(ledger.path, ledger.copy_to))
    assert made.path.exists()
    assert old.exists()


def test_a_real_handle_of_another_thread_is_waited_for(tmp_path):
    """On Windows this is the real thing; elsewhere an open file may be replaced at any time."""
    path = tmp_path / "settings.json"
    save(path, Settings(theme="light"))
    handle = path.open("rb")
    closing = threading.Timer(0.3, handle.close)
    closing.start()
    save(path, Settings(theme="dark"))
    closing.join()
    assert load(path).settings.theme == "dark"


# ── open(), which goes through the C runtime on Windows and tells no number of its own ──


@pytest.fixture
def opened_by_the_c_runtime(monkeypatch):
    """As on Windows: `hold(name, tries)` refuses to open it with an errno alone; Windows itself says `number`."""
    monkeypatch.setattr(files, "_OPEN_TELLS_ERRNO_ONLY", True)
    real = Path.open

    def hold(name, *, tries, number=32):
        tried: list[Path] = []

        def act(path, *arguments, **options):
            if path.name.endswith(name) and len(tried) < tries:
                tried.append(path)
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *arguments, **options)

        monkeypatch.setattr(files, "number_of_opening", lambda path: number if path.endswith(name) else 0)
        monkeypatch.setattr(Path, "open", act)
        return tried

    return hold


def test_a_file_that_cannot_be_opened_for_a_moment_is_waited_for(tmp_path, opened_by_the_c_runtime):
    path = tmp_path / "settings.json"
    save(path, Settings(theme="dark"))
    tried = opened_by_the_c_runtime(path.name, tries=2)
    assert load(path).settings.theme == "dark"
    assert len(tried) == 2


@pytest.mark.parametrize(("number", "code"), [(32, "in_use"), (33, "in_use"), (5, "protected"), (0, "protected")])
def test_what_cannot_be_opened_is_said_in_windows_own_words(
    tmp_path, monkeypatch, opened_by_the_c_runtime, number, code
):
    monkeypatch.setattr(files, "_PATIENCE_SECONDS", 0.0)
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"x")
    opened_by_the_c_runtime(path.name, tries=1, number=number)
    with pytest.raises(PermissionError) as refused:
        files.patiently(path.read_bytes)
    assert files.refusal(refused.value) == code


def test_a_path_that_is_too_long_to_be_opened_is_said(monkeypatch):
    long = FileNotFoundError(errno.ENOENT, "No such file or directory", "C:\\" + "x" * 260)
    monkeypatch.setattr(files, "_OPEN_TELLS_ERRNO_ONLY", False)
    assert files.refusal(long) == ""
    monkeypatch.setattr(files, "_OPEN_TELLS_ERRNO_ONLY", True)
    assert files.refusal(long) == "too_long"
    assert files.refusal(FileNotFoundError(errno.ENOENT, "No such file or directory", "C:\\x")) == ""


def test_a_ledger_that_somebody_holds_is_busy(tmp_path, monkeypatch):
    """A first open tells SQLite's own reason only, and no number."""
    monkeypatch.setattr(database, "number_of_opening", lambda path: 32 if path.endswith("ledger.sqlite") else 0)
    refused = apsw.CantOpenError("unable to open")
    refused.extendedresult = apsw.SQLITE_CANTOPEN  # type: ignore[attr-defined]
    assert database.ledger_error(refused, tmp_path / "ledger.sqlite").code == "ledger_busy"
    assert database.ledger_error(refused, tmp_path / "other.sqlite").code == "ledger_unavailable"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows lets a program keep a file for itself")
def test_windows_itself_refuses_and_says_why(tmp_path, path):
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p

    def kept(name):
        read, share_nothing, existing = 0x80000000, 0, 3
        return ctypes.c_void_p(
            kernel.CreateFileW(ctypes.c_wchar_p(str(name)), read, share_nothing, None, existing, 0x80, None)
        )

    file = tmp_path / "settings.json"
    save(file, Settings(theme="dark"))
    handle = kept(file)
    with pytest.raises(PermissionError) as refused:
        file.read_bytes()
    assert files.refusal(refused.value) == "in_use"
    closing = threading.Timer(0.3, kernel.CloseHandle, [handle])
    closing.start()
    assert load(file).settings.theme == "dark"
    closing.join()
    with pytest.raises(PermissionError) as refused:
        tmp_path.open("rb+")
    assert files.refusal(refused.value) == "protected", "as Windows calls a folder that is opened as a file"
    SqliteLedger.open(path).close_now()
    handle = kept(path)
    try:
        with pytest.raises(LedgerError, match="ledger_busy"):
            SqliteLedger.open(path)
    finally:
        kernel.CloseHandle(handle)


# ── numbers ──


@pytest.mark.parametrize(
    ("number", "on_windows", "elsewhere"),
    [
        (5, "protected", ""),  # EIO
        (13, "", "protected"),
        (16, "", "in_use"),  # EBUSY
        (19, "protected", ""),
        (28, "", "full"),  # a printer out of paper there
        (30, "", "protected"),  # a read fault there
        (32, "in_use", ""),
        (33, "in_use", ""),
        (39, "full", ""),
        (112, "full", ""),
        (206, "too_long", ""),
        (3, "", ""),
        (0, "", ""),
    ],
)
def test_sqlites_number_is_read_as_its_system_means_it(number, on_windows, elsewhere):
    assert files.refusal_of_number(number, "win32") == on_windows
    if os.name == "posix":
        assert files.refusal_of_number(number, "linux") == elsewhere


def test_windows_number_comes_before_errno():
    assert files.refusal(Refused(32)) == "in_use"
    assert files.refusal(Refused(112)) == "full"
    assert files.refusal(Refused(1)) == "protected", "an unknown one leaves the errno"
    assert files.refusal(OSError(errno.ENOSPC, "full")) == "full"
    assert files.refusal(OSError("nothing said")) == ""


# ── long paths ──


@pytest.mark.parametrize(
    ("root", "system", "longest", "refused"),
    [
        ("C:\\Users\\أحمد\\AppData\\Local\\KazaDesk", "win32", 259, False),
        ("C:\\" + "x" * 170, "win32", 259, False),
        ("C:\\" + "x" * 200, "win32", 259, True),
        ("C:\\" + "م" * 170, "win32", 259, False),
        ("C:\\" + "🏪" * 100, "win32", 259, True),
        ("/home/" + "x" * 400, "linux", 511, False),
        ("/home/" + "م" * 400, "linux", 511, True),
    ],
)
def test_a_folder_too_deep_for_its_files_is_refused(root, system, longest, refused):
    if refused:
        with pytest.raises(LedgerError, match="path_too_long"):
            _check_length(Path(root), longest, system)
    else:
        _check_length(Path(root), longest, system)
