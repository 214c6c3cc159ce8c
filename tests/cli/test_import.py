from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]


def test_an_old_list_from_the_command_line(kazadesk: Kazadesk, tmp_path: Path) -> None:
    path = tmp_path / "قديم.csv"
    path.write_text("date,amount,name\n03/04/2026,5.50,أحمد\n", "utf-8")
    refused = kazadesk("import", str(path))
    assert refused.returncode == 2
    assert "day and month can be read in two ways" in refused.stderr
    done = kazadesk("import", str(path), "--dates", "dmy", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sales"] == 1
    report = kazadesk("report", "--since", "2026-04-03", "--until", "2026-04-03", "--imported", "--json")
    assert json.loads(report.stdout)["imported_amount"] == "5.50"
    assert kazadesk("import", "--take-back", "1").returncode == 0
    assert "taken back" in kazadesk("import", "--list").stdout
    assert kazadesk("import").returncode == 2
