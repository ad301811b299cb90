-- What: whoever did a milestone of a project does not accept it either.
-- Why: who began it and did all of its steps could accept it, where somebody else said that it is complete.

CREATE TRIGGER project_accepted_by_none_of_it BEFORE UPDATE OF accepted_by ON project
WHEN NEW.accepted_by IS NOT NULL AND EXISTS (
    SELECT 1 FROM project_milestone m WHERE m.project_id = NEW.id AND m.done_by = NEW.accepted_by)
BEGIN SELECT RAISE(ABORT, 'whoever carried it out does not accept it'); END;
