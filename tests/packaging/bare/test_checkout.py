"""Trials on bare systems: what can be told without making one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bare systems are made on Linux")

BOOTSTRAP = Path(__file__).parents[3] / "packaging" / "bootstrap.py"


def test_only_known_systems_are_made() -> None:
    done = subprocess.run([sys.executable, BOOTSTRAP, "bare", "debian-7"], capture_output=True, text=True)
    assert done.returncode == 2
    for system in ("debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04"):
        assert system in done.stderr


def test_a_system_of_another_family_needs_a_mirror(
    packaging: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checkout = packaging("bare.checkout")
    monkeypatch.setattr(checkout, "this_system", {"ID": "ubuntu"}.get)
    with pytest.raises(packaging("setup.common").Refusal, match="no mirror of debian: name one with --mirror"):
        checkout.main(["debian-13", "--work", str(tmp_path)])
    assert list(tmp_path.iterdir()) == []


def test_only_root_makes_them(packaging: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(packaging("setup.common").Refusal, match="by root only"):
        packaging("bare.checkout").main(["debian-13", "--mirror", "http://127.0.0.1:9/", "--work", str(tmp_path)])


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("https_proxy", True),
        ("NO_PROXY", True),
        ("PIP_INDEX_URL", True),
        ("SSL_CERT_FILE", True),
        ("REQUESTS_CA_BUNDLE", True),
        ("PATH", False),
        ("DISPLAY", False),
        ("DBUS_SESSION_BUS_ADDRESS", False),
        ("AWS_SECRET_ACCESS_KEY", False),
        ("GITHUB_TOKEN", False),
    ],
)
def test_a_bare_system_is_given_the_way_to_the_network_and_nothing_else(packaging: Any, name: str, given: bool) -> None:
    assert bool(packaging("bare.root").NETWORK.fullmatch(name)) is given
