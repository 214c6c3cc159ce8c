"""kazadesk inbox as a user runs it; the mailbox itself is tested in tests/inbox."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def serve(folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "kazadesk", "inbox", "serve", "--port", "0", "--data-dir", str(folder), *options]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def test_serve_tells_the_addresses_first_and_the_key_once(tmp_path: Path) -> None:
    told = []
    for options in ((), (), ("--new-key", "--new-address")):
        with serve(tmp_path, "--json", *options) as process:
            assert process.stdout is not None
            told.append(json.loads(process.stdout.readline()))
            with urllib.request.urlopen(told[-1]["hook"], b"{}", timeout=20) as answer:
                assert json.load(answer) == {"ok": True}
            process.terminate()
            assert process.wait(20) == (0 if os.name == "posix" else 1)
    first, second, third = told
    assert set(first) == {"hook", "pull", "read_key"}
    assert first["read_key"]
    assert second["read_key"] is None
    assert third["read_key"] not in (None, first["read_key"])
    tokens = [each["hook"].rpartition("/")[2] for each in told]
    assert tokens[0] == tokens[1] != tokens[2]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_serve_ends_with_a_key_press(tmp_path: Path) -> None:
    with serve(tmp_path) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        assert any("Read key" in line for line in lines)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130


def test_php_prints_the_file_and_tells_its_secrets_beside_it(kazadesk) -> None:
    done = kazadesk("inbox", "php")
    assert done.returncode == 0
    assert done.stdout.startswith("<?php\n")
    assert "{{" not in done.stdout
    key = re.search(r"Read key .*: +(\S+)", done.stderr)
    token = re.search(r"inbox\.php/(\w+)", done.stderr)
    assert key is not None
    assert token is not None
    assert key[1] not in done.stdout
    assert token[1] not in done.stdout
    assert kazadesk("inbox", "php").stdout != done.stdout


def test_pull_without_a_mailbox_says_how_to_connect_one(kazadesk) -> None:
    done = kazadesk("inbox", "pull")
    assert done.returncode == 10
    assert "kazadesk inbox connect" in done.stderr


def test_connect_names_what_is_wrong(kazadesk) -> None:
    done = kazadesk("inbox", "connect", "shop.example/inbox.php", stdin="\n")
    assert done.returncode == 2
    assert "pull address" in done.stderr
    assert "read key" in done.stderr
    refused = kazadesk("inbox", "connect", "http://127.0.0.1:9/pull", stdin="some-key\n")
    assert refused.returncode == 10
    assert "127.0.0.1" in refused.stderr
    assert "some-key" not in refused.stdout + refused.stderr


LEAN = """
import sys
WANTED = {"apsw", "starlette", "uvicorn", "platformdirs"}
REFUSED = {"PySide6", "shiboken6", "qasync", "httpx", "keyring", "segno", "truststore", "email_validator", "psycopg"}
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
from kazadesk.main import main
sys.exit(main(["inbox", "serve", "--port", "0", "--json", "--with-parent", "--data-dir", sys.argv[1]]))
"""


def test_the_mailbox_needs_neither_qt_nor_a_keyring(tmp_path: Path) -> None:
    """So it runs after `pip install --no-deps kazadesk` and four libraries."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", LEAN, str(tmp_path)]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        with urllib.request.urlopen(told["hook"], b"{}", timeout=20) as answer:
            assert answer.status == 200
        process.stdin.close()
        assert process.wait(20) == 0
