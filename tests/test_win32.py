"""What Windows is told of the running program, and that the installer's script means the same."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kazadesk import win32

ROOT = Path(__file__).parents[1]
SCRIPT = next((ROOT / "packaging").rglob("kazadesk.iss"))


def script() -> str:
    return SCRIPT.read_text("utf-8-sig")


def test_setup_and_uninstall_look_for_the_mutex_of_the_program() -> None:
    found = re.search(r"^AppMutex=(.+)$", script(), re.MULTILINE)
    assert found
    assert tuple(found[1].split(",")) == win32.MUTEXES


def test_every_shortcut_is_of_the_program_that_the_taskbar_knows() -> None:
    icons = re.findall(r"^Name: .*Filename: .*$", script().partition("[Icons]")[2].partition("[Run]")[0], re.MULTILINE)
    assert len(icons) == 3
    for icon in icons:
        assert f'AppUserModelID: "{win32.APP_USER_MODEL_ID}"' in icon


def test_an_upgrade_empties_nothing_before_it_can_finish() -> None:
    assert "[InstallDelete]" not in script()


def test_anywhere_else_nothing_is_done() -> None:
    win32.announce()
    win32.let_others_come_to_front()


@pytest.mark.skipif(sys.platform != "win32", reason="mutexes of Windows")
def test_the_mutex_is_there_while_the_program_runs_and_gone_afterwards() -> None:
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    synchronize = 0x00100000

    def there() -> list[bool]:
        handles = [kernel.OpenMutexW(synchronize, False, name) for name in win32.MUTEXES]
        for handle in filter(None, handles):
            kernel.CloseHandle(handle)
        return [bool(handle) for handle in handles]

    program = "from kazadesk import win32; win32.announce(); print('there', flush=True); input()"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stdout.readline().strip() == "there"
        assert there() == [True, True]
        running.communicate("\n", timeout=60)
    assert there() == [False, False]
