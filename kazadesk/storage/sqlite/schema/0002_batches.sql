-- Who is to pay a link, as the merchant knows it: kept with the link, and recalled while typing.
CREATE TABLE link_customers (
    link_id INTEGER PRIMARY KEY REFERENCES links (id),
    name    TEXT NOT NULL,
    phone   TEXT NOT NULL
) STRICT;

CREATE INDEX link_customers_name ON link_customers (name COLLATE NOCASE) WHERE name <> '';
CREATE INDEX link_customers_phone ON link_customers (phone) WHERE phone <> '';

-- Many links from one file. The rows are there before the first is sent; a row gets its link in the transaction that
-- makes the link, and only once.
CREATE TABLE batches (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    profile    TEXT NOT NULL,
    digest     TEXT NOT NULL,
    file_name  TEXT NOT NULL,
    head       TEXT NOT NULL,
    ref_column INTEGER,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX batches_digest ON batches (digest, profile);

CREATE TABLE batch_rows (
    batch_id     INTEGER NOT NULL REFERENCES batches (id),
    number       INTEGER NOT NULL,
    reference    TEXT NOT NULL,
    amount       TEXT NOT NULL,
    currency     TEXT NOT NULL,
    email        TEXT NOT NULL,
    redirect_url TEXT,
    name         TEXT NOT NULL,
    phone        TEXT NOT NULL,
    cells        TEXT NOT NULL,
    link_id      INTEGER UNIQUE REFERENCES links (id),
    PRIMARY KEY (batch_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER batch_rows_asked BEFORE UPDATE OF
    batch_id, number, reference, amount, currency, email, redirect_url, name, phone, cells ON batch_rows
BEGIN SELECT RAISE(ABORT, 'link_fixed'); END;

CREATE TRIGGER batch_rows_once BEFORE UPDATE OF link_id ON batch_rows WHEN OLD.link_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'link_fixed'); END;

CREATE TRIGGER batches_fixed BEFORE UPDATE ON batches BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER batches_kept BEFORE DELETE ON batches BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER batch_rows_kept BEFORE DELETE ON batch_rows BEGIN SELECT RAISE(ABORT, 'append_only'); END;
