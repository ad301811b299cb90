-- What: a photo or paper that came with a move knows which one it was.
-- Why: what an undone report had brought still proved the next one, and was shown to the public again with it; and whether a photo
-- was taken before or after a case was sent back hung on a millisecond.

ALTER TABLE attachment ADD COLUMN event_id INTEGER REFERENCES case_event (id);
CREATE INDEX attachment_event ON attachment (event_id) WHERE event_id IS NOT NULL;
-- A move and what it brings were written at one moment by the same person; what was added apart from a move has none.
UPDATE attachment SET event_id = (
    SELECT max(e.id) FROM case_event e WHERE e.case_id = attachment.case_id AND e.at = attachment.created_at
        AND e.actor_id = attachment.account_id AND e.move IN ('answer', 'report_done'))
WHERE moment = 'after';
