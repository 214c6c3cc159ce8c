"""The bundle itself: built once for these tests by the Python that runs them, then used as people use it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest

ROOT = Path(__file__).parents[3]
SOURCES = ("kazadesk", "packaging", "resources")

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux", reason="the other systems' bundles are built and run by their workflow"
    ),
    pytest.mark.timeout(600),
]

Kaza = Callable[..., subprocess.CompletedProcess[str]]


def freeze(sources: Path, target: Path) -> Path:
    """The folder that PyInstaller makes of these sources."""
    code = "import sys; from pathlib import Path; from bundle.build import freeze"
    code += "; print(freeze(Path(sys.executable), Path(sys.argv[1])))"
    environment = {**os.environ, "PYTHONPATH": str(sources / "packaging")}
    done = subprocess.run(
        [sys.executable, "-c", code, target], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from PyInstaller.depend.bindepend import get_python_library_path
    from PyInstaller.exceptions import PythonLibraryNotFoundError

    if not shutil.which("objdump"):
        pytest.skip("PyInstaller needs objdump")
    try:
        get_python_library_path()
    except PythonLibraryNotFoundError:
        pytest.skip("PyInstaller needs this Python's shared library, and does not find it")
    return freeze(ROOT, tmp_path_factory.mktemp("bundle"))


def runner(program: Path, data: Path) -> Kaza:
    def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        names = ("PATH", "HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
        environment = {name: os.environ[name] for name in names if name in os.environ}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", **variables}
        command = [program, *arguments, "--data-dir", data]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)

    return run


@pytest.fixture
def kazadesk(bundle: Path, tmp_path: Path) -> Kaza:
    """Runs the bundle's program on a data folder of its own."""
    return runner(bundle / "kazadesk", tmp_path / "بيانات المتجر")


def test_holds_nothing_but_what_the_keep_list_names(bundle: Path, packaging: Any) -> None:
    assert packaging("bundle.tree").faults(bundle) == []


def test_holds_its_licences_and_its_bill_of_materials(bundle: Path) -> None:
    licences = bundle / "_internal" / "resources" / "licences"
    assert {path.name for path in licences.iterdir()} >= {"MIT.txt", "THIRD-PARTY.txt", "LGPL-3.0.txt", "sbom.cdx.json"}
    names = {each["name"] for each in json.loads((licences / "sbom.cdx.json").read_text("utf-8"))["components"]}
    assert {"Python", "pyside6-essentials", "httpx", "apsw"} <= names
    assert "pytest" not in names


def test_a_qt_library_off_the_keep_list_is_noticed(bundle: Path, packaging: Any, tmp_path: Path) -> None:
    tree = tmp_path / "kazadesk"
    shutil.copytree(bundle, tree, symlinks=True, copy_function=os.link)
    for name in ("PySide6/Qt/lib/libQt6Quick.so.6", "libgtk-3.so.0", "PySide6/Qt/plugins/platformthemes/libqgtk3.so"):
        path = tree / "_internal" / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        assert f"_internal/{name} is not on the keep-list" in packaging("bundle.tree").faults(tree)
        path.unlink()
    assert packaging("bundle.tree").faults(tree) == []


def test_holds_no_test_or_build_package(bundle: Path) -> None:
    from PyInstaller.archive.readers import CArchiveReader

    code = CArchiveReader(str(bundle / "kazadesk")).open_embedded_archive("PYZ.pyz").toc
    packages = {name.partition(".")[0] for name in code}
    assert {"kazadesk", "httpx", "uvicorn"} <= packages
    unwanted = {
        "pytest",
        "_pytest",
        "hypothesis",
        "mypy",
        "ruff",
        "setuptools",
        "pip",
        "PyInstaller",
        "unittest",
        "tkinter",
    }
    assert not packages & unwanted


def test_selftest_finds_everything_that_a_user_needs(kazadesk: Kaza) -> None:
    done = kazadesk("selftest")
    assert done.returncode == 0, done.stdout
    assert "MISSING" not in done.stdout
    for line in (
        "Qt platform: offscreen",
        "SVG icons: plug-in found",
        "TLS: the system's certificates",
        "httpx: 0.28.1",
    ):
        assert f"ok       {line}" in done.stdout


def test_the_whole_job_in_practice_mode(kazadesk: Kaza) -> None:
    done = kazadesk("tour")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith("Verdict: paid")


def test_the_client_of_postgresql_is_in_it(kazadesk: Kaza) -> None:
    """Port 9 is nobody's: what matters is that the driver and its libraries got that far."""
    done = kazadesk("links", "--ledger", "postgresql://nobody@127.0.0.1:9/none")
    assert (done.returncode, done.stdout) == (10, "")
    assert done.stderr.startswith("kazadesk: The ledger's server cannot be reached: 127.0.0.1:9/none.")


def test_the_window_opens_is_raised_by_a_second_start_and_closes_cleanly(
    bundle: Path, kazadesk: Kaza, tmp_path: Path
) -> None:
    data = tmp_path / "بيانات المتجر"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(bundle / "kazadesk"), "--practice", "--data-dir", str(data)]
    window = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        ledger = data / "practice" / "ledger.sqlite"
        deadline = time.monotonic() + 60
        while not ledger.exists() and window.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert kazadesk("--practice").returncode == 0  # the first one's event loop answered
        window.terminate()
        output, _ = window.communicate(timeout=30)
        assert (window.returncode, output) == (0, "")
    finally:
        window.kill()
        window.communicate()


def test_runs_from_a_path_with_a_blank_and_arabic_letters(bundle: Path, tmp_path: Path) -> None:
    moved = tmp_path / "متجر الأمل" / "Kaza Desk"
    shutil.copytree(bundle, moved, symlinks=True, copy_function=os.link)
    kazadesk = runner(moved / "kazadesk", tmp_path / "data")
    assert kazadesk("selftest").returncode == 0
    created = kazadesk("--practice", "create", "5", "USD")
    assert created.returncode == 0
    assert created.stdout.startswith("http://127.0.0.1:")


def test_works_without_standard_output(bundle: Path, tmp_path: Path) -> None:
    """As a windowed program does on Windows."""
    command = 'exec "$0" selftest --data-dir "$1" <&- >&- 2>&-'
    environment = {"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        ["sh", "-c", command, bundle / "kazadesk", tmp_path], env=environment, timeout=60, check=False
    )
    assert done.returncode == 0


def test_a_child_that_multiprocessing_would_start_ends_at_once(kazadesk: Kaza) -> None:
    """Nothing uses multiprocessing; if something did, the program must not open itself again and again."""
    done = kazadesk("--multiprocessing-fork", "parent_pid=1", "pipe_handle=5")
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_qt_may_be_replaced(bundle: Path, tmp_path: Path) -> None:
    """The LGPL lets users put their own build in its place: here, one with other bytes."""
    changed = tmp_path / "kazadesk"
    shutil.copytree(bundle, changed, symlinks=True)
    library = changed / "_internal/PySide6/Qt/lib/libQt6Svg.so.6"
    library.write_bytes(library.read_bytes() + b"changed by the user")
    assert runner(changed / "kazadesk", tmp_path / "data")("selftest").returncode == 0


def test_a_newer_bundle_opens_an_older_ledger_and_the_older_one_refuses_it_then(
    bundle: Path, kazadesk: Kaza, tmp_path: Path
) -> None:
    sources = tmp_path / "newer"
    for name in SOURCES:
        shutil.copytree(ROOT / name, sources / name)
    database = sources / "kazadesk/storage/sqlite/database.py"
    steps = sorted((sources / "kazadesk/storage/sqlite/schema").glob("*.sql"))
    newest = len(steps) + 1
    text = database.read_text("utf-8")
    assert f"SCHEMA_VERSION = {len(steps)}\n" in text
    database.write_text(text.replace(f"SCHEMA_VERSION = {len(steps)}\n", f"SCHEMA_VERSION = {newest}\n"), "utf-8")
    (steps[0].parent / f"{newest:04}_of_tomorrow.sql").write_text("CREATE TABLE tomorrow (day TEXT) STRICT;", "utf-8")
    newer = runner(freeze(sources, tmp_path / "built") / "kazadesk", tmp_path / "بيانات المتجر")

    assert kazadesk("--practice", "create", "5", "USD", "--ref", "OLD-1").returncode == 0
    listed = newer("--practice", "links", "--json")
    assert listed.returncode == 0, listed.stderr
    assert '"OLD-1"' in listed.stdout

    practice = tmp_path / "بيانات المتجر" / "practice"
    assert apsw.Connection(str(practice / "ledger.sqlite")).pragma("user_version") == newest
    copies = list(practice.rglob("ledger-*.sqlite"))
    assert [apsw.Connection(str(path)).pragma("user_version") for path in copies] == [len(steps)]

    refused = kazadesk("--practice", "links")
    assert refused.returncode == 10
    assert "newer" in refused.stderr
    assert "Traceback" not in refused.stderr
