"""The price list on the command line, and links for its items."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from kazadesk.practice import PracticeServer

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]


def test_items_are_added_changed_and_removed(kazadesk: Kazadesk) -> None:
    assert kazadesk("prices").stdout == ""
    assert kazadesk("prices", "--add", "قهوة", "١٢٫٥٠", "usd").returncode == 0
    done = kazadesk("prices", "--add", "Tea", "1", "USD", "--json")
    listed = [json.loads(line) for line in done.stdout.splitlines()]
    assert listed == [
        {"name": "قهوة", "amount": "12.50", "currency": "USD"},
        {"name": "Tea", "amount": "1", "currency": "USD"},
    ]
    changed = kazadesk("prices", "--add", "قهوه", "13", "USD")
    assert [line.split() for line in changed.stdout.splitlines()] == [["13", "USD", "قهوه"], ["1", "USD", "Tea"]]
    assert kazadesk("prices", "--remove", "TEA").stdout.count("\n") == 1
    unknown = kazadesk("prices", "--remove", "Tea")
    assert unknown.returncode == 2
    assert "قهوه" in unknown.stderr


def test_an_amount_with_two_readings_is_asked_for(kazadesk: Kazadesk) -> None:
    done = kazadesk("prices", "--add", "Bread", "25.000", "SYP")
    assert done.returncode == 2
    assert "25000" in done.stderr
    assert kazadesk("prices").stdout == ""


def test_a_file_is_taken_over_whole_or_not_at_all(kazadesk: Kazadesk, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("الاسم;المبلغ;العملة\nقهوة;12.50;USD\nTea;1;\n", "utf-8")
    assert kazadesk("prices", "--from", str(file)).stdout.count("\n") == 2
    file.write_text("Cake;3;USD\nBread;25.000;SYP\n", "utf-8")
    done = kazadesk("prices", "--from", str(file))
    assert done.returncode == 2
    assert "2" in done.stderr.split("25.000")[0]
    assert "Cake" not in kazadesk("prices").stdout


def test_links_are_made_for_items(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    kazadesk("prices", "--add", "Coffee", "2.50", "USD")
    kazadesk("prices", "--add", "Tea", "0.1", "USD")
    kazadesk("prices", "--add", "Bread", "4", "TRY")
    made = json.loads(kazadesk("create", "--item", "coffee", "--item", "Tea", "--item", "Coffee", "--json").stdout)
    assert (made["amount"], made["currency"]) == ("5.10", "USD")
    assert made["reference"].startswith("KD-")
    kazadesk("prices", "--in-references", "yes")
    named = json.loads(kazadesk("create", "--item", "Coffee", "--item", "Coffee", "--json").stdout)
    assert named["reference"].startswith("2 × Coffee KD-")
    own = json.loads(kazadesk("create", "--item", "Coffee", "--ref", "INV-1", "--json").stdout)
    assert own["reference"] == "INV-1"
    for wrong in (("--item", "Cake"), ("--item", "Coffee", "--item", "Bread"), ("5", "USD", "--item", "Tea"), ()):
        done = kazadesk("create", *wrong)
        assert (done.returncode, done.stdout) == (2, ""), wrong
        assert done.stderr
    assert len(stand_in.records.all()) == 3
