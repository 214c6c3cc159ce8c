"""A file that was asked for: whole under its name, or not there."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kazadesk.core.errors import FileError
from kazadesk.services.files import write_whole


def test_a_file_is_replaced_in_one_step(tmp_path):
    target = tmp_path / "قسيمة ٧.pdf"
    for data in (b"first", b"second"):
        write_whole(target, data)
        assert target.read_bytes() == data
    assert list(tmp_path.iterdir()) == [target]


def test_a_name_may_be_as_long_as_names_may_be(tmp_path):
    target = tmp_path / ("x" * 255)
    write_whole(target, b"x")
    assert target.read_bytes() == b"x"


@pytest.mark.parametrize("place", ["no such folder/slip.pdf", "folder"])
def test_a_place_where_no_file_can_be_is_said(tmp_path, place):
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match="file_unwritable"):
        write_whole(tmp_path / place, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows protects folders in another way")
def test_a_folder_of_somebody_else_is_said(tmp_path):
    """Root may write everywhere, so there the program becomes nobody first."""
    tmp_path.chmod(0o500)
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from kazadesk.core.errors import FileError\n"
        "from kazadesk.services.files import write_whole\n"
        "os.geteuid() or os.setresuid(65534, 65534, 65534)\n"
        "try:\n"
        "    write_whole(Path(sys.argv[1]), b'x')\n"
        "except FileError as error:\n"
        "    print(error.code)\n"
    )
    target = tmp_path / "slip.pdf"
    done = subprocess.run([sys.executable, "-c", program, target], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "file_protected"
    assert not target.exists()


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no /proc here")
def test_a_folder_of_the_system_is_said():
    with pytest.raises(FileError):
        write_whole(Path("/proc/slip.pdf"), b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_leaves_what_was_there(tmp_path):
    """The kernel's own end of space: a file may not grow further than this."""
    kept = tmp_path / "slip.pdf"
    kept.write_bytes(b"the slip of before")
    program = (
        "import errno, resource, signal, sys\n"
        "from pathlib import Path\n"
        "from kazadesk.core.errors import FileError\n"
        "from kazadesk.services.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_whole(Path(sys.argv[1]), bytes(5000))\n"
        "except FileError as error:\n"
        "    print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, kept], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "file_unwritable"
    assert kept.read_bytes() == b"the slip of before"
    assert list(tmp_path.iterdir()) == [kept]


def test_no_space_is_said_as_such(tmp_path, monkeypatch):
    """A disk that is full only when it is synced, as network disks are."""

    def sync(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("kazadesk.services.files.os.fsync", sync)
    with pytest.raises(FileError, match="disk_full"):
        write_whole(tmp_path / "slip.pdf", b"%PDF")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_what_lies_under_the_first_name_is_never_written_into(tmp_path, monkeypatch):
    kept = tmp_path / "somebody's own.txt"
    kept.write_text("kept")
    (tmp_path / ".kazadesk-00.part").symlink_to(kept)
    monkeypatch.setattr("kazadesk.services.files.secrets.token_hex", lambda _size: "00")
    with pytest.raises(FileError, match="file_unwritable"):
        write_whole(tmp_path / "slip.pdf", b"%PDF")
    assert kept.read_text() == "kept"


def test_two_threads_write_the_same_file(tmp_path):
    target, texts = tmp_path / "slip.pdf", [bytes([number]) * 300_000 for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda data: write_whole(target, data), texts * 4))
    assert target.read_bytes() in texts
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_program_left_goes_with_the_next_file(tmp_path):
    old, new, other = (tmp_path / name for name in (".kazadesk-aa.part", ".kazadesk-bb.part", "mine.part"))
    for left in (old, new, other):
        left.write_bytes(b"half")
    for left in (old, other):
        os.utime(left, (0, 0))
    write_whole(tmp_path / "slip.pdf", b"%PDF")
    assert not old.exists()
    assert new.exists(), "perhaps it is being written just now"
    assert other.exists(), "it is not ours"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_file_is_readable_for_whom_the_system_says(tmp_path):
    mask = os.umask(0o022)
    try:
        write_whole(tmp_path / "slip.pdf", b"%PDF")
    finally:
        os.umask(mask)
    assert (tmp_path / "slip.pdf").stat().st_mode & 0o777 == 0o644
