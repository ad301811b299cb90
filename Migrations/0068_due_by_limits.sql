-- What: closing on time is counted by the limits of handling in the daily figures, too, as the report on deadlines and the posts
-- count it; a limit says whether nobody had to keep it any more.
-- Why: two reports said different things of one month: the daily figures judged a case by whichever deadline it had last, so that
-- what was handled late and checked in time was on time.

-- Nobody had to keep what ended in time by a withdrawal, as a mistake, or while its clock stood still; what was late stays late.
ALTER TABLE case_step ADD COLUMN excused INTEGER NOT NULL DEFAULT 0 CHECK (excused IN (0, 1));
UPDATE case_step SET excused = 1 WHERE on_time = 1 AND EXISTS (
    SELECT 1 FROM case_file c
    WHERE c.id = case_step.case_id AND c.status IN ('withdrawn', 'void') AND c.closed_at <= case_step.ended_at);

DROP VIEW case_day_share;
DROP TRIGGER case_day_new_due;
DROP TRIGGER case_day_undue;
DROP TRIGGER case_day_due;
DROP TRIGGER case_day_end_due;

CREATE VIEW case_day_share AS
SELECT c.community_id, (c.created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000 AS day,
    1 AS received, 0 AS closed, 0 AS declined, 0 AS withdrawn, 0 AS void, 0 AS due, 0 AS on_time, 0 AS reopened, 0 AS merged
FROM case_file c
UNION ALL
SELECT c.community_id, (c.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000,
    0, 1, c.status = 'declined', c.status = 'withdrawn', c.status = 'void', 0, 0, 0,
    c.status = 'closed' AND c.duplicate_of_id IS NOT NULL
FROM case_file c WHERE c.closed_at IS NOT NULL
UNION ALL
SELECT s.community_id, (s.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 0, 0, 0, 1, coalesce(s.on_time, 0), 0, 0
FROM case_step s WHERE s.kind = 'handle' AND s.excused = 0 AND (s.paused_at IS NULL OR s.paused_at > s.due_at)
UNION ALL
SELECT p.community_id, (p.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 1, 0, 0, 0, 0, 0, 0, p.duplicate
FROM case_past_end p
UNION ALL
SELECT p.community_id, (p.reopened_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 0, 0, 0, 0, 0, 1, 0 FROM case_past_end p;

-- What is there already: only what was due is counted otherwise.
UPDATE case_day SET due = 0, on_time = 0;
INSERT INTO case_day (community_id, day, due, on_time)
SELECT community_id, day, due, on_time FROM case_day_share WHERE due > 0
ON CONFLICT DO UPDATE SET due = due + excluded.due, on_time = on_time + excluded.on_time;

CREATE TRIGGER case_day_new_limit AFTER INSERT ON case_step WHEN new.kind = 'handle' AND new.excused = 0 AND (new.paused_at IS NULL OR new.paused_at > new.due_at)
BEGIN
    INSERT INTO case_day (community_id, day, due, on_time)
    VALUES (new.community_id, (new.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, coalesce(new.on_time, 0))
    ON CONFLICT DO UPDATE SET due = due + 1, on_time = on_time + excluded.on_time;
END;
CREATE TRIGGER case_day_limit_undue AFTER UPDATE OF community_id, kind, due_at, paused_at, on_time, excused ON case_step
WHEN old.kind = 'handle' AND old.excused = 0 AND (old.paused_at IS NULL OR old.paused_at > old.due_at)
    AND (old.community_id, old.due_at, coalesce(old.on_time, 0), 1)
        IS NOT (new.community_id, new.due_at, coalesce(new.on_time, 0), new.kind = 'handle' AND new.excused = 0 AND (new.paused_at IS NULL OR new.paused_at > new.due_at))
BEGIN
    UPDATE case_day SET due = due - 1, on_time = on_time - coalesce(old.on_time, 0)
    WHERE community_id = old.community_id AND day = (old.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
CREATE TRIGGER case_day_limit_due AFTER UPDATE OF community_id, kind, due_at, paused_at, on_time, excused ON case_step
WHEN new.kind = 'handle' AND new.excused = 0 AND (new.paused_at IS NULL OR new.paused_at > new.due_at)
    AND (old.community_id, old.due_at, coalesce(old.on_time, 0), old.kind = 'handle' AND old.excused = 0 AND (old.paused_at IS NULL OR old.paused_at > old.due_at))
        IS NOT (new.community_id, new.due_at, coalesce(new.on_time, 0), 1)
BEGIN
    INSERT INTO case_day (community_id, day, due, on_time)
    VALUES (new.community_id, (new.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, coalesce(new.on_time, 0))
    ON CONFLICT DO UPDATE SET due = due + 1, on_time = on_time + excluded.on_time;
END;
CREATE TRIGGER case_day_end_limit AFTER DELETE ON case_step WHEN old.kind = 'handle' AND old.excused = 0 AND (old.paused_at IS NULL OR old.paused_at > old.due_at)
BEGIN
    UPDATE case_day SET due = due - 1, on_time = on_time - coalesce(old.on_time, 0)
    WHERE community_id = old.community_id AND day = (old.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
