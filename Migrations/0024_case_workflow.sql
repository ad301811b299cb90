-- What: what the whole life of a case needs: its limits step by step, who looks at it when, the records of its moves,
-- whistles and supervision, how it stood at any time, and the notices of it.
-- Why: a deadline is judged by the step that it belongs to, the backlog of any past date is read from what was written
-- then, and whoever is to act hears of it.

-- Limits are written as `4 working_hours`; the empty ones are those of the priority.
ALTER TABLE case_category ADD COLUMN accept_limit TEXT CHECK (length(accept_limit) BETWEEN 6 AND 40);
ALTER TABLE case_category ADD COLUMN handle_limit TEXT CHECK (length(handle_limit) BETWEEN 6 AND 40);
UPDATE case_category SET
    accept_limit = CASE accept_limit_minutes WHEN 60 THEN NULL ELSE accept_limit_minutes || ' minutes' END,
    handle_limit = CASE handle_limit_minutes WHEN 4320 THEN NULL ELSE handle_limit_minutes || ' minutes' END;
ALTER TABLE case_category DROP COLUMN accept_limit_minutes;
ALTER TABLE case_category DROP COLUMN handle_limit_minutes;
ALTER TABLE case_category ADD COLUMN check_policy TEXT NOT NULL DEFAULT 'photo'
    CHECK (check_policy IN ('none', 'photo', 'reporter', 'independent'));
ALTER TABLE case_category ADD COLUMN path TEXT NOT NULL DEFAULT 'ordinary' CHECK (path IN ('ordinary', 'petition', 'dispute'));

ALTER TABLE case_file ADD COLUMN unit_id INTEGER REFERENCES unit (id);
ALTER TABLE case_file ADD COLUMN household_id INTEGER REFERENCES household (id);
ALTER TABLE case_file ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1));
ALTER TABLE case_file ADD COLUMN handler_name TEXT CHECK (length(handler_name) BETWEEN 1 AND 40);
ALTER TABLE case_file ADD COLUMN handed_at INTEGER;
ALTER TABLE case_file ADD COLUMN round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1);
ALTER TABLE case_file ADD COLUMN returns INTEGER NOT NULL DEFAULT 0 CHECK (returns >= 0);
ALTER TABLE case_file ADD COLUMN rework INTEGER NOT NULL DEFAULT 0 CHECK (rework >= 0);
ALTER TABLE case_file ADD COLUMN ruled INTEGER NOT NULL DEFAULT 0 CHECK (ruled IN (0, 1));
ALTER TABLE case_file ADD COLUMN sampled INTEGER NOT NULL DEFAULT 0 CHECK (sampled IN (0, 1));
ALTER TABLE case_file ADD COLUMN supervised INTEGER NOT NULL DEFAULT 0 CHECK (supervised IN (0, 1));
ALTER TABLE case_file ADD COLUMN external_number TEXT CHECK (length(external_number) BETWEEN 1 AND 40);
ALTER TABLE case_file ADD COLUMN resume_status TEXT;
ALTER TABLE case_file ADD COLUMN closing_reason TEXT CHECK (closing_reason IN (
    'fixed', 'done_on_the_spot', 'explained', 'not_ours', 'duplicate', 'no_longer_needed', 'not_reachable', 'mediated',
    'mediation_failed'));
ALTER TABLE case_file ADD COLUMN declining_reason TEXT CHECK (declining_reason IN (
    'emergency', 'litigation', 'secrets', 'repeated', 'outside', 'unverifiable', 'abuse'));
ALTER TABLE case_file ADD COLUMN duplicate_of_id INTEGER REFERENCES case_file (id) CHECK (duplicate_of_id <> id);
ALTER TABLE case_file ADD COLUMN second_of_id INTEGER REFERENCES case_file (id) CHECK (second_of_id <> id);
ALTER TABLE case_file ADD COLUMN told TEXT CHECK (told IN ('household', 'published', 'nobody', 'not_reachable'));
ALTER TABLE case_file ADD COLUMN warning_level INTEGER NOT NULL DEFAULT 0 CHECK (warning_level BETWEEN 0 AND 3);
ALTER TABLE case_file ADD COLUMN handling_due INTEGER;
-- When the clock has to look at the case next; it finds what is due by this index and reads nothing else.
ALTER TABLE case_file ADD COLUMN look_at INTEGER;
CREATE INDEX case_file_look ON case_file (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX case_file_open ON case_file (community_id, due_at) WHERE closed_at IS NULL;
CREATE INDEX case_file_grid_open ON case_file (grid_id, due_at) WHERE closed_at IS NULL;
CREATE INDEX case_file_answerable ON case_file (answerable_id) WHERE closed_at IS NULL;
CREATE INDEX case_file_handler ON case_file (handler_id, due_at) WHERE handler_id IS NOT NULL AND closed_at IS NULL;
CREATE INDEX case_file_partner ON case_file (handler_organization_id, due_at)
    WHERE handler_organization_id IS NOT NULL AND closed_at IS NULL;
CREATE INDEX case_file_closed ON case_file (community_id, closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX case_file_unit ON case_file (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX case_file_household ON case_file (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX case_file_duplicate ON case_file (duplicate_of_id) WHERE duplicate_of_id IS NOT NULL;
-- A case is handled again once.
CREATE UNIQUE INDEX case_file_second ON case_file (second_of_id) WHERE second_of_id IS NOT NULL;

-- In whose place staff entered a move, and how the word of it arrived.
ALTER TABLE case_event ADD COLUMN on_behalf_of_id INTEGER REFERENCES organization (id);
ALTER TABLE case_event ADD COLUMN channel TEXT CHECK (channel IN ('phone', 'wechat', 'letter', 'on_site'));

CREATE INDEX case_event_partner ON case_event (on_behalf_of_id) WHERE on_behalf_of_id IS NOT NULL;

-- The limits of a case one after the other: a verdict stands once its step has ended.
CREATE TABLE case_step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    community_id INTEGER NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'dispatch', 'handle', 'check')),
    round INTEGER NOT NULL DEFAULT 1,
    grid_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    handler_id INTEGER,
    handler_organization_id INTEGER,
    started_at INTEGER NOT NULL,
    time_limit TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    paused_at INTEGER,
    ended_at INTEGER,
    on_time INTEGER CHECK (on_time IN (0, 1)),
    warned INTEGER NOT NULL DEFAULT 0 CHECK (warned BETWEEN 0 AND 3),
    CHECK ((ended_at IS NULL) = (on_time IS NULL)),
    CHECK (ended_at IS NULL OR paused_at IS NULL)
) STRICT;
-- One limit runs at a time.
CREATE UNIQUE INDEX case_step_running ON case_step (case_id) WHERE ended_at IS NULL;
CREATE INDEX case_step_case ON case_step (case_id);
CREATE INDEX case_step_due ON case_step (community_id, kind, due_at);

-- The last move and how the case stood before it, so that it can be undone.
CREATE TABLE case_undo (
    case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
    event_id INTEGER NOT NULL REFERENCES case_event (id),
    actor_id INTEGER,
    at INTEGER NOT NULL,
    move TEXT NOT NULL,
    before TEXT NOT NULL CHECK (length(before) > 2)
) STRICT;

CREATE TABLE case_return (
    event_id INTEGER PRIMARY KEY REFERENCES case_event (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    community_id INTEGER NOT NULL REFERENCES community (id),
    at INTEGER NOT NULL,
    handler_id INTEGER,
    handler_organization_id INTEGER,
    reason TEXT NOT NULL CHECK (reason IN ('not_ours', 'wrong_place', 'needs_others', 'too_little_known')),
    upheld INTEGER CHECK (upheld IN (0, 1))
) STRICT;
CREATE INDEX case_return_case ON case_return (case_id);
CREATE INDEX case_return_community ON case_return (community_id, at);

CREATE TABLE case_check (
    event_id INTEGER PRIMARY KEY REFERENCES case_event (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    community_id INTEGER NOT NULL REFERENCES community (id),
    at INTEGER NOT NULL,
    failed INTEGER NOT NULL CHECK (failed IN (0, 1))
) STRICT;
CREATE INDEX case_check_case ON case_check (case_id);
CREATE INDEX case_check_community ON case_check (community_id, at);

CREATE TABLE case_supervision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL UNIQUE REFERENCES case_event (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    supervisor_id INTEGER NOT NULL REFERENCES account (id),
    at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    order_text TEXT NOT NULL CHECK (length(order_text) BETWEEN 1 AND 2000)
) STRICT;
CREATE INDEX case_supervision_case ON case_supervision (case_id);

CREATE TABLE case_extension (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL UNIQUE REFERENCES case_event (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    step_id INTEGER NOT NULL REFERENCES case_step (id),
    asked_by INTEGER NOT NULL REFERENCES account (id),
    asked_at INTEGER NOT NULL,
    time_limit TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    status TEXT NOT NULL DEFAULT 'asked' CHECK (status IN ('asked', 'granted', 'refused')),
    decided_by INTEGER REFERENCES account (id) CHECK (decided_by <> asked_by),
    decided_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((status = 'asked') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX case_extension_case ON case_extension (case_id);
-- One question at a time.
CREATE UNIQUE INDEX case_extension_open ON case_extension (case_id) WHERE status = 'asked';

CREATE TABLE case_pause (
    event_id INTEGER PRIMARY KEY REFERENCES case_event (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    owner_id INTEGER REFERENCES account (id),
    condition TEXT CHECK (length(condition) BETWEEN 1 AND 2000),
    until_at INTEGER NOT NULL
) STRICT;
CREATE INDEX case_pause_case ON case_pause (case_id);

CREATE TABLE case_rating (
    case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
    community_id INTEGER NOT NULL REFERENCES community (id),
    at INTEGER NOT NULL,
    speed INTEGER NOT NULL CHECK (speed BETWEEN 1 AND 5),
    result INTEGER NOT NULL CHECK (result BETWEEN 1 AND 5),
    attitude INTEGER NOT NULL CHECK (attitude BETWEEN 1 AND 5),
    solved INTEGER NOT NULL CHECK (solved IN (0, 1)),
    comment TEXT CHECK (length(comment) BETWEEN 1 AND 1000)
) STRICT;
CREATE INDEX case_rating_community ON case_rating (community_id, at);

CREATE TABLE case_mediation (
    case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
    parties TEXT NOT NULL CHECK (length(parties) BETWEEN 1 AND 500),
    mediator TEXT NOT NULL CHECK (length(mediator) BETWEEN 1 AND 100),
    agreement TEXT NOT NULL CHECK (agreement IN ('oral', 'written', 'none')),
    follow_up_on TEXT
) STRICT;

CREATE TABLE case_follower (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    resident_id INTEGER NOT NULL REFERENCES resident (id),
    since INTEGER NOT NULL,
    -- Whether it is the person's own matter too, joined to this case.
    reported INTEGER NOT NULL DEFAULT 0 CHECK (reported IN (0, 1)),
    UNIQUE (case_id, resident_id)
) STRICT;
CREATE INDEX case_follower_resident ON case_follower (resident_id);

-- How a case stood over a span of time, as far as the backlog counts it; an open span has no end.
CREATE TABLE case_standing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    community_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER CHECK (until >= since),
    grid_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    handler_id INTEGER,
    handler_organization_id INTEGER,
    reported_at INTEGER NOT NULL,
    late_from INTEGER CHECK (late_from >= since)
) STRICT;
CREATE UNIQUE INDEX case_standing_now ON case_standing (case_id) WHERE until IS NULL;
CREATE INDEX case_standing_case ON case_standing (case_id, since);
CREATE INDEX case_standing_late ON case_standing (community_id, late_from) WHERE until IS NULL;

-- The same by days and added up: the backlog of a date is the sum up to it. Dimensions: 1 grid, 2 category, 3 person
-- who handles, 4 organization that handles, 5 day of the first report; a key of 0 is nobody. What arrived is counted
-- for grids and categories only.
CREATE TABLE case_backlog_day (
    community_id INTEGER NOT NULL REFERENCES community (id),
    dimension INTEGER NOT NULL CHECK (dimension BETWEEN 1 AND 5),
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    arrived INTEGER NOT NULL DEFAULT 0,
    open INTEGER NOT NULL DEFAULT 0,
    late INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (community_id, dimension, key, day)
) STRICT, WITHOUT ROWID;

-- A span under each dimension that counts it, and what it adds to a day: its beginning, its end, and its lateness.
CREATE VIEW case_standing_key AS
SELECT s.community_id, d.dimension, s.since, s.until, s.late_from,
    CASE d.dimension WHEN 1 THEN s.grid_id WHEN 2 THEN s.category_id WHEN 3 THEN coalesce(s.handler_id, 0)
        WHEN 4 THEN s.handler_organization_id
        ELSE (s.reported_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000 END AS key
FROM case_standing s JOIN (SELECT 1 AS dimension UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) d
WHERE CASE d.dimension WHEN 3 THEN s.handler_organization_id IS NULL
    WHEN 4 THEN s.handler_organization_id IS NOT NULL ELSE 1 END;
CREATE VIEW case_backlog_share AS
SELECT community_id, dimension, key, (since + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000 AS day,
    0 AS arrived, 1 AS open, 0 AS late
FROM case_standing_key
UNION ALL
SELECT community_id, dimension, key, (until + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, -1, 0
FROM case_standing_key WHERE until IS NOT NULL
UNION ALL
SELECT community_id, dimension, key, (late_from + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 1
FROM case_standing_key WHERE late_from IS NOT NULL AND (until IS NULL OR late_from < until)
UNION ALL
SELECT community_id, dimension, key, (until + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, -1
FROM case_standing_key WHERE late_from < until
UNION ALL
SELECT community_id, 1, grid_id, (created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, 0, 0
FROM case_file
UNION ALL
SELECT community_id, 2, category_id, (created_at + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, 0, 0
FROM case_file;

-- From when to when nobody had told the household what became of its case, and how it was told then.
CREATE TABLE case_untold (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    grid_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER CHECK (until >= since),
    told TEXT CHECK (told IN ('household', 'published', 'nobody', 'not_reachable')),
    CHECK ((until IS NULL) = (told IS NULL))
) STRICT;
CREATE UNIQUE INDEX case_untold_now ON case_untold (case_id) WHERE until IS NULL;
CREATE INDEX case_untold_case ON case_untold (case_id, since);
CREATE INDEX case_untold_grid ON case_untold (grid_id, since) WHERE until IS NULL;

-- The zero-backlog ledger of each grid by days: opening + arrived - told = closing.
CREATE TABLE case_ledger_day (
    grid_id INTEGER NOT NULL REFERENCES grid (id),
    day INTEGER NOT NULL,
    arrived INTEGER NOT NULL DEFAULT 0,
    household INTEGER NOT NULL DEFAULT 0,
    published INTEGER NOT NULL DEFAULT 0,
    nobody INTEGER NOT NULL DEFAULT 0,
    not_reachable INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (grid_id, day)
) STRICT, WITHOUT ROWID;

CREATE VIEW case_ledger_share AS
SELECT grid_id, (since + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000 AS day,
    1 AS arrived, 0 AS household, 0 AS published, 0 AS nobody, 0 AS not_reachable
FROM case_untold
UNION ALL
SELECT grid_id, (until + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, told = 'household',
    told = 'published', told = 'nobody', told = 'not_reachable'
FROM case_untold WHERE until IS NOT NULL;

-- What somebody is to hear of: an account or a resident, when it was written, and when it reached them.
CREATE TABLE notification (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    account_id INTEGER REFERENCES account (id),
    resident_id INTEGER REFERENCES resident (id),
    topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 40),
    case_id INTEGER REFERENCES case_file (id),
    -- In whose place it is received, where the receiver is a deputy.
    instead_of_id INTEGER REFERENCES account (id),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
    created_at INTEGER NOT NULL,
    delivery TEXT NOT NULL DEFAULT 'waiting' CHECK (delivery IN ('waiting', 'delivered', 'unreachable')),
    settled_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((account_id IS NULL) <> (resident_id IS NULL)),
    CHECK ((delivery = 'waiting') = (settled_at IS NULL))
) STRICT;
CREATE INDEX notification_account ON notification (account_id, id) WHERE account_id IS NOT NULL;
CREATE INDEX notification_resident ON notification (resident_id, id) WHERE resident_id IS NOT NULL;
CREATE INDEX notification_case ON notification (case_id) WHERE case_id IS NOT NULL;

-- Who takes what comes to somebody who is absent (AB岗).
CREATE TABLE deputy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    deputy_id INTEGER NOT NULL REFERENCES account (id) CHECK (deputy_id <> account_id),
    from_date TEXT NOT NULL,
    until_date TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (until_date IS NULL OR until_date > from_date)
) STRICT;
CREATE INDEX deputy_account ON deputy (account_id, from_date);

-- What lies there already: one step and one span for each case, its days, and its place in the ledger.
UPDATE case_file SET told = CASE WHEN reporter_id IS NULL THEN 'nobody' ELSE 'household' END WHERE closed_at IS NOT NULL;
UPDATE case_file SET look_at = due_at WHERE closed_at IS NULL;
INSERT INTO case_step (
    case_id, community_id, kind, grid_id, category_id, handler_id, handler_organization_id, started_at, time_limit, due_at,
    ended_at, on_time)
SELECT id, community_id,
    CASE WHEN status IN ('received', 'verifying', 'declined') THEN 'accept' WHEN status = 'filed' THEN 'dispatch'
        WHEN status = 'checking' THEN 'check' ELSE 'handle' END,
    grid_id, category_id, handler_id, handler_organization_id, created_at, '8 working_hours',
    coalesce(due_at, closed_at), closed_at, CASE WHEN closed_at IS NULL THEN NULL ELSE closed_at <= coalesce(due_at, closed_at) END
FROM case_file;
INSERT INTO case_standing (
    case_id, community_id, since, until, grid_id, category_id, handler_id, handler_organization_id, reported_at, late_from)
SELECT id, community_id, created_at, max(created_at, closed_at), grid_id, category_id, handler_id, handler_organization_id, created_at,
    max(created_at, due_at)
FROM case_file;
INSERT INTO case_backlog_day (community_id, dimension, key, day, arrived, open, late)
SELECT * FROM case_backlog_share WHERE true
ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived, open = open + excluded.open, late = late + excluded.late;
INSERT INTO case_untold (case_id, grid_id, since, until, told)
SELECT id, grid_id, created_at, CASE WHEN told IS NULL THEN NULL ELSE max(created_at, closed_at) END, told FROM case_file;
INSERT INTO case_ledger_day (grid_id, day, arrived, household, published, nobody, not_reachable)
SELECT * FROM case_ledger_share WHERE true
ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived, household = household + excluded.household,
    published = published + excluded.published, nobody = nobody + excluded.nobody,
    not_reachable = not_reachable + excluded.not_reachable;
