from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kazadesk.services.books.workbook import read_sheet

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]


def test_samples_come_and_go_in_practice_mode_alone(kazadesk: Kazadesk, tmp_path: Path) -> None:
    made = kazadesk("samples", "--json")
    assert made.returncode == 0, made.stderr
    count = json.loads(made.stdout)["made"]
    assert len(kazadesk("links", "--practice", "--json").stdout.splitlines()) == count
    assert "paid" in kazadesk("report", "--practice").stdout
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    days = {}
    for since, until in ((None, None), (today, None), (None, today), (today, today)):
        options = [*(("--paid-since", since) if since else ()), *(("--paid-until", until) if until else ())]
        listed = kazadesk("links", "--practice", "--json", *options).stdout.splitlines()
        days[since, until] = {json.loads(line)["state"] for line in listed}, len(listed)
    assert days[today, None] == days[today, today]
    assert days[today, None][0] <= {"paid", "paid_by_hand"}
    assert days[None, today][0] == {"paid", "paid_by_hand"}
    assert 0 < days[today, today][1] < days[None, today][1] < days[None, None][1]
    assert kazadesk("links", "--practice", "--paid-since", "yesterday").returncode == 2
    table = tmp_path / "paid.xlsx"
    assert kazadesk("links", "--practice", "--paid-until", today, "--xlsx", str(table)).returncode == 0
    assert len(read_sheet(table).sheet.rows) == days[None, today][1] + 1
    assert str(count) in kazadesk("samples", "--erase", "--lang", "ar").stdout
    assert kazadesk("links", "--practice", "--json").stdout == ""
    assert json.loads(kazadesk("samples", "--erase", "--json").stdout) == {"erased": 0}
