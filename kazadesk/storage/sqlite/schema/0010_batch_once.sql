-- How many times a list was sent: two desks that read the same file at the same moment do not each send it.
ALTER TABLE batches ADD COLUMN turn INTEGER NOT NULL DEFAULT 1 CHECK (turn > 0);

DROP TRIGGER batches_fixed;
UPDATE batches SET turn = (SELECT count(*) FROM batches AS earlier
    WHERE earlier.digest = batches.digest AND earlier.profile = batches.profile AND earlier.id <= batches.id);
CREATE TRIGGER batches_fixed BEFORE UPDATE ON batches BEGIN SELECT RAISE(ABORT, 'append_only'); END;

DROP INDEX batches_digest;
CREATE UNIQUE INDEX batches_once ON batches (digest, profile, turn);
