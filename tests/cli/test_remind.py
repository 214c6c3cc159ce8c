"""kazadesk remind: prints what can be sent, and notes it only when asked."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def old_link(kazadesk: Kazadesk, tmp_path: Path) -> None:
    """One that waits since last year: a ledger is only ever that old by waiting, so the test turns its clock back."""
    assert (
        kazadesk("create", "25", "USD", "--ref", "INV-1", "--name", "سارة", "--phone", "+963944123456").returncode == 0
    )
    assert kazadesk("create", "5", "USD", "--ref", "INV-2").returncode == 0
    ledger = sqlite3.connect(tmp_path / "بيانات desk" / "practice" / "ledger.sqlite")
    triggers = [row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    kept = [row[0] for row in ledger.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    for name in triggers:
        ledger.execute(f"DROP TRIGGER {name}")
    ledger.execute("UPDATE links SET created_at = '2025-01-01T00:00:00.000Z' WHERE reference = 'INV-1'")
    for statement in kept:
        ledger.execute(statement)
    ledger.commit()
    ledger.close()


@pytest.mark.usefixtures("old_link")
def test_who_is_to_be_reminded_is_listed_until_it_is_noted(kazadesk: Kazadesk) -> None:
    listed = kazadesk("remind").stdout
    assert [word for word in ("INV-1", "سارة", "+963944123456") if word not in listed] == []
    assert "INV-2" not in listed
    assert "INV-1" in kazadesk("links", "--remind").stdout
    message = kazadesk("remind", "INV-1").stdout
    assert message.startswith("A reminder: ")
    assert "INV-1" in kazadesk("remind").stdout, "what is printed is not sent yet"
    noted = kazadesk("remind", "INV-1", "--url", "--note").stdout
    assert noted.startswith("https://wa.me/963944123456?text=")
    assert kazadesk("remind").stdout == ""
    assert kazadesk("links", "--remind").stdout == ""
    known = json.loads(kazadesk("remind", "INV-1", "--json").stdout)
    assert known["reminded_at"]
    assert known["message"].strip() == message.strip()


def test_a_link_that_is_not_there_is_named(kazadesk: Kazadesk) -> None:
    done = kazadesk("remind", "INV-7")
    assert done.returncode == 2
    assert "INV-7" in done.stderr
