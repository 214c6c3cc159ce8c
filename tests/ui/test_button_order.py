"""The foot of every dialog: what goes on in it, then the way out, and last what the dialog is for."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

import kazadesk.ui
from kazadesk.core.link import LinkState
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.services.upkeep import Restored
from kazadesk.ui.widgets.growing_dialog import GrowingDialog


def all_dialogs():
    for module in pkgutil.walk_packages(kazadesk.ui.__path__, "kazadesk.ui."):
        importlib.import_module(module.name)
    kinds = [GrowingDialog]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {kind.__name__: kind for kind in kinds[1:] if kind.__module__.startswith("kazadesk.")}


DIALOGS = all_dialogs()
UNEXPECTED = Verdict(VerdictCode.PAID_UNKNOWN, ("unknown_id",), order_id="id-7", amount="10.00", currency="USD")
RESTORED = Restored(Path("replaced"), remembered=False, uncertain=3)


@pytest.fixture
def made(no_keyring, tmp_path):
    """made(name, stage, link): that dialog, as the window makes it."""

    def make(name, stage, link):
        kind, session, tasks = DIALOGS[name], stage.session, stage.tasks
        given = {
            "AboutDialog": (),
            "ShortcutsDialog": (),
            "QrDialog": (link, "", None),
            "LinkDetails": (link, session, tasks),
            "SlipDialog": (link, session, tasks),
            "AgainDialog": (link,),
            "ShopNameDialog": (session.profiles,),
            "PricesDialog": (session.till, "USD"),
            "SupportDialog": (session.support, tasks),
            "BackupsDialog": (session.upkeep, tasks),
            "NotCopied": ("text", lambda _text: False),
            "DeleteAccount": (session.profiles.current, session, tasks),
            "AssignDialog": (UNEXPECTED, session, tasks),
            "RestoredDialog": (tmp_path / "backup.sqlite", RESTORED, session.upkeep, tasks),
        }
        return kind(*given.get(name, (session, tasks)), **({"closing": True} if name == "LeaveDialog" else {}))

    return make


@pytest.mark.parametrize("name", sorted(DIALOGS))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_way_out_comes_before_what_the_dialog_is_for(play, wear, made, name, language):
    wear(language)

    async def scenario(stage):
        link = await stage.link(LinkState.WAITING)
        dialog = made(name, stage, link)
        await stage.show(dialog)
        buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
        (leave,) = [each for each in buttons if each.property("leaves")]
        place = {each: each.mapTo(dialog, each.rect().topLeft()) for each in buttons}
        foot = [each for each in buttons if place[each].y() == place[leave].y()]
        foot.sort(key=lambda each: place[each].x(), reverse=language == "ar")
        primary = [each for each in foot if each.property("primary") and each is not leave]
        assert primary in ([], foot[-1:])
        assert all(foot.index(each) > foot.index(leave) for each in primary)
        edge = place[foot[-1]].x() + (0 if language == "ar" else foot[-1].width())
        assert abs(edge - (0 if language == "ar" else dialog.width())) <= 32

    play(scenario)
