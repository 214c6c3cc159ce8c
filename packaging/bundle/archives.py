"""What users download, made from a bundle's folder: the same folder and date give the same bytes."""

from __future__ import annotations

import gzip
import lzma
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import textwrap
import time
import zipfile
from pathlib import Path

from bundle import innosetup, tree
from bundle.kept import OPTIONAL_LIBRARIES
from setup.common import ROOT, Refusal, say

HERE = Path(__file__).resolve().parent
MIT = ROOT / "resources" / "licences" / "MIT.txt"
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: KazaDesk
Comment: The licences of all that KazaDesk is made of are in
 {licences}.

Files: *
Copyright: 2026 The KazaDesk developers
License: MIT
{terms}
"""
DEBIAN_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def version() -> str:
    found = re.search(r'__version__ = "(.+)"', (ROOT / "kazadesk" / "__init__.py").read_text("utf-8"))
    assert found
    return found[1]


def architecture() -> str:
    """x86_64 or arm64 or aarch64, as the system calls it."""
    return platform.machine().lower().replace("amd64", "x86_64")


def pack(bundle: Path, build: Path, output: Path, date: int) -> list[Path]:
    """Writes this system's archives into `output`; their paths."""
    output.mkdir(parents=True, exist_ok=True)
    say("Packing.")
    return [*programs(bundle, build, output, date), bill(build, output)]


def bill(build: Path, output: Path) -> Path:
    """The software bill of materials, also beside the archives: to be read without unpacking one."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    target = output / f"kazadesk-{version()}-{system}-{architecture()}.cdx.json"
    shutil.copyfile(build / "made" / "sbom.cdx.json", target)
    return target


def programs(bundle: Path, build: Path, output: Path, date: int) -> list[Path]:
    if sys.platform == "win32":
        return windows(bundle, build, output, date)
    if sys.platform == "darwin":
        target = output / f"KazaDesk-{version()}-macos-{architecture()}.dmg"
        subprocess.run([HERE / "macos" / "make_dmg.sh", bundle, target], check=True)
        return [target]
    return [tar_xz(bundle, output, date), deb(bundle, build / "deb", output, date)]


def filled(template: Path, bundle: Path | None, date: int) -> str:
    """A text file with the version, the date and the system packages put in."""
    values = {"@VERSION@": version(), "@DATE@": time.strftime("%Y-%m-%d", time.gmtime(date))}
    if bundle:
        values["@GLIBC@"] = ".".join(map(str, tree.newest_glibc_needed(bundle)))
        values["@PACKAGES@"] = "\n".join(f"  {package}" for package in tree.debian_depends(bundle))
    text = template.read_text("utf-8")
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def tar_xz(bundle: Path, output: Path, date: int) -> Path:
    target = output / f"kazadesk-{version()}-linux-{architecture()}.tar.xz"
    filters = [{"id": lzma.FILTER_X86}] if architecture() == "x86_64" else []
    filters.append({"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME})
    (bundle / "README.txt").write_text(filled(HERE / "linux" / "README.txt", bundle, date), "utf-8")

    def anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = date
        if entry.isdir():
            entry.mode = 0o755
        return entry

    try:
        with (
            lzma.open(target, "wb", format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, filters=filters) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
        ):
            tar.add(bundle, target.name.removesuffix(".tar.xz"), filter=anonymous)  # sorted by name
    finally:
        (bundle / "README.txt").unlink()
    return target


def deb(bundle: Path, root: Path, output: Path, date: int) -> Path:
    """The Debian package: the bundle in /usr/lib/kazadesk, and what a desktop finds it by."""
    name = f"kazadesk_{version()}_{DEBIAN_ARCHITECTURES[architecture()]}.deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / "usr/lib/kazadesk", symlinks=True)
    (root / "usr/bin").mkdir()
    (root / "usr/bin/kazadesk").symlink_to("../lib/kazadesk/kazadesk")
    inbox = HERE.parent / "inbox"
    copy(inbox / "kazadesk-inbox", root / "usr/bin/kazadesk-inbox", 0o755)
    copy(inbox / "kazadesk-inbox.service", root / "usr/lib/systemd/system/kazadesk-inbox.service")
    share = root / "usr/share"
    for file in ("Caddyfile", "php-en.md", "php-ar.md"):
        copy(inbox / file, share / "doc/kazadesk/inbox" / file)
    for kind, file in {"applications": "kazadesk.desktop", "metainfo": "org.kazadesk.KazaDesk.metainfo.xml"}.items():
        write(share / kind / file, filled(HERE / "linux" / file, None, date))
    made = bundle.parent.parent / "made"
    for icon in made.glob("*x*.png"):
        copy(icon, share / f"icons/hicolor/{icon.stem}/apps/kazadesk.png")
    copy(made / "kazadesk.svg", share / "icons/hicolor/scalable/apps/kazadesk.svg")
    manual = filled(HERE / "linux" / "kazadesk.1", None, date)
    (share / "man/man1").mkdir(parents=True)
    (share / "man/man1/kazadesk.1.gz").write_bytes(gzip.compress(manual.encode(), mtime=0))
    licences = "/usr/lib/kazadesk/_internal/resources/licences"
    write(share / "doc/kazadesk/copyright", COPYRIGHT.format(terms=indented(MIT.read_text("utf-8")), licences=licences))
    write(root / "DEBIAN/control", control(bundle, root))
    copy(HERE / "linux" / "postrm", root / "DEBIAN/postrm", 0o755)
    for path in (root, *root.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (date, date), follow_symlinks=False)
    options = ["--root-owner-group", "-Zxz", "-z9", "--threads-max=1"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(date)}
    build = ["dpkg-deb", *options, "--build", root, output / name]
    done = subprocess.run(build, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(f"dpkg-deb failed: {done.stderr}")
    return output / name


def control(bundle: Path, root: Path) -> str:
    installed = sum(path.lstat().st_size for path in (root / "usr").rglob("*") if not path.is_dir())
    fields = {
        "Package": "kazadesk",
        "Version": version(),
        "Architecture": DEBIAN_ARCHITECTURES[architecture()],
        "Maintainer": "The KazaDesk developers <kazadesk@localhost>",
        "Section": "misc",
        "Priority": "optional",
        "Installed-Size": str(installed // 1024),
        "Depends": ", ".join(tree.debian_depends(bundle)),
        "Recommends": ", ".join(["ca-certificates", "xdg-utils", *OPTIONAL_LIBRARIES.values()]),
        "Suggests": "gnome-keyring",
        "Description": "create Kazawallet payment links and verify their webhooks\n"
        " A desktop console for merchants who take payments through Kazawallet: payment\n"
        " links with QR codes, a verifier for webhooks, a ledger on this computer, keys\n"
        " in the system's keyring, and a practice mode that needs neither.",
    }
    return "".join(f"{field}: {value}\n" for field, value in fields.items())


def indented(text: str) -> str:
    """Paragraphs as a field of a Debian control file goes on over several lines."""
    lines = [line for paragraph in text.strip().splitlines() for line in textwrap.wrap(paragraph, 76) or ["."]]
    return "\n".join(f" {line}" for line in lines)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o644)


def copy(source: Path, target: Path, mode: int = 0o644) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
    target.chmod(mode)


def windows(bundle: Path, build: Path, output: Path, date: int) -> list[Path]:
    """The folder as a .zip and, where Inno Setup is installed, the installer."""
    name = f"KazaDesk-{version()}-windows-{architecture()}"
    target = output / f"{name}.zip"
    moment = time.gmtime(date)[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in tree.files(bundle):
            entry = zipfile.ZipInfo(f"{name}/{path}", moment)
            packed.writestr(entry, (bundle / path).read_bytes(), zipfile.ZIP_DEFLATED)
    places = [innosetup.FOLDER, r"C:\Program Files (x86)\Inno Setup 6"]
    compiler = next(filter(None, (shutil.which("iscc", path=place) for place in [*places, None])), None)
    if not compiler:
        say("Inno Setup is not installed: no installer was made. python packaging/bundle/innosetup.py fetches it.")
        return [target]
    files = build / "files.txt"
    files.write_text("".join(f"{str(path).replace('/', chr(92))}\r\n" for path in tree.files(bundle)), "utf-8-sig")
    settings = {"Version": version(), "Bundle": bundle, "Output": output, "Icon": build / "made" / "kazadesk.ico"}
    settings["List"] = files
    defined = [f"/D{key}={value}" for key, value in settings.items()]
    subprocess.run([compiler, "/Qp", *defined, HERE / "windows" / "kazadesk.iss"], check=True)
    return [target, output / f"KazaDesk-{version()}-setup.exe"]
