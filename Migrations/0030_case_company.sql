-- What: who stands beside a case: units summoned by a whistle, co-handlers, followers of areas; what is answered to an
-- order and to the question a week after the end; duty shifts, whose post an account holds, and the digest of a week.
-- Why: each of them has a time by which somebody answers, and what is not answered is found and climbs like a case.

CREATE TABLE case_whistle (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    caller_id INTEGER NOT NULL REFERENCES account (id),
    at INTEGER NOT NULL,
    respond_by INTEGER NOT NULL CHECK (respond_by > at),
    matter TEXT NOT NULL CHECK (length(matter) BETWEEN 1 AND 2000),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX case_whistle_case ON case_whistle (case_id);
CREATE INDEX case_whistle_community ON case_whistle (community_id, at);
CREATE INDEX case_whistle_caller ON case_whistle (caller_id);

-- A unit is an organization or a person of the community itself; only whoever called says whether it came and solved.
CREATE TABLE case_summons (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    whistle_id INTEGER NOT NULL REFERENCES case_whistle (id),
    community_id INTEGER NOT NULL REFERENCES community (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    organization_id INTEGER,
    account_id INTEGER REFERENCES account (id),
    at INTEGER NOT NULL,
    respond_by INTEGER NOT NULL CHECK (respond_by > at),
    answer TEXT CHECK (answer IN ('came', 'sent', 'declined')),
    answered_at INTEGER,
    answered_by INTEGER REFERENCES account (id),
    channel TEXT CHECK (channel IN ('phone', 'wechat', 'letter', 'on_site')),
    sent_name TEXT CHECK (length(sent_name) BETWEEN 1 AND 40),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 2000),
    in_time INTEGER CHECK (in_time IN (0, 1)),
    came INTEGER CHECK (came IN (0, 1)),
    solved INTEGER CHECK (solved IN (0, 1)),
    scored_at INTEGER,
    warned INTEGER NOT NULL DEFAULT 0 CHECK (warned BETWEEN 0 AND 2),
    look_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    UNIQUE (whistle_id, organization_id),
    UNIQUE (whistle_id, account_id),
    CHECK ((organization_id IS NULL) <> (account_id IS NULL)),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_by IS NULL)),
    CHECK ((answer IS NULL) = (in_time IS NULL)),
    CHECK ((answer IS 'sent') = (sent_name IS NOT NULL)),
    CHECK (answer IS NOT 'declined' OR remark IS NOT NULL),
    CHECK ((came IS NULL) = (scored_at IS NULL)),
    CHECK ((solved IS NULL) = (scored_at IS NULL)),
    CHECK (scored_at IS NULL OR answer IS NOT NULL),
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX case_summons_case ON case_summons (case_id);
CREATE INDEX case_summons_community ON case_summons (community_id, at);
CREATE INDEX case_summons_organization ON case_summons (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX case_summons_account ON case_summons (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX case_summons_answered ON case_summons (answered_by) WHERE answered_by IS NOT NULL;
CREATE INDEX case_summons_look ON case_summons (look_at) WHERE look_at IS NOT NULL;

-- Who works on a case beside its handler, from–to.
CREATE TABLE case_co_handler (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    organization_id INTEGER,
    account_id INTEGER REFERENCES account (id),
    task TEXT NOT NULL CHECK (length(task) BETWEEN 1 AND 500),
    added_by INTEGER NOT NULL REFERENCES account (id),
    since INTEGER NOT NULL,
    until INTEGER CHECK (until >= since),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    CHECK ((organization_id IS NULL) <> (account_id IS NULL)),
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE UNIQUE INDEX case_co_handler_person ON case_co_handler (case_id, account_id)
    WHERE account_id IS NOT NULL AND until IS NULL;
CREATE UNIQUE INDEX case_co_handler_partner ON case_co_handler (case_id, organization_id)
    WHERE organization_id IS NOT NULL AND until IS NULL;
CREATE INDEX case_co_handler_case ON case_co_handler (case_id);
CREATE INDEX case_co_handler_community ON case_co_handler (community_id);
CREATE INDEX case_co_handler_account ON case_co_handler (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX case_co_handler_organization ON case_co_handler (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX case_co_handler_added ON case_co_handler (added_by);

-- Who sees a case beside those in whose grid it lies and who handles it: whoever was summoned and did not decline, whoever
-- works on it too, and the grid of a person who handles a case of another one.
CREATE VIEW case_guest AS
SELECT s.case_id, s.organization_id, NULL AS grid_id FROM case_summons s JOIN case_file c ON c.id = s.case_id
WHERE s.organization_id IS NOT NULL AND s.answer IS NOT 'declined' AND c.closed_at IS NULL
UNION ALL
SELECT s.case_id, NULL, a.grid_id FROM account a JOIN case_summons s ON s.account_id = a.id JOIN case_file c ON c.id = s.case_id
WHERE s.answer IS NOT 'declined' AND c.closed_at IS NULL
UNION ALL
SELECT h.case_id, h.organization_id, NULL FROM case_co_handler h JOIN case_file c ON c.id = h.case_id
WHERE h.organization_id IS NOT NULL AND h.until IS NULL AND c.closed_at IS NULL
UNION ALL
SELECT h.case_id, NULL, a.grid_id FROM account a JOIN case_co_handler h ON h.account_id = a.id JOIN case_file c ON c.id = h.case_id
WHERE h.until IS NULL AND c.closed_at IS NULL
UNION ALL
SELECT c.id, NULL, a.grid_id FROM account a JOIN case_file c ON c.handler_id = a.id
WHERE c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id;

-- Orders get their answer, and say themselves whose they are.
CREATE TABLE case_supervision_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    event_id INTEGER NOT NULL UNIQUE REFERENCES case_event (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    supervisor_id INTEGER NOT NULL REFERENCES account (id),
    at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    order_text TEXT NOT NULL CHECK (length(order_text) BETWEEN 1 AND 2000),
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'overdue', 'answered')),
    report TEXT CHECK (length(report) BETWEEN 1 AND 2000),
    reported_by INTEGER REFERENCES account (id),
    reported_at INTEGER,
    look_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    CHECK ((status = 'answered') = (report IS NOT NULL)),
    CHECK ((report IS NULL) = (reported_by IS NULL)),
    CHECK ((report IS NULL) = (reported_at IS NULL))
) STRICT;
INSERT INTO case_supervision_new (
    id, community_id, event_id, case_id, supervisor_id, at, due_at, order_text, look_at, updated_at)
SELECT s.id, c.community_id, s.event_id, s.case_id, s.supervisor_id, s.at, s.due_at, s.order_text,
    CASE WHEN c.closed_at IS NULL THEN s.due_at END, s.at
FROM case_supervision s JOIN case_file c ON c.id = s.case_id;
DROP TABLE case_supervision;
ALTER TABLE case_supervision_new RENAME TO case_supervision;
CREATE INDEX case_supervision_case ON case_supervision (case_id);
CREATE INDEX case_supervision_community ON case_supervision (community_id, at);
CREATE INDEX case_supervision_supervisor ON case_supervision (supervisor_id);
CREATE INDEX case_supervision_reported ON case_supervision (reported_by) WHERE reported_by IS NOT NULL;
CREATE INDEX case_supervision_look ON case_supervision (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX case_supervision_unanswered ON case_supervision (community_id) WHERE status <> 'answered';

-- Is it solved? Asked of each round once, some days after its end.
CREATE TABLE case_follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    round INTEGER NOT NULL CHECK (round >= 1),
    asked_at INTEGER NOT NULL,
    answer TEXT CHECK (answer IN ('yes', 'partly', 'no', 'not_reachable')),
    answered_at INTEGER,
    answered_by INTEGER REFERENCES account (id),
    channel TEXT CHECK (channel IN ('phone', 'wechat', 'letter', 'on_site')),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 1000),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    UNIQUE (case_id, round),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK (answer IS NOT NULL OR (answered_by IS NULL AND channel IS NULL AND remark IS NULL))
) STRICT;
CREATE INDEX case_follow_up_community ON case_follow_up (community_id, asked_at);
CREATE INDEX case_follow_up_open ON case_follow_up (community_id, asked_at) WHERE answer IS NULL;
CREATE INDEX case_follow_up_answered ON case_follow_up (answered_by) WHERE answered_by IS NOT NULL;

-- Who follows a case says which community it is, and is a row like others.
CREATE TABLE case_follower_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    resident_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    -- Whether it is the person's own matter too, joined to this case.
    reported INTEGER NOT NULL DEFAULT 0 CHECK (reported IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    UNIQUE (case_id, resident_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
INSERT INTO case_follower_new (id, community_id, case_id, resident_id, since, reported, updated_at)
SELECT f.id, c.community_id, f.case_id, f.resident_id, f.since, f.reported, f.since
FROM case_follower f JOIN case_file c ON c.id = f.case_id;
DROP TABLE case_follower;
ALTER TABLE case_follower_new RENAME TO case_follower;
CREATE INDEX case_follower_community ON case_follower (community_id);
CREATE INDEX case_follower_resident ON case_follower (resident_id);

-- Of which part of the territory a resident wants to hear.
CREATE TABLE area_subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    resident_id INTEGER NOT NULL,
    grid_id INTEGER,
    compound_id INTEGER,
    building_id INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((grid_id IS NOT NULL) + (compound_id IS NOT NULL) + (building_id IS NOT NULL) = 1),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id),
    FOREIGN KEY (building_id, community_id) REFERENCES building (id, community_id)
) STRICT;
CREATE INDEX area_subscription_community ON area_subscription (community_id);
CREATE INDEX area_subscription_resident ON area_subscription (resident_id);
CREATE UNIQUE INDEX area_subscription_grid ON area_subscription (grid_id, resident_id) WHERE grid_id IS NOT NULL;
CREATE UNIQUE INDEX area_subscription_compound ON area_subscription (compound_id, resident_id) WHERE compound_id IS NOT NULL;
CREATE UNIQUE INDEX area_subscription_building ON area_subscription (building_id, resident_id) WHERE building_id IS NOT NULL;

-- Who keeps watch outside the working hours; nobody keeps two watches at once.
CREATE TABLE duty_shift (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX duty_shift_community ON duty_shift (community_id, starts_at);
CREATE INDEX duty_shift_end ON duty_shift (community_id, ends_at);
CREATE INDEX duty_shift_account ON duty_shift (account_id, starts_at);
CREATE TRIGGER duty_shift_no_overlap BEFORE INSERT ON duty_shift
WHEN EXISTS (
    SELECT 1 FROM duty_shift o
    WHERE o.account_id = NEW.account_id AND o.starts_at < NEW.ends_at AND NEW.starts_at < o.ends_at)
BEGIN SELECT RAISE(ABORT, 'nobody keeps two watches at once'); END;
CREATE TRIGGER duty_shift_no_overlap_update BEFORE UPDATE ON duty_shift
WHEN EXISTS (
    SELECT 1 FROM duty_shift o
    WHERE o.account_id = NEW.account_id AND o.id <> NEW.id AND o.starts_at < NEW.ends_at AND NEW.starts_at < o.ends_at)
BEGIN SELECT RAISE(ABORT, 'nobody keeps two watches at once'); END;

-- What a community says in words, such as the numbers that are called at night.
CREATE TABLE community_word (
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 50),
    word TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 100),
    PRIMARY KEY (community_id, key)
) STRICT, WITHOUT ROWID;

-- By which account whoever holds a post works, so that leaving it finds the open work.
ALTER TABLE grid_staff ADD COLUMN account_id INTEGER REFERENCES account (id);
CREATE INDEX grid_staff_account ON grid_staff (account_id) WHERE account_id IS NOT NULL;

-- What the sub-district hears of a grid once a week; the cases by their numbers only where that is switched on.
CREATE TABLE weekly_digest (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    grid_id INTEGER NOT NULL,
    week_on TEXT NOT NULL CHECK (week_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    made_at INTEGER NOT NULL,
    open INTEGER NOT NULL CHECK (open >= 0),
    late INTEGER NOT NULL CHECK (late BETWEEN 0 AND open),
    long_late INTEGER NOT NULL CHECK (long_late BETWEEN 0 AND late),
    case_numbers TEXT CHECK (length(case_numbers) BETWEEN 1 AND 4000),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, week_on, grid_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id)
) STRICT;
CREATE INDEX weekly_digest_grid ON weekly_digest (grid_id, week_on);
CREATE INDEX weekly_digest_community ON weekly_digest (community_id, week_on);
CREATE INDEX weekly_digest_week ON weekly_digest (week_on);

-- Work lists: what ended and nobody was told of, and for whom somebody stands in.
CREATE INDEX case_file_untold ON case_file (community_id, closed_at) WHERE told IS NULL AND closed_at IS NOT NULL;
CREATE INDEX deputy_deputy ON deputy (deputy_id, from_date);
