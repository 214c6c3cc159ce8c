from __future__ import annotations

import asyncio
import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kazadesk.core.errors import FileError, LedgerError
from kazadesk.core.link import LinkForm
from kazadesk.core.redact import Redactor
from kazadesk.practice import CREDENTIALS, Faults, PracticeServer
from kazadesk.services.session import Session
from kazadesk.services.support import PARTS, SupportFile
from kazadesk.storage.logs import set_up_logs
from kazadesk.storage.paths import DataFolder

CANARIES = {
    "reference": "CANARY REF-8841 سلة",
    "email": "merchant@example.com",
    "redirect": "https://canary-shop.example/thanks?order=77",
    "amount": "4711.25",
    "payload": '{"order_id": "canary-id", "secret": "canary-signature"}',
}


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[None]:
    undo = set_up_logs(DataFolder.make(tmp_path / "data"), Redactor())
    yield
    undo()


def read(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == list(PARTS)
        return {name: archive.read(name).decode() for name in PARTS}


@pytest.mark.usefixtures("logged")
def test_it_helps_and_says_nothing_of_customers_or_keys(
    play: Callable[..., None], stand_in: PracticeServer, tmp_path: Path
) -> None:
    target = tmp_path / "support.zip"

    async def scenario(session: Session) -> None:
        form = LinkForm(CANARIES["amount"], "USD", CANARIES["email"], CANARIES["reference"], CANARIES["redirect"])
        link = await session.links.create(form)
        stand_in.fail_next(Faults(drop="reset"))
        await session.links.create(LinkForm("5", "USD", CANARIES["email"]))
        log = logging.getLogger("kazadesk.test")
        log.warning("about %s of %s, %s", link.reference, link.email, link.amount)
        log.warning("plain %s and %r and %s", link.order_id, CANARIES["payload"], link.url)
        log.warning("key %s, header x-api-key: %s", CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal())
        try:
            raise LedgerError("move_refused", reference=link.reference, old="paid", new="sending")
        except LedgerError:
            log.exception("it went wrong for %s", link.reference)
        await session.support.write(target, {"Qt": "6.11.3"})

    play(scenario)
    texts = read(target)
    assert "Qt 6.11.3" in texts["versions.txt"]
    assert "apsw" in texts["versions.txt"]
    assert "reset: 1" in texts["errors.txt"]
    assert "waiting: 1" in texts["ledger.txt"]
    assert "unknown: 1" in texts["ledger.txt"]
    assert "WARNING kazadesk.test: about" in texts["log.txt"]
    assert "LedgerError: move_refused" in texts["log.txt"]
    assert 'File "test_support.py", line' in texts["log.txt"]
    whole = "\n".join(texts.values()).lower()
    searched = [*CANARIES.values(), "canary", "8841", "سلة", "merchant@", "4711", "signature", str(tmp_path)]
    searched += [CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal(), "127.0.0.1"]
    assert [text for text in searched if text.lower() in whole] == []
    made = stand_in.records.all()
    assert not any(link.id in whole for link in made)


@pytest.mark.usefixtures("logged")
def test_it_is_written_also_where_the_ledger_cannot_be_opened(tmp_path: Path) -> None:
    folder = DataFolder.make(tmp_path / "data")
    folder.ledger(practice=False).write_bytes(b"damaged")
    target = tmp_path / "support.zip"
    asyncio.run(SupportFile(folder, Redactor(), None).write(target, {}))
    assert "live ledger: 7 bytes, 0 backups" in read(target)["ledger.txt"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    support = SupportFile(DataFolder.make(tmp_path / "data"), Redactor(), None)
    with pytest.raises(FileError) as caught:
        asyncio.run(support.write(tmp_path / "nowhere" / "support.zip", {}))
    assert caught.value.code == "file_unwritable"
