"""What is in a bundle's folder: sizes by component, and whatever should not be there.

`PYTHONPATH=packaging python -m bundle.tree FOLDER` prints the report; exit status 1 if something should not be there.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from bundle import kept

UNPACKED_LIMIT = 138_000_000
PACKED_LIMIT = 42_000_000
# Ubuntu 22.04's; for ARM, Qt's own wheels ask for Ubuntu 24.04's.
NEWEST_GLIBC = {"x86_64": (2, 35), "aarch64": (2, 39)}

# The first pattern that is found in a file's path names its component.
COMPONENTS = {
    r"libicu": "ICU (Qt's Unicode data)",
    r"plugins/": "Qt plug-ins",
    r"PySide6/translations|Qt/translations": "Qt translations",
    r"libQt6|Qt6\w+\.dll|Qt\w+\.framework": "Qt libraries",
    r"PySide6|shiboken6": "Qt for Python",
    r"^resources|Resources/resources": "KazaDesk's resources",
    r"cryptography|_cffi_backend": "cryptography (the keyring's transport)",
    r"psycopg": "PostgreSQL's client (psycopg), with an OpenSSL of its own",
    r"apsw": "SQLite (apsw)",
    r"lib(crypto|ssl)|_ssl": "OpenSSL",
    r"certifi": "certificates (certifi)",
    r"calamine": "spreadsheets (calamine)",
    r"tzdata": "time zones (tzdata)",
    r"python3|lib-dynload|base_library|libffi|\.pyd$|VCRUNTIME": "Python",
    r"libxcb": "X11 helpers",
    r"kazadesk|code\.pyz": "KazaDesk, and all libraries' Python code",
}


def files(tree: Path) -> list[str]:
    """Paths of the files in the bundle, links left out, sorted."""
    found = (Path(folder, name) for folder, _, names in os.walk(tree) for name in names)
    return sorted(path.relative_to(tree).as_posix() for path in found if not path.is_symlink())


def contents_of(tree: Path) -> Path:
    """Where all but the programs is."""
    return tree / "Contents" if (tree / "Contents").is_dir() else tree / "_internal"


def sizes(tree: Path) -> dict[str, int]:
    """Bytes by component, largest first."""
    total: dict[str, int] = defaultdict(int)
    for path in files(tree):
        inner = path.removeprefix("_internal/")
        component = next((name for pattern, name in COMPONENTS.items() if re.search(pattern, inner)), "everything else")
        total[component] += (tree / path).stat().st_size
    return dict(sorted(total.items(), key=lambda each: -each[1]))


def strangers(tree: Path, system: str = sys.platform) -> list[str]:
    """Files off the keep-list, links too."""
    inside = (Path(folder, name) for folder, _, names in os.walk(tree) for name in names)
    paths = (path.relative_to(tree).as_posix() for path in inside)
    return sorted(path for path in paths if not kept.is_kept(path, system=system))


def readelf(tree: Path, option: str) -> str:
    linked = [path for path in files(tree) if re.search(r"\.so(\.|$)", path) or "/" not in path]
    environment = {**os.environ, "LC_ALL": "C"}
    command = ["readelf", option, *linked]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False).stdout


def libraries_needed(tree: Path) -> set[str]:
    """Names of the libraries that a Linux bundle expects from the system."""
    wanted = set(re.findall(r"\(NEEDED\).*\[(.+)\]", readelf(tree, "-dW")))
    return wanted - {Path(path).name for path in files(tree)}


def newest_glibc_needed(tree: Path) -> tuple[int, ...]:
    versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", readelf(tree, "-VW"))
    return max((int(major), int(minor)) for major, minor in versions)


def debian_depends(tree: Path) -> list[str]:
    """What the package's Depends has to say. KeyError for a library that nobody has named a package for."""
    needed = libraries_needed(tree) - set(kept.OPTIONAL_LIBRARIES)
    packages = {kept.SYSTEM_LIBRARIES[name] for name in needed} - {"libc6"}
    major, minor = newest_glibc_needed(tree)
    return sorted({*packages, f"libc6 (>= {major}.{minor})"})


def faults(tree: Path) -> list[str]:
    """What should not be so, a sentence each."""
    found = [f"{path} is not on the keep-list" for path in strangers(tree)]
    if sys.platform == "linux":
        unknown = libraries_needed(tree) - set(kept.SYSTEM_LIBRARIES) - set(kept.OPTIONAL_LIBRARIES)
        found += [f"{name} is neither in the bundle nor among the declared packages" for name in sorted(unknown)]
        total = sum(sizes(tree).values())
        if total > UNPACKED_LIMIT:
            found.append(f"the bundle has {total:,} bytes, more than {UNPACKED_LIMIT:,}")
    return found


def too_new(tree: Path) -> list[str]:
    """Why a bundle that was built on this system would not start on the oldest one it is for; no fault of its own."""
    if sys.platform != "linux" or (glibc := newest_glibc_needed(tree)) <= NEWEST_GLIBC[platform.machine()]:
        return []
    return [f"the bundle needs glibc {glibc[0]}.{glibc[1]}: built on too new a system"]


def report(tree: Path) -> str:
    by_component = sizes(tree)
    lines = [f"{size / 1e6:8.2f} MB  {name}" for name, size in by_component.items()]
    return "\n".join([*lines, f"{sum(by_component.values()) / 1e6:8.2f} MB  in {len(files(tree))} files"])


if __name__ == "__main__":
    bundle = Path(sys.argv[1])
    print(report(bundle))
    wrong = faults(bundle) + too_new(bundle)
    print("\n".join(wrong))
    sys.exit(bool(wrong))
