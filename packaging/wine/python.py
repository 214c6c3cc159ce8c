"""A real CPython for Windows from packages: its DLLs as panda3d ships them, its Lib and launchers from Debian's source.

python.org is not needed. The DLLs are those that MSVC built; only the launchers (a main that calls Py_Main) and
python3.dll (names that lead to python313.dll) are compiled here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from setup.common import PYTHON, ROOT, Refusal, captured, say
from setup.environment import pip_wheel
from wine.root import INSIDE, WineRoot

SOURCES = Path(__file__).with_name("sources")
VERSION = "3.13"
TAG = "cp" + VERSION.replace(".", "")
GCC = "x86_64-w64-mingw32-gcc"
PANDA = "panda3d==1.10.16 --hash=sha256:0e505261bb58d8402d0099c291f1a3459acfdd38f3e7d666e72aa2e1ea5dc46f\n"
DLLS = {"libffi-8.dll", "libcrypto-3.dll", "libssl-3.dll", "sqlite3.dll", "zlib1.dll"}
BESIDE = {f"python{VERSION.replace('.', '')}.dll", "VCRUNTIME140.dll", "VCRUNTIME140_1.dll"}
LOCKS = ("requirements-test.lock", "requirements-build.lock")
TARGET = ["--only-binary", ":all:", "--platform", "win_amd64", "--python-version", VERSION]
TARGET += ["--implementation", "cp", "--abi", TAG, "--abi", "abi3", "--abi", "none"]
MARKERS = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": VERSION,
    "python_full_version": f"{VERSION}.5",
}


def make_python(root: WineRoot, cache: Path) -> Path:
    """The folder of a Windows Python, made once."""
    folder = cache / f"python-{VERSION}"
    if (folder / "complete").exists():
        return folder
    say(f"Making a Windows Python {VERSION} in {folder} (once).")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _unpack_dlls(folder, _downloaded_wheel(cache))
    source = _source(root, cache)
    shutil.copytree(source / "Lib", folder / "Lib", ignore=shutil.ignore_patterns("test", "idlelib", "turtledemo"))
    build = cache / "build"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir()
    _compile(root, source, build, folder)
    (folder / "complete").touch()
    return folder


def _downloaded_wheel(cache: Path) -> Path:
    lock = cache / "panda3d.lock"
    lock.write_text(PANDA, "utf-8")
    pip("download", "--no-deps", "--require-hashes", *TARGET, "-d", cache / "panda3d", "-r", lock)
    return next((cache / "panda3d").glob("panda3d-*.whl"))


def _unpack_dlls(folder: Path, wheel: Path) -> None:
    (folder / "DLLs").mkdir()
    with zipfile.ZipFile(wheel) as packed:
        for entry in packed.namelist():
            name = entry.rpartition("/")[2]
            if not entry.startswith("deploy_libs/"):
                continue
            if name in BESIDE:
                (folder / name).write_bytes(packed.read(entry))
            elif name in DLLS or name.endswith(".pyd"):
                (folder / "DLLs" / name).write_bytes(packed.read(entry))


def _source(root: WineRoot, cache: Path) -> Path:
    """Debian's upstream tarball, unpatched; apt checks its hash."""
    folder = cache / "source"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        root.run("apt-get", "update")
        root.run("apt-get", "source", "--download-only", f"python{VERSION}", folder=INSIDE / "cache" / "source")
        tarball = next(folder.glob("*.orig.tar.*z"))
        subprocess.run(["tar", "-xf", tarball, "-C", folder, "--strip-components=1"], check=True)
        (folder / "complete").touch()
    return folder


def _compile(root: WineRoot, source: Path, build: Path, folder: Path) -> None:
    inside = {path: INSIDE / "cache" / path.name for path in (source, build, folder)}
    shutil.copy(SOURCES / "python.c", build)
    (build / "python.rc").write_text(f'1 24 "{inside[source]}/PC/python.manifest"\n', "ascii")
    (build / "python3.def").write_text(_stable_names(source), "ascii")
    (folder / "Lib/venv/scripts/nt").mkdir(parents=True, exist_ok=True)
    library = f"python{VERSION.replace('.', '')}"
    include = ["-I", inside[source] / "Include", "-I", inside[source] / "PC"]
    launcher = [GCC, "-municode", "-O2", "-s", "-Wno-incompatible-pointer-types", *include]
    launcher += [inside[source] / "PC/venvlauncher.c", "python.res"]
    nt = inside[folder] / "Lib/venv/scripts/nt"
    compiler = [GCC, "-municode", "-O2", "-s"]
    door = ["python.c", "python.res", "-L.", f"-l{library}", "-o"]
    libraries = ["-lpathcch", "-lshlwapi", "-lversion"]
    for command in (
        ["gendef", inside[folder] / f"{library}.dll"],
        ["x86_64-w64-mingw32-dlltool", "-d", f"{library}.def", "-l", f"lib{library}.a"],
        ["x86_64-w64-mingw32-windres", "python.rc", "-O", "coff", "-o", "python.res"],
        [*compiler, *door, inside[folder] / "python.exe"],
        [*compiler, "-mwindows", "-DWINDOWED", *door, inside[folder] / "pythonw.exe"],
        [GCC, "-shared", "-nostdlib", "-s", "python3.def", "-o", inside[folder] / "python3.dll"],
        [*launcher, '-DEXENAME=L"python.exe"', "-o", nt / "venvlauncher.exe", *libraries],
        [*launcher, "-mwindows", '-DEXENAME=L"pythonw.exe"', "-o", nt / "venvwlauncher.exe", *libraries],
    ):
        root.run(*command, folder=inside[build])


def _stable_names(source: Path) -> str:
    """A module definition that leads every name of the stable ABI to the DLL of this version."""
    text = (source / "PC/python3dll.c").read_text("utf-8")
    library = f"python{VERSION.replace('.', '')}"
    lines = ["LIBRARY python3", "EXPORTS"]
    for kind, name in re.findall(r"^EXPORT_(FUNC|DATA)\((\w+)\)", text, re.MULTILINE):
        lines.append(f"{name} = {library}.{name}{' DATA' if kind == 'DATA' else ''}")
    return "\n".join([*lines, ""])


def make_icu(root: WineRoot, cache: Path) -> Path:
    """The stand-in for Windows' own icuuc.dll, for Wine's system folder alone."""
    folder = cache / "icu"
    folder.mkdir(exist_ok=True)
    shutil.copy(SOURCES / "icuuc.c", folder)
    root.run(GCC, "-shared", "-O2", "-s", "icuuc.c", "-o", "icuuc.dll", folder=INSIDE / "cache" / "icu")
    return folder / "icuuc.dll"


def fetch_wheels(cache: Path) -> Path:
    """A folder with the wheels for Windows of this project's locks, hashes checked; what is there is kept."""
    folder = cache / "wheels"
    folder.mkdir(exist_ok=True)
    for name in LOCKS:
        wanted = _for_windows((ROOT / "packaging" / name).read_text("utf-8"))
        done, lock = cache / f"{name}.done", cache / name
        if done.exists() and done.read_text("utf-8") == wanted:
            continue
        lock.write_text(wanted, "utf-8")
        pip("download", "--no-deps", "--require-hashes", *TARGET, "-d", folder, "-r", lock)
        lock.replace(done)
    return folder


def unpack_wheels(name: str, cache: Path, target: Path) -> None:
    """Put the wheels of a lock where a Windows Python finds them; hashes checked. By this system's pip: faster."""
    lock = cache / f"{name}.for-windows"
    lock.write_text(_for_windows((ROOT / "packaging" / name).read_text("utf-8")), "utf-8")
    offline = ["--no-deps", "--require-hashes", "--no-compile", "--no-index", "--find-links", cache / "wheels"]
    pip("install", *offline, *TARGET, "--target", target, "-r", lock)


def _for_windows(lock: str) -> str:
    """The lock without what is for other systems: pip would ask its own system, not the one it downloads for."""
    wheel = pip_wheel()
    if wheel is None:
        raise Refusal("This Python has no pip to download with.")
    sys.path.insert(0, str(wheel))
    try:
        from pip._vendor.packaging.markers import Marker  # noqa: PLC0415 - out of the wheel
    finally:
        sys.path.remove(str(wheel))
    kept = []
    for entry in re.split(r"^(?=[A-Za-z])", lock, flags=re.MULTILINE):
        found = re.match(r"[\w.\[\]-]+==[^\s;]+ *(?:; *(.*?))? *\\\n", entry)
        if found and (found[1] is None or Marker(found[1]).evaluate(MARKERS)):
            kept.append(re.sub(r" *;.*?(?= *\\\n)", "", entry, count=1))
    return "".join(kept)


def pip(*arguments: object) -> None:
    """Runs the pip that came with this Python."""
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--quiet"]
    command = [PYTHON, "-m", "pip", arguments[0], *options, *arguments[1:]]
    status, output = captured([str(word) for word in command], {"PYTHONPATH": str(pip_wheel())})
    if status:
        raise Refusal(f"pip {arguments[0]} failed:\n{output[-2000:]}")
