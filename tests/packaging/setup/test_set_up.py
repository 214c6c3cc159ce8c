"""The set-up itself: real virtual environments, a real pip, a package of three files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def test_without_network_it_says_so_and_the_next_start_goes_on(checkout: Any, tmp_path: Path) -> None:
    unreachable = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_FIND_LINKS": str(tmp_path)}
    status, output, lines = checkout.run("links", **unreachable)
    assert (status, output) == (1, "")
    *progress, sentence, details = lines
    assert len(progress) == 2
    assert sentence.startswith("The packages could not be downloaded: check the network connection")
    log = Path(details.removeprefix("Details: "))
    assert log.parent == checkout.root / ".venv"
    assert "127.0.0.1" in log.read_text("utf-8")

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "json.py").write_text("raise SystemExit('a file of the user was taken for a module')")
    status, output, lines = checkout.run("verify", "أمر 1.json", folder=elsewhere, END_WITH="3")
    assert status == 3
    assert json.loads(output) == {
        "arguments": ["verify", "أمر 1.json"],
        "folder": str(elsewhere),
        "prefix": str(checkout.root / ".venv"),
        "probe": "1.0",
    }
    assert lines == ["Installing the packages of requirements.lock."]

    status, output, lines = checkout.run("links")
    assert (status, lines) == (0, [])
    assert json.loads(output)["arguments"] == ["links"]

    if sys.platform.startswith("linux"):  # others have a display always
        status, output, lines = checkout.run()
        assert json.loads(output)["arguments"] == ["tour"]
        assert lines == ["There is no display here: showing the tour in the terminal instead of the window."]


def test_a_changed_lock_or_a_moved_checkout_is_set_up_anew(checkout: Any) -> None:
    assert checkout.run("links")[0] == 0
    checkout.lock("1.1")
    status, output, lines = checkout.run("links")
    assert json.loads(output)["probe"] == "1.1"
    assert len(lines) == 2

    checkout.root = checkout.root.rename(checkout.root.with_name("moved"))
    status, output, lines = checkout.run("links")
    assert status == 0
    assert json.loads(output)["prefix"] == str(checkout.root / ".venv")
    assert len(lines) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_an_environment_of_somebody_else_behind_a_link_is_not_emptied(checkout: Any, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept").touch()
    (checkout.root / ".venv").symlink_to(other, target_is_directory=True)
    status, output, [*_, sentence] = checkout.run("links")
    assert (status, output) == (1, "")
    assert "is a link to another folder" in sentence
    assert (other / "kept").exists()


def test_a_package_with_another_hash_is_not_installed(checkout: Any) -> None:
    checkout.lock("1.0", content=b"what was locked")
    status, output, lines = checkout.run("links")
    assert (status, output) == (1, "")
    assert "is not the one that KazaDesk was tested with" in lines[-2]


def test_two_at_once_make_one_environment(checkout: Any) -> None:
    both = [checkout.start("links"), checkout.start("links")]
    told = sorted(process.communicate(timeout=100)[1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    waited = [text for text in told if "waiting for it" in text]
    assert len(waited) == 1
    assert "Installing" not in waited[0]


@pytest.mark.skipif(os.name != "posix", reason="Windows ends no process so abruptly")
def test_a_killed_set_up_is_done_again(checkout: Any) -> None:
    process = checkout.start("links")
    for line in process.stderr:
        if line.startswith("Installing"):
            process.send_signal(signal.SIGKILL)
    process.communicate(timeout=100)
    assert not (checkout.root / ".venv" / "kazadesk-setup.json").exists()

    status, output, _ = checkout.run("links")
    assert status == 0
    assert json.loads(output)["probe"] == "1.0"


@pytest.mark.skipif(os.name != "posix", reason="needs signals to a group of processes")
def test_ctrl_c_during_set_up_leaves_quietly(checkout: Any) -> None:
    process = checkout.start("links")
    for line in process.stderr:
        if line.startswith("Installing"):
            process.send_signal(signal.SIGINT)
            break
    assert process.communicate(timeout=100) == ("", "")
    assert process.returncode == 130


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 MiB."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root may mount a file system of its own, and on Linux it is easy")
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_said_plainly(checkout: Any, small_disk: Path) -> None:
    checkout.root = shutil.copytree(checkout.root, small_disk / "desk")
    free = shutil.disk_usage(small_disk).free
    (small_disk / "films").write_bytes(bytes(free - 40_000))
    status, output, lines = checkout.run("links")
    assert (status, output) == (1, "")
    assert lines[-2].startswith("The disk is full: ")

    (small_disk / "films").unlink()
    assert checkout.run("links")[0] == 0


def test_a_read_only_checkout_is_said_plainly(checkout: Any, small_disk: Path) -> None:
    checkout.root = shutil.copytree(checkout.root, small_disk / "desk")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    status, output, lines = checkout.run("links")
    assert (status, output) == (1, "")
    assert len(lines) == 2
    assert lines[0].startswith("KazaDesk's folder cannot be written to: ")
