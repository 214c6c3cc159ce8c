"""What only the system can install: found missing, installed by apt where this process may, else told to the user."""

from __future__ import annotations

import os
import re
import shutil
import sysconfig
from pathlib import Path

from setup.common import LINUX, captured, say

# Libraries of Qt that Debian's rule for the names of library packages does not fit.
NAMED_OTHERWISE = {r"lib(glib|gthread|gobject|gio)-2\.0\.": "libglib2.0-0", r"libbrotli": "libbrotli1"}


def provide_libraries(files: list[Path]) -> str | None:
    """Sees to it that these files find the libraries they link; a sentence for the user if they do not, else None."""
    missing = missing_libraries(files)
    if missing and apt_install(packages_of(missing)):
        missing = missing_libraries(files)
    if not missing:
        return None
    some = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
    return f"Qt cannot find {some} on this system. {advice(packages_of(missing), ', '.join(missing))}"


def missing_libraries(files: list[Path]) -> list[str]:
    """The libraries that these files, or what they link in turn, ask for and this system lacks."""
    if not (LINUX and files and shutil.which("ldd")):
        return []
    return unresolved(captured(["ldd", *files])[1])


def unresolved(output: str) -> list[str]:
    """The libraries that ldd says it did not find."""
    return sorted(set(re.findall(r"^\s*(\S+) => not found", output, re.MULTILINE)))


def packages_of(libraries: list[str]) -> list[str]:
    return sorted({debian_package(name) for name in libraries})


def debian_package(library: str) -> str:
    """The package that brings a library, by Debian's rule for naming them: libEGL.so.1 is in libegl1."""
    for family, package in NAMED_OTHERWISE.items():
        if re.match(family, library):
            return package
    name, _, version = library.lower().replace("_", "-").partition(".so.")
    return f"{name}-{version}" if name[-1:].isdigit() else name + version


def python_library() -> tuple[Path, str] | None:
    """Where this Python's shared library is to be, which bundles need, and its package; None if built without one."""
    if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return None
    folder, name = Path(sysconfig.get_config_var("LIBDIR")), sysconfig.get_config_var("INSTSONAME")
    # Debian's Python does not link its library: a package of its own brings that, into the architecture's folder.
    architecture = sysconfig.get_config_var("MULTIARCH") or ""
    of_debian = (folder if folder.name == architecture else folder / architecture) / name
    return folder / name if (folder / name).exists() else of_debian, name.partition(".so")[0]


def is_debian() -> bool:
    try:
        about = Path("/etc/os-release").read_text("utf-8")
    except OSError:
        return False
    related = re.search(r"^ID(_LIKE)?=.*\b(debian|ubuntu)\b", about, re.MULTILINE)
    return bool(related and shutil.which("apt-get"))


def apt_install(packages: list[str]) -> bool:
    """True if these packages were installed; False where this process may not, or apt could not."""
    if not (is_debian() and os.geteuid() == 0):
        return False
    say(f"Installing from the system's packages: {' '.join(packages)}.")
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])  # dpkg insists on these
    variables = {"DEBIAN_FRONTEND": "noninteractive", "PATH": path}
    captured(["apt-get", "update"], variables)
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    status, _ = captured([*install, *packages], variables)
    return status == 0


def advice(packages: list[str], names: str) -> str:
    """What the user can type where this program may not, or could not, install the packages that bring `names`."""
    if not is_debian():
        return f"Install {names} with your system's package manager, then start this again."
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"Type this, then start again:\n    {sudo}apt-get install --no-install-recommends {' '.join(packages)}"
