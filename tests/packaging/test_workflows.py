"""What the workflows take from others: by commit or by hash, never by a name that can be moved."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_commit(workflow: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", workflow.read_text("utf-8"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_download_is_held_against_a_hash(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    downloads = re.split(r"Invoke-WebRequest|\bcurl\b|\bwget\b", text)[1:]
    assert all(re.search(r'^.*\n.*"[0-9a-f]{64}"\n.*Get-FileHash', after) for after in downloads)
    assert not re.search(r"\b(choco|winget|brew|npm|pipx?|uvx?) +(un)?install\b", text)


def test_windows_and_macos_run_the_tests_that_wine_runs(packaging: Any) -> None:
    folders = [f"tests/{name}" for name in packaging("wine.batches").BATCHES]
    [bundles] = [path.read_text("utf-8") for path in WORKFLOWS if path.name == "bundles.yml"]
    commands = re.findall(r"bootstrap\.py test (.+)", bundles)
    assert [sorted(command.split()) for command in commands] == [sorted(folders)] * 2
    assert all((ROOT / folder).is_dir() for folder in folders)


def test_the_checks_have_every_tool_that_tests_want(packaging: Any) -> None:
    """The runner's user may not install them, so the tests would be left out there."""
    wanted = {package for _, package, _ in packaging("dev.check").TOOLS if not package.startswith("libpython")}
    installed = re.search(r"apt-get install((?:.*\\\n)*.*)", (WORKFLOWS[-1]).read_text("utf-8"))
    assert installed
    assert wanted <= set(installed[1].split())
