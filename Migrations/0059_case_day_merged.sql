-- What: the daily figures know which ends were mergers into another case.
-- Why: "closed" said every end in one report and an answer in two others; what was answered is what ended less what was declined,
-- withdrawn, void or merged, and each of these has its own figure.

DROP VIEW case_day_share;
DROP TRIGGER case_day_new_closed;
DROP TRIGGER case_day_unclosed;
DROP TRIGGER case_day_closed;
DROP TRIGGER case_day_end;
ALTER TABLE case_day ADD COLUMN merged INTEGER NOT NULL DEFAULT 0 CHECK (merged >= 0);

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
SELECT c.community_id, (coalesce(c.owed_at, c.due_at) + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000,
    0, 0, 0, 0, 0, 1, coalesce(c.closed_at <= coalesce(c.owed_at, c.due_at), 0), 0, 0
FROM case_file c WHERE coalesce(c.owed_at, c.due_at) IS NOT NULL AND (c.status NOT IN ('withdrawn', 'void') OR c.closed_at > coalesce(c.owed_at, c.due_at))
UNION ALL
SELECT p.community_id, (p.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 1, 0, 0, 0, 0, 0, 0, p.duplicate
FROM case_past_end p
UNION ALL
SELECT p.community_id, (p.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 0, 0, 0, 1, p.closed_at <= p.due_at, 0, 0
FROM case_past_end p WHERE p.due_at IS NOT NULL
UNION ALL
SELECT p.community_id, (p.reopened_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 0, 0, 0, 0, 0, 1, 0 FROM case_past_end p;

-- What is there already: only the mergers are new.
INSERT INTO case_day (community_id, day, merged)
SELECT community_id, day, merged FROM case_day_share WHERE merged > 0
ON CONFLICT DO UPDATE SET merged = merged + excluded.merged;

CREATE TRIGGER case_day_new_closed AFTER INSERT ON case_file WHEN new.closed_at IS NOT NULL
BEGIN
    INSERT INTO case_day (community_id, day, closed, declined, withdrawn, void, merged)
    VALUES (new.community_id, (new.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1,
        new.status = 'declined', new.status = 'withdrawn', new.status = 'void',
        new.status = 'closed' AND new.duplicate_of_id IS NOT NULL)
    ON CONFLICT DO UPDATE SET closed = closed + 1, declined = declined + excluded.declined,
        withdrawn = withdrawn + excluded.withdrawn, void = void + excluded.void, merged = merged + excluded.merged;
END;

CREATE TRIGGER case_day_unclosed AFTER UPDATE OF community_id, closed_at, status, duplicate_of_id ON case_file
WHEN old.closed_at IS NOT NULL
    AND (old.community_id, old.closed_at, old.status, old.duplicate_of_id IS NULL)
        IS NOT (new.community_id, new.closed_at, new.status, new.duplicate_of_id IS NULL)
    AND NOT (old.closed_at IS NOT NULL AND new.closed_at IS NULL AND new.round > old.round)
BEGIN
    UPDATE case_day SET closed = closed - 1, declined = declined - (old.status = 'declined'),
        withdrawn = withdrawn - (old.status = 'withdrawn'), void = void - (old.status = 'void'),
        merged = merged - (old.status = 'closed' AND old.duplicate_of_id IS NOT NULL)
    WHERE community_id = old.community_id AND day = (old.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
CREATE TRIGGER case_day_closed AFTER UPDATE OF community_id, closed_at, status, duplicate_of_id ON case_file
WHEN new.closed_at IS NOT NULL
    AND (old.community_id, old.closed_at, old.status, old.duplicate_of_id IS NULL)
        IS NOT (new.community_id, new.closed_at, new.status, new.duplicate_of_id IS NULL)
    AND NOT (old.closed_at IS NULL AND new.closed_at IS NOT NULL AND new.round < old.round)
BEGIN
    INSERT INTO case_day (community_id, day, closed, declined, withdrawn, void, merged)
    VALUES (new.community_id, (new.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1,
        new.status = 'declined', new.status = 'withdrawn', new.status = 'void',
        new.status = 'closed' AND new.duplicate_of_id IS NOT NULL)
    ON CONFLICT DO UPDATE SET closed = closed + 1, declined = declined + excluded.declined,
        withdrawn = withdrawn + excluded.withdrawn, void = void + excluded.void, merged = merged + excluded.merged;
END;

CREATE TRIGGER case_day_end AFTER DELETE ON case_file
BEGIN
    UPDATE case_day SET received = received - 1
    WHERE community_id = old.community_id
        AND day = (old.created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
    UPDATE case_day SET closed = closed - 1, declined = declined - (old.status = 'declined'),
        withdrawn = withdrawn - (old.status = 'withdrawn'), void = void - (old.status = 'void'),
        merged = merged - (old.status = 'closed' AND old.duplicate_of_id IS NOT NULL)
    WHERE community_id = old.community_id
        AND day = (old.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
