"""What the customer sees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from kazadesk.ui.handover.customer_view import CustomerView
from kazadesk.ui.handover.qr_view import QrView


@pytest.fixture
def viewed(qtbot, show, link):
    def make(shop="حلويات الشام", size=(1366, 768), **how):
        view = CustomerView(link, shop, **how)
        view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        view.resize(*size)
        show(view)
        qtbot.waitUntil(view.findChild(QrView).is_ready)
        return view

    return make


def words(view):
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def test_amount_shop_and_reference_are_there(viewed):
    told = "\n".join(words(viewed()))
    assert "حلويات الشام" in told
    assert "1\u202f250.00 USD" in told
    assert "INV-12" in told
    assert "Practice" not in told


def test_practice_mode_says_that_nothing_is_real(viewed):
    assert "Practice mode: no real money" in words(viewed(practice=True))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (768, 1366)])
def test_black_on_white_and_readable_whatever_the_window_wears(viewed, wear, read_qr, link, language, theme, size):
    wear(language, theme)
    view = viewed(size=size)
    image = view.grab().toImage()
    corners = [(2, image.height() - 3), (image.width() - 3, image.height() - 3)]
    assert {image.pixelColor(*corner).name() for corner in corners} == {"#ffffff"}
    amount = view.findChild(QLabel, "customerAmount")
    assert amount.palette().color(amount.foregroundRole()) == QColor("black")
    assert read_qr(view) == [link.url]
    assert view.findChild(QrView).width() * 3 > min(size)


def test_an_invisible_override_in_a_reference_is_written_out(qtbot, show, like):
    view = CustomerView(like(reference="INV\u202e21"), "")
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    show(view)
    assert "\u2066INV\\u202E21\u2069" in words(view)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_a_key_closes_it(qtbot, viewed, key):
    view = viewed()
    qtbot.keyClick(view, key)
    assert not view.isVisible()
