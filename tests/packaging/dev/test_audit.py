"""The list of known advisories, and what of the locks it speaks of."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("version", "affected"),
    [("0.39.0", True), ("0.49.0", True), ("0.49.1", False), ("0.38.6", False), ("0.49.1rc1", True), ("1.10.0", False)],
)
def test_a_version_is_held_against_the_bounds(packaging: Any, version: str, affected: bool) -> None:
    assert packaging("dev.audit").within(version, {"introduced": "0.39.0", "fixed": "0.49.1"}) is affected


def test_versions_are_ordered_as_numbers(packaging: Any) -> None:
    order = packaging("dev.audit").order
    versions = ["0", "1.0.dev1", "1", "1.0.post1", "1.9", "1.10", "1.10.1", "2024.7.4", "2024.10.1"]
    assert sorted(set(versions), key=order) == versions
    assert order("2.0") == order("2.0.0")
    within = packaging("dev.audit").within
    assert within("2.0", {"introduced": "0", "last_affected": "2.0.0"})
    assert not within("2.0.1", {"introduced": "0", "last_affected": "2.0.0"})
    assert within("99", {"introduced": "0"})


def test_what_is_locked_is_not_known_to_be_vulnerable(packaging: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert packaging("dev.audit").main([]) == 0
    assert " 0 known to be vulnerable" in capsys.readouterr().out


def test_a_vulnerable_version_is_named(
    packaging: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    audit = packaging("dev.audit")
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "requirements.lock").write_text("h11==0.14.0 \\\n    --hash=sha256:0\nidna==3.20\n")
    monkeypatch.setattr(audit, "ROOT", tmp_path)
    assert audit.main([]) == 1
    assert "requirements.lock: h11 0.14.0: GHSA-vqfr-h8mv-ghfj, CVE-2025-43859: " in capsys.readouterr().out


def test_the_list_is_renewed_from_advisories_of_osv(
    packaging: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    audit = packaging("dev.audit")
    copy = tmp_path / "advisories.json"
    copy.write_bytes(audit.LIST.read_bytes())
    monkeypatch.setattr(audit, "LIST", copy)
    osv = tmp_path / "osv"
    osv.mkdir()
    events = [{"introduced": "0"}, {"fixed": "1.0"}, {"introduced": "1.4"}, {"fixed": "9999"}]
    affected = {"package": {"ecosystem": "PyPI", "name": "Email_Validator"}}
    affected["ranges"] = [{"type": "GIT", "events": events}, {"type": "ECOSYSTEM", "events": events}]  # type: ignore[assignment]
    advisory = {"id": "PYSEC-1", "aliases": ["CVE-1", "GHSA-1"], "summary": "It \n fails", "affected": [affected]}
    (osv / "PYSEC-1.json").write_text(json.dumps(advisory))
    other = {"package": {"ecosystem": "PyPI", "name": "not-locked"}, "ranges": []}
    (osv / "PYSEC-2.json").write_text(json.dumps({"id": "PYSEC-2", "affected": [other]}))
    (osv / "old.json").write_text(json.dumps({**advisory, "id": "PYSEC-3", "withdrawn": "2026-01-01T00:00:00Z"}))
    assert audit.main(["--from", str(osv)]) == 1
    assert "email-validator 2." in capsys.readouterr().out
    renewed = json.loads(copy.read_text("utf-8"))
    assert renewed["date"] == datetime.date.today().isoformat()  # noqa: DTZ011
    [added] = [each for each in renewed["advisories"] if each["id"].startswith("PYSEC-") and each["id"][6:].isdigit()]
    assert added == {
        "id": "PYSEC-1",
        "aliases": ["CVE-1"],
        "package": "email-validator",
        "affected": [{"introduced": "0", "fixed": "1.0"}, {"introduced": "1.4", "fixed": "9999"}],
        "summary": "It fails",
    }
