"""What goes into bundles and around them, without building one."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import runpy
import shutil
import struct
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import PySide6
import pytest
from packaging.markers import Marker

from kazadesk.cli.arguments import _parser

ROOT = Path(__file__).parents[3]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="made on Linux only")


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("_internal/PySide6/Qt/lib/libQt6Core.so.6", ("library", "Qt6Core")),
        ("_internal/libQt6Core.so.6", ("library", "Qt6Core")),
        (r"_internal\PySide6\Qt6Core.dll", ("library", "Qt6Core")),
        ("Contents/Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", ("library", "Qt6Core")),
        ("_internal/libicudata.so.73", ("library", "icudata")),
        ("_internal/PySide6/opengl32sw.dll", ("library", "opengl32sw")),
        ("_internal/PySide6/Qt/plugins/platforms/libqxcb.so", ("plug-in", "platforms/qxcb")),
        ("_internal/PySide6/plugins/platforms/qwindows.dll", ("plug-in", "platforms/qwindows")),
        ("Contents/Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib", ("plug-in", "platforms/qcocoa")),
        ("_internal/PySide6/QtWidgets.abi3.so", ("binding", "QtWidgets")),
        ("_internal/PySide6/QtWidgets.pyd", ("binding", "QtWidgets")),
        ("_internal/PySide6/libpyside6.abi3.so.6.11", ("binding", "pyside6")),
        ("_internal/shiboken6/Shiboken.abi3.so", ("binding", "Shiboken")),
        ("_internal/shiboken6/files.dir/shibokensupport/feature.pyc", None),
        ("_internal/PySide6/Qt/translations/qtbase_ar.qm", ("translation", "qtbase_ar")),
        ("_internal/resources/translations/kazadesk_ar.qm", None),
        ("_internal/PySide6/MSVCP140.dll", None),
        ("_internal/libpython3.11.so.1.0", None),
        ("kazadesk", None),
    ],
)
def test_a_part_of_qt_has_one_name_on_every_system(packaging: Any, path: str, part: tuple[str, str] | None) -> None:
    assert packaging("bundle.kept").qt_part(path) == part


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6OpenGL.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/QtQuick.abi3.so",
        "Contents/Frameworks/PySide6/Qt/lib/QtPdf.framework/Versions/A/QtPdf",
        "libgtk-3.so.0",
        "psycopg_binary.libs/libgtk-12345678.so.3",
        "_internal/libpq-12345678.so.5",
        "libstdc++.so.6",
        "libglib-2.0.so.0",
        "libssl.so.3",
        "tzdata/zoneinfo/tzdata.zi",
        r"tzdata\zoneinfo\zone1970.tab",
        "resources/translations/kazadesk_ar.ts",
        r"resources\translations\kazadesk_ar.ts",
        "resources/pictures/window.png",
    ],
)
def test_what_is_not_named_stays_out(packaging: Any, path: str) -> None:
    assert not packaging("bundle.kept").is_kept(path, system="linux")


def test_the_installed_qt_has_every_part_that_linux_needs(packaging: Any) -> None:
    """A renamed plug-in would otherwise just be missing."""
    kept = packaging("bundle.kept")

    qt = Path(PySide6.__file__).parent
    found = {kept.qt_part(f"PySide6/{path.relative_to(qt).as_posix()}") for path in qt.rglob("*") if path.is_file()}
    elsewhere = {"platforms/qcocoa", "platforms/qwindows", "styles/qmacstyle", "styles/qmodernwindowsstyle"}
    if sys.platform == "linux":
        assert {("plug-in", name) for name in kept.PLUGINS - elsewhere} <= found
        assert {("library", name) for name in kept.LIBRARIES} <= found
        assert {("translation", name) for name in kept.TRANSLATIONS} <= found


def test_programs_that_kazadesk_opens_get_the_users_own_environment(
    packaging: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore = packaging("bundle.frozen_main").restore_environment
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/kazadesk/_internal:/home/user/lib")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/home/user/lib")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "/opt/kazadesk/kazadesk")
    restore()
    assert os.environ["LD_LIBRARY_PATH"] == "/home/user/lib"
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/kazadesk/_internal")
    restore()
    left = [name for name in os.environ if name.startswith(("LD_LIBRARY_PATH", "_PYI"))]
    assert left == []


def test_a_program_without_output_gets_one_that_does_not_fail(packaging: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    packaging("bundle.frozen_main").provide_output()
    assert sys.stdout is not None
    sys.stdout.write("رابط")
    sys.stdout.flush()
    sys.stdout.close()
    sys.stderr.close()


def test_the_programs_of_windows_find_the_code_that_they_share(packaging: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What PyInstaller's bootloader has set by then; its loader reads it afterwards."""
    monkeypatch.setattr(sys, "_MEIPASS", r"C:\متجر الأمل\KazaDesk\_internal", raising=False)
    monkeypatch.setattr(sys, "_pyinstaller_pyz", r"C:\متجر الأمل\KazaDesk\kazadesk.exe?400000", raising=False)
    runpy.run_path(str(ROOT / "packaging" / "bundle" / "windows" / "where_code_is.py"))
    assert vars(sys)["_pyinstaller_pyz"] == r"C:\متجر الأمل\KazaDesk\_internal/code.pyz"
    assert packaging("bundle.kept").is_kept("code.pyz", system="win32")


def test_the_icon_has_every_size(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "packaging" / "bundle" / "icons.py", tmp_path], check=True)
    for size in (16, 32, 48, 256, 512):
        header = (tmp_path / f"{size}x{size}.png").read_bytes()[:24]
        assert struct.unpack(">II", header[16:]) == (size, size)
    ico = (tmp_path / "kazadesk.ico").read_bytes()
    count = struct.unpack("<HHH", ico[:6])[2]
    entries = [struct.unpack("<BBBBHHII", ico[6 + 16 * n : 22 + 16 * n]) for n in range(count)]
    assert {entry[0] or 256 for entry in entries} >= {16, 32, 48, 256}
    assert all(ico[entry[7] :].startswith(b"\x89PNG") for entry in entries)
    icns = (tmp_path / "kazadesk.icns").read_bytes()
    assert icns[:8] == b"icns" + struct.pack(">I", len(icns))


def small_bundle(folder: Path) -> Path:
    """A folder of a bundle's shape around one real program."""
    bundle = folder / "tree" / "kazadesk"
    (bundle / "_internal" / "resources").mkdir(parents=True)
    shutil.copy("/bin/true", bundle / "kazadesk")
    (bundle / "_internal" / "libmine.so.6").symlink_to("resources/words")
    (bundle / "_internal" / "resources" / "words").write_text("مرحبا", "utf-8")
    made = folder / "made"
    made.mkdir()
    (made / "16x16.png").write_bytes(b"icon")
    (made / "kazadesk.svg").write_bytes(b"icon")
    return bundle


@LINUX
def test_the_same_folder_gives_the_same_archives(packaging: Any, tmp_path: Path) -> None:
    archives = packaging("bundle.archives")
    digests = []
    for name in ("one", "two"):
        folder = tmp_path / name
        bundle = small_bundle(folder)
        os.utime(bundle / "kazadesk", (len(name), 12345 if name == "one" else 54321))
        made = [
            archives.tar_xz(bundle, folder, 1_700_000_000),
            archives.deb(bundle, folder / "deb", folder, 1_700_000_000),
        ]
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in made])
    assert digests[0] == digests[1]


@LINUX
def test_the_package_brings_what_a_desktop_finds_it_by(packaging: Any, tmp_path: Path) -> None:
    package = packaging("bundle.archives").deb(small_bundle(tmp_path), tmp_path / "deb", tmp_path, 1_700_000_000)
    root = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "-R", package, root], check=True)
    assert (root / "usr/bin/kazadesk").resolve() == root / "usr/lib/kazadesk/kazadesk"
    assert (root / "usr/share/applications/kazadesk.desktop").read_text("utf-8").count("Exec=kazadesk") == 2
    assert (root / "usr/share/icons/hicolor/16x16/apps/kazadesk.png").exists()
    terms = (root / "usr/share/doc/kazadesk/copyright").read_text("utf-8")
    assert "License: MIT\n MIT License\n .\n Copyright (c) 2026 The KazaDesk developers\n .\n Permission is" in terms
    assert not re.search(r"^.{80}", terms.partition("Files: *")[2], re.MULTILINE)
    manual = gzip.decompress((root / "usr/share/man/man1/kazadesk.1.gz").read_bytes()).decode()
    metadata = (root / "usr/share/metainfo/org.kazadesk.KazaDesk.metainfo.xml").read_text("utf-8")
    component = ElementTree.fromstring(metadata)
    version = packaging("bundle.archives").version()
    assert [release.get("version") for release in component.iter("release")] == [version]
    assert f"KazaDesk {version}" in manual
    assert not re.search(r"@[A-Z]+@", manual + metadata)
    control = dict(re.findall(r"^(\S+): (.*)$", (root / "DEBIAN/control").read_text("utf-8"), re.MULTILINE))
    assert control["Version"] == version
    assert re.fullmatch(r"libc6 \(>= 2\.\d+\)", control["Depends"])
    removed = subprocess.run([root / "DEBIAN/postrm", "remove"], capture_output=True, text=True, check=True).stdout
    assert "stay in ~/.local/share/KazaDesk" in removed
    upgraded = subprocess.run([root / "DEBIAN/postrm", "upgrade"], capture_output=True, text=True, check=True).stdout
    assert upgraded == ""


@LINUX
def test_the_archive_says_what_it_needs_and_where_data_stays(packaging: Any, tmp_path: Path) -> None:
    archive = packaging("bundle.archives").tar_xz(small_bundle(tmp_path), tmp_path, 1_700_000_000)
    with tarfile.open(archive) as tar:
        entries = tar.getmembers()
        readme = tar.extractfile(next(entry for entry in entries if entry.name.endswith("README.txt")))
        assert readme
        text = readme.read().decode()
    assert {(entry.uid, entry.gid, entry.uname, entry.mtime) for entry in entries} == {(0, 0, "", 1_700_000_000)}
    assert len({entry.name.partition("/")[0] for entry in entries}) == 1
    assert "libc6" in text
    assert "~/.local/share/KazaDesk" in text
    assert not re.search(r"@[A-Z]+@", text)


def commands(parser: argparse.ArgumentParser, words: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """(its words, its parser) of each command that does something, "" for the program itself."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for name, each in below[0].choices.items() if below else ():
        yield from commands(each, f"{words} {name}".strip())
    if not below or not words:
        yield words, parser


def test_the_manual_page_names_every_command_and_option() -> None:
    manual = (ROOT / "packaging" / "bundle" / "linux" / "kazadesk.1").read_text("utf-8").replace("\\-", "-")
    for words, parser in commands(_parser()):
        assert re.search(rf'^\.(B|BR|BI) .*"?\b{words}\b', manual, re.MULTILINE), words
        options = {name for action in parser._actions for name in action.option_strings}
        missing = sorted(options - {"--with-parent"} - set(re.findall(r"--[\w-]+|-h", manual)))  # a child of the window
        assert missing == [], words


def test_the_notices_name_every_locked_package_at_its_version(packaging: Any) -> None:
    notices = (ROOT / "resources" / "licences" / "THIRD-PARTY.txt").read_text("utf-8")
    listed = dict(re.findall(r"^  ([\w.-]+) (\d\S*): \S", notices, re.MULTILINE))
    plain = {name.lower().replace("_", "-").replace(".", "-"): version for name, version in listed.items()}
    assert plain == packaging("bundle.notices").locked()
    qt = packaging("bundle.notices").locked()["pyside6-essentials"]
    assert f"Qt {qt}" in notices
    assert f"({qt}" in notices or f", {qt})" in notices
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt", "LGPL-2.1.txt"):
        assert name in notices
        assert len((ROOT / "resources" / "licences" / name).read_text("utf-8")) > 7_000


def locked_here() -> Iterator[str]:
    """The packages of the lock that this system and this Python install."""
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    for name, marker in re.findall(r"^([\w-]+)==\S+(?: ; (.*?))? \\$", lock, re.MULTILINE):
        if not marker or Marker(marker).evaluate():
            yield name


def test_the_bill_of_materials_holds_what_the_lock_has_for_this_system(packaging: Any) -> None:
    sbom, locked = packaging("bundle.sbom"), packaging("bundle.notices").locked()
    bill = sbom.document(1_700_000_000)
    assert bill == sbom.document(1_700_000_000)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    ours = [each for each in bill["components"] if each.get("purl", "").startswith("pkg:pypi/")]
    libraries = {each["name"]: each for each in ours}
    assert set(libraries) == set(locked_here())
    for name, library in libraries.items():
        assert library["version"] == locked[name]
        assert library["purl"] == f"pkg:pypi/{name}@{locked[name]}"
        assert all(re.fullmatch("[0-9a-f]{64}", each["content"]) for each in library["hashes"])
        assert library["hashes"]
        assert library["licenses"]
    assert libraries["httpx"]["licenses"] == [{"license": {"name": "BSD License"}}]
    assert libraries["pyside6-essentials"]["licenses"] == [{"expression": "LGPL-3.0-only"}]
    references = [each["bom-ref"] for each in bill["components"]]
    assert bill["dependencies"] == [{"ref": "kazadesk", "dependsOn": references}]
    assert len(set(references)) == len(references)
