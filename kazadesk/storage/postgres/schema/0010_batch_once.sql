-- How many times a list was sent: two desks that read the same file at the same moment do not each send it.
ALTER TABLE batches ADD COLUMN turn bigint NOT NULL DEFAULT 1 CHECK (turn > 0);

ALTER TABLE batches DISABLE TRIGGER batches_kept;
UPDATE batches SET turn = (SELECT count(*) FROM batches AS earlier
    WHERE earlier.digest = batches.digest AND earlier.profile = batches.profile AND earlier.id <= batches.id);
ALTER TABLE batches ENABLE TRIGGER batches_kept;

DROP INDEX batches_digest;
CREATE UNIQUE INDEX batches_once ON batches (digest, profile, turn);
