"""`gallery.py FOLDER`: opens the dialogs that are asked for, line by line: `LANGUAGE NAME`, on an empty ledger with one
link. For who hears them: the way to them by keys is tested where each belongs.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.words import languages
from tests.dialogs import DIALOGS, OTHERS, Given, filled
from tests.ui.conftest import NOBODY, Stage, staged

NAME = "kazadesk"
"""As which screen readers know the program."""


async def show(stage: Stage) -> None:
    window = QWidget()
    button = QPushButton("Gallery", window)
    button.setObjectName("galleryButton")
    QVBoxLayout(window).addWidget(button)
    window.setObjectName("mainWindow")
    window.setWindowTitle("KazaDesk")
    await stage.show(window)
    link = await stage.link(amount="1250.00", reference="INV-1")
    opened: list[QWidget] = []
    loop = asyncio.get_running_loop()
    while line := (await loop.run_in_executor(None, sys.stdin.readline)).split():
        language, name = line
        while opened:
            opened.pop().close()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        languages.install(app, language)
        dialog = await (DIALOGS | OTHERS)[name](Given(stage, link))
        dialog.setParent(window, dialog.windowFlags())
        opened.append(dialog)
        await stage.show(dialog)
        await stage.until(partial(filled, dialog))


def main(folder: str) -> None:
    app = QApplication([NAME, *theme.STYLE_ARGUMENTS])
    app.setApplicationName(NAME)
    app.setQuitOnLastWindowClosed(False)
    languages.install(app, "en")
    theme.apply(app, "light")
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    loop.run_until_complete(staged(show, Path(folder), practice=True, server=None, base_url=NOBODY))


if __name__ == "__main__":
    main(*sys.argv[1:])
