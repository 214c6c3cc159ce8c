from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]


def test_samples_come_and_go_in_practice_mode_alone(kazadesk: Kazadesk) -> None:
    made = kazadesk("samples", "--json")
    assert made.returncode == 0, made.stderr
    count = json.loads(made.stdout)["made"]
    assert len(kazadesk("links", "--practice", "--json").stdout.splitlines()) == count
    assert "paid" in kazadesk("report", "--practice").stdout
    assert str(count) in kazadesk("samples", "--erase", "--lang", "ar").stdout
    assert kazadesk("links", "--practice", "--json").stdout == ""
    assert json.loads(kazadesk("samples", "--erase", "--json").stdout) == {"erased": 0}
