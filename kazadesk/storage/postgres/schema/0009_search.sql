-- One spelling for what has several, as core/fold.py has it; small letters are the database's locale's.
CREATE FUNCTION fold_text(told text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $fold$
    SELECT lower(translate(told,
            E'\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5'
            '\u06f6\u06f7\u06f8\u06f9\u0623\u0625\u0622\u0671\u0649\u06cc\u06a9\u0629\u066b\u00a0\u2007\u2009'
            '\u202f\u3000'
            '\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u00ad\u061c\u200b\u200c\u200d\u200e'
            '\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff'
            '\u066c',
            '01234567890123456789ااااييكه.     ') COLLATE "default")
$fold$;

-- All that is searched of a link by itself: one text with one index, in the place of five.
ALTER TABLE links ADD COLUMN searched text COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text(
    reference || chr(10) || amount || chr(10) || coalesce(order_id, '') || chr(10) || email || chr(10)
    || coalesce(url, ''))) STORED;

DO $$
DECLARE
    place text;
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['reference', 'order_id', 'amount', 'email', 'url'] LOOP
        EXECUTE format('DROP INDEX IF EXISTS %I', 'links_search_' || one);
    END LOOP;
    SELECT nspname INTO place FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
        WHERE extname = 'pg_trgm';
    IF place IS NOT NULL THEN
        EXECUTE format('CREATE INDEX links_searched ON links USING gin (searched %I.gin_trgm_ops)', place);
        EXECUTE format('CREATE INDEX link_customers_searched ON link_customers'
            ' USING gin (fold_text(name || chr(10) || phone) %I.gin_trgm_ops)', place);
    END IF;
END $$;
