"""kazadesk ledger, and --ledger for other commands: on a real server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.postgres_server import LACKING, PostgresServer, binaries

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    if binaries() is None:
        pytest.skip(LACKING)
    running = PostgresServer()
    try:
        running.start()
        yield running
    finally:
        running.remove()


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """desk("links"): exit status, standard output and error, on a data folder that is named by `data`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}

    def run(*args: str, data: str = "desk", stdin: str = "") -> tuple[int, str, str]:
        command = [sys.executable, "-m", "kazadesk", "--data-dir", str(tmp_path / data), *args]
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_ledger_goes_to_a_server_is_joined_and_comes_back(desk, server, tmp_path):
    server.execute("postgres", "CREATE DATABASE round")
    url = server.url("round")
    assert desk("links") == (0, "", "")
    status, out, _ = desk("ledger", "copy", "--to", url)
    assert (status, "compared" in out) == (0, True)
    assert desk("links")[0] == 0
    status, out, err = desk("ledger", "join", url, data="other desk")
    assert (status, err) == (0, "")
    assert "round" in out
    status, _, _ = desk("ledger", "copy", "--to", str(tmp_path / "daily.sqlite"), data="other desk")
    assert status == 0
    status, _, err = desk("ledger", "copy", "--to", str(tmp_path / "daily.sqlite"))
    assert (status, "there already" in err) == (2, True)
    status, out, err = desk("selftest")
    assert "PostgreSQL 1" in out
    assert desk("ledger", "leave")[0] == 0
    assert desk("links")[0] == 0


def test_what_is_refused_says_how_it_is_right(desk, server):
    for arguments, status, told in (
        (("links", "--ledger", "postgresql://sara:secret@db.example/shop"), 2, "password"),
        (("links", "--ledger", "postgresql://sara@db.example/shop?sslmode=require"), 2, "verify-full"),
        (("links", "--practice", "--ledger", server.url("x")), 2, "ractice"),
        (("links", "--ledger", "postgresql://sara@127.0.0.1:9/shop"), 10, "cannot be reached"),
        (("ledger", "leave"), 2, "not shared"),
    ):
        ended, out, err = desk(*arguments)
        assert (ended, out) == (status, ""), arguments
        assert told in err
        assert "secret" not in err


def test_the_roles_are_printed_for_the_administrator(desk):
    status, out, _ = desk("ledger", "roles")
    assert status == 0
    assert "CREATE ROLE kazadesk_desk" in out
    assert "DELETE" not in out.replace("deletes nothing", "")
