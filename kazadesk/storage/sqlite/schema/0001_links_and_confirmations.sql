PRAGMA application_id = 0x4B5A444B;  -- "KZDK"

CREATE TABLE links (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    profile        TEXT NOT NULL,
    reference      TEXT NOT NULL,
    amount         TEXT NOT NULL,
    currency       TEXT NOT NULL,
    email          TEXT NOT NULL,
    redirect_url   TEXT,
    state          TEXT NOT NULL CHECK (state IN (
        'sending', 'waiting', 'failed', 'unsent', 'unknown', 'paid', 'timed_out', 'needs_attention', 'paid_by_hand')),
    order_id       TEXT,
    url            TEXT,
    error          TEXT,
    message        TEXT,
    maybe_sent     INTEGER NOT NULL DEFAULT 0 CHECK (maybe_sent IN (0, 1)),
    created_at     TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    replaces       INTEGER REFERENCES links (id),
    by_hand_reason TEXT,
    archived_at    TEXT,
    sender         TEXT NOT NULL,
    CHECK (state <> 'waiting' OR url IS NOT NULL),
    CHECK ((state = 'paid_by_hand') = (by_hand_reason IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX links_reference ON links (reference, profile);
CREATE UNIQUE INDEX links_order_id ON links (order_id, profile) WHERE order_id IS NOT NULL;
CREATE INDEX links_state ON links (state);

CREATE TABLE link_events (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    link_id    INTEGER NOT NULL REFERENCES links (id),
    at         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    from_state TEXT,
    to_state   TEXT,
    detail     TEXT
) STRICT;

CREATE INDEX link_events_link ON link_events (link_id);

CREATE TABLE confirmations (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    at            TEXT NOT NULL,
    profile       TEXT,
    verdict       TEXT NOT NULL,
    reasons       TEXT NOT NULL,
    repairs       TEXT NOT NULL,
    order_id      TEXT,
    amount        TEXT,
    signed_amount TEXT,
    currency      TEXT,
    status        TEXT,
    ref           TEXT,
    link_id       INTEGER REFERENCES links (id),
    counted       INTEGER NOT NULL CHECK (counted IN (0, 1)),
    raw           TEXT NOT NULL,
    CHECK (counted = 0 OR (profile IS NOT NULL AND order_id IS NOT NULL))
) STRICT;

-- An order id is counted once in a profile, whatever two windows do at once.
CREATE UNIQUE INDEX confirmations_counted ON confirmations (order_id, profile) WHERE counted = 1;
CREATE INDEX confirmations_order_id ON confirmations (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX confirmations_link ON confirmations (link_id) WHERE link_id IS NOT NULL;

-- The moves of core/link.py once more: no program but this table's may move a link otherwise.
CREATE TRIGGER links_begin BEFORE INSERT ON links WHEN NEW.state <> 'sending'
BEGIN SELECT RAISE(ABORT, 'move_refused'); END;

CREATE TRIGGER links_move BEFORE UPDATE OF state ON links
WHEN NEW.state <> OLD.state AND NOT (
    (OLD.state = 'sending' AND NEW.state IN ('waiting', 'failed', 'unsent', 'unknown'))
    OR (OLD.state = 'waiting' AND NEW.state IN ('paid', 'timed_out', 'needs_attention', 'paid_by_hand'))
    OR (OLD.state = 'unsent' AND NEW.state IN ('sending', 'paid_by_hand'))
    OR (OLD.state IN ('failed', 'unknown', 'timed_out', 'needs_attention') AND NEW.state = 'paid_by_hand')
)
BEGIN SELECT RAISE(ABORT, 'move_refused'); END;

-- What was asked for is what was sent: it never changes. An order id is set once.
CREATE TRIGGER links_asked BEFORE UPDATE OF
    id, profile, reference, amount, currency, email, redirect_url, created_at, replaces ON links
BEGIN SELECT RAISE(ABORT, 'link_fixed'); END;

CREATE TRIGGER links_order_id_once BEFORE UPDATE OF order_id ON links
WHEN OLD.order_id IS NOT NULL AND NEW.order_id IS NOT OLD.order_id
BEGIN SELECT RAISE(ABORT, 'link_fixed'); END;

CREATE TRIGGER links_kept BEFORE DELETE ON links BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER link_events_fixed BEFORE UPDATE ON link_events BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER link_events_kept BEFORE DELETE ON link_events BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER confirmations_fixed BEFORE UPDATE ON confirmations BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER confirmations_kept BEFORE DELETE ON confirmations BEGIN SELECT RAISE(ABORT, 'append_only'); END;
