-- What: who belongs to a resident organization and how it grew, contracts with what they promise and deliver, and where
-- social workers are placed.
-- Why: a community grows leaders and organizations of its own and buys services apart from them; both have to be shown by
-- figures and not by names alone.

CREATE TABLE organization_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    resident_id INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('leader', 'member')),
    duty TEXT CHECK (length(duty) BETWEEN 1 AND 50),
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND until_date >= from_date),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE UNIQUE INDEX organization_member_once ON organization_member (organization_id, resident_id) WHERE until_date IS NULL;
CREATE INDEX organization_member_organization ON organization_member (organization_id);
CREATE INDEX organization_member_resident ON organization_member (resident_id);
CREATE INDEX organization_member_community ON organization_member (community_id);
CREATE TRIGGER organization_member_of_residents BEFORE INSERT ON organization_member
WHEN (SELECT o.kind FROM organization o WHERE o.id = NEW.organization_id) <> 'resident_organization'
BEGIN SELECT RAISE(ABORT, 'only a resident organization has residents as members'); END;

-- What an organization had when it reached a stage.
CREATE TABLE organization_stage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('starting', 'growing', 'mature')),
    on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    leaders INTEGER NOT NULL CHECK (leaders >= 0),
    members INTEGER NOT NULL CHECK (members >= 0),
    activities INTEGER NOT NULL CHECK (activities >= 0),
    note TEXT CHECK (length(note) BETWEEN 1 AND 500),
    advanced_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- Nobody reaches a stage twice.
    UNIQUE (organization_id, stage),
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX organization_stage_community ON organization_stage (community_id);
CREATE INDEX organization_stage_account ON organization_stage (advanced_by) WHERE advanced_by IS NOT NULL;
CREATE TRIGGER organization_stage_stays BEFORE UPDATE ON organization_stage
BEGIN SELECT RAISE(ABORT, 'how an organization grew is not rewritten'); END;

CREATE TABLE contract (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    -- The community itself where nobody is named.
    purchaser_id INTEGER,
    provider_id INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    number TEXT CHECK (length(number) BETWEEN 1 AND 50),
    starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    ends_on TEXT NOT NULL CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND ends_on >= starts_on),
    amount_fen INTEGER NOT NULL DEFAULT 0 CHECK (amount_fen BETWEEN 0 AND 100000000000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    UNIQUE (community_id, number),
    CHECK (purchaser_id IS NULL OR purchaser_id <> provider_id),
    FOREIGN KEY (purchaser_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (provider_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX contract_purchaser ON contract (purchaser_id) WHERE purchaser_id IS NOT NULL;
CREATE INDEX contract_provider ON contract (provider_id);

-- One promise of a contract, counted by the system where a counter knows it.
CREATE TABLE contract_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    contract_id INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    counter TEXT NOT NULL CHECK (counter IN (
        'classes', 'activities', 'person_times', 'opening_days', 'outside_minutes', 'by_hand')),
    venue_id INTEGER,
    target INTEGER NOT NULL CHECK (target BETWEEN 1 AND 1000000000),
    per TEXT NOT NULL CHECK (per IN ('month', 'year', 'term')),
    hand_count INTEGER CHECK (hand_count BETWEEN 0 AND 1000000000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (contract_id, title),
    CHECK ((counter IN ('opening_days', 'outside_minutes')) = (venue_id IS NOT NULL)),
    CHECK ((counter = 'by_hand') = (hand_count IS NOT NULL)),
    -- A figure that somebody types in stands for the whole term.
    CHECK (counter <> 'by_hand' OR per = 'term'),
    FOREIGN KEY (contract_id, community_id) REFERENCES contract (id, community_id) ON DELETE CASCADE,
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX contract_item_community ON contract_item (community_id);
CREATE INDEX contract_item_venue ON contract_item (venue_id) WHERE venue_id IS NOT NULL;

CREATE TABLE contract_evaluation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    contract_id INTEGER NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2200),
    grade TEXT NOT NULL CHECK (grade IN ('excellent', 'qualified', 'unqualified')),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 1000),
    items INTEGER NOT NULL CHECK (items >= 0),
    kept INTEGER NOT NULL CHECK (kept BETWEEN 0 AND items),
    evaluated_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (contract_id, year),
    FOREIGN KEY (contract_id, community_id) REFERENCES contract (id, community_id)
) STRICT;
CREATE INDEX contract_evaluation_community ON contract_evaluation (community_id);
CREATE INDEX contract_evaluation_account ON contract_evaluation (evaluated_by) WHERE evaluated_by IS NOT NULL;

-- What had been delivered of each promise when a year was evaluated; it stays, whatever is corrected later.
CREATE TABLE contract_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    evaluation_id INTEGER NOT NULL REFERENCES contract_evaluation (id),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    promised INTEGER NOT NULL CHECK (promised >= 0),
    delivered INTEGER NOT NULL CHECK (delivered >= 0),
    periods INTEGER NOT NULL CHECK (periods >= 0),
    periods_kept INTEGER NOT NULL CHECK (periods_kept BETWEEN 0 AND periods),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (evaluation_id, title)
) STRICT;
CREATE INDEX contract_delivery_community ON contract_delivery (community_id);
CREATE TRIGGER contract_delivery_stays BEFORE UPDATE ON contract_delivery
BEGIN SELECT RAISE(ABORT, 'what was delivered is not rewritten'); END;

-- A social worker of an organization who works in the community, from day to day.
CREATE TABLE placement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    contract_id INTEGER,
    worker_name TEXT NOT NULL CHECK (length(worker_name) BETWEEN 1 AND 50),
    venue_id INTEGER,
    floor INTEGER CHECK (floor BETWEEN -5 AND 200),
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND until_date >= from_date),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (contract_id, community_id) REFERENCES contract (id, community_id),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX placement_organization ON placement (organization_id);
CREATE INDEX placement_community ON placement (community_id);
CREATE INDEX placement_contract ON placement (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX placement_venue ON placement (venue_id) WHERE venue_id IS NOT NULL;

-- Organizations that carry an activity together with its organizer.
CREATE TABLE activity_partner (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    activity_id INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (activity_id, organization_id),
    FOREIGN KEY (activity_id, community_id) REFERENCES activity (id, community_id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX activity_partner_organization ON activity_partner (organization_id);
CREATE INDEX activity_partner_community ON activity_partner (community_id);

-- What whoever signs up is asked; fixed once the activity is published, so that all answer the same form.
CREATE TABLE activity_question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    activity_id INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 32),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'choice', 'boolean', 'date')),
    choices TEXT CHECK (length(choices) BETWEEN 1 AND 1000),
    least INTEGER,
    most INTEGER,
    hint TEXT CHECK (length(hint) BETWEEN 1 AND 200),
    required INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
    sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (activity_id, code),
    CHECK ((kind = 'choice') = (choices IS NOT NULL)),
    CHECK (least IS NULL OR most IS NULL OR least <= most),
    CHECK (kind = 'number' OR least IS NULL AND most IS NULL),
    FOREIGN KEY (activity_id, community_id) REFERENCES activity (id, community_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX activity_question_community ON activity_question (community_id);

CREATE TABLE sign_up_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sign_up_id INTEGER NOT NULL REFERENCES sign_up (id) ON DELETE CASCADE,
    question_id INTEGER NOT NULL REFERENCES activity_question (id),
    value TEXT CHECK (length(value) BETWEEN 1 AND 2000),
    -- Sealed, where the question is sensitive.
    private_value BLOB,
    created_at INTEGER NOT NULL,
    UNIQUE (sign_up_id, question_id),
    CHECK ((value IS NULL) <> (private_value IS NULL))
) STRICT;
CREATE INDEX sign_up_answer_question ON sign_up_answer (question_id);

-- The secret address at which somebody's calendar program reads the own sign-ups; one for each account, kept as a hash.
CREATE TABLE calendar_feed (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    secret_hash BLOB NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who may book a room, and how long before.
ALTER TABLE room ADD COLUMN booked_by TEXT NOT NULL DEFAULT 'bookers' CHECK (booked_by IN ('bookers', 'operator', 'staff'));
ALTER TABLE room ADD COLUMN notice_hours INTEGER CHECK (notice_hours BETWEEN 0 AND 8760);
ALTER TABLE room ADD COLUMN days_ahead INTEGER CHECK (days_ahead BETWEEN 1 AND 3650);
ALTER TABLE room ADD COLUMN longest_minutes INTEGER CHECK (longest_minutes BETWEEN 1 AND 1440);
ALTER TABLE room ADD COLUMN cancel_hours INTEGER CHECK (cancel_hours BETWEEN 0 AND 8760);

-- Photos of an activity afterwards; everybody sees those that somebody chose to show.
CREATE TABLE activity_photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    activity_id INTEGER NOT NULL,
    upload_id INTEGER NOT NULL UNIQUE REFERENCES upload (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    caption TEXT CHECK (length(caption) BETWEEN 1 AND 200),
    shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    FOREIGN KEY (activity_id, community_id) REFERENCES activity (id, community_id)
) STRICT;
CREATE INDEX activity_photo_activity ON activity_photo (activity_id);
CREATE INDEX activity_photo_community ON activity_photo (community_id);
CREATE INDEX activity_photo_account ON activity_photo (account_id);
