"""A real session in a folder of the test's own: real ledger, real stand-in for Kazawallet on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kazadesk.assembly import Options, open_session
from kazadesk.core.redact import Redactor
from kazadesk.practice import PracticeServer
from kazadesk.services.session import Session
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile

Scenario = Callable[[Session], Coroutine[Any, Any, None]]


@pytest.fixture
def stand_in() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def play(tmp_path: Path, stand_in: PracticeServer) -> Callable[..., None]:
    """play(scenario, **options) runs a coroutine on a session in practice mode that talks to `stand_in`."""
    options = Options(practice=True, data_dir=tmp_path / "data", base_url=stand_in.base_url)

    @asynccontextmanager
    async def opened(**changes: Any) -> AsyncIterator[Session]:
        folder = DataFolder.make(options.data_dir)
        settings = SettingsFile(folder.settings)
        session = await open_session(replace(options, **changes), folder, settings, Redactor())
        try:
            yield session
        finally:
            await session.close()
            settings.close()

    def run(scenario: Scenario, **changes: Any) -> None:
        async def whole() -> None:
            async with opened(**changes) as session:
                await asyncio.wait_for(scenario(session), 120)

        asyncio.run(whole())

    return run
