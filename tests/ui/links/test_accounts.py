"""Two accounts in one list: each row says whose it is, a filter parts them, and the totals tell them apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.storage.settings import ProfileSettings
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.panel import LinksPanel

Play = Callable[..., None]


@pytest.fixture
def panel(qtbot: QtBot) -> LinksPanel:
    panel = LinksPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    panel.show()
    return panel


async def shops(stage: Any) -> None:
    """Two accounts with a link each, and one of an account that is gone."""
    stage.session.settings.change(profiles=[ProfileSettings("default"), ProfileSettings("Old City")])
    for number, (profile, amount) in enumerate((("default", "6.5"), ("Old City", "4"), ("Gone", "1"))):
        link = await stage.ledger.add_link(
            LinkRequest(amount, "USD", "merchant@example.com", f"R-{number}"), profile=profile, sender="test"
        )
        created = CreatedLink(f"https://pay.example/{number}", f"order-{number}")
        await stage.ledger.finish_link(link.id, LinkState.WAITING, created=created)


def test_each_row_says_whose_it_is_and_the_filter_parts_them(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await shops(stage)
        panel.attach(stage.session, stage.tasks)
        model = panel._model
        await stage.until(lambda: model.rowCount() == 3 and not model.loading)
        assert [model.row_at(row).second for row in range(3)] == ["Gone", "Old City", "My account"]
        spoken = model.index(1, LinkColumn.STATE).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.endswith(", Old City")
        accounts = panel.findChild(QComboBox, "accountFilter")
        assert accounts is not None
        assert accounts.isVisible()
        assert [accounts.itemText(row) for row in range(accounts.count())] == ["All accounts", "My account", "Old City"]
        totals = panel.findChild(QLabel, "linksTotals")
        assert totals is not None
        await stage.until(lambda: "3 links in 2 accounts" in totals.text())
        for told in ("My account: Waiting: \u20666.50 USD\u2069", "Old City: Waiting: \u20664.00 USD\u2069"):
            assert told in totals.text()
            assert told in totals.toolTip()
        accounts.setCurrentIndex(2)
        await stage.until(lambda: model.rowCount() == 1)
        await stage.until(lambda: totals.text().startswith("1 link;"))
        # an account that is renamed is called otherwise at once; one that goes is filtered by no longer
        stage.session.profiles.rename("Old City", "Harbour")
        panel.show_account()
        assert model.row_at(0).second == "Harbour"
        await stage.session.profiles.remove("Old City", leave_keys=True)
        panel.show_account()
        await stage.until(lambda: model.rowCount() == 3)
        assert not accounts.isVisible()
        assert model.row_at(1).second == ""

    play(scenario, practice=False)


def test_one_account_needs_no_words(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        panel.attach(stage.session, stage.tasks)
        await stage.until(lambda: panel._model.rowCount() == 1)
        assert panel._model.row_at(0).second == ""
        accounts = panel.findChild(QComboBox, "accountFilter")
        assert accounts is not None
        assert not accounts.isVisible()

    play(scenario)


def test_in_a_narrow_list_the_accounts_have_a_line_of_their_own(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await shops(stage)
        panel.attach(stage.session, stage.tasks)
        accounts, states = (panel.findChild(QComboBox, name) for name in ("accountFilter", "stateFilter"))
        assert accounts is not None
        assert states is not None
        await stage.until(accounts.isVisible)
        await stage.until(lambda: accounts.y() == states.y())
        panel.resize(700, 400)
        await stage.until(lambda: accounts.y() > states.y())
        panel.resize(1000, 400)
        await stage.until(lambda: accounts.y() == states.y())

    play(scenario, practice=False)
