"""`bootstrap.py office [FOLDER]`: workbooks of KazaDesk as LibreOffice opens them; default FOLDER: build/office.

Held against what was saved, cell by cell: texts are texts, letter by letter; amounts are numbers where they fit one; no
formula; the Arabic sheets run from right to left. FOLDER has pictures of each as PDF, to be looked at. Needs
LibreOffice Calc, which nothing else here does: `apt-get install libreoffice-calc`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from setup.common import PYTHON, ROOT, Refusal
from setup.environment import set_up

PATIENCE = 300
_FIT = 15
"""Digits that a number of a spreadsheet keeps."""
_NAMES = {
    short: f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for short, name in (("table", "table"), ("text", "text"), ("office", "office"), ("style", "style"))
}


def main(arguments: list[str]) -> int:
    """0 where a person sees what was saved."""
    parser = argparse.ArgumentParser(prog="bootstrap.py office", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "office")
    folder: Path = parser.parse_args(arguments).folder.absolute()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Refusal("LibreOffice is not here: apt-get install libreoffice-calc")
    if sentence := set_up("requirements.lock", window=False):
        raise Refusal(sentence)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder / "home")}
    subprocess.run(
        [PYTHON, ROOT / "packaging" / "dev" / "office_books.py", folder], cwd=ROOT, env=environment, check=True
    )
    books = sorted(folder.glob("*.xlsx"))
    for kind in ("fods", "pdf"):
        command = [office, "--headless", "--convert-to", kind, "--outdir", folder, *books]
        subprocess.run(command, env=environment, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    faults = []
    for book in books:
        faults += [f"{book.name}: {fault}" for fault in _faults(book.with_suffix(".fods"), expected, book.stem[-2:])]
    print("\n".join(faults) or f"{len(books)} workbooks of {len(expected)} links are as they were saved: {folder}")
    return 1 if faults else 0


def _faults(path: Path, expected: list[list[str]], language: str) -> list[str]:
    """What LibreOffice takes otherwise than it was saved."""
    document = ElementTree.parse(path)
    faults = [
        f"a formula: {cell.get(_NAMES['table'] + 'formula')}"
        for cell in document.iter(_NAMES["table"] + "table-cell")
        if cell.get(_NAMES["table"] + "formula")
    ]
    direction = {
        style.get(_NAMES["style"] + "name"): properties.get(_NAMES["style"] + "writing-mode")
        for style in document.iter(_NAMES["style"] + "style")
        for properties in style.iter(_NAMES["style"] + "table-properties")
    }
    sheets = list(document.iter(_NAMES["table"] + "table"))
    for sheet in sheets:
        mode = direction.get(sheet.get(_NAMES["table"] + "style-name"))
        if (mode == "rl-tb") != (language == "ar"):
            faults.append(f"the sheet {sheet.get(_NAMES['table'] + 'name')} runs {mode}")
    rows = [_cells(row) for row in sheets[0].iter(_NAMES["table"] + "table-row")]
    found = [(row[0], row[1], row[3]) for row in rows[1 : len(expected) + 1]]
    for (text, order_id, amount), seen in zip(expected, found, strict=True):
        fits = len(amount.replace(".", "").lstrip("0")) <= _FIT
        wanted = (("string", text), ("string", order_id), ("float" if fits else "string", amount))
        for (kind, value), (seen_kind, seen_value) in zip(wanted, seen, strict=True):
            same = Decimal(value) == Decimal(seen_value) if kind == seen_kind == "float" else value == seen_value
            if kind != seen_kind or not same:
                faults.append(f"{value!r} ({kind}) is seen as {seen_value!r} ({seen_kind})")
    return faults


def _cells(row: ElementTree.Element) -> list[tuple[str, str]]:
    """Type and value of each cell: of a number what it is, of a text what is shown."""
    cells: list[tuple[str, str]] = []
    for cell in row.iter(_NAMES["table"] + "table-cell"):
        kind = cell.get(_NAMES["office"] + "value-type", "")
        shown = "\n".join("".join(part.itertext()) for part in cell.iter(_NAMES["text"] + "p"))
        value = cell.get(_NAMES["office"] + "value", "") if kind == "float" else shown
        cells += [(kind, value)] * min(int(cell.get(_NAMES["table"] + "number-columns-repeated", "1")), 64)
    return cells
