-- Only a confirmation that settles something is counted: another copy of it is judged afresh. Of those kept before this
-- rule, the ones that settled nothing are counted no more.
ALTER TABLE confirmations DISABLE TRIGGER confirmations_kept;
UPDATE confirmations SET counted = 0 WHERE counted = 1 AND (
    verdict IN ('unknown_status', 'repeated') OR (verdict = 'mismatch' AND strpos(reasons, 'amount_differs') = 0));
ALTER TABLE confirmations ENABLE TRIGGER confirmations_kept;

-- The moves of core/link.py. From needs_attention to paid only where all that ever differed was the reference (or was
-- missing), which is not signed: a later copy of the same confirmation had it right.
CREATE OR REPLACE FUNCTION check_link() RETURNS trigger LANGUAGE plpgsql SET search_path = kazadesk AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'sending' THEN
            RAISE EXCEPTION 'move_refused' USING ERRCODE = 'KD001';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND NOT (
        (OLD.state = 'sending' AND NEW.state IN ('waiting', 'failed', 'unsent', 'unknown'))
        OR (OLD.state = 'waiting' AND NEW.state IN ('paid', 'timed_out', 'needs_attention', 'paid_by_hand'))
        OR (OLD.state = 'unsent' AND NEW.state IN ('sending', 'paid_by_hand'))
        OR (OLD.state IN ('failed', 'unknown', 'timed_out', 'needs_attention') AND NEW.state = 'paid_by_hand')
        OR (OLD.state = 'needs_attention' AND NEW.state = 'paid'
            AND EXISTS (SELECT 1 FROM confirmations WHERE link_id = OLD.id AND verdict = 'mismatch' AND counted = 0)
            AND NOT EXISTS (SELECT 1 FROM confirmations WHERE link_id = OLD.id AND verdict = 'mismatch'
                AND (counted = 1 OR strpos(reasons, 'currency_differs') > 0)))
    ) THEN
        RAISE EXCEPTION 'move_refused' USING ERRCODE = 'KD001';
    END IF;
    -- What was asked for is what was sent: it never changes. An order id is set once.
    IF (NEW.id, NEW.profile, NEW.reference, NEW.amount, NEW.currency, NEW.email, NEW.redirect_url, NEW.created_at,
        NEW.replaces) IS DISTINCT FROM
       (OLD.id, OLD.profile, OLD.reference, OLD.amount, OLD.currency, OLD.email, OLD.redirect_url, OLD.created_at,
        OLD.replaces) OR (OLD.order_id IS NOT NULL AND NEW.order_id IS DISTINCT FROM OLD.order_id) THEN
        RAISE EXCEPTION 'link_fixed' USING ERRCODE = 'KD002';
    END IF;
    RETURN NEW;
END $$;
