-- Sales from before KazaDesk, from somebody's list: no links, so never green and in no close.
CREATE TABLE imports (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    profile       TEXT NOT NULL,
    digest        TEXT NOT NULL,
    file_name     TEXT NOT NULL,
    imported_at   TEXT NOT NULL,
    taken_back_at TEXT
) STRICT;

CREATE TABLE history (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    row       INTEGER NOT NULL,
    day       TEXT NOT NULL,
    amount    TEXT NOT NULL,
    currency  TEXT NOT NULL,
    reference TEXT NOT NULL,
    name      TEXT NOT NULL,
    phone     TEXT NOT NULL,
    paid      INTEGER NOT NULL CHECK (paid IN (0, 1)),
    PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX history_day ON history (day);

CREATE TRIGGER imports_asked BEFORE UPDATE OF id, profile, digest, file_name, imported_at ON imports
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER imports_once BEFORE UPDATE OF taken_back_at ON imports WHEN OLD.taken_back_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER imports_kept BEFORE DELETE ON imports BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER history_fixed BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'append_only'); END;
-- A list is taken back whole.
CREATE TRIGGER history_kept BEFORE DELETE ON history
WHEN (SELECT taken_back_at FROM imports WHERE id = OLD.import_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
