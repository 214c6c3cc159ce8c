"""The unit, the wrapper and the pages that bring the mailbox to a server."""

from __future__ import annotations

import configparser
import re
import subprocess
from pathlib import Path

INBOX = Path(__file__).resolve().parents[3] / "packaging" / "inbox"


def test_the_unit_has_its_own_user_and_one_writable_folder() -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read_string((INBOX / "kazadesk-inbox.service").read_text("utf-8"))
    service = unit["Service"]
    assert service["DynamicUser"] == service["NoNewPrivileges"] == service["ProtectHome"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["StateDirectory"] == "kazadesk-inbox"
    assert "ReadWritePaths" not in service
    assert service["ExecStart"].startswith("/usr/bin/kazadesk-inbox --json ")
    assert service["StandardOutput"].startswith("truncate:/run/")  # the read key is not for the journal


def test_the_wrapper_is_a_shell_script_that_serves() -> None:
    script = INBOX / "kazadesk-inbox"
    subprocess.run(["sh", "-n", str(script)], check=True)
    assert script.read_text("utf-8").splitlines()[-1] == 'exec /usr/bin/kazadesk inbox serve "$@"'


def test_both_pages_have_the_four_steps() -> None:
    for language in ("en", "ar"):
        text = (INBOX / f"php-{language}.md").read_text("utf-8")
        assert re.findall(r"(?m)^(\d)\. ", text) == ["1", "2", "3", "4"]
        assert "inbox.php" in text
