from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.storage.paths import DataFolder


def test_a_data_folder_of_ones_own_is_made_private(tmp_path):
    folder = DataFolder.make(str(tmp_path / "دفتر" / "data"))
    assert folder.root == tmp_path / "دفتر" / "data"
    assert folder.ledger(practice=False) == folder.root / "live" / "ledger.sqlite"
    assert folder.ledger(practice=True) == folder.root / "practice" / "ledger.sqlite"
    assert folder.senders(practice=False) == folder.root / "live" / "senders"
    assert folder.settings.parent == folder.root
    assert folder.log == folder.root / "logs" / "kazadesk.log"
    if os.name == "posix":
        for made in (folder.root, folder.root / "live", folder.root / "practice", folder.root / "logs"):
            assert made.stat().st_mode & 0o777 == 0o700
    assert DataFolder.make(folder.root) == folder


def test_a_relative_folder_stays_the_same_when_the_program_moves(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert DataFolder.make("data").root == tmp_path / "data"


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's place")
def test_by_default_the_platforms_place_for_local_data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert DataFolder.make().root == tmp_path / "KazaDesk"


def test_a_place_where_nothing_can_be_made_is_told(tmp_path, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    (tmp_path / "file").write_text("")
    for place, code in ((small_disk / "data", "read_only"), (tmp_path / "file" / "data", "ledger_unavailable")):
        with pytest.raises(LedgerError) as caught:
            DataFolder.make(place)
        assert caught.value.code == code
        assert caught.value.details["path"].startswith(str(place))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give a folder to somebody else")
@pytest.mark.parametrize("inside", ["", "live", "logs"])
def test_a_folder_of_another_user_is_refused(tmp_path, inside):
    (tmp_path / "shop" / inside).mkdir(parents=True, mode=0o700)
    os.chown(tmp_path / "shop" / inside, 65534, 65534)
    with pytest.raises(LedgerError, match="folder_foreign"):
        DataFolder.make(tmp_path / "shop")


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind")
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o702])
def test_a_folder_in_which_others_write_is_refused(tmp_path, mode):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop").chmod(mode)
    with pytest.raises(LedgerError, match="folder_open"):
        DataFolder.make(tmp_path / "shop")


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind")
@pytest.mark.parametrize("mode", [0o700, 0o755, 0o750])
def test_a_folder_that_others_may_look_at_is_taken(tmp_path, mode):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop").chmod(mode)
    assert DataFolder.make(tmp_path / "shop").root == tmp_path / "shop"
