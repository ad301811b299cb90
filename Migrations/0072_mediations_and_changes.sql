-- What: the records of mediations are a register with who wrote each when and what came of its follow-up; a change of a case says in
-- its timeline what was there and what is there now.
-- Why: a record was kept that nobody could read, and its day of follow-up reminded nobody; who read that a case was changed could not
-- read what, so that the backlog of a past day could not be told from the timeline alone.

CREATE TABLE case_mediation_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Nothing for what was written down before it was known.
    event_id INTEGER UNIQUE REFERENCES case_event (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    community_id INTEGER NOT NULL REFERENCES community (id),
    at INTEGER NOT NULL,
    recorded_by INTEGER REFERENCES account (id),
    parties TEXT NOT NULL CHECK (length(parties) BETWEEN 1 AND 500),
    mediator TEXT NOT NULL CHECK (length(mediator) BETWEEN 1 AND 100),
    agreement TEXT NOT NULL CHECK (agreement IN ('oral', 'written', 'none')),
    follow_up_on TEXT CHECK (length(follow_up_on) = 10),
    -- When that day begins.
    due_at INTEGER,
    reminded INTEGER NOT NULL DEFAULT 0 CHECK (reminded IN (0, 1)),
    follow_up TEXT CHECK (length(follow_up) BETWEEN 1 AND 2000),
    followed_up_at INTEGER,
    followed_up_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    CHECK ((follow_up_on IS NULL) = (due_at IS NULL)),
    CHECK ((follow_up IS NULL) = (followed_up_at IS NULL) AND (follow_up IS NULL) = (followed_up_by IS NULL))
) STRICT;
INSERT INTO case_mediation_new (
    case_id, community_id, at, parties, mediator, agreement, follow_up_on, due_at, updated_at)
SELECT m.case_id, c.community_id, coalesce(c.closed_at, c.updated_at), m.parties, m.mediator, m.agreement, m.follow_up_on,
    unixepoch(m.follow_up_on) * 1000 - (SELECT offset_minutes * 60000 FROM case_day_zone), c.updated_at
FROM case_mediation m JOIN case_file c ON c.id = m.case_id ORDER BY m.case_id;
DROP TABLE case_mediation;
ALTER TABLE case_mediation_new RENAME TO case_mediation;
CREATE INDEX case_mediation_case ON case_mediation (case_id);
-- As the register is read: the newest first, which is the order of the ids.
CREATE INDEX case_mediation_community ON case_mediation (community_id);
CREATE INDEX case_mediation_recorded_by ON case_mediation (recorded_by) WHERE recorded_by IS NOT NULL;
CREATE INDEX case_mediation_followed_up_by ON case_mediation (followed_up_by) WHERE followed_up_by IS NOT NULL;
-- What the clock has to remind of, and what waits to be followed up in a community.
CREATE INDEX case_mediation_look ON case_mediation (due_at) WHERE reminded = 0 AND followed_up_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX case_mediation_due ON case_mediation (community_id, due_at) WHERE followed_up_at IS NULL AND due_at IS NOT NULL;

-- Which member was changed by a row of the timeline, from what to what: a number, a code or words. It lies beside the timeline, as the
-- words do, so that it can be erased.
CREATE TABLE case_event_change (
    event_id INTEGER PRIMARY KEY REFERENCES case_event (id),
    field TEXT NOT NULL CHECK (field IN (
        'kind', 'category_id', 'title', 'public_title', 'description', 'priority', 'grid_id', 'compound_id', 'building_id',
        'place_id', 'unit_id', 'household_id', 'private', 'answerable_id', 'issue_id')),
    from_value TEXT CHECK (length(from_value) BETWEEN 1 AND 4000),
    to_value TEXT CHECK (length(to_value) BETWEEN 1 AND 4000),
    CHECK (from_value IS NOT to_value),
    CHECK (field NOT IN ('category_id', 'grid_id', 'answerable_id') OR CAST(from_value AS INTEGER) > 0 AND CAST(to_value AS INTEGER) > 0),
    CHECK (field <> 'private' OR from_value IN ('0', '1') AND to_value IN ('0', '1'))
) STRICT;
