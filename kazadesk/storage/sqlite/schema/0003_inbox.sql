-- How a webhook came: pasted, or pulled from the mailbox, where it arrived at `arrived_at`.
ALTER TABLE confirmations ADD COLUMN via TEXT NOT NULL DEFAULT 'paste' CHECK (via IN ('paste', 'inbox'));
ALTER TABLE confirmations ADD COLUMN arrived_at TEXT CHECK ((arrived_at IS NOT NULL) = (via = 'inbox'));

CREATE INDEX confirmations_inbox ON confirmations (id) WHERE via = 'inbox';

-- The id of the last post of a mailbox that is in the ledger. It moves in the transaction that keeps the post.
CREATE TABLE inbox_cursors (
    mailbox TEXT PRIMARY KEY,
    post_id INTEGER NOT NULL
) STRICT;

CREATE TRIGGER inbox_cursors_grow BEFORE UPDATE ON inbox_cursors WHEN NEW.post_id < OLD.post_id
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

-- What get-merchant-wallets said at each check.
CREATE TABLE balances (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    profile  TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount   TEXT NOT NULL
) STRICT;

CREATE INDEX balances_profile ON balances (profile, currency, id);
