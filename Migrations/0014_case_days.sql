-- What: daily figures of the cases of each community, kept by triggers, and what each case adds to them.
-- Why: a report over a city can not count ten million cases; as the triggers work in the transaction that moves a case,
-- the figures can not differ from what is committed, and adding up proves it.

-- Days are those of the community's clock, which is the server's setting; where that changes, all is counted anew.
CREATE TABLE case_day_zone (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    offset_minutes INTEGER NOT NULL CHECK (offset_minutes BETWEEN -840 AND 840)
) STRICT;
INSERT INTO case_day_zone (id, offset_minutes) VALUES (1, 480);

-- `day` counts from 1970-01-01. What ended on the day is in `closed`, however it ended; of these some were declined,
-- withdrawn or void. `due` had their deadline on the day, and of these `on_time` ended by it, early ones included;
-- nobody had to close what was withdrawn or void.
CREATE TABLE case_day (
    community_id INTEGER NOT NULL REFERENCES community (id),
    day INTEGER NOT NULL,
    received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed >= declined + withdrawn + void),
    declined INTEGER NOT NULL DEFAULT 0 CHECK (declined >= 0),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn >= 0),
    void INTEGER NOT NULL DEFAULT 0 CHECK (void >= 0),
    due INTEGER NOT NULL DEFAULT 0 CHECK (due >= on_time),
    on_time INTEGER NOT NULL DEFAULT 0 CHECK (on_time >= 0),
    PRIMARY KEY (community_id, day)
) STRICT, WITHOUT ROWID;

-- What each case adds to a day: up to three rows, the days of its arrival, its end and its deadline. The figures of a day
-- are their sums.
CREATE VIEW case_day_share AS
SELECT community_id, (created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000 AS day,
    1 AS received, 0 AS closed, 0 AS declined, 0 AS withdrawn, 0 AS void, 0 AS due, 0 AS on_time
FROM case_file
UNION ALL
SELECT community_id, (closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000,
    0, 1, status = 'declined', status = 'withdrawn', status = 'void', 0, 0
FROM case_file WHERE closed_at IS NOT NULL
UNION ALL
SELECT community_id, (due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000,
    0, 0, 0, 0, 0, 1, coalesce(closed_at <= due_at, 0)
FROM case_file WHERE due_at IS NOT NULL AND status NOT IN ('withdrawn', 'void');

-- What is there already, added up one by one: grouping would sort the shares of all cases in memory.
INSERT INTO case_day (community_id, day, received, closed, declined, withdrawn, void, due, on_time)
SELECT * FROM case_day_share WHERE true
ON CONFLICT DO UPDATE SET received = received + excluded.received, closed = closed + excluded.closed,
    declined = declined + excluded.declined, withdrawn = withdrawn + excluded.withdrawn, void = void + excluded.void,
    due = due + excluded.due, on_time = on_time + excluded.on_time;

-- One trigger for each figure and way: what does not change costs a comparison and nothing else.
CREATE TRIGGER case_day_new AFTER INSERT ON case_file
BEGIN
    INSERT INTO case_day (community_id, day, received)
    VALUES (new.community_id, (new.created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1)
    ON CONFLICT DO UPDATE SET received = received + 1;
END;
CREATE TRIGGER case_day_new_closed AFTER INSERT ON case_file WHEN new.closed_at IS NOT NULL
BEGIN
    INSERT INTO case_day (community_id, day, closed, declined, withdrawn, void)
    VALUES (new.community_id, (new.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1,
        new.status = 'declined', new.status = 'withdrawn', new.status = 'void')
    ON CONFLICT DO UPDATE SET closed = closed + 1, declined = declined + excluded.declined,
        withdrawn = withdrawn + excluded.withdrawn, void = void + excluded.void;
END;
CREATE TRIGGER case_day_new_due AFTER INSERT ON case_file WHEN new.due_at IS NOT NULL AND new.status NOT IN ('withdrawn', 'void')
BEGIN
    INSERT INTO case_day (community_id, day, due, on_time)
    VALUES (new.community_id, (new.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1,
        coalesce(new.closed_at <= new.due_at, 0))
    ON CONFLICT DO UPDATE SET due = due + 1, on_time = on_time + excluded.on_time;
END;

CREATE TRIGGER case_day_received AFTER UPDATE OF community_id, created_at ON case_file
WHEN (old.community_id, old.created_at) IS NOT (new.community_id, new.created_at)
BEGIN
    UPDATE case_day SET received = received - 1
    WHERE community_id = old.community_id
        AND day = (old.created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
    INSERT INTO case_day (community_id, day, received)
    VALUES (new.community_id, (new.created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1)
    ON CONFLICT DO UPDATE SET received = received + 1;
END;

CREATE TRIGGER case_day_unclosed AFTER UPDATE OF community_id, closed_at, status ON case_file
WHEN old.closed_at IS NOT NULL
    AND (old.community_id, old.closed_at, old.status) IS NOT (new.community_id, new.closed_at, new.status)
BEGIN
    UPDATE case_day SET closed = closed - 1, declined = declined - (old.status = 'declined'),
        withdrawn = withdrawn - (old.status = 'withdrawn'), void = void - (old.status = 'void')
    WHERE community_id = old.community_id
        AND day = (old.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
CREATE TRIGGER case_day_closed AFTER UPDATE OF community_id, closed_at, status ON case_file
WHEN new.closed_at IS NOT NULL
    AND (old.community_id, old.closed_at, old.status) IS NOT (new.community_id, new.closed_at, new.status)
BEGIN
    INSERT INTO case_day (community_id, day, closed, declined, withdrawn, void)
    VALUES (new.community_id, (new.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1,
        new.status = 'declined', new.status = 'withdrawn', new.status = 'void')
    ON CONFLICT DO UPDATE SET closed = closed + 1, declined = declined + excluded.declined,
        withdrawn = withdrawn + excluded.withdrawn, void = void + excluded.void;
END;

CREATE TRIGGER case_day_undue AFTER UPDATE OF community_id, due_at, closed_at, status ON case_file
WHEN old.due_at IS NOT NULL AND old.status NOT IN ('withdrawn', 'void')
    AND (old.community_id, old.due_at, coalesce(old.closed_at <= old.due_at, 0), old.status IN ('withdrawn', 'void'))
        IS NOT (new.community_id, new.due_at, coalesce(new.closed_at <= new.due_at, 0), new.status IN ('withdrawn', 'void'))
BEGIN
    UPDATE case_day SET due = due - 1, on_time = on_time - coalesce(old.closed_at <= old.due_at, 0)
    WHERE community_id = old.community_id
        AND day = (old.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
CREATE TRIGGER case_day_due AFTER UPDATE OF community_id, due_at, closed_at, status ON case_file
WHEN new.due_at IS NOT NULL AND new.status NOT IN ('withdrawn', 'void')
    AND (old.community_id, old.due_at, coalesce(old.closed_at <= old.due_at, 0), old.status IN ('withdrawn', 'void'))
        IS NOT (new.community_id, new.due_at, coalesce(new.closed_at <= new.due_at, 0), new.status IN ('withdrawn', 'void'))
BEGIN
    INSERT INTO case_day (community_id, day, due, on_time)
    VALUES (new.community_id, (new.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1,
        coalesce(new.closed_at <= new.due_at, 0))
    ON CONFLICT DO UPDATE SET due = due + 1, on_time = on_time + excluded.on_time;
END;

CREATE TRIGGER case_day_end AFTER DELETE ON case_file
BEGIN
    UPDATE case_day SET received = received - 1
    WHERE community_id = old.community_id
        AND day = (old.created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
    UPDATE case_day SET closed = closed - 1, declined = declined - (old.status = 'declined'),
        withdrawn = withdrawn - (old.status = 'withdrawn'), void = void - (old.status = 'void')
    WHERE community_id = old.community_id
        AND day = (old.closed_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
CREATE TRIGGER case_day_end_due AFTER DELETE ON case_file WHEN old.due_at IS NOT NULL AND old.status NOT IN ('withdrawn', 'void')
BEGIN
    UPDATE case_day SET due = due - 1, on_time = on_time - coalesce(old.closed_at <= old.due_at, 0)
    WHERE community_id = old.community_id
        AND day = (old.due_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000;
END;
