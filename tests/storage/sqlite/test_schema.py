from __future__ import annotations

from pathlib import Path

import pytest

import kazadesk.storage
from kazadesk.storage.sqlite.database import SCHEMA_VERSION

STORAGE = Path(kazadesk.storage.__file__).parent


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_each_schema_step_has_a_number_of_its_own(engine: str) -> None:
    names = sorted(path.name for path in (STORAGE / engine / "schema").glob("*.sql"))
    assert [int(name.partition("_")[0]) for name in names] == [*range(1, len(names) + 1)], names


def test_the_version_is_that_of_the_last_step() -> None:
    """A ledger that has just been made would be taken for one of a newer KazaDesk."""
    assert len([*(STORAGE / "sqlite" / "schema").glob("*.sql")]) == SCHEMA_VERSION
