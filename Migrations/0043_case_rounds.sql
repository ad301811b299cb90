-- What: the ends of earlier rounds of a case, and the deadline that a case was late by when it was laid aside.
-- Why: to open a case again took it out of the figures of the month in which it was closed, and to shelve a late one cured its
-- lateness there, though what a period came to is not changed by what is done later.

-- A case that stands still has the day of its review as deadline; what it was late by already stays owed.
ALTER TABLE case_file ADD COLUMN owed_at INTEGER;
UPDATE case_file SET owed_at = (
    SELECT s.due_at FROM case_step s
    WHERE s.case_id = case_file.id AND s.ended_at IS NULL AND s.paused_at IS NOT NULL AND s.due_at < s.paused_at)
WHERE status IN ('shelved', 'referred');
CREATE INDEX case_file_owed ON case_file (community_id, owed_at) WHERE owed_at IS NOT NULL;

CREATE TABLE case_past_end (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    community_id INTEGER NOT NULL REFERENCES community (id),
    round INTEGER NOT NULL CHECK (round >= 1),
    closed_at INTEGER NOT NULL,
    due_at INTEGER,
    told TEXT,
    reopened_at INTEGER NOT NULL CHECK (reopened_at >= closed_at),
    UNIQUE (case_id, round)
) STRICT;
CREATE INDEX case_past_end_closed ON case_past_end (community_id, closed_at);
CREATE INDEX case_past_end_due ON case_past_end (community_id, due_at) WHERE due_at IS NOT NULL;

-- What the timeline knows of those that were opened again before; how they had been told it does not know.
INSERT INTO case_past_end (case_id, community_id, round, closed_at, due_at, reopened_at)
SELECT r.case_id, r.community_id, r.round, r.closed_at,
    (SELECT max(s.due_at) FROM case_step s WHERE s.case_id = r.case_id AND s.round = r.round AND s.kind = 'handle'), r.at
FROM (
    SELECT e.case_id, c.community_id, e.at,
        row_number() OVER (PARTITION BY e.case_id ORDER BY e.id) AS round,
        (SELECT max(b.at) FROM case_event b
            WHERE b.case_id = e.case_id AND b.id < e.id AND b.to_status = 'closed' AND b.from_status <> 'closed') AS closed_at
    FROM case_event e JOIN case_file c ON c.id = e.case_id
    WHERE e.move = 'reopen' AND c.round > 1 AND NOT EXISTS (
        SELECT 1 FROM case_event u WHERE u.case_id = e.case_id AND u.move = 'undo' AND u.id = (
            SELECT min(n.id) FROM case_event n WHERE n.case_id = e.case_id AND n.id > e.id AND n.move <> 'note'))
) r JOIN case_file c ON c.id = r.case_id WHERE r.closed_at IS NOT NULL AND r.round < c.round;

CREATE TRIGGER case_round_ends AFTER UPDATE OF closed_at, round ON case_file WHEN (old.closed_at IS NOT NULL AND new.closed_at IS NULL AND new.round > old.round)
BEGIN
    INSERT INTO case_past_end (case_id, community_id, round, closed_at, due_at, told, reopened_at)
    VALUES (old.id, old.community_id, old.round, old.closed_at, coalesce(old.owed_at, old.due_at), old.told, max(new.updated_at, old.closed_at));
END;
CREATE TRIGGER case_round_never_ended AFTER UPDATE OF closed_at, round ON case_file WHEN (old.closed_at IS NULL AND new.closed_at IS NOT NULL AND new.round < old.round)
BEGIN DELETE FROM case_past_end WHERE case_id = new.id AND round = new.round; END;
