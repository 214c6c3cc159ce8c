"""What import-linter cannot see: which modules are really loaded."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kazadesk"
HEAVY = {"httpx", "keyring", "segno", "email_validator", "starlette", "uvicorn", "truststore", "asyncio"}


def _loaded_by(*modules: str) -> set[str]:
    code = f"import sys\nfor name in {modules!r}: __import__(name)\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stdout.split())


def _modules_of(part: str) -> list[str]:
    files = sorted((PACKAGE / part).rglob("*.py"))
    return [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]


@pytest.mark.parametrize("part", ["core", "api", "storage", "practice", "inbox", "words", "services", "cli"])
def test_no_qt_below_the_window(part: str) -> None:
    loaded = _loaded_by(*_modules_of(part))
    assert not {name for name in loaded if name.partition(".")[0] in ("PySide6", "shiboken6", "qasync")}


def test_the_core_needs_nothing_but_the_standard_library() -> None:
    loaded = {name.partition(".")[0] for name in _loaded_by(*_modules_of("core"))}
    assert loaded - sys.stdlib_module_names - {"kazadesk", "__main__"} <= _site_modules()


def _site_modules() -> set[str]:
    """What an empty interpreter of this environment loads by itself (.pth files)."""
    return {name.partition(".")[0] for name in _loaded_by("sys")}


def test_the_first_paint_waits_for_no_heavy_library() -> None:
    assert not _loaded_by("kazadesk.main", "kazadesk.window.run") & HEAVY


def test_json_of_the_command_line_is_safe_in_a_terminal() -> None:
    """`core/plain.json_line` escapes what a terminal obeys or what turns text around; json.dumps does not."""
    users = [file.name for file in (PACKAGE / "cli").glob("*.py") if "json.dump" in file.read_text("utf-8")]
    assert users == []


def test_another_http_library_is_a_matter_of_one_file() -> None:
    """What it must promise, fault by fault, tests/api asks of the client over real sockets, and knows no library."""
    importing = re.compile(r"^\s*(import|from) (httpx|httpcore|anyio)\b", re.MULTILINE)
    contract = [ROOT / "tests" / "api" / f"test_{name}.py" for name in ("failures", "ahead", "tls", "proxy")]
    users = {
        file.relative_to(ROOT).as_posix()
        for file in (*PACKAGE.rglob("*.py"), *contract)
        if importing.search(file.read_text("utf-8"))
    }
    assert users == {"kazadesk/api/wire.py"}
