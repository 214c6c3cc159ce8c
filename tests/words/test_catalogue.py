"""What the command line reads of a .qm file is what Qt reads of it, message by message and number by number."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator

from kazadesk.resources import RESOURCES
from kazadesk.words.catalogue import Catalogue

FOLDER = RESOURCES / "translations"
NUMBERS = [*range(120), 200, 202, 203, 211, 1000, 1002, 1_000_003, 1_000_100]


def messages() -> list[tuple[str, str, str, bool]]:
    """Context, source, comment, and whether it goes with a number, of every message in Arabic."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""),
         message.get("numerus") == "yes")
        for context in ElementTree.parse(FOLDER / "kazadesk_ar.ts").iter("context")
        for message in context.iter("message")
    ]  # fmt: skip


def test_every_message_reads_as_qt_reads_it() -> None:
    ours, qts = Catalogue(FOLDER / "kazadesk_ar.qm"), QTranslator()
    assert qts.load("kazadesk_ar", str(FOLDER))
    numbered = 0
    for context, source, comment, with_number in messages():
        if with_number:
            numbered += 1
            for number in NUMBERS:
                said = qts.translate(context, source, comment or None, number).replace("%n", str(number))
                assert ours.translate(context, source, comment, number) == said, (source, number)
        else:
            assert ours.translate(context, source, comment) == qts.translate(context, source, comment or None)
    assert numbered > 5


def test_what_is_not_translated_stays_english() -> None:
    catalogue = Catalogue(FOLDER / "kazadesk_ar.qm")
    assert catalogue.translate("Nowhere", "%n links", "", 3) == "3 links"
    assert catalogue.translate("Nowhere", "A sentence.") == "A sentence."


@pytest.mark.parametrize("content", [b"", b"not Qt's", bytes(64)])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.qm").write_bytes(content)
    with pytest.raises(ValueError, match="no compiled translation"):
        Catalogue(tmp_path / "x.qm")
