"""Labels over several lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kazadesk.ui.widgets.labels import PlainLabel, SentenceLabel

WORD = "الحاسوب"
TEXT = f"{' '.join([WORD] * 9)}\n{WORD}"


def begins(label: PlainLabel) -> list[int]:
    """Where the ink of each line begins, counted from the right."""
    image = QImage(label.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    label.render(image, QPoint())
    found: list[int] = []
    above = False
    for y in range(image.height()):
        inked = [x for x in range(image.width()) if image.pixelColor(x, y).lightness() < 140]
        if inked and above:
            found[-1] = min(found[-1], image.width() - max(inked))
        elif inked:
            found.append(image.width() - max(inked))
        above = bool(inked)
    return found


@pytest.mark.parametrize("kind", [PlainLabel, SentenceLabel])
def test_wrapped_arabic_begins_at_one_edge(
    qtbot: QtBot, qapp: QApplication, wear: Callable[[str], None], kind: type[PlainLabel]
) -> None:
    wear("ar")
    label = kind(TEXT)
    qtbot.addWidget(label)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    label.resize(200, label.heightForWidth(200))
    edges = begins(label)
    assert len(edges) >= 3
    assert max(edges) - min(edges) <= 1
    lowest = label.heightForWidth(200)
    label.resize(200, lowest + 40)
    assert begins(label) == edges, "room below moves nothing"
