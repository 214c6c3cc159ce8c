from __future__ import annotations

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
