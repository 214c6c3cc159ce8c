-- The closed days of an account. What a close holds follows from `until` and `last_event` alone (core/books/closing.py)
-- and is written down all the same: a close is shown as it was made.
CREATE TABLE closes (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    profile    TEXT NOT NULL,
    number     INTEGER NOT NULL,
    first_day  TEXT NOT NULL,
    day        TEXT NOT NULL,
    until      TEXT NOT NULL,
    last_event INTEGER NOT NULL,
    made_at    TEXT NOT NULL,
    zone       TEXT NOT NULL,
    ends       TEXT NOT NULL,
    note       TEXT NOT NULL,
    UNIQUE (profile, number),
    UNIQUE (profile, day)
) STRICT;

CREATE TABLE close_lines (
    close_id            INTEGER NOT NULL REFERENCES closes (id),
    currency            TEXT NOT NULL,
    created_count       INTEGER NOT NULL,
    created_amount      TEXT NOT NULL,
    paid_count          INTEGER NOT NULL,
    paid_amount         TEXT NOT NULL,
    paid_by_hand_count  INTEGER NOT NULL,
    paid_by_hand_amount TEXT NOT NULL,
    timed_out_count     INTEGER NOT NULL,
    timed_out_amount    TEXT NOT NULL,
    unknown_count       INTEGER NOT NULL,
    unknown_amount      TEXT NOT NULL,
    late_count          INTEGER NOT NULL,
    late_amount         TEXT NOT NULL,
    opening             TEXT,
    closing             TEXT,
    PRIMARY KEY (close_id, currency)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_events_at ON link_events (at);

CREATE TRIGGER closes_fixed BEFORE UPDATE ON closes BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER closes_kept BEFORE DELETE ON closes BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER close_lines_fixed BEFORE UPDATE ON close_lines BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER close_lines_kept BEFORE DELETE ON close_lines BEGIN SELECT RAISE(ABORT, 'append_only'); END;
-- Lines are written in the transaction of their close: none is added to the newest but one, nor later to any.
CREATE TRIGGER close_lines_whole BEFORE INSERT ON close_lines
WHEN NEW.close_id <> (SELECT max(id) FROM closes)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
-- Days are closed in their order.
CREATE TRIGGER closes_in_order BEFORE INSERT ON closes
WHEN EXISTS (SELECT 1 FROM closes WHERE profile = NEW.profile
    AND (number >= NEW.number OR day >= NEW.day OR until > NEW.until OR last_event > NEW.last_event))
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
