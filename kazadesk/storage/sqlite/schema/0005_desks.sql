-- Who did it, where several desks shared the ledger that this file was copied from.
ALTER TABLE link_events ADD COLUMN desk TEXT;
ALTER TABLE confirmations ADD COLUMN desk TEXT;

-- `id`: of the ledger, the same in each of its copies; `moved_to`: the server that has it now.
CREATE TABLE ledger_info (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO ledger_info (name, value) VALUES ('id', lower(hex(randomblob(16))));

-- Each write makes a row in one of these.
CREATE TRIGGER link_events_moved BEFORE INSERT ON link_events
WHEN EXISTS (SELECT 1 FROM ledger_info WHERE name = 'moved_to')
BEGIN SELECT RAISE(ABORT, 'ledger_moved'); END;
CREATE TRIGGER confirmations_moved BEFORE INSERT ON confirmations
WHEN EXISTS (SELECT 1 FROM ledger_info WHERE name = 'moved_to')
BEGIN SELECT RAISE(ABORT, 'ledger_moved'); END;
CREATE TRIGGER batches_moved BEFORE INSERT ON batches
WHEN EXISTS (SELECT 1 FROM ledger_info WHERE name = 'moved_to')
BEGIN SELECT RAISE(ABORT, 'ledger_moved'); END;
