from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kazadesk.core.errors import KazaDeskError
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.process_lock import ProcessLock
from kazadesk.window import single_instance
from kazadesk.window.single_instance import InstanceServer, is_first, raise_first, server_name

ROOT = Path(__file__).parents[2]


def test_a_first_one_that_never_answers_is_told(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder.make(tmp_path)
    first, second = ProcessLock(folder.window_lock), ProcessLock(folder.window_lock)
    assert is_first(first, folder)
    monkeypatch.setattr(single_instance, "_OTHER_ANSWERS_WITHIN_MS", 100)
    with pytest.raises(KazaDeskError, match="already_open"):
        is_first(second, folder)
    first.release()
    assert is_first(second, folder)
    second.release()


def test_opened_again_while_the_first_one_leaves(qapp: QApplication, tmp_path: Path) -> None:
    folder = DataFolder.make(tmp_path)
    first, second = ProcessLock(folder.window_lock), ProcessLock(folder.window_lock)
    assert first.acquire()
    leaving = threading.Timer(0.2, first.release)
    leaving.start()
    assert is_first(second, folder)
    leaving.join()
    second.release()


def test_the_second_one_lets_the_first_come_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    """Before it asks: on Windows only the process that the user started last may give the foreground away."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtNetwork import QLocalSocket\n"
        "from kazadesk import win32\n"
        "from kazadesk.window import single_instance\n"
        "class Socket(QLocalSocket):\n"
        "    def write(self, asked):\n"
        "        print('asked')\n"
        "        return super().write(asked)\n"
        "single_instance.QLocalSocket = Socket\n"
        "win32.let_others_come_to_front = lambda: print('let')\n"
        "print(single_instance.raise_first(Path(sys.argv[1])))\n"
    )
    server = InstanceServer(tmp_path)
    command = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as second:
        with qtbot.waitSignal(server.raise_asked, timeout=60_000):
            pass
        assert second.communicate(timeout=60)[0].split() == ["let", "asked", "True"]
    server.close()


def test_whoever_asks_one_that_leaves_gets_no_answer(qtbot: QtBot, tmp_path: Path) -> None:
    """It would take its window for raised, end, and leave the merchant with none."""
    server = InstanceServer(tmp_path)
    asker = QLocalSocket()
    with qtbot.waitSignal(server._server.newConnection):
        asker.connectToServer(server_name(tmp_path))
    asker.write(b"raise\n")
    asker.flush()
    with qtbot.assertNotEmitted(server.raise_asked), qtbot.waitSignal(asker.disconnected):
        server.close()
    assert not asker.bytesAvailable()
    assert not raise_first(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="Windows has named pipes")
def test_it_listens_where_only_the_owner_of_the_data_folder_may(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "window.socket").write_bytes(b"left by one that was killed")
    server = InstanceServer(tmp_path)
    assert (tmp_path / "window.socket").is_socket()
    assert (tmp_path / "window.socket").stat().st_mode & 0o077 == 0
    asker = QLocalSocket()
    with qtbot.waitSignal(server.raise_asked):
        asker.connectToServer(server_name(tmp_path))
        asker.write(b"raise\n")
        asker.flush()
    server.close()


def test_an_asker_keeps_no_server_alive(qtbot: QtBot, tmp_path: Path) -> None:
    """Its socket would end it from inside its own destructor, and be deleted twice: the process crashes."""
    server = InstanceServer(tmp_path)
    asker = QLocalSocket()
    with qtbot.waitSignal(server.raise_asked):
        asker.connectToServer(server_name(tmp_path))
        asker.write(b"raise\n")
        asker.flush()
    ended: list[bool] = []
    server.destroyed.connect(lambda: ended.append(True))
    del server
    gc.collect()
    assert ended
    qtbot.waitUntil(lambda: asker.state() is QLocalSocket.LocalSocketState.UnconnectedState)


@pytest.mark.skipif(os.name != "posix", reason="Windows has named pipes")
def test_a_long_path_gets_a_short_name(qtbot: QtBot, tmp_path: Path) -> None:
    deep = tmp_path / ("دفتر" * 12) / ("ledger" * 8)
    deep.mkdir(parents=True)
    assert "/" not in server_name(deep)
    server = InstanceServer(deep)
    asker = QLocalSocket()
    with qtbot.waitSignal(server.raise_asked):
        asker.connectToServer(server_name(deep))
        asker.write(b"raise\n")
        asker.flush()
    server.close()


@pytest.mark.skipif(sys.platform != "linux", reason="who answers can be asked on Linux")
def test_a_stranger_is_neither_answered_nor_believed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = InstanceServer(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 65534)
    asker = QLocalSocket()
    with qtbot.assertNotEmitted(server.raise_asked), qtbot.waitSignal(asker.disconnected):
        asker.connectToServer(server_name(tmp_path))
        asker.write(b"raise\n")
        asker.flush()
    assert not raise_first(tmp_path)
    server.close()


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind")
def test_where_it_cannot_listen_it_says_so(qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "window.socket").mkdir()
    InstanceServer(tmp_path)
    assert "cannot raise this window" in caplog.text
