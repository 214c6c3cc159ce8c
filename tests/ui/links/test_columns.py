"""Which columns give way on a small screen, and which never do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kazadesk.core.link import PaymentLink
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.header import LinksHeader
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.view import LinksView
from kazadesk.ui.look import theme


def listed(qtbot: QtBot, width: int, links: list[PaymentLink]) -> LinksView:
    model = LinksModel()
    view = LinksView(model)
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show()
    model.show_first_links(links)
    assert view.width() == width
    return view


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [440, 500, 552, 640, 980, 1400])
def test_a_reference_made_here_is_whole_at_every_width(
    qtbot: QtBot, wear: Callable[..., None], link: PaymentLink, width: int, language: str
) -> None:
    wear(language, "light")
    view = listed(qtbot, width, [link])
    room = view.column_cells()[LinkColumn.REFERENCE].width() - theme.L - theme.S
    assert QFontMetrics(theme.font("body")).horizontalAdvance("KD-WWWWW") <= room


def test_time_goes_below_the_reference_first_and_comes_back(qtbot: QtBot, link: PaymentLink) -> None:
    view = listed(qtbot, 500, [link])
    header = LinksHeader()
    qtbot.addWidget(header)
    header.resize(500, 30)
    header.follow(view)
    header.show()
    view.columns_laid_out.emit()
    assert view.isColumnHidden(LinkColumn.TIME)
    heading = header.findChild(QAbstractButton, "sortByCreated")
    assert heading is not None
    assert heading.width() > QFontMetrics(theme.font("caption")).horizontalAdvance(heading.text())
    index = view.model().index(0, LinkColumn.REFERENCE)
    below = view.visualRect(index).center()
    assert link.reference in view._tooltip_at(index, below)
    assert len(view._tooltip_at(index, below).split("\n")) == 2, "the time as well"
    view.resize(1200, 300)
    qtbot.waitUntil(lambda: not view.isColumnHidden(LinkColumn.TIME))


def test_the_column_of_amounts_grows_for_eighteen_digits(qtbot: QtBot, link: PaymentLink) -> None:
    large = replace(link, id=link.id + 1, amount="999999999999999999")
    view = listed(qtbot, 980, [large, link])
    usual = view._delegate.measures().widths[LinkColumn.AMOUNT]
    view.grab()
    qtbot.waitUntil(lambda: view.columnWidth(LinkColumn.AMOUNT) > usual)

    def places(row: int) -> Any:
        cell = view.visualRect(view.model().index(row, LinkColumn.AMOUNT))
        return view._delegate.amount_places(cell, view.model().row_at(row).amount)  # type: ignore[attr-defined]

    (_, number, unit), (_, other, _) = places(0), places(1)
    assert number.right() == other.right(), "digits stand below digits"
    assert unit.top() == number.top(), "and the currency beside them"


def test_the_state_is_told_in_words_where_its_word_is_cut(qtbot: QtBot, link: PaymentLink) -> None:
    view = listed(qtbot, 420, [link])
    index = view.model().index(0, LinkColumn.STATE)
    assert view._tooltip_at(index, view.visualRect(index).center()) == view.model().row_at(0).state  # type: ignore[attr-defined]
