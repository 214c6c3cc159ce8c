"""`bootstrap.py screens [FOLDER] [--acts A …]`: pictures of every screen and state of the window, or of some acts of
scenes.py, and an index.html to look at them.

Each combination of language, theme and screen is a process of its own (scenes.py) on a screen in memory. Its pictures
are FOLDER/<language>-<theme>-<screen>/<number>-<scene>.png; default FOLDER: build/screens.
"""

from __future__ import annotations

import argparse
import html
import itertools
import shutil
import subprocess
import tempfile
from pathlib import Path

from dev.check import display, private_environment, ready_for_windows, session
from setup.common import PYTHON, ROOT, say

LANGUAGES, THEMES = ("en", "ar"), ("light", "dark")
SCREENS = {"1366x768": ("1366x768", "1"), "1366x768-150": ("1366x768", "1.5"), "1024x640": ("1024x640", "1")}
"""Its name: its size and Qt's scale factor. Windows sets 150 % on small laptops by itself."""
PATIENCE = 240  # seconds for one combination; it takes some 40

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>KazaDesk: screens</title>
<style>
body { margin: 24px; font: 15px/1.5 system-ui, sans-serif; color: #222; background: #f4f4f6 }
nav { columns: 12em }
section { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 16px }
figure { margin: 0 }
img { width: 100%; border: 1px solid #bbb }
</style>
<h1>KazaDesk: screens</h1>
"""


def main(arguments: list[str]) -> int:
    """0 where every combination was rendered to its end, else 1; what there is has its page in any case."""
    parser = argparse.ArgumentParser(prog="bootstrap.py screens", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "screens")
    parser.add_argument("--acts", nargs="+", default=[], help="only these")
    asked = parser.parse_args(arguments)
    folder: Path = asked.folder.absolute()
    ready_for_windows()
    failed = []
    with tempfile.TemporaryDirectory(prefix="kazadesk-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        environment = private_environment(home)
        for screen_name, (size, scale) in SCREENS.items():
            environment["QT_SCALE_FACTOR"] = scale
            with display(home, environment, size) as screen, session(home, environment | screen) as bus:
                for language, theme in itertools.product(LANGUAGES, THEMES):
                    target = folder / f"{language}-{theme}-{screen_name}"
                    say(f"{target.name} …")
                    if not rendered(target, language, theme, environment | screen | bus, *asked.acts):
                        failed.append(target.name)
    page = folder / "index.html"
    page.write_text(index(folder), "utf-8")
    if failed:
        say(f"Not rendered to the end: {', '.join(failed)}")
    print(page)
    return 1 if failed else 0


def rendered(target: Path, language: str, theme: str, environment: dict[str, str], *acts: str) -> bool:
    """Whether every picture of the acts (none given: of all) is in `target`, and nothing else."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    command: list[str | Path] = [PYTHON, Path(__file__).with_name("scenes.py"), target, language, theme, *acts]
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, timeout=PATIENCE, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        say(f"This was not done after {PATIENCE} seconds, and was ended.")
        return False


def index(folder: Path) -> str:
    """The page: scene by scene, each as it looks in every combination."""
    combinations = ["-".join(each) for each in itertools.product(LANGUAGES, THEMES, SCREENS)]
    scenes = sorted({path.name for each in combinations for path in (folder / each).glob("*.png")})
    parts = [PAGE, "<nav>"]
    parts += [f'<a href="#{html.escape(scene)}">{title(scene)}</a><br>' for scene in scenes]
    parts.append("</nav>")
    for scene in scenes:
        parts.append(f'<h2 id="{html.escape(scene)}">{title(scene)}</h2><section>')
        for each in combinations:
            if (folder / each / scene).exists():
                link = html.escape(f"{each}/{scene}")
                picture = f'<a href="{link}"><img loading="lazy" src="{link}" alt="{title(scene)}, {each}"></a>'
                parts.append(f"<figure>{picture}<figcaption>{each}</figcaption></figure>")
        parts.append("</section>")
    return "\n".join(parts)


def title(scene: str) -> str:
    """What a file shows, in words: "07-form-errors.png" is "form errors"."""
    return html.escape(Path(scene).stem.partition("-")[2].replace("-", " "))
