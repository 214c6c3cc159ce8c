-- Only a confirmation that settles something is counted: another copy of it is judged afresh. Of those kept before this
-- rule, the ones that settled nothing are counted no more.
DROP TRIGGER confirmations_fixed;
UPDATE confirmations SET counted = 0 WHERE counted = 1 AND (
    verdict IN ('unknown_status', 'repeated') OR (verdict = 'mismatch' AND instr(reasons, 'amount_differs') = 0));
CREATE TRIGGER confirmations_fixed BEFORE UPDATE ON confirmations BEGIN SELECT RAISE(ABORT, 'append_only'); END;

-- The moves of core/link.py. From needs_attention to paid only where all that ever differed was the reference (or was
-- missing), which is not signed: a later copy of the same confirmation had it right.
DROP TRIGGER links_move;
CREATE TRIGGER links_move BEFORE UPDATE OF state ON links
WHEN NEW.state <> OLD.state AND NOT (
    (OLD.state = 'sending' AND NEW.state IN ('waiting', 'failed', 'unsent', 'unknown'))
    OR (OLD.state = 'waiting' AND NEW.state IN ('paid', 'timed_out', 'needs_attention', 'paid_by_hand'))
    OR (OLD.state = 'unsent' AND NEW.state IN ('sending', 'paid_by_hand'))
    OR (OLD.state IN ('failed', 'unknown', 'timed_out', 'needs_attention') AND NEW.state = 'paid_by_hand')
    OR (OLD.state = 'needs_attention' AND NEW.state = 'paid'
        AND EXISTS (SELECT 1 FROM confirmations WHERE link_id = OLD.id AND verdict = 'mismatch' AND counted = 0)
        AND NOT EXISTS (SELECT 1 FROM confirmations WHERE link_id = OLD.id AND verdict = 'mismatch'
            AND (counted = 1 OR instr(reasons, 'currency_differs') > 0)))
)
BEGIN SELECT RAISE(ABORT, 'move_refused'); END;
