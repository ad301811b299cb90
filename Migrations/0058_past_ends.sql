-- What: the end of an earlier round keeps where the case was, who handled it and who answered for it, and whether it was an end
-- as a duplicate.
-- Why: a case that was closed and is opened again still counts in the month of its end, for those who worked on it then; the
-- three rates leave duplicates out, and whether it was one was forgotten with the reopening.

ALTER TABLE case_past_end ADD COLUMN duplicate INTEGER NOT NULL DEFAULT 0 CHECK (duplicate IN (0, 1));
ALTER TABLE case_past_end ADD COLUMN grid_id INTEGER REFERENCES grid (id);
ALTER TABLE case_past_end ADD COLUMN category_id INTEGER REFERENCES case_category (id);
ALTER TABLE case_past_end ADD COLUMN handler_id INTEGER REFERENCES account (id);
ALTER TABLE case_past_end ADD COLUMN handler_organization_id INTEGER REFERENCES organization (id);
ALTER TABLE case_past_end ADD COLUMN answerable_id INTEGER REFERENCES account (id);

-- The timeline knows which rounds ended by a merger; who handled earlier ones it says of their last step.
UPDATE case_past_end SET duplicate = 1 WHERE EXISTS (
    SELECT 1 FROM case_event e WHERE e.case_id = case_past_end.case_id AND e.move = 'merge' AND e.at = case_past_end.closed_at);
UPDATE case_past_end SET (grid_id, category_id, handler_id, handler_organization_id, answerable_id) = (
    SELECT coalesce(s.grid_id, c.grid_id), coalesce(s.category_id, c.category_id), s.handler_id, s.handler_organization_id, c.answerable_id
    FROM case_file c LEFT JOIN case_step s ON s.id = (
        SELECT max(x.id) FROM case_step x WHERE x.case_id = c.id AND x.round = case_past_end.round)
    WHERE c.id = case_past_end.case_id);

DROP TRIGGER case_round_ends;
CREATE TRIGGER case_round_ends AFTER UPDATE OF closed_at, round ON case_file WHEN (old.closed_at IS NOT NULL AND new.closed_at IS NULL AND new.round > old.round)
BEGIN
    INSERT INTO case_past_end (case_id, community_id, round, closed_at, due_at, told, reopened_at, duplicate, grid_id, category_id,
        handler_id, handler_organization_id, answerable_id)
    VALUES (old.id, old.community_id, old.round, old.closed_at, coalesce(old.owed_at, old.due_at), old.told, max(new.updated_at, old.closed_at),
        old.duplicate_of_id IS NOT NULL, old.grid_id, old.category_id, old.handler_id, old.handler_organization_id, old.answerable_id);
END;
