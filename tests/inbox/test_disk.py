"""Full disks and pulled permissions, for every form: no post is answered 200 and lost."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from .conftest import Box, until

FORMS = ["python", "php-sqlite", "php-files"]
Make = Callable[..., AbstractContextManager[Box]]
NOBODY = 65534


@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_is_said_and_nothing_answered_200_is_lost(form: str, small_disk: Path, make_box: Make) -> None:
    with make_box(form, small_disk) as box:
        kept = refused = 0
        while refused < 5:
            status = box.post(b"%04d" % kept + b"x" * 40_000, Content_Type="text/plain").status
            assert status in (200, 507)
            kept += status == 200
            refused += status == 507
            assert kept < 200
        assert kept > 5
        bodies = []
        after = 0
        while entries := box.entries(after=after, limit=10):
            bodies += [entry["body"][:4] for entry in entries]
            after = entries[-1]["id"]
        assert bodies == [f"{number:04}" for number in range(kept)]
        subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        assert box.post(b"after").status == 200
        assert box.entries(after=after)[-1]["body"] == "after"


@pytest.mark.parametrize("form", FORMS[1:])
def test_a_folder_that_may_not_be_written_any_more(form: str, make_box: Make) -> None:
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may start a program as another user, whom permissions bind")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chown(folder, NOBODY, NOBODY)
        folder.chmod(0o755)
        with make_box(form, folder, user=NOBODY) as box:
            assert box.post(b"before").status == 200
            for path in [*folder.rglob("*"), folder]:
                path.chmod(0o555 if path.is_dir() else 0o444)
            assert [box.post(b"%d" % number).status for number in range(3)] == [507] * 3
            for path in [folder, *folder.rglob("*")]:
                path.chmod(0o755 if path.is_dir() else 0o644)
            assert box.post(b"after").status == 200
            assert [entry["body"] for entry in box.entries()] == ["before", "after"]


def test_the_folder_is_pulled_away_from_the_python_form(python: Box) -> None:
    """It lets go of its file when nothing comes; then there is nothing to write to."""
    assert python.post(b"before").status == 200
    until(lambda: not list(python.folder.glob("*-wal")))
    (python.folder / "mailbox.sqlite").rename(python.folder / "away")
    (python.folder / "mailbox.sqlite").mkdir()
    assert python.post(b"during").status == 507
    (python.folder / "mailbox.sqlite").rmdir()
    (python.folder / "away").rename(python.folder / "mailbox.sqlite")
    assert python.post(b"after").status == 200
    assert [entry["body"] for entry in python.entries()] == ["before", "after"]


@pytest.mark.skipif(os.name != "posix", reason="Windows does not let go of an open file")
def test_a_file_that_has_gone_is_made_anew(python: Box) -> None:
    assert python.post(b"before").status == 200
    (before,) = python.entries()
    (python.folder / "mailbox.sqlite").unlink()
    assert python.post(b"after").status == 200
    gap, entry = python.entries(after=before["id"])
    assert gap == {"gap": {"after": 0, "upto": before["id"]}}
    assert entry["body"] == "after"
    assert entry["id"] > before["id"]
