"""Writes resources/licences/THIRD-PARTY.txt: whose work is in a bundle, and under which licence.

`python packaging/bundle/notices.py`, in an environment that holds the locked packages. Their licences come from
themselves; what no package brings along (Qt's third parties, Python, a package for another system) lies in licences/.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = Path(__file__).resolve().parent / "licences"
TARGET = ROOT / "resources" / "licences" / "THIRD-PARTY.txt"
UNDER_LGPL = {"pyside6-essentials", "shiboken6"}
FOR_WINDOWS = {"pywin32-ctypes": "BSD-3-Clause", "tzdata": "Apache-2.0"}
"""Packages that no other system installs, so that their texts lie in packaging/licences."""

OPENING = """\
WHOSE WORK IS IN KAZADESK

KazaDesk is made with the software listed here. Each part is under its own licence; the texts follow the list.


QT AND QT FOR PYTHON: YOUR RIGHTS UNDER THE LGPL

KazaDesk uses Qt {qt} and Qt for Python (PySide6, Shiboken) {qt}, Copyright (C) The Qt Company Ltd and other
contributors, under the GNU Lesser General Public License, version 3; unmodified, except that symbols which only
debuggers read are removed, and that the Python modules which Shiboken holds as text lie beside it as bytecode. The
licence's text is in LGPL-3.0.txt beside this file, and that of the GNU General Public License, to which it refers, in
GPL-3.0.txt. These libraries come without any warranty.

You may replace these libraries by your own builds of the same version, changed as you like, and you may take KazaDesk
apart as far as that needs. KazaDesk links them dynamically and checks no signature of theirs. They are files of their
own, in the folder where KazaDesk is installed:
  Linux    _internal/PySide6/Qt/lib/libQt6*.so.6 and _internal/PySide6/Qt/plugins; the bindings in _internal/PySide6 and
           _internal/shiboken6
  Windows  _internal\\PySide6\\Qt6*.dll and _internal\\PySide6\\plugins; the bindings in _internal\\PySide6 and
           _internal\\shiboken6
  macOS    KazaDesk.app/Contents/Frameworks/PySide6/Qt/lib/Qt*.framework and .../Qt/plugins; the bindings in
           .../Frameworks/PySide6 and .../Frameworks/shiboken6; then sign anew for yourself:
           codesign --force --deep --sign - KazaDesk.app
Put your file where the original is, under the same name, and start KazaDesk.

The source of these versions: https://download.qt.io/official_releases/qt/ and
https://download.qt.io/official_releases/QtForPython/ (qt-everywhere-src and pyside-setup-everywhere-src, {qt}).
Whoever gave you KazaDesk also gives you, for at least three years and on request, the complete corresponding source of
the libraries above as they are in your copy.


psycopg, which talks to a PostgreSQL server where a ledger is shared, is under the LGPL as well. Its compiled parts are
files of their own, in psycopg_binary beside PySide6; the Python part is inside the program, whose source and build are
free: with your psycopg in the environment, `packaging/bootstrap.py bundle` makes KazaDesk with it. keyutils and
libxcrypt, which come with it for Linux, are under the LGPL 2.1 or later (LGPL-2.1.txt beside this file), unmodified.


THE LIST
"""


def locked() -> dict[str, str]:
    """Name -> version, of everything in the lock, for all systems."""
    text = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    return dict(re.findall(r"^([\w-]+)==(\S+)", text, re.MULTILINE))


def licence_name(fields: metadata.PackageMetadata) -> str:
    """The licence in a few words, as the package itself says it."""
    if expression := fields.get("License-Expression"):
        return expression
    classifiers = [each for each in fields.get_all("Classifier", []) if each.startswith("License :: OSI Approved :: ")]
    if classifiers:
        return ", ".join(each.rpartition(" :: ")[2] for each in classifiers)
    return (fields.get("License") or "see its text").splitlines()[0]


def licence_texts(package: metadata.Distribution) -> list[str]:
    """What the files in the package's metadata say, each text once."""
    names = re.compile(r"\.dist-info/(licenses/)?[^/]*(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
    files = [file for file in package.files or [] if names.search(file.as_posix())]
    texts = [Path(str(file.locate())).read_text("utf-8").strip() for file in sorted(files, key=str)]
    return list(dict.fromkeys(texts))


def packages() -> list[tuple[str, str, str]]:
    """(name and version, licence in a few words, its text) of every locked package."""
    entries = []
    for name, version in locked().items():
        if name in UNDER_LGPL:
            entries.append((f"{name} {version}", "LGPL-3.0-only", ""))
        elif name in FOR_WINDOWS:
            entries.append((f"{name} {version}", FOR_WINDOWS[name], (TEXTS / f"{name}.txt").read_text("utf-8").strip()))
        else:
            found = metadata.distribution(name)
            text = "\n\n".join(licence_texts(found))
            if found.version != version or not text:
                raise SystemExit(
                    f"{name} {version}: installed is {found.version}, with {len(text)} characters of licence"
                )
            entries.append((f"{found.name} {version}", licence_name(found.metadata), text))
    return entries


def others() -> list[tuple[str, str, str]]:
    """What no Python package's metadata speaks of."""

    def text(name: str) -> str:
        return (TEXTS / f"{name}.txt").read_text("utf-8").strip()

    font = (ROOT / "resources" / "fonts" / "OFL.txt").read_text("utf-8").strip()
    return [
        ("Python", "PSF-2.0; with expat (MIT), mpdecimal (BSD-2-Clause) and zlib (Zlib)", text("python")),
        ("Code of others in Qt", "see its text", text("qt")),
        ("ICU (in Qt for Linux)", "Unicode-3.0", text("icu")),
        ("XCB utility libraries (Linux)", "MIT", text("xcb")),
        ("libffi", "MIT", text("libffi")),
        ("OpenSSL (in cryptography; in Python for Windows and macOS)", "Apache-2.0", text("openssl")),
        ("PostgreSQL's client library and what it links (in psycopg)", "see its text", text("libpq")),
        ("SQLite (in apsw)", "public domain", ""),
        ("PyInstaller's starter program", "GPL-2.0-or-later with an exception that lets any program use it", ""),
        ("Microsoft Visual C++ runtime (Windows)", "redistributable under Microsoft's terms", ""),
        ("KazaDesk Sans, made from IBM Plex Sans and IBM Plex Sans Arabic", "OFL-1.1", font),
    ]


def notices() -> str:
    entries = others() + packages()
    rows = [f"  {name}: {licence}" for name, licence, _ in entries]
    parts = [OPENING.format(qt=locked()["pyside6-essentials"]), "\n".join(rows)]
    parts += [f"\n\n{'=' * 100}\n{name}\n{'=' * 100}\n\n{text}" for name, _, text in entries if text]
    lines = "\n".join(parts).replace("\r", "").replace("\f", "").splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(notices(), "utf-8")
    print(TARGET)
