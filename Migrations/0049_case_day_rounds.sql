-- What: the daily figures count each end of a case on its day, what is opened again as such, and what was owed when it was
-- laid aside or given up late.
-- Why: they followed the case as it stands now, so that later acts changed months that were over.

DROP VIEW case_day_share;
DROP TRIGGER case_day_new_due;
DROP TRIGGER case_day_unclosed;
DROP TRIGGER case_day_closed;
DROP TRIGGER case_day_undue;
DROP TRIGGER case_day_due;
DROP TRIGGER case_day_end_due;
ALTER TABLE case_day ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0 CHECK (reopened >= 0);

CREATE VIEW case_day_share AS
SELECT c.community_id, (c.created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000 AS day,
    1 AS received, 0 AS closed, 0 AS declined, 0 AS withdrawn, 0 AS void, 0 AS due, 0 AS on_time, 0 AS reopened
FROM case_file c
UNION ALL
SELECT c.community_id, (c.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000,
    0, 1, c.status = 'declined', c.status = 'withdrawn', c.status = 'void', 0, 0, 0
FROM case_file c WHERE c.closed_at IS NOT NULL
UNION ALL
SELECT c.community_id, (coalesce(c.owed_at, c.due_at) + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000,
    0, 0, 0, 0, 0, 1, coalesce(c.closed_at <= coalesce(c.owed_at, c.due_at), 0), 0
FROM case_file c WHERE coalesce(c.owed_at, c.due_at) IS NOT NULL AND (c.status NOT IN ('withdrawn', 'void') OR c.closed_at > coalesce(c.owed_at, c.due_at))
UNION ALL
SELECT p.community_id, (p.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 1, 0, 0, 0, 0, 0, 0 FROM case_past_end p
UNION ALL
SELECT p.community_id, (p.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 0, 0, 0, 1, p.closed_at <= p.due_at, 0
FROM case_past_end p WHERE p.due_at IS NOT NULL
UNION ALL
SELECT p.community_id, (p.reopened_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 0, 0, 0, 0, 0, 1 FROM case_past_end p;

DELETE FROM case_day;
INSERT INTO case_day (community_id, day, received, closed, declined, withdrawn, void, due, on_time, reopened)
SELECT * FROM case_day_share WHERE true
ON CONFLICT DO UPDATE SET received = received + excluded.received, closed = closed + excluded.closed,
    declined = declined + excluded.declined, withdrawn = withdrawn + excluded.withdrawn, void = void + excluded.void,
    due = due + excluded.due, on_time = on_time + excluded.on_time, reopened = reopened + excluded.reopened;

CREATE TRIGGER case_day_new_due AFTER INSERT ON case_file
WHEN coalesce(new.owed_at, new.due_at) IS NOT NULL AND (new.status NOT IN ('withdrawn', 'void') OR new.closed_at > coalesce(new.owed_at, new.due_at))
BEGIN
    INSERT INTO case_day (community_id, day, due, on_time)
    VALUES (new.community_id, (coalesce(new.owed_at, new.due_at) + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, coalesce(new.closed_at <= coalesce(new.owed_at, new.due_at), 0))
    ON CONFLICT DO UPDATE SET due = due + 1, on_time = on_time + excluded.on_time;
END;

-- An end that is taken back never was; one after which the case is opened again was, on its day.
CREATE TRIGGER case_day_unclosed AFTER UPDATE OF community_id, closed_at, status ON case_file
WHEN old.closed_at IS NOT NULL
    AND (old.community_id, old.closed_at, old.status) IS NOT (new.community_id, new.closed_at, new.status)
    AND NOT (old.closed_at IS NOT NULL AND new.closed_at IS NULL AND new.round > old.round)
BEGIN
    UPDATE case_day SET closed = closed - 1, declined = declined - (old.status = 'declined'),
        withdrawn = withdrawn - (old.status = 'withdrawn'), void = void - (old.status = 'void')
    WHERE community_id = old.community_id AND day = (old.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
CREATE TRIGGER case_day_closed AFTER UPDATE OF community_id, closed_at, status ON case_file
WHEN new.closed_at IS NOT NULL
    AND (old.community_id, old.closed_at, old.status) IS NOT (new.community_id, new.closed_at, new.status)
    AND NOT (old.closed_at IS NULL AND new.closed_at IS NOT NULL AND new.round < old.round)
BEGIN
    INSERT INTO case_day (community_id, day, closed, declined, withdrawn, void)
    VALUES (new.community_id, (new.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1,
        new.status = 'declined', new.status = 'withdrawn', new.status = 'void')
    ON CONFLICT DO UPDATE SET closed = closed + 1, declined = declined + excluded.declined,
        withdrawn = withdrawn + excluded.withdrawn, void = void + excluded.void;
END;

CREATE TRIGGER case_day_undue AFTER UPDATE OF community_id, due_at, owed_at, closed_at, status ON case_file
WHEN coalesce(old.owed_at, old.due_at) IS NOT NULL AND (old.status NOT IN ('withdrawn', 'void') OR old.closed_at > coalesce(old.owed_at, old.due_at)) AND NOT (old.closed_at IS NOT NULL AND new.closed_at IS NULL AND new.round > old.round)
    AND (
        (old.closed_at IS NULL AND new.closed_at IS NOT NULL AND new.round < old.round)
        OR (old.community_id, coalesce(old.owed_at, old.due_at), coalesce(old.closed_at <= coalesce(old.owed_at, old.due_at), 0), (old.status NOT IN ('withdrawn', 'void') OR old.closed_at > coalesce(old.owed_at, old.due_at)))
            IS NOT (new.community_id, coalesce(new.owed_at, new.due_at), coalesce(new.closed_at <= coalesce(new.owed_at, new.due_at), 0), (new.status NOT IN ('withdrawn', 'void') OR new.closed_at > coalesce(new.owed_at, new.due_at))))
BEGIN
    UPDATE case_day SET due = due - 1, on_time = on_time - coalesce(old.closed_at <= coalesce(old.owed_at, old.due_at), 0)
    WHERE community_id = old.community_id AND day = (coalesce(old.owed_at, old.due_at) + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
CREATE TRIGGER case_day_due AFTER UPDATE OF community_id, due_at, owed_at, closed_at, status ON case_file
WHEN coalesce(new.owed_at, new.due_at) IS NOT NULL AND (new.status NOT IN ('withdrawn', 'void') OR new.closed_at > coalesce(new.owed_at, new.due_at)) AND NOT (old.closed_at IS NULL AND new.closed_at IS NOT NULL AND new.round < old.round)
    AND (
        (old.closed_at IS NOT NULL AND new.closed_at IS NULL AND new.round > old.round)
        OR (old.community_id, coalesce(old.owed_at, old.due_at), coalesce(old.closed_at <= coalesce(old.owed_at, old.due_at), 0), (old.status NOT IN ('withdrawn', 'void') OR old.closed_at > coalesce(old.owed_at, old.due_at)))
            IS NOT (new.community_id, coalesce(new.owed_at, new.due_at), coalesce(new.closed_at <= coalesce(new.owed_at, new.due_at), 0), (new.status NOT IN ('withdrawn', 'void') OR new.closed_at > coalesce(new.owed_at, new.due_at))))
BEGIN
    INSERT INTO case_day (community_id, day, due, on_time)
    VALUES (new.community_id, (coalesce(new.owed_at, new.due_at) + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, coalesce(new.closed_at <= coalesce(new.owed_at, new.due_at), 0))
    ON CONFLICT DO UPDATE SET due = due + 1, on_time = on_time + excluded.on_time;
END;
CREATE TRIGGER case_day_end_due AFTER DELETE ON case_file WHEN coalesce(old.owed_at, old.due_at) IS NOT NULL AND (old.status NOT IN ('withdrawn', 'void') OR old.closed_at > coalesce(old.owed_at, old.due_at))
BEGIN
    UPDATE case_day SET due = due - 1, on_time = on_time - coalesce(old.closed_at <= coalesce(old.owed_at, old.due_at), 0)
    WHERE community_id = old.community_id AND day = (coalesce(old.owed_at, old.due_at) + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;

CREATE TRIGGER case_day_reopened AFTER INSERT ON case_past_end
BEGIN
    INSERT INTO case_day (community_id, day, reopened) VALUES (new.community_id, (new.reopened_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1)
    ON CONFLICT DO UPDATE SET reopened = reopened + 1;
END;
CREATE TRIGGER case_day_unreopened AFTER DELETE ON case_past_end
BEGIN
    UPDATE case_day SET reopened = reopened - 1
    WHERE community_id = old.community_id AND day = (old.reopened_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
