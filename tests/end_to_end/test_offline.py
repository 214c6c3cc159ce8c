"""The internet goes and comes back while the real window is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget

from kazadesk.practice import PracticeServer

pytestmark = pytest.mark.window


@pytest.fixture
def stand_in() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


def test_a_link_made_offline_is_sent_by_itself_as_soon_as_there_is_a_way(
    drive: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(desk) -> None:
        create = desk.find(QAbstractButton, "createButton")
        await desk.until(create.isEnabled, "the services")
        stand_in.stop()
        await desk.type(desk.find(QLineEdit, "amountEdit"), "25.00")
        await desk.press("ctrl+Return")
        strip = desk.window.findChild(QWidget, "sendingStrip")
        await desk.until(strip.isVisible, "the strip")
        assert "Next try in" in desk.find(QLabel, "sendingStripText").text()
        with PracticeServer(port=stand_in.port) as back:
            model = desk.find(QAbstractItemView, "linksView").model()
            roles = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}
            await desk.until(lambda: model.data(model.index(0, 0), roles["state"]) == "waiting", "the link to be sent")
            await desk.until(lambda: not strip.isVisible(), "the strip to go")
            assert len(back.records.all()) == 1

    drive(scenario, practice=True, base_url=stand_in.base_url)
