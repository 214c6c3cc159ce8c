"""Where the files in resources/ are, in a checkout and in a bundle alike."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
