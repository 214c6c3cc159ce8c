"""Links without an answer, as the window shows them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QListWidget, QPushButton

from kazadesk.ui.desktop import desktop
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.links.filter import WITHOUT_ANSWER, LinksFilter
from kazadesk.ui.receive.missing_dialog import MissingDialog
from tests.ui.conftest import Stage


def age_all_links(stage: Stage) -> None:
    """As if they had been made in March: the ledger's rules let no program do that."""

    def job() -> None:
        stage.ledger._connection.execute("DROP TRIGGER links_asked")
        stage.ledger._connection.execute("UPDATE links SET created_at = '2026-03-01T10:00:00.000Z'")

    stage.ledger.run(job)


def test_old_links_are_counted_listed_and_asked_about(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        await stage.link(amount="10.00", reference="SMALL")
        await stage.link(amount="250.00", reference="LARGE")
        age_all_links(stage)
        await stage.link(amount="5.00", reference="YOUNG")
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        button = window.findChild(QPushButton, "missingButton")
        assert button is not None
        await stage.until(lambda: "2" in button.text() and not button.isHidden())
        assert "260.00" in button.toolTip()
        button.click()
        dialog = window.findChild(MissingDialog)
        assert dialog is not None
        stage.shown.append(dialog)
        rows = dialog.findChild(QListWidget, "missingList")
        assert rows is not None
        await stage.until(lambda: rows.count() == 2)
        assert "LARGE" in rows.item(0).text()
        for name, word in (("enquiryArabicButton", "مرحبًا"), ("enquiryEnglishButton", "Hello")):
            copy = dialog.findChild(QPushButton, name)
            assert copy is not None
            copy.click()
            assert word in desktop.clipboard_text()
            assert "LARGE" in desktop.clipboard_text()
        look = dialog.findChild(QPushButton, "lookAgainButton")
        assert look is not None
        look.click()
        await stage.until(lambda: "nothing more" in dialog._told.text())

    play(scenario)


def test_the_list_has_a_filter_for_them(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        await stage.link(reference="OLD")
        age_all_links(stage)
        await stage.link(reference="YOUNG")
        bar = LinksFilter()
        await stage.show(bar)
        bar.states.choose(WITHOUT_ANSWER)
        assert [link.reference for link in await stage.ledger.links(bar.query())] == ["OLD"]

    play(scenario)
