"""Brings the translations up to date: `translations.py`, or with --check only says whether they are.

The literals of every translate("Context", "text") in the PARTS of kazadesk go by lupdate to
resources/translations/kazadesk_<language>.ts; lrelease makes the .qm files that the window loads. Arabic holds every
string, English only the plural forms of those with %n.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
PARTS = ("words", "ui", "cli", "services")
LANGUAGES = {"ar": [], "en": ["-pluralonly"]}
"""With what lupdate is told for each."""

Message = tuple[str, str, str, str]
"""Context, source, comment, and the translation as XML with its type: what a .ts file says, whatever its order."""


def main(arguments: list[str]) -> int:
    """0 where everything is translated and compiled (with --check: was so before), else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if something would change")
    check = parser.parse_args(arguments).check
    troubles = []
    with tempfile.TemporaryDirectory() as name:
        for language in LANGUAGES:
            kept, made = FOLDER / f"kazadesk_{language}.ts", Path(name) / f"kazadesk_{language}.ts"
            if kept.exists():
                shutil.copyfile(kept, made)
            extract(language, made)
            troubles += [f"{made.name}: not translated: {source}" for source in unfinished(made)]
            if not check:
                shutil.copyfile(made, kept)
            elif not kept.exists() or messages(kept) != messages(made):
                troubles.append(f"{made.name}: the strings have changed")
            compiled, fresh = kept.with_suffix(".qm"), made.with_suffix(".qm")
            run("pyside6-lrelease", "-silent", made, "-qm", fresh)
            if not compiled.exists() or compiled.read_bytes() != fresh.read_bytes():
                if check:
                    troubles.append(f"{compiled.name}: not compiled from its .ts")
                else:
                    shutil.copyfile(fresh, compiled)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    return 1 if troubles else 0


def extract(language: str, file: Path) -> None:
    """Bring the strings of `file` up to date with the source; what is no longer used is dropped."""
    # lupdate leaves out a call whose number is an expression, so it gets every call anew, with a number
    calls = file.with_name("calls.py")
    calls.write_text("".join(f"{call}\n" for call in translate_calls()), "utf-8")
    keep = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language", language]
    run("pyside6-lupdate", "-silent", *keep, *LANGUAGES[language], calls, "-ts", file)


def translate_calls() -> list[str]:
    """Every call of translate() as one line of literals."""
    found = []
    for path in sorted(path for part in PARTS for path in (ROOT / "kazadesk" / part).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "translate":
                continue
            try:
                words = [ast.literal_eval(argument) for argument in node.args[:3]]
            except ValueError:
                raise SystemExit(f"{path}:{node.lineno}: translate() takes literals") from None
            if ("%n" in words[1]) != (len(node.args) == 4):
                raise SystemExit(f"{path}:{node.lineno}: %n and the number go together")
            numbered = ", 1" if "%n" in words[1] else ""
            found.append(f"translate({', '.join(map(quoted, words))}{numbered})")
    return found


def quoted(text: str) -> str:
    """A Python literal that lupdate reads as well: double quotes, no escapes but the usual ones."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def run(tool: str, *arguments: str | Path) -> None:
    """One of Qt's tools, as PySide6 installs them beside the interpreter."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which(tool, path=beside)
    if found is None:
        raise SystemExit(f"{tool} is not in {beside}: run this with the interpreter of the set-up (.venv)")
    subprocess.run([found, *map(str, arguments)], cwd=ROOT, check=True)


def messages(file: Path) -> set[Message]:
    """What `file` says."""
    found = set()
    for context in ElementTree.parse(file).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            said = "" if translation is None else ElementTree.tostring(translation, "unicode").strip()
            comment = message.findtext("comment", "")
            found.add((context.findtext("name", ""), message.findtext("source", ""), comment, said))
    return found


def unfinished(file: Path) -> list[str]:
    """The sources without a translation, or without one of the plural forms."""
    found = []
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        forms = [] if translation is None else translation.findall("numerusform") or [translation]
        done = translation is not None and translation.get("type") != "unfinished"
        if not done or not all((form.text or "").strip() for form in forms):
            found.append(message.findtext("source", ""))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
