"""The foot of every dialog: what goes on in it, then the way out, and last what the dialog is for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from tests.dialogs import DIALOGS, Given


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_way_out_comes_before_what_the_dialog_is_for(play, no_keyring, wear, name, language):
    wear(language)

    async def scenario(stage):
        dialog = await DIALOGS[name](Given(stage, await stage.link()))
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
