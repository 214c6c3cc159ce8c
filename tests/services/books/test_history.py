"""Old lists in a real ledger: apart from links and closes, and gone again whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import apsw
import pytest

from kazadesk.core.errors import BatchError
from kazadesk.core.records import LinkQuery
from kazadesk.services.session import Session


def test_a_list_is_taken_over_once_and_taken_back_whole(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(
        "date,amount,ref,status\n13/02/2026,5.50,A,paid\n14/02/2026,6,B,unpaid\n14/02/2026,7,C,paid\n", "utf-8"
    )

    async def scenario(session: Session) -> None:
        service = session.books.history
        preview = await service.check(path)
        assert preview.may_be_imported
        made = await service.take_over(preview)
        assert made.sales == 3
        with pytest.raises(BatchError, match="imported_before"):
            await service.take_over(preview)
        assert await session.books._ledger.links(LinkQuery(archived=None)) == []
        assert (await session.books.closes.close(with_balances=False)).lines == ()
        first, last = date(2026, 2, 13), date(2026, 2, 14)
        assert await session.books.takings(first, last) == []
        entries = await session.books.takings(first, last, with_imported=True)
        assert [(entry.imported.amount, entry.paid.amount) for entry in entries] == [("5.50", "0"), ("7", "0")]
        raw = apsw.Connection(str(tmp_path / "data" / "practice" / "ledger.sqlite"))
        for sql in ("DELETE FROM history", "UPDATE history SET paid = 0", "DELETE FROM imports"):
            with pytest.raises(apsw.ConstraintError):
                raw.execute(sql)
        raw.close()
        back = await service.take_back(made.id)
        assert (back.sales, back.taken_back_at is None) == (0, False)
        with pytest.raises(BatchError, match="no_such_import"):
            await service.take_back(made.id)
        assert (await service.take_over(preview)).sales == 3
        assert [each.sales for each in await service.imports()] == [3, 0]

    play(scenario)
