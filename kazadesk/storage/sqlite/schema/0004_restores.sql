-- What a restored ledger knows of the one that it replaced.
ALTER TABLE confirmations ADD COLUMN restored INTEGER NOT NULL DEFAULT 0 CHECK (restored IN (0, 1));

-- remembered = 0: the replaced ledger could not be read, so an older link may have been confirmed there.
CREATE TABLE restores (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT NOT NULL,
    remembered INTEGER NOT NULL CHECK (remembered IN (0, 1))
) STRICT;

-- References of links that only the replaced ledger holds: Kazawallet knows them.
CREATE TABLE taken_references (
    reference TEXT NOT NULL,
    profile   TEXT NOT NULL,
    PRIMARY KEY (reference, profile)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER links_reference_taken BEFORE INSERT ON links
WHEN EXISTS (SELECT 1 FROM taken_references WHERE reference = NEW.reference AND profile = NEW.profile)
BEGIN SELECT RAISE(ABORT, 'reference_taken'); END;

CREATE TRIGGER restores_fixed BEFORE UPDATE ON restores BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER restores_kept BEFORE DELETE ON restores BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER taken_references_fixed BEFORE UPDATE ON taken_references BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER taken_references_kept BEFORE DELETE ON taken_references BEGIN SELECT RAISE(ABORT, 'append_only'); END;
