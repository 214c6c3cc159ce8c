"""Confirmations that an older KazaDesk counted."""

from __future__ import annotations

import apsw
import pytest

from kazadesk.storage.sqlite import database


def test_confirmations_of_an_older_ledger_that_settled_nothing_count_no_more(tmp_path):
    connection = apsw.Connection(str(tmp_path / "old"))
    steps = database.schema_steps()
    for step in steps[:6]:
        connection.execute(step).fetchall()
    rows = [
        ("paid", "", 1),
        ("not_paid", "", 1),
        ("paid_unknown", "unknown_id", 1),
        ("mismatch", "amount_differs ref_differs", 1),
        ("mismatch", "ref_differs", 0),
        ("mismatch", "currency_missing needs_attention", 0),
        ("unknown_status", "status_missing", 0),
        ("repeated", "already_paid", 0),
    ]
    for number, (verdict, reasons, _) in enumerate(rows):
        connection.execute(
            "INSERT INTO confirmations (at, profile, verdict, reasons, repairs, order_id, counted, raw)"
            " VALUES ('', 'p', ?, ?, '', ?, 1, '')",
            (verdict, reasons, f"id-{number}"),
        )
    for step in steps[6:]:
        connection.execute(step).fetchall()
    assert connection.execute("SELECT counted FROM confirmations ORDER BY id").fetchall() == [(row[2],) for row in rows]
    with pytest.raises(apsw.ConstraintError, match="append_only"):
        connection.execute("UPDATE confirmations SET counted = 1")
    connection.close()
