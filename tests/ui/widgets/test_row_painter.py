"""Words of a row that are too long for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.row_painter import elided

CUT = Qt.TextElideMode.ElideRight


@pytest.mark.parametrize("quotes", ["“{}”.", "«{}»."], ids=["english", "arabic"])
def test_a_quotation_that_is_cut_still_ends_as_one(quotes: str) -> None:
    metrics = QFontMetrics(theme.font())
    text = "Says: " + quotes.format("\u2068amount is below the minimum of this currency\u2069")
    width = metrics.horizontalAdvance(text) // 2
    shown = elided(text, metrics, CUT, width)
    assert shown.startswith("Says: ")
    assert shown.endswith(f"…\u2069{quotes[-2:]}")
    assert metrics.horizontalAdvance(shown) <= width
    assert elided(text, metrics, CUT, width * 3) == text
    assert quotes[-2] not in elided(text, metrics, CUT, metrics.horizontalAdvance("Sa…"))
