-- `id`: of the ledger, the same in each of its copies; `copying`: it is being filled from a file, and not used yet.
CREATE TABLE ledger_info (
    name  text COLLATE "C" PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);

INSERT INTO ledger_info (name, value) VALUES ('id', replace(gen_random_uuid()::text, '-', ''));
