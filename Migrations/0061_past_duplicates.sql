-- What: the end of an earlier round says whether it was an end as a duplicate, and which answer stood then is asked by round.
-- Why: the three rates leave duplicates out; a case that was closed and is opened again still counts in the month of its end,
-- and whether it was one of those was forgotten with the reopening.

ALTER TABLE case_past_end ADD COLUMN duplicate INTEGER NOT NULL DEFAULT 0 CHECK (duplicate IN (0, 1));

-- The timeline knows which rounds ended by a merger.
UPDATE case_past_end SET duplicate = 1 WHERE EXISTS (
    SELECT 1 FROM case_event e WHERE e.case_id = case_past_end.case_id AND e.move = 'merge' AND e.at = case_past_end.closed_at);

DROP TRIGGER case_round_ends;
CREATE TRIGGER case_round_ends AFTER UPDATE OF closed_at, round ON case_file WHEN (old.closed_at IS NOT NULL AND new.closed_at IS NULL AND new.round > old.round)
BEGIN
    INSERT INTO case_past_end (case_id, community_id, round, closed_at, due_at, told, reopened_at, duplicate)
    VALUES (old.id, old.community_id, old.round, old.closed_at, coalesce(old.owed_at, old.due_at), old.told, max(new.updated_at, old.closed_at),
        old.duplicate_of_id IS NOT NULL);
END;
