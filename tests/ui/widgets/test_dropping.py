"""What is dropped on the window is a file of this machine, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from kazadesk.ui.widgets.dropping import dropped_table, local_files


def dropped(*addresses: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    return data


@pytest.mark.parametrize(
    "address",
    [
        "file://stranger.example/share/list.csv",
        "file://localhost/share/list.csv",
        "file:////stranger.example/share/list.csv",
        "file://///stranger.example/share/list.csv",
        "file:///%2Fstranger.example/share/list.csv",
        "file:%5C%5Cstranger.example%5Cshare%5Clist.csv",
        "file:////%3F/UNC/stranger.example/share/list.csv",
        "https://stranger.example/list.csv",
    ],
)
def test_a_file_of_another_host_is_none(address: str) -> None:
    assert local_files(dropped(address)) == []
    assert dropped_table(dropped(address)) is None


def test_a_table_of_this_machine() -> None:
    assert dropped_table(dropped("file:///tmp/list.csv")) == Path("/tmp/list.csv")
    assert dropped_table(dropped("file:///tmp/list.pdf")) is None
    assert dropped_table(dropped("file:///tmp/list.csv", "file:////stranger/list.csv")) is None
