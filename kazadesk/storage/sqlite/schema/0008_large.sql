-- What a ledger of a million links needs so that nobody waits: a search by parts of words, sums that are kept and not
-- added up anew, and an index for every order.

-- A link as it is searched: one spelling for what has several (core/fold.py says the same), the end of the URL alone.
-- In four steps: the SQLite of other programs takes no deeper nesting.
CREATE VIEW link_texts AS
WITH spelt AS (
    SELECT l.id, l.reference || char(10) || l.amount || char(10) || ifnull(l.order_id, '') || char(10)
        || ifnull(nullif(replace(l.url, rtrim(l.url, replace(l.url, '/', '')), ''), l.order_id), '')
        || ifnull((SELECT char(10) || c.name || char(10) || c.phone FROM link_customers c WHERE c.link_id = l.id), '')
        AS t
    FROM links l
),
letters AS (
    SELECT id, t,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        replace(replace(replace(replace(replace(
        t, char(1571), 'ا'), char(1573), 'ا'), char(1570), 'ا'), char(1649), 'ا'), char(1609), 'ي'), char(1740),
        'ي'), char(1705), 'ك'), char(1577), 'ه'), char(1643), '.'), char(1632), '0'), char(1633), '1'), char(1634),
        '2'), char(1635), '3'), char(1636), '4'), char(1637), '5'), char(1638), '6'), char(1639), '7')
        AS u FROM spelt
),
numbers AS (
    SELECT id, t,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        replace(replace(replace(replace(replace(
        u, char(1640), '8'), char(1641), '9'), char(1776), '0'), char(1777), '1'), char(1778), '2'), char(1779),
        '3'), char(1780), '4'), char(1781), '5'), char(1782), '6'), char(1783), '7'), char(1784), '8'), char(1785),
        '9'), char(160), char(32)), char(8199), char(32)), char(8201), char(32)), char(8239), char(32)),
        char(12288), char(32))
        AS u FROM letters
),
marks AS (
    SELECT id, t,
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        replace(replace(replace(replace(replace(
        u, char(1600), ''), char(1611), ''), char(1612), ''), char(1613), ''), char(1614), ''), char(1615), ''),
        char(1616), ''), char(1617), ''), char(1618), ''), char(1648), ''), char(173), ''), char(1564), ''),
        char(8203), ''), char(8204), ''), char(8205), ''), char(8206), ''), char(8207), '')
        AS u FROM numbers
)
SELECT id, CASE WHEN length(t) = length(CAST(t AS BLOB)) THEN t ELSE
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        replace(replace(replace(replace(
        u, char(8234), ''), char(8235), ''), char(8236), ''), char(8237), ''), char(8238), ''), char(8288), ''),
        char(8289), ''), char(8290), ''), char(8291), ''), char(8292), ''), char(8294), ''), char(8295), ''),
        char(8296), ''), char(8297), ''), char(65279), ''), char(1644), '')
    END AS text FROM marks;

-- No text is kept in it, and no places of parts in the text: what it finds is held against the link itself.
CREATE VIRTUAL TABLE link_search USING fts5(
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram'
);

INSERT INTO link_search (rowid, text) SELECT id, text FROM link_texts ORDER BY id;

-- The few values that most links share: addresses of accounts, and the beginnings of URLs.
CREATE TABLE link_values (value TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO link_values SELECT email FROM links;
INSERT OR IGNORE INTO link_values SELECT rtrim(url, replace(url, '/', '')) FROM links WHERE url IS NOT NULL;

CREATE TRIGGER link_search_add AFTER INSERT ON links
BEGIN
    INSERT INTO link_search (rowid, text) SELECT id, text FROM link_texts WHERE id = NEW.id;
    INSERT OR IGNORE INTO link_values VALUES (NEW.email);
    INSERT OR IGNORE INTO link_values SELECT rtrim(NEW.url, replace(NEW.url, '/', '')) WHERE NEW.url IS NOT NULL;
END;

CREATE TRIGGER link_search_change AFTER UPDATE OF order_id, url ON links
WHEN NEW.order_id IS NOT OLD.order_id OR NEW.url IS NOT OLD.url
BEGIN
    UPDATE link_search SET text = (SELECT text FROM link_texts WHERE id = NEW.id) WHERE rowid = NEW.id;
    INSERT OR IGNORE INTO link_values SELECT rtrim(NEW.url, replace(NEW.url, '/', '')) WHERE NEW.url IS NOT NULL;
END;

CREATE TRIGGER link_search_customer AFTER INSERT ON link_customers
BEGIN
    UPDATE link_search SET text = (SELECT text FROM link_texts WHERE id = NEW.link_id) WHERE rowid = NEW.link_id;
END;

-- Sums of amounts per day (UTC), in whole numbers that cannot overflow: billions, units, billionths, and the rest of 18
-- decimals; `places`: the most decimals of any.
CREATE TABLE link_totals (
    profile    TEXT NOT NULL,
    day        TEXT NOT NULL,
    currency   TEXT NOT NULL,
    state      TEXT NOT NULL,
    archived   INTEGER NOT NULL,
    count      INTEGER NOT NULL,
    billions   INTEGER NOT NULL,
    units      INTEGER NOT NULL,
    billionths INTEGER NOT NULL,
    rest       INTEGER NOT NULL,
    places     INTEGER NOT NULL,
    PRIMARY KEY (profile, day, currency, state, archived)
) STRICT, WITHOUT ROWID;

INSERT INTO link_totals
SELECT l.profile, substr(l.created_at, 1, 10), l.currency, l.state, l.archived_at IS NOT NULL, count(*),
    sum(CAST(substr(l.amount, 1, instr(l.amount || '.', '.') - 1) AS INTEGER) / 1000000000),
    sum(CAST(substr(l.amount, 1, instr(l.amount || '.', '.') - 1) AS INTEGER) % 1000000000),
    sum(CAST(substr(substr(l.amount, instr(l.amount || '.', '.') + 1) || '000000000000000000', 1, 9) AS INTEGER)),
    sum(CAST(substr(substr(l.amount, instr(l.amount || '.', '.') + 1) || '000000000000000000', 10, 9) AS INTEGER)),
    max(length(substr(l.amount, instr(l.amount || '.', '.') + 1)))
FROM links l GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER link_totals_add AFTER INSERT ON links
BEGIN
    INSERT INTO link_totals VALUES (NEW.profile, substr(NEW.created_at, 1, 10), NEW.currency, NEW.state, NEW.archived_at IS NOT NULL, 1,
        CAST(substr(NEW.amount, 1, instr(NEW.amount || '.', '.') - 1) AS INTEGER) / 1000000000,
        CAST(substr(NEW.amount, 1, instr(NEW.amount || '.', '.') - 1) AS INTEGER) % 1000000000,
        CAST(substr(substr(NEW.amount, instr(NEW.amount || '.', '.') + 1) || '000000000000000000', 1, 9) AS INTEGER),
        CAST(substr(substr(NEW.amount, instr(NEW.amount || '.', '.') + 1) || '000000000000000000', 10, 9) AS INTEGER),
        length(substr(NEW.amount, instr(NEW.amount || '.', '.') + 1)))
    ON CONFLICT DO UPDATE SET count = count + 1, billions = billions + excluded.billions, units = units + excluded.units,
        billionths = billionths + excluded.billionths, rest = rest + excluded.rest, places = max(places, excluded.places);
END;

CREATE TRIGGER link_totals_move AFTER UPDATE OF state, archived_at ON links
WHEN NEW.state <> OLD.state OR (NEW.archived_at IS NULL) <> (OLD.archived_at IS NULL)
BEGIN
    UPDATE link_totals SET count = count - 1,
        billions = billions - (CAST(substr(OLD.amount, 1, instr(OLD.amount || '.', '.') - 1) AS INTEGER) / 1000000000),
        units = units - (CAST(substr(OLD.amount, 1, instr(OLD.amount || '.', '.') - 1) AS INTEGER) % 1000000000),
        billionths = billionths - (CAST(substr(substr(OLD.amount, instr(OLD.amount || '.', '.') + 1) || '000000000000000000', 1, 9) AS INTEGER)),
        rest = rest - (CAST(substr(substr(OLD.amount, instr(OLD.amount || '.', '.') + 1) || '000000000000000000', 10, 9) AS INTEGER))
    WHERE profile = OLD.profile AND day = substr(OLD.created_at, 1, 10) AND currency = OLD.currency
        AND state = OLD.state AND archived = (OLD.archived_at IS NOT NULL);
    INSERT INTO link_totals VALUES (NEW.profile, substr(NEW.created_at, 1, 10), NEW.currency, NEW.state, NEW.archived_at IS NOT NULL, 1,
        CAST(substr(NEW.amount, 1, instr(NEW.amount || '.', '.') - 1) AS INTEGER) / 1000000000,
        CAST(substr(NEW.amount, 1, instr(NEW.amount || '.', '.') - 1) AS INTEGER) % 1000000000,
        CAST(substr(substr(NEW.amount, instr(NEW.amount || '.', '.') + 1) || '000000000000000000', 1, 9) AS INTEGER),
        CAST(substr(substr(NEW.amount, instr(NEW.amount || '.', '.') + 1) || '000000000000000000', 10, 9) AS INTEGER),
        length(substr(NEW.amount, instr(NEW.amount || '.', '.') + 1)))
    ON CONFLICT DO UPDATE SET count = count + 1, billions = billions + excluded.billions, units = units + excluded.units,
        billionths = billionths + excluded.billionths, rest = rest + excluded.rest, places = max(places, excluded.places);
END;

CREATE INDEX links_created ON links (created_at);
CREATE INDEX links_by_reference ON links (reference COLLATE NOCASE, id);
CREATE INDEX links_by_state_up ON links (CASE state WHEN 'paid_by_hand' THEN 8
    WHEN 'paid' THEN 7
    WHEN 'timed_out' THEN 6
    WHEN 'waiting' THEN 5
    WHEN 'sending' THEN 4
    WHEN 'failed' THEN 3
    WHEN 'unsent' THEN 2
    WHEN 'unknown' THEN 1
    WHEN 'needs_attention' THEN 0 END, id DESC);
CREATE INDEX links_by_state_down ON links (CASE state WHEN 'paid_by_hand' THEN 8
    WHEN 'paid' THEN 7
    WHEN 'timed_out' THEN 6
    WHEN 'waiting' THEN 5
    WHEN 'sending' THEN 4
    WHEN 'failed' THEN 3
    WHEN 'unsent' THEN 2
    WHEN 'unknown' THEN 1
    WHEN 'needs_attention' THEN 0 END, id);
CREATE INDEX links_by_amount_up ON links (currency, CAST(amount AS INTEGER), rtrim(ltrim(amount, '0'), '0.'), id DESC);
CREATE INDEX links_by_amount_down ON links (currency, CAST(amount AS INTEGER) DESC, rtrim(ltrim(amount, '0'), '0.') DESC, id DESC);
