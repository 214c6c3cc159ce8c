"""The step of `pip install .` that puts resources/ into the package; pyproject.toml names it."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("*.ts", "pictures")  # for translators and readers only


class BuildWithResources(build_py):
    """Builds the package, with the resources in kazadesk/resources; an editable one finds them beside it."""

    def run(self) -> None:
        package = Path(self.build_lib, "kazadesk")
        if not self.editable_mode:
            # In a checkout the folder is still there from the last time, with modules that have moved since.
            shutil.rmtree(package, ignore_errors=True)
        super().run()
        if not self.editable_mode:
            target = package / "resources"
            shutil.copytree(ROOT / "resources", target, ignore=LEFT_OUT)
