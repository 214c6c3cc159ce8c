"""Missing system libraries: found by ldd, named by Debian's rule, installed by apt or told to the user."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only Linux has such packages")

LDD = """\
/desk/.venv/lib/python3.11/site-packages/PySide6/QtWidgets.abi3.so:
\tlinux-vdso.so.1 (0x00007ffd3a5c6000)
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f6c1a400000)
/desk/.venv/lib/python3.11/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibglib-2.0.so.0 => not found
\tlibEGL.so.1 => not found
"""


def test_ldd_tells_what_is_missing(packaging: Any) -> None:
    assert packaging("setup.system_packages").unresolved(LDD) == [
        "libEGL.so.1",
        "libglib-2.0.so.0",
        "libxcb-cursor.so.0",
    ]


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libbrotlicommon.so.1", "libbrotli1"),
    ],
)
def test_a_library_is_named_like_its_debian_package(packaging: Any, library: str, package: str) -> None:
    assert packaging("setup.system_packages").debian_package(library) == package


def test_pythons_own_library_is_named_where_debian_puts_it(packaging: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    library = packaging("setup.system_packages").python_library
    settings: dict[str, Any] = {"Py_ENABLE_SHARED": 1, "INSTSONAME": "libpython3.13.so.1.0"}
    settings |= {"LIBDIR": "/nowhere/lib", "MULTIARCH": "x86_64-linux-gnu"}
    monkeypatch.setattr("sysconfig.get_config_var", settings.get)
    assert library() == (Path("/nowhere/lib/x86_64-linux-gnu/libpython3.13.so.1.0"), "libpython3.13")
    settings["Py_ENABLE_SHARED"] = 0
    assert library() is None


class System:
    """An ldd that misses two libraries until an apt-get installs something, and what apt-get was asked for."""

    def __init__(self, folder: Path, installs: bool) -> None:
        self.folder = folder
        (folder / "ldd.txt").write_text(LDD)
        self._program("ldd", f"cat '{folder}/ldd.txt'")
        effect = f"case $1 in install) : >'{folder}/ldd.txt';; esac" if installs else "exit 100"
        self._program("apt-get", f"echo $DEBIAN_FRONTEND \"$@\" >>'{folder}/asked'; {effect}")

    def _program(self, name: str, script: str) -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.folder / name).chmod(0o755)

    @property
    def asked(self) -> list[str]:
        file = self.folder / "asked"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def provide(packaging: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Looks for Qt's libraries as this user of this kind of system: gives the advice and the system."""

    def provided(*, root: bool, debian: bool = True, installs: bool = True) -> tuple[str | None, System]:
        module, system = packaging("setup.system_packages"), System(tmp_path, installs)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        monkeypatch.setattr(module, "is_debian", lambda: debian)
        monkeypatch.setattr(module, "LINUX", True)
        return module.provide_libraries([Path("QtWidgets.abi3.so")]), system

    return provided


def test_root_on_debian_gets_them_installed(provide: Any, capsys: pytest.CaptureFixture[str]) -> None:
    sentence, system = provide(root=True)
    assert sentence is None
    assert [line.split()[1] for line in system.asked] == ["update", "install"]
    assert "noninteractive install -y --no-install-recommends" in system.asked[1]
    assert system.asked[1].endswith(" libegl1 libglib2.0-0 libxcb-cursor0")
    assert capsys.readouterr().err == "Installing from the system's packages: libegl1 libglib2.0-0 libxcb-cursor0.\n"


def test_other_users_of_debian_get_the_command(provide: Any) -> None:
    sentence, system = provide(root=False)
    assert system.asked == []
    assert sentence == (
        "Qt cannot find libEGL.so.1, libglib-2.0.so.0, libxcb-cursor.so.0 on this system. "
        "Type this, then start again:\n"
        "    sudo apt-get install --no-install-recommends libegl1 libglib2.0-0 libxcb-cursor0"
    )


def test_root_gets_the_command_where_apt_fails(provide: Any) -> None:
    sentence, system = provide(root=True, installs=False)
    assert len(system.asked) == 2
    assert sentence.endswith("\n    apt-get install --no-install-recommends libegl1 libglib2.0-0 libxcb-cursor0")


def test_elsewhere_the_libraries_are_named(provide: Any) -> None:
    sentence, system = provide(root=True, debian=False)
    assert system.asked == []
    assert "Install libEGL.so.1, libglib-2.0.so.0, libxcb-cursor.so.0 with your system's package manager" in sentence
