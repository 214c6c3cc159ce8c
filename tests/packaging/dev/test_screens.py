"""Pictures of the window's screens, and the page that shows them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage


@pytest.mark.window
def test_screens_are_rendered_in_the_language_and_theme_asked_for(
    packaging: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    screens = packaging("dev.screens")
    monkeypatch.setattr(screens, "PYTHON", Path(sys.executable))
    (tmp_path / "ar-dark-1366x768").mkdir()
    (tmp_path / "ar-dark-1366x768" / "01-of-another-time.png").touch()
    for language, theme in (("en", "light"), ("ar", "dark")):
        target = tmp_path / f"{language}-{theme}-1366x768"
        assert screens.rendered(target, language, theme, dict(os.environ), "first-run", "damaged")
        assert [path.name for path in sorted(target.iterdir())] == ["01-welcome.png", "02-trouble.png"]
    light, dark = (QImage(str(tmp_path / f"{name}-1366x768" / "01-welcome.png")) for name in ("en-light", "ar-dark"))
    assert light.size() == dark.size()
    assert light.pixelColor(5, light.height() // 2).lightness() > 200 > 60 > dark.pixelColor(5, 300).lightness()


def test_the_page_shows_each_scene_in_every_combination_there_is(packaging: Any, tmp_path: Path) -> None:
    for name in ("en-light-1366x768/01-welcome.png", "ar-dark-1024x640/01-welcome.png", "en-dark-1366x768/02-a-b.png"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    page = packaging("dev.screens").index(tmp_path)
    assert page.count("<h2") == 2
    assert '<h2 id="02-a-b.png">a b</h2>' in page
    for name in ("en-light-1366x768/01-welcome.png", "ar-dark-1024x640/01-welcome.png", "en-dark-1366x768/02-a-b.png"):
        assert f'src="{name}"' in page
    assert page.count("<img") == 3
