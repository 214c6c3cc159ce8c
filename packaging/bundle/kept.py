"""What a bundle may hold: Qt part by Qt part, and on Linux library by library. Whatever is not named here stays out.

A part has the same name on every system: the library "Qt6Core" is libQt6Core.so.6, Qt6Core.dll or QtCore.framework.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

LINUX_ONLY = {"Qt6XcbQpa", "Qt6WaylandClient", "icudata", "icui18n", "icuuc"}
LIBRARIES = {
    "Qt6Core",
    "Qt6DBus",  # on Linux also what screen readers listen to
    "Qt6Gui",
    "Qt6Network",  # local sockets: the second KazaDesk raises the first one's window
    "Qt6PrintSupport",
    "Qt6Svg",
    "Qt6Widgets",
    *LINUX_ONLY,
}

BINDINGS = {"QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWidgets"}
SUPPORT = {"pyside6", "shiboken6", "Shiboken"}  # what the bindings themselves stand on

PLUGINS = {
    # the display: the last is for `kazadesk selftest` where there is none
    "platforms/qcocoa",
    "platforms/qwayland",
    "platforms/qwindows",
    "platforms/qxcb",
    "platforms/qoffscreen",
    "wayland-decoration-client/adwaita",
    "wayland-decoration-client/bradient",
    "wayland-shell-integration/xdg-shell",
    # the user's own file dialogs, colours and fonts, without GTK
    "platformthemes/qxdgdesktopportal",
    "styles/qmacstyle",
    "styles/qmodernwindowsstyle",
    # typing Arabic
    "platforminputcontexts/composeplatforminputcontextplugin",
    "platforminputcontexts/ibusplatforminputcontextplugin",
    # pictures
    "iconengines/qsvgicon",
    "imageformats/qsvg",
    # payment slips on paper
    "printsupport/cupsprintersupport",
}

TRANSLATIONS = {"qtbase_ar"}

# Python modules that some import mentions and KazaDesk never needs.
EXCLUDED_MODULES = """
_codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _multibytecodec
_bz2 _lzma bz2 lzma _sqlite3 sqlite3 _uuid _curses curses readline _dbm _gdbm
tkinter unittest doctest pdb pydoc lib2to3 distutils ensurepip venv xmlrpc
setuptools pkg_resources pip wheel _distutils_hack pytest _pytest hypothesis pluggy
apsw.aio apsw.ext apsw.fts5 apsw.shell apsw.tests apsw.unicode apsw._unicode
cffi pycparser dns trio sniffio rich pygments h2 hpack socksio brotli zstandard
httptools uvloop watchfiles websockets wsproto yaml a2wsgi dotenv gunicorn jinja2
anyio.pytest_plugin anyio._backends._trio starlette.testclient httpx._main
keyring.cli keyring.devpi_client keyring.testing keyring.backends.kwallet keyring.backends.libsecret
gi dbus PyQt5 PyQt6 PySide2 PIL numpy IPython
"""

# Loaded by name at run time, unseen by PyInstaller's reading of the imports.
HIDDEN_IMPORTS = {
    "linux": ["keyring.backends.SecretService"],
    "darwin": ["keyring.backends.macOS"],
    "win32": ["keyring.backends.Windows"],
}

# Libraries of the Linux system that travel with the bundle: Python's own, and the small ones that a desktop may lack.
# OpenSSL does not: the system keeps its own up to date, and that one knows where the system's certificates are.
BUNDLED_LIBRARIES = (
    r"libpython3\.\d+\.so\.1\.0|libffi\.so\.\d+|libxcb-(cursor|icccm|image|keysyms|render-util|util)\.so\.\d+"
)

# What psycopg brings along to talk to a PostgreSQL server, in a folder of its own and under names of its own.
OF_PSYCOPG = r"com_err|crypt|crypto|gssapi_krb5|k5crypto|keyutils|krb5|krb5support|lber|ldap|pq|sasl2|ssl"

# Every other library, and the Debian package that brings it (some were renamed in 2024). Qt's wheels set the versions.
_LIBC = "libc6"  # its version is the newest that a file in the bundle asks for
_GLIB = "libglib2.0-0 | libglib2.0-0t64"
SYSTEM_LIBRARIES = {
    **dict.fromkeys(["libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1"], _LIBC),
    **dict.fromkeys(["libresolv.so.2", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"], _LIBC),
    **dict.fromkeys(["libglib-2.0.so.0", "libgthread-2.0.so.0"], _GLIB),
    **dict.fromkeys(["libcrypto.so.3", "libssl.so.3"], "libssl3 | libssl3t64"),
    **dict.fromkeys(["libbrotlicommon.so.1", "libbrotlidec.so.1"], "libbrotli1"),
    **{f"libxcb-{name}.so.0": f"libxcb-{name}0" for name in ("randr", "render", "shape", "shm", "xfixes")},
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",  # where it is built with Debian's own Python
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6 (>= 11)",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# Only the print plug-in asks for it; without it slips are still saved as PDF.
OPTIONAL_LIBRARIES = {"libcups.so.2": "libcups2 | libcups2t64"}


def qt_part(path: str) -> tuple[str, str] | None:
    """(kind, name) of a bundle's file if it is a part of Qt or of its bindings, else None. `path` is in the bundle."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    file = parts[-1]
    stem = re.sub(r"^lib(?=Qt6|icu|q|pyside|shiboken)|\.(abi3|so|dll|dylib|pyd|cpython|cp\d|qm).*$|\.\d+$", "", file)
    if framework := next((part for part in parts if re.fullmatch(r"Qt\w+\.framework", part)), None):
        return "library", "Qt6" + framework.removeprefix("Qt").removesuffix(".framework")
    if re.match(r"(lib)?Qt6\w+\.(so|dll|\d+\.dylib|dylib)|(lib)?icu\w+\.(so|dll)", file):
        return "library", stem
    if "plugins" in parts:
        return "plug-in", f"{parts[-2]}/{re.sub(r'^lib|[.].*$', '', file)}"
    if file.endswith(".qm") and "PySide6" in parts:
        return "translation", stem
    if re.match(r"opengl32sw|d3dcompiler", file):
        return "library", stem
    if re.match(r"(msvcp|vcruntime)140", file, re.IGNORECASE):  # the compiler's, beside the libraries that need it
        return None
    if "files.dir" in parts:  # Shiboken's own Python modules
        return None
    if "PySide6" in parts[:-1] or "shiboken6" in parts[:-1]:
        return "binding", stem
    return None


KEPT = {"library": LIBRARIES, "plug-in": PLUGINS, "translation": TRANSLATIONS, "binding": BINDINGS | SUPPORT}


def is_kept(path: str, *, system: str) -> bool:
    """Whether a file may be in the bundle, by its path there; `system` as sys.platform says it."""
    # what translators and developers read
    if re.search(r"resources/(pictures/|.*\.(ts|md)$)", path.replace("\\", "/")):
        return False
    # the zones once more as text, and lists for those who draw maps
    if re.search(r"tzdata/zoneinfo/([\w.]+\.(tab|zi)|leapseconds)$", path.replace("\\", "/")):
        return False
    if part := qt_part(path):
        kind, name = part
        return name in KEPT[kind]
    name = PurePosixPath(path).name
    if system == "linux" and PurePosixPath(path).parent.name == "psycopg_binary.libs":
        return re.fullmatch(rf"lib({OF_PSYCOPG})-[0-9a-f]{{8}}\.so\.[\d.]+", name) is not None
    if system == "linux" and re.match(r"lib.*\.so(\.|$)", name):
        return re.fullmatch(BUNDLED_LIBRARIES, name) is not None
    return True
