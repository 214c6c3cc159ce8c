from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kazadesk.practice import PracticeServer
from kazadesk.practice.webhooks import webhook_text
from kazadesk.services.books.workbook import read_sheet

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]


def _sell(kazadesk: Kazadesk, stand_in: PracticeServer, amount: str) -> None:
    order_id = json.loads(kazadesk("create", amount, "USD", "--json").stdout)["order_id"]
    assert kazadesk("verify", stdin=webhook_text(stand_in.records.settle(order_id, "paid"))).returncode == 0


def test_a_day_is_closed_once_and_shown_again(kazadesk: Kazadesk, stand_in: PracticeServer, tmp_path: Path) -> None:
    _sell(kazadesk, stand_in, "10.50")
    book = tmp_path / "close.xlsx"
    done = kazadesk("close", "--zone", "UTC", "--note", "all well", "--without-balance", "--xlsx", str(book), "--json")
    assert done.returncode == 0, done.stderr
    close = json.loads(done.stdout)
    assert (close["number"], close["note"]) == (1, "all well")
    assert close["currencies"]["USD"]["paid"] == {"count": 1, "amount": "10.50"}
    assert read_sheet(book).sheet.rows[1][3:8] == ["USD", "1", "10.5", "1", "10.5"]
    again = kazadesk("close")
    assert (again.returncode, "close 1" in again.stderr) == (2, True)
    assert kazadesk("close", "--number", "1", "--json").stdout == done.stdout
    assert "Close 1:" in kazadesk("close", "--list").stdout
    assert kazadesk("close", "--number", "9").returncode == 2


def test_a_report_in_every_form(kazadesk: Kazadesk, stand_in: PracticeServer, tmp_path: Path) -> None:
    _sell(kazadesk, stand_in, "10.50")
    today = datetime.now(UTC).astimezone().date().isoformat()
    book = tmp_path / "report.xlsx"
    done = kazadesk("report", "--since", today, "--json", "--xlsx", str(book))
    assert json.loads(done.stdout.splitlines()[-1])["paid_amount"] == "10.50"
    assert read_sheet(book).sheet.rows[-1][:4] == [today, "USD", "1", "10.5"]
    row = ",".join(f'"{cell}"' for cell in (today, "USD", 1, "10.50", 0, 0, 1, "10.50", 0, 0, 0, 0))
    assert f"{row}\n" in kazadesk("report", "--csv").stdout
    assert "10.50 USD  1 paid" in kazadesk("report").stdout
    assert kazadesk("report", "--since", "2026-01-02", "--until", "2026-01-01").returncode == 2


def test_links_as_a_workbook(kazadesk: Kazadesk, tmp_path: Path) -> None:
    kazadesk("create", "10.50", "USD", "--ref", "00123")
    book = tmp_path / "روابط.xlsx"
    assert kazadesk("links", "--xlsx", str(book), "--lang", "ar").returncode == 0
    rows = read_sheet(book).sheet.rows
    assert (rows[0][0], rows[1][0], rows[1][3]) == ("المرجع", "00123", "10.5")
