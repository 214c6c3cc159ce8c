from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kazadesk.practice import Faults, PracticeServer
from kazadesk.practice.faults import error

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "قائمة.csv"
    path.write_text("المبلغ;العملة;المرجع;الاسم\n10,50;usd;A-1;أحمد\n20;;A-2;سمير\n", "utf-8")
    return path


def test_a_dry_run_shows_all_and_sends_nothing(kazadesk: Kazadesk, stand_in: PracticeServer, file: Path) -> None:
    done = kazadesk("batch", str(file), "--dry-run", "--json")
    assert done.returncode == 0
    shown = json.loads(done.stdout)
    assert (shown["encoding"], shown["separator"], shown["links"]) == ("utf-8", "semicolon", 2)
    assert shown["columns"] == {"amount": "A", "currency": "B", "ref": "C", "name": "D"}
    assert (shown["totals"], shown["problems"]) == ({"USD": "30.50"}, [])
    assert "row 2: 10.50 USD  A-1  أحمد" in kazadesk("batch", str(file), "--dry-run").stdout
    assert stand_in.records.all() == []


def test_a_batch_its_results_and_the_same_file_once_more(
    kazadesk: Kazadesk, stand_in: PracticeServer, file: Path, tmp_path: Path
) -> None:
    results = tmp_path / "results.csv"
    done = kazadesk("batch", str(file), "--results", str(results), "--json")
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["row"], row["state"], row["reference"], row["amount"]) for row in rows] == [
        (2, "waiting", "A-1", "10.50"),
        (3, "waiting", "A-2", "20"),
    ]
    assert all(row["url"] in results.read_text("utf-8-sig") for row in rows)
    again = kazadesk("batch", str(file))
    assert again.returncode == 2
    assert "--resume" in again.stderr
    resumed = kazadesk("batch", str(file), "--resume")
    assert (resumed.returncode, resumed.stdout) == (0, "2 waiting\n")
    assert len(stand_in.records.all()) == 2


def test_the_links_of_one_batch_are_listed(kazadesk: Kazadesk, stand_in: PracticeServer, file: Path) -> None:
    (number,) = {json.loads(line)["batch"] for line in kazadesk("batch", str(file), "--json").stdout.splitlines()}
    kazadesk("create", "7", "USD")
    (listed,) = map(json.loads, kazadesk("batch", "--list", "--json").stdout.splitlines())
    assert (listed["batch"], listed["file"], listed["made"], listed["rows"]) == (number, file.name, 2, 2)
    assert f"Batch {number}" in kazadesk("batch", "--list").stdout
    found = kazadesk("links", "--batch", str(number), "--json").stdout.splitlines()
    assert {json.loads(line)["reference"] for line in found} == {"A-1", "A-2"}
    assert kazadesk("links", "--batch", str(number + 1)).stdout == ""
    assert kazadesk("batch").returncode == 2


def test_a_wrong_file_is_status_2_and_nothing_is_sent(
    kazadesk: Kazadesk, stand_in: PracticeServer, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text('amount,ref\n10,A\n"1,234",B\nx,A\n', "utf-8")
    done = kazadesk("batch", str(path))
    assert done.returncode == 2
    assert "row 3, column A (amount): '1,234' can be read in two ways" in done.stderr
    assert "row 4, column A (amount): 'x' not a number" in done.stderr
    assert kazadesk("batch", str(tmp_path / "none.csv")).returncode == 2
    assert kazadesk("batch", str(path), "--resume", "--columns", "x").returncode == 2
    assert stand_in.records.all() == []


@pytest.mark.parametrize(
    ("faults", "status"),
    [
        ([error(400, b"{}")], 1),
        ([Faults(drop="reset")], 7),
        ([error(400, b"{}"), Faults(drop="reset")], 7),
        ([error(401, b"{}")], 6),
    ],
)
def test_the_worst_row_decides_the_status(
    kazadesk: Kazadesk, stand_in: PracticeServer, file: Path, faults: list[Faults], status: int
) -> None:
    for fault in faults:
        stand_in.fail_next(fault)
    assert kazadesk("batch", str(file)).returncode == status


def test_killed_anywhere_it_goes_on_and_sends_nothing_twice(
    kazadesk: Kazadesk, stand_in: PracticeServer, tmp_path: Path
) -> None:
    path = tmp_path / "long.csv"
    path.write_text("amount,ref\n" + "".join(f"{n},R-{n}\n" for n in range(1, 121)), "utf-8")
    command = [sys.executable, "-m", "kazadesk", "--practice", "--data-dir", str(tmp_path / "بيانات desk")]
    command += ["--base-url", stand_in.base_url, "batch", str(path)]
    for stop_at in (1, 30, 75):
        resume = ["--resume"] if stop_at > 1 else []
        process = subprocess.Popen([*command, *resume], env={**os.environ, "PYTHONPATH": str(ROOT)})
        deadline = time.monotonic() + 30
        while len(stand_in.records.all()) < stop_at and process.poll() is None and time.monotonic() < deadline:
            os.sched_yield() if hasattr(os, "sched_yield") else None
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait(30)
    done = kazadesk("batch", str(path), "--resume", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 120
    assert {row["state"] for row in rows} <= {"waiting", "unknown"}
    sent = [made.ref for made in stand_in.records.all()]
    assert len(sent) == len(set(sent))
    assert {row["reference"] for row in rows if row["state"] == "waiting"} <= set(sent)
    assert sum(row["state"] == "unknown" for row in rows) <= 3 * 8
