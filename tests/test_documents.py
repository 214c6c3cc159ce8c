"""What is written about the project, held against the project."""

from __future__ import annotations

import ast
import re
import tokenize
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ["README.md", ".github/CONTRIBUTING.md", ".github/PULL_REQUEST_TEMPLATE.md", "packaging/RELEASE.md"]
DOCUMENTS += ["tests/bench/README.md", "resources/fonts/README.md", ".pre-commit-config.yaml"]
ABROAD: tuple[str, ...] = ("build/", "dist", "~", "/", "live/", "practice/ledger", "kazadesk-", "Support/", "OWNER/")
ABROAD += (".venv/", "host/", "resources/licences/sbom", "linux/", "windows/", "macos/")
PATH = re.compile(r"(?<![\w/.~%\\])(?:\.?[\w-]+/)+(?:[\w.-]*\w)?|\b[\w-]+\.(?:py|md|sql|qss|php|spec|toml)\b")
FILE = re.compile(r"(?<![\w/.*-])(?:\w+/)+\w+\.(?:py|md|sql|qss|php|toml|json)\b")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def there(name: str, *folders: Path) -> bool:
    return any((folder / name).exists() for folder in folders)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_is_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8").partition("\n## Old and new names")[0]
    spans = re.findall(r"`([^`\n]+)`|^    (\S.*)$|entry: (.*)$|^(\w[\w/.]+) {2,}\w", text, re.MULTILINE)
    named = {path for span in spans for path in PATH.findall(re.sub(r"https?://\S+", "", "".join(span)))}
    below = ["", "packaging", "packaging/bundle", "packaging/bare", "kazadesk/storage", "resources/inbox"]
    folders = [(ROOT / document).parent, *(ROOT / folder for folder in below)]
    missing = [path for path in sorted(named) if not path.startswith(ABROAD) and not there(path, *folders)]
    assert missing == []


def test_what_the_old_names_became_is_there() -> None:
    table = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8").partition("\n## Old and new names")[2]
    now = " ".join(re.findall(r"^\|.*\| (.*) \|$", table, re.MULTILINE))
    named = re.findall(r"`((?:kazadesk|packaging|tests)/[^`]*)`", now)
    assert len(named) > 10
    assert [path for path in named if not there(path, ROOT)] == []


@pytest.mark.parametrize("part", ["kazadesk", "packaging"])
def test_no_docstring_or_comment_names_a_file_that_is_not_there(part: str) -> None:
    missing = []
    for module in sorted((ROOT / part).rglob("*.py")):
        folders = [ROOT, ROOT / "kazadesk", *module.parents[: len(module.relative_to(ROOT).parts) - 1]]
        for path in FILE.findall(said(module) if FILE.search(module.read_text("utf-8")) else ""):
            if not there(path, *folders):
                missing.append(f"{module.relative_to(ROOT)}: {path}")  # noqa: PERF401 - two loops in one line
    assert missing == []


def said(module: Path) -> str:
    """The docstrings and comments of a module."""
    text = module.read_text("utf-8")
    values = [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr)]
    strings = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    with module.open("rb") as file:
        comments = [token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT]
    return "\n".join([*strings, *comments])


def contract(name: str) -> str:
    """The layers of a contract in one line, as README.md shows them."""
    found = next(each for each in PYPROJECT["tool"]["importlinter"]["contracts"] if each["name"] == name)
    starts = ("kazadesk.__main__", "kazadesk.main")
    return " > ".join(floor.replace("kazadesk.", "") for floor in found["layers"] if floor not in starts)


@pytest.mark.parametrize("name", ["The rule of floors", "The floors of the window"])
def test_the_readme_has_the_floors_of_the_contract(name: str) -> None:
    """If this is red: copy the line below into README.md."""
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"`{contract(name)}`" in readme, contract(name)


def test_every_supported_python_is_named_alike() -> None:
    bootstrap = (ROOT / "packaging/bootstrap.py").read_text("ascii")
    line = next(line for line in bootstrap.splitlines() if "OLDEST, TOO_NEW =" in line)
    oldest, too_new = re.findall(r"\((\d), (\d+)\)", line)
    newest = int(too_new[1]) - 1
    assert PYPROJECT["project"]["requires-python"] == f">={'.'.join(oldest)},<{'.'.join(too_new)}"
    assert f"Python {'.'.join(oldest)} to {too_new[0]}.{newest}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_of_bootstrap_that_is_named_is_one(document: str) -> None:
    bootstrap = ast.parse((ROOT / "packaging/bootstrap.py").read_text("ascii"))
    commands = next(
        ast.literal_eval(node.value)
        for node in bootstrap.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "COMMANDS"
    )
    named = set(re.findall(r"bootstrap\.py (\w+)", (ROOT / document).read_text("utf-8")))
    assert named <= set(commands)


def test_the_licence_is_the_same_everywhere() -> None:
    assert PYPROJECT["project"]["license"] == "MIT"
    metainfo = (ROOT / "packaging/bundle/linux/org.kazadesk.KazaDesk.metainfo.xml").read_text("utf-8")
    assert "<project_license>MIT</project_license>" in metainfo
    owner = PYPROJECT["project"]["authors"][0]["name"]
    assert f"Copyright (c) 2026 {owner}\n" in (ROOT / PYPROJECT["project"]["license-files"][0]).read_text("utf-8")
    assert f"<name>{owner}</name>" in metainfo
