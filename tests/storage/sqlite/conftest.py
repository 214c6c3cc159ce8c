"""What is true of the SQLite engine only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.engines import SqliteEngine


@pytest.fixture
def engine(path: Path) -> SqliteEngine:
    return SqliteEngine(path)
