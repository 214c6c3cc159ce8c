"""What the window needs from Qt, looked at without showing one."""

from __future__ import annotations

import os
import sys

from kazadesk.words.voice import translate


def window_report() -> list[tuple[str, str, bool]]:
    """(name, what was found, whether it is there) of platform, style, SVG icons, fonts, Arabic and translations."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtCore import qVersion
        from PySide6.QtGui import QGuiApplication, QImageReader
        from PySide6.QtNetwork import QLocalServer
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        return [("Qt", translate("Selftest", "a library is missing ({error})").format(error=error), False)]
    from kazadesk.resources import RESOURCES

    app = QApplication.instance() or QApplication(["kazadesk"])
    formats = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
    words = RESOURCES / "translations" / "kazadesk_ar.qm"
    svg = translate("Selftest", "plug-in found") if "svg" in formats else translate("Selftest", "plug-in missing")
    found = "{name}" if words.is_file() else translate("Selftest", "{name} is missing")
    return [
        ("Qt", qVersion(), True),
        (translate("Selftest", "Qt platform"), QGuiApplication.platformName(), True),
        (translate("Selftest", "Qt style"), app.style().name() if isinstance(app, QApplication) else "", True),
        (translate("Selftest", "SVG icons"), svg, "svg" in formats),
        (translate("Selftest", "local sockets"), QLocalServer.__name__, True),
        (translate("Selftest", "Arabic words"), found.format(name=words.name), words.is_file()),
    ]
