"""The schema of a shared ledger: numbered steps, each one transaction, one desk at a time."""

from __future__ import annotations

from pathlib import Path

import psycopg

from kazadesk.core.errors import LedgerError
from kazadesk.storage.postgres.server import Line

_STEPS = 0x4B5A5354
"""The advisory lock of who changes the schema."""
_TABLE = """CREATE SCHEMA IF NOT EXISTS kazadesk;
CREATE TABLE IF NOT EXISTS kazadesk.schema_steps (
    number  integer PRIMARY KEY,
    name    text NOT NULL,
    done_at timestamptz NOT NULL DEFAULT clock_timestamp()
)"""
# A desk reads, adds, and changes what the rules let it change. The role is made by resources/postgres/roles.sql.
_RIGHTS = """DO $$
DECLARE
    one record;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kazadesk_desk') THEN
        RETURN;
    END IF;
    GRANT USAGE ON SCHEMA kazadesk TO kazadesk_desk;
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA kazadesk TO kazadesk_desk;
    REVOKE INSERT ON kazadesk.schema_steps FROM kazadesk_desk;
    IF to_regclass('kazadesk.ledger_info') IS NOT NULL THEN
        REVOKE INSERT ON kazadesk.ledger_info, kazadesk.restores, kazadesk.taken_references FROM kazadesk_desk;
    END IF;
    FOR one IN SELECT * FROM (VALUES
        ('links', 'UPDATE (state, order_id, url, error, message, maybe_sent, updated_at, by_hand_reason, archived_at,'
            ' sender)'),
        ('senders', 'UPDATE, DELETE'),
        ('batch_rows', 'UPDATE (link_id)'),
        ('inbox_cursors', 'UPDATE (post_id)'),
        ('imports', 'UPDATE (taken_back_at)'),
        ('history', 'DELETE')
    ) AS rights (name, what) WHERE to_regclass('kazadesk.' || name) IS NOT NULL LOOP
        EXECUTE format('GRANT %s ON kazadesk.%I TO kazadesk_desk', one.what, one.name);
    END LOOP;
END $$"""


def steps() -> list[Path]:
    """The SQL of each schema step, in order; the first makes version 1."""
    return sorted((Path(__file__).parent / "schema").glob("*.sql"))


def newest(line: Line) -> int:
    """The number of the last step done, 0 where there is no ledger yet."""
    if line.execute("SELECT to_regclass('kazadesk.schema_steps')").fetchone() == (None,):
        return 0
    row = line.execute("SELECT coalesce(max(number), 0) FROM kazadesk.schema_steps").fetchone()
    return int(row[0]) if row else 0


def upgrade(line: Line) -> int:
    """Do the steps that are missing; the number of the last one then. Raises psycopg.Error, LedgerError(ledger_owner).

    A ledger with more steps than this version knows is left as it is.
    """
    done = newest(line)
    try:
        for number, path in enumerate(steps(), 1):
            if number > done:
                _step(line, number, path)
    except psycopg.errors.InsufficientPrivilege:
        raise LedgerError("ledger_owner", version=str(done)) from None
    return max(done, len(steps()))


def _step(line: Line, number: int, path: Path) -> None:
    with line.transaction():
        line.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'")
        line.execute(f"SELECT pg_advisory_xact_lock({_STEPS})".encode())
        line.execute(_TABLE)
        if newest(line) >= number:
            return  # another desk was quicker
        line.execute(path.read_bytes())
        line.execute("INSERT INTO kazadesk.schema_steps (number, name) VALUES ($1, $2)", (number, path.stem))
        line.execute(_RIGHTS)
