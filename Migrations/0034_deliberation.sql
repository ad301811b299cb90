-- What: the evening of a hall (who is called, who came, the agenda in its order, what was said), topics with their versions,
-- supporters and evaluators, and the papers of all of it.
-- Why: what was agreed is worth as much as the proof of who sat at the table, and a topic that nobody answers is found.

ALTER TABLE deliberation_session ADD COLUMN opened_at INTEGER;
ALTER TABLE deliberation_session ADD COLUMN closed_at INTEGER;
ALTER TABLE deliberation_session ADD COLUMN chair TEXT CHECK (length(chair) BETWEEN 1 AND 50);
ALTER TABLE deliberation_session ADD COLUMN online_url TEXT CHECK (length(online_url) BETWEEN 8 AND 300);
ALTER TABLE deliberation_session ADD COLUMN quorum_percent INTEGER NOT NULL DEFAULT 50 CHECK (quorum_percent BETWEEN 0 AND 99);
-- Said in the room; whoever types it is there.
ALTER TABLE deliberation_session ADD COLUMN check_in_code TEXT CHECK (length(check_in_code) = 6);
-- When the clock looks at it next: the reminder before it, the minutes after it.
ALTER TABLE deliberation_session ADD COLUMN look_at INTEGER;
CREATE INDEX deliberation_session_look ON deliberation_session (look_at) WHERE look_at IS NOT NULL;
CREATE TRIGGER deliberation_session_opens_once BEFORE UPDATE OF opened_at ON deliberation_session
WHEN OLD.opened_at IS NOT NULL AND NEW.opened_at IS NOT OLD.opened_at
BEGIN SELECT RAISE(ABORT, 'a session opens once'); END;

-- Who is invited to a session or came to it uninvited. The roll is whoever was invited and does more than look on.
CREATE TABLE session_attendee (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    session_id INTEGER NOT NULL,
    party TEXT NOT NULL CHECK (party IN ('party_members', 'residents', 'owners_committee', 'property', 'police',
        'residents_committee', 'social_workers', 'government', 'merchants', 'experts', 'others')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    organization_id INTEGER,
    account_id INTEGER REFERENCES account (id),
    resident_id INTEGER,
    observer INTEGER NOT NULL DEFAULT 0 CHECK (observer IN (0, 1)),
    invited_at INTEGER,
    -- Whether the invitation left the days that the rules ask for.
    in_time INTEGER CHECK (in_time IN (0, 1)),
    answer TEXT CHECK (answer IN ('coming', 'sending', 'declined')),
    answered_at INTEGER,
    sent_name TEXT CHECK (length(sent_name) BETWEEN 1 AND 50),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 500),
    checked_in_at INTEGER,
    checked_in_by INTEGER REFERENCES account (id),
    by_code INTEGER NOT NULL DEFAULT 0 CHECK (by_code IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (session_id, resident_id),
    UNIQUE (session_id, account_id),
    UNIQUE (id, session_id),
    CHECK ((invited_at IS NULL) = (in_time IS NULL)),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK (answer IS NULL OR invited_at IS NOT NULL),
    CHECK ((answer IS 'sending') = (sent_name IS NOT NULL)),
    CHECK (answer IS NOT 'declined' OR remark IS NOT NULL),
    CHECK ((checked_in_at IS NULL) = (checked_in_by IS NULL)),
    CHECK (invited_at IS NOT NULL OR checked_in_at IS NOT NULL),
    FOREIGN KEY (session_id, community_id) REFERENCES deliberation_session (id, community_id),
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
-- Beside the unique ones, so that the rows of one session come in their order.
CREATE INDEX session_attendee_session ON session_attendee (session_id);
CREATE INDEX session_attendee_community ON session_attendee (community_id);
CREATE INDEX session_attendee_organization ON session_attendee (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX session_attendee_account ON session_attendee (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX session_attendee_resident ON session_attendee (resident_id) WHERE resident_id IS NOT NULL;
CREATE INDEX session_attendee_checked_in_by ON session_attendee (checked_in_by) WHERE checked_in_by IS NOT NULL;

CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    session_id INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 50),
    issue_id INTEGER,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
    status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'open', 'agreed', 'voting', 'noted', 'deferred')),
    started_at INTEGER,
    ended_at INTEGER,
    outcome TEXT CHECK (length(outcome) BETWEEN 1 AND 2000),
    -- The required parties that were not there, for whose sake it was put off.
    absent TEXT CHECK (length(absent) BETWEEN 1 AND 300),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (session_id, place),
    UNIQUE (session_id, issue_id),
    UNIQUE (id, community_id),
    CHECK ((status IN ('waiting', 'open')) = (ended_at IS NULL)),
    CHECK (status <> 'open' OR started_at IS NOT NULL),
    CHECK (status NOT IN ('agreed', 'noted') OR outcome IS NOT NULL),
    FOREIGN KEY (session_id, community_id) REFERENCES deliberation_session (id, community_id),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id)
) STRICT;
CREATE INDEX agenda_item_session ON agenda_item (session_id);
CREATE INDEX agenda_item_community ON agenda_item (community_id);
CREATE INDEX agenda_item_issue ON agenda_item (issue_id) WHERE issue_id IS NOT NULL;
INSERT INTO agenda_item (
    community_id, session_id, place, issue_id, title, minutes, status, ended_at, outcome, created_at, updated_at)
SELECT i.community_id, i.session_id, row_number() OVER (PARTITION BY i.session_id ORDER BY i.id), i.id, i.title, 20,
    CASE WHEN i.status = 'scheduled' THEN 'waiting' WHEN i.outcome IS NULL THEN 'deferred' ELSE 'agreed' END,
    CASE WHEN i.status = 'scheduled' THEN NULL ELSE i.updated_at END,
    CASE WHEN i.status = 'scheduled' THEN NULL ELSE i.outcome END, i.created_at, i.updated_at
FROM issue i WHERE i.session_id IS NOT NULL;

-- Without whom an item is not dealt with.
CREATE TABLE agenda_item_party (
    item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
    party TEXT NOT NULL CHECK (party IN ('party_members', 'residents', 'owners_committee', 'property', 'police',
        'residents_committee', 'social_workers', 'government', 'merchants', 'experts', 'others')),
    PRIMARY KEY (item_id, party)
) STRICT, WITHOUT ROWID;

-- The agenda stands once the session has opened: people came for it.
CREATE TRIGGER agenda_item_late BEFORE INSERT ON agenda_item
WHEN EXISTS (SELECT 1 FROM deliberation_session s WHERE s.id = NEW.session_id AND s.opened_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the agenda stands once the session has opened'); END;
CREATE TRIGGER agenda_item_moved BEFORE UPDATE OF place, issue_id, minutes ON agenda_item
WHEN EXISTS (SELECT 1 FROM deliberation_session s WHERE s.id = OLD.session_id AND s.opened_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the agenda stands once the session has opened'); END;
CREATE TRIGGER agenda_item_gone BEFORE DELETE ON agenda_item
WHEN EXISTS (SELECT 1 FROM deliberation_session s WHERE s.id = OLD.session_id AND s.opened_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'the agenda stands once the session has opened'); END;

-- What a party said to an item.
CREATE TABLE agenda_statement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    item_id INTEGER NOT NULL REFERENCES agenda_item (id),
    party TEXT NOT NULL CHECK (party IN ('party_members', 'residents', 'owners_committee', 'property', 'police',
        'residents_committee', 'social_workers', 'government', 'merchants', 'experts', 'others')),
    speaker TEXT NOT NULL CHECK (length(speaker) BETWEEN 1 AND 50),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    recorded_by INTEGER NOT NULL REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX agenda_statement_item ON agenda_statement (item_id);
CREATE INDEX agenda_statement_community ON agenda_statement (community_id);
CREATE INDEX agenda_statement_recorded_by ON agenda_statement (recorded_by);

-- Files of deliberation: the photo of the signed sheet, what lay on the table, before and after, proxies.
CREATE TABLE deliberation_paper (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    upload_id INTEGER NOT NULL UNIQUE REFERENCES upload (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('signed_sheet', 'document', 'before', 'after', 'proof')),
    caption TEXT CHECK (length(caption) BETWEEN 1 AND 200),
    session_id INTEGER REFERENCES deliberation_session (id),
    issue_id INTEGER REFERENCES issue (id),
    project_id INTEGER REFERENCES project (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((session_id IS NOT NULL) + (issue_id IS NOT NULL) + (project_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX deliberation_paper_community ON deliberation_paper (community_id);
CREATE INDEX deliberation_paper_account ON deliberation_paper (account_id);
CREATE INDEX deliberation_paper_session ON deliberation_paper (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX deliberation_paper_issue ON deliberation_paper (issue_id) WHERE issue_id IS NOT NULL;
CREATE INDEX deliberation_paper_project ON deliberation_paper (project_id) WHERE project_id IS NOT NULL;

-- What a notice is about, where it is no case.
ALTER TABLE notification ADD COLUMN issue_id INTEGER REFERENCES issue (id);
ALTER TABLE notification ADD COLUMN session_id INTEGER REFERENCES deliberation_session (id);
CREATE INDEX notification_issue ON notification (issue_id) WHERE issue_id IS NOT NULL;
CREATE INDEX notification_session ON notification (session_id) WHERE session_id IS NOT NULL;

-- One number follows the matter through.
ALTER TABLE issue ADD COLUMN number_year INTEGER CHECK (number_year BETWEEN 1949 AND 2200);
ALTER TABLE issue ADD COLUMN number_in_year INTEGER CHECK (number_in_year >= 1);
ALTER TABLE issue ADD COLUMN source TEXT NOT NULL DEFAULT 'staff'
    CHECK (source IN ('grid', 'resident', 'party_branch', 'visit', 'staff'));
ALTER TABLE issue ADD COLUMN proposer_account_id INTEGER REFERENCES account (id);
ALTER TABLE issue ADD COLUMN proposer_resident_id INTEGER REFERENCES resident (id);
-- Until then its proposer changes it as they like; afterwards each change is a version that can be read.
ALTER TABLE issue ADD COLUMN edit_until INTEGER;
ALTER TABLE issue ADD COLUMN screened_at INTEGER;
ALTER TABLE issue ADD COLUMN merged_into_id INTEGER REFERENCES issue (id) CHECK (merged_into_id <> id);
ALTER TABLE issue ADD COLUMN reason TEXT CHECK (reason IN (
    'not_feasible', 'not_ours', 'unlawful', 'private_matter', 'duplicate', 'unclear', 'under_way',
    'solved', 'changed_mind', 'entered_by_mistake', 'no_support'));
-- The official answer to a topic, and by when it is due.
ALTER TABLE issue ADD COLUMN answer_due_at INTEGER;
ALTER TABLE issue ADD COLUMN official_answer TEXT CHECK (length(official_answer) BETWEEN 1 AND 2000);
ALTER TABLE issue ADD COLUMN answered_at INTEGER;
ALTER TABLE issue ADD COLUMN answer_overdue INTEGER NOT NULL DEFAULT 0 CHECK (answer_overdue IN (0, 1));
ALTER TABLE issue ADD COLUMN look_at INTEGER;
ALTER TABLE issue ADD COLUMN archived_at INTEGER;
UPDATE issue SET number_year = n.year, number_in_year = n.place FROM (
    SELECT id, CAST(strftime('%Y', (collected_at + 28800000) / 1000, 'unixepoch') AS INTEGER) AS year,
        row_number() OVER (
            PARTITION BY community_id, strftime('%Y', (collected_at + 28800000) / 1000, 'unixepoch') ORDER BY id) AS place
    FROM issue) n WHERE n.id = issue.id;
CREATE UNIQUE INDEX issue_number ON issue (community_id, number_year, number_in_year);
CREATE INDEX issue_collected ON issue (community_id, collected_at);
CREATE INDEX issue_completed ON issue (community_id, completed_at);
CREATE INDEX issue_proposer_account ON issue (proposer_account_id) WHERE proposer_account_id IS NOT NULL;
CREATE INDEX issue_proposer_resident ON issue (proposer_resident_id) WHERE proposer_resident_id IS NOT NULL;
CREATE INDEX issue_merged ON issue (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX issue_look ON issue (look_at) WHERE look_at IS NOT NULL;

-- What a topic said before it was changed.
CREATE TABLE issue_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER NOT NULL REFERENCES issue (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 4000),
    changed_by INTEGER REFERENCES account (id),
    updated_at INTEGER NOT NULL,
    UNIQUE (issue_id, number)
) STRICT;
CREATE INDEX issue_version_community ON issue_version (community_id);
CREATE INDEX issue_version_changed_by ON issue_version (changed_by) WHERE changed_by IS NOT NULL;

CREATE TABLE issue_supporter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER NOT NULL,
    resident_id INTEGER NOT NULL,
    -- On a paper list that staff entered, or by the own account.
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1)),
    updated_at INTEGER NOT NULL,
    UNIQUE (issue_id, resident_id),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX issue_supporter_issue ON issue_supporter (issue_id);
CREATE INDEX issue_supporter_community ON issue_supporter (community_id);
CREATE INDEX issue_supporter_resident ON issue_supporter (resident_id);

-- Who is asked what they think of a topic before it is screened.
CREATE TABLE issue_evaluator (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER NOT NULL REFERENCES issue (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    opinion TEXT CHECK (opinion IN ('feasible', 'feasible_in_part', 'not_feasible')),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 2000),
    answered_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (issue_id, account_id),
    CHECK ((opinion IS NULL) = (reason IS NULL)),
    CHECK ((opinion IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX issue_evaluator_community ON issue_evaluator (community_id);
CREATE INDEX issue_evaluator_account ON issue_evaluator (account_id);

-- What was agreed or decided is shown to everybody for some days; each objection is answered before the next step.
CREATE TABLE public_notice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    place TEXT CHECK (length(place) BETWEEN 1 AND 200),
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    -- The last day, on which objections still come in.
    until_date TEXT NOT NULL CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK (from_date < until_date),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id)
) STRICT;
CREATE INDEX public_notice_community ON public_notice (community_id, until_date);

CREATE TABLE objection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    notice_id INTEGER NOT NULL,
    resident_id INTEGER,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    answer TEXT CHECK (length(answer) BETWEEN 1 AND 2000),
    answered_at INTEGER,
    answered_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_by IS NULL)),
    FOREIGN KEY (notice_id, community_id) REFERENCES public_notice (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX objection_notice ON objection (notice_id);
CREATE INDEX objection_community ON objection (community_id);
CREATE INDEX objection_resident ON objection (resident_id) WHERE resident_id IS NOT NULL;
CREATE INDEX objection_answered_by ON objection (answered_by) WHERE answered_by IS NOT NULL;

-- Who carries a project out, who accepted it, and who keeps it in order afterwards.
ALTER TABLE project ADD COLUMN carrier TEXT CHECK (length(carrier) BETWEEN 1 AND 100);
ALTER TABLE project ADD COLUMN carrier_account_id INTEGER REFERENCES account (id);
ALTER TABLE project ADD COLUMN completed_by INTEGER REFERENCES account (id);
ALTER TABLE project ADD COLUMN accepted_by INTEGER REFERENCES account (id);
ALTER TABLE project ADD COLUMN accepted_at INTEGER;
ALTER TABLE project ADD COLUMN acceptance TEXT CHECK (length(acceptance) BETWEEN 1 AND 2000);
CREATE INDEX project_carrier_account ON project (carrier_account_id) WHERE carrier_account_id IS NOT NULL;
CREATE INDEX project_completed_by ON project (completed_by) WHERE completed_by IS NOT NULL;
CREATE INDEX project_accepted_by ON project (accepted_by) WHERE accepted_by IS NOT NULL;
CREATE TRIGGER project_accepted_by_another BEFORE UPDATE OF accepted_by ON project
WHEN NEW.accepted_by IS NOT NULL AND NEW.accepted_by IN (NEW.completed_by, NEW.carrier_account_id)
BEGIN SELECT RAISE(ABORT, 'whoever carried it out does not accept it'); END;

CREATE TABLE project_milestone (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    project_id INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 1000),
    due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    done_on TEXT CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    done_by INTEGER REFERENCES account (id),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 1000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((done_on IS NULL) = (done_by IS NULL)),
    CHECK ((done_on IS NULL) = (remark IS NULL)),
    FOREIGN KEY (project_id, community_id) REFERENCES project (id, community_id)
) STRICT;
CREATE INDEX project_milestone_project ON project_milestone (project_id);
CREATE INDEX project_milestone_community ON project_milestone (community_id);
CREATE INDEX project_milestone_done_by ON project_milestone (done_by) WHERE done_by IS NOT NULL;

-- How residents judge what came of a completed issue, each once.
CREATE TABLE issue_rating (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER NOT NULL,
    resident_id INTEGER NOT NULL,
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    text TEXT CHECK (length(text) BETWEEN 1 AND 1000),
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1)),
    updated_at INTEGER NOT NULL,
    UNIQUE (issue_id, resident_id),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX issue_rating_issue ON issue_rating (issue_id);
CREATE INDEX issue_rating_community ON issue_rating (community_id);
CREATE INDEX issue_rating_resident ON issue_rating (resident_id);

-- A decision that binds: its rule, its notice, and what it came to. Nothing of it changes once it has ended.
CREATE TABLE vote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER NOT NULL,
    compound_id INTEGER,
    rule TEXT NOT NULL CHECK (rule IN (
        'committee', 'party_meeting', 'representatives', 'residents', 'households', 'owners_ordinary', 'owners_special')),
    matter INTEGER CHECK (matter BETWEEN 1 AND 9),
    rule_reason TEXT CHECK (length(rule_reason) BETWEEN 1 AND 1000),
    convenor TEXT NOT NULL CHECK (length(convenor) BETWEEN 1 AND 100),
    noticed_on TEXT NOT NULL CHECK (noticed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    held_elsewhere INTEGER NOT NULL DEFAULT 0 CHECK (held_elsewhere IN (0, 1)),
    -- Whether the roll is complete; from then on it stands.
    frozen INTEGER NOT NULL DEFAULT 0 CHECK (frozen IN (0, 1)),
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL CHECK (closes_at > opened_at),
    closed_at INTEGER,
    eligible INTEGER CHECK (eligible >= 0),
    eligible_area INTEGER CHECK (eligible_area >= 0),
    cast_people INTEGER CHECK (cast_people BETWEEN 0 AND eligible),
    cast_area INTEGER CHECK (cast_area BETWEEN 0 AND eligible_area),
    yes INTEGER CHECK (yes >= 0),
    yes_area INTEGER CHECK (yes_area >= 0),
    no INTEGER CHECK (no >= 0),
    no_area INTEGER CHECK (no_area >= 0),
    abstained INTEGER CHECK (abstained >= 0),
    abstained_area INTEGER CHECK (abstained_area >= 0),
    quorum_met INTEGER CHECK (quorum_met IN (0, 1)),
    passed INTEGER CHECK (passed IN (0, 1)),
    missing TEXT CHECK (length(missing) BETWEEN 1 AND 1000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK ((matter IS NULL) = (rule NOT LIKE 'owners_%')),
    CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CHECK ((status = 'closed') = (passed IS NOT NULL)),
    CHECK (cast_people = yes + no + abstained AND cast_area = yes_area + no_area + abstained_area),
    CHECK (passed IS NULL OR (passed = 1) = (missing IS NULL)),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id)
) STRICT;
CREATE INDEX vote_issue ON vote (issue_id);
CREATE UNIQUE INDEX vote_one_open ON vote (issue_id) WHERE status = 'open';
CREATE INDEX vote_community ON vote (community_id);
CREATE INDEX vote_compound ON vote (compound_id) WHERE compound_id IS NOT NULL;
CREATE TRIGGER vote_is_final BEFORE UPDATE ON vote WHEN OLD.status = 'closed'
BEGIN SELECT RAISE(ABORT, 'a vote that has ended stays as it ended'); END;
CREATE TRIGGER vote_stays BEFORE DELETE ON vote
BEGIN SELECT RAISE(ABORT, 'a vote is never taken back'); END;

-- The roll, and on it each ballot: one row, so that nobody has two.
CREATE TABLE vote_voter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    vote_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    resident_id INTEGER REFERENCES resident (id),
    household_id INTEGER REFERENCES household (id),
    account_id INTEGER REFERENCES account (id),
    area INTEGER NOT NULL DEFAULT 0 CHECK (area >= 0),
    recused INTEGER NOT NULL DEFAULT 0 CHECK (recused IN (0, 1)),
    recusal TEXT CHECK (length(recusal) BETWEEN 1 AND 500),
    proxy TEXT CHECK (length(proxy) BETWEEN 1 AND 50),
    choice TEXT CHECK (choice IN ('for', 'against', 'abstain')),
    channel TEXT CHECK (channel IN ('online', 'paper', 'proxy')),
    cast_at INTEGER,
    cast_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    UNIQUE (vote_id, resident_id),
    UNIQUE (vote_id, household_id),
    UNIQUE (vote_id, account_id),
    CHECK ((recused = 1) = (recusal IS NOT NULL)),
    CHECK (recused = 0 OR choice IS NULL),
    CHECK ((choice IS NULL) = (channel IS NULL) AND (choice IS NULL) = (cast_at IS NULL) AND (choice IS NULL) = (cast_by IS NULL)),
    CHECK (channel IS NOT 'proxy' OR proxy IS NOT NULL),
    FOREIGN KEY (vote_id, community_id) REFERENCES vote (id, community_id)
) STRICT;
CREATE INDEX vote_voter_vote ON vote_voter (vote_id);
CREATE INDEX vote_voter_community ON vote_voter (community_id);
CREATE INDEX vote_voter_proxy ON vote_voter (vote_id, proxy) WHERE proxy IS NOT NULL;
CREATE INDEX vote_voter_resident ON vote_voter (resident_id) WHERE resident_id IS NOT NULL;
CREATE INDEX vote_voter_household ON vote_voter (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX vote_voter_account ON vote_voter (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX vote_voter_cast_by ON vote_voter (cast_by) WHERE cast_by IS NOT NULL;
CREATE TRIGGER vote_voter_late BEFORE INSERT ON vote_voter
WHEN (SELECT frozen FROM vote WHERE id = NEW.vote_id) = 1
BEGIN SELECT RAISE(ABORT, 'the roll stands once the vote has opened'); END;
CREATE TRIGGER vote_voter_stays BEFORE DELETE ON vote_voter
BEGIN SELECT RAISE(ABORT, 'the roll stands once the vote has opened'); END;
CREATE TRIGGER vote_voter_area BEFORE UPDATE OF vote_id, area ON vote_voter
BEGIN SELECT RAISE(ABORT, 'the roll stands once the vote has opened'); END;
CREATE TRIGGER vote_voter_after_end BEFORE UPDATE OF choice, recused, proxy ON vote_voter
WHEN (SELECT status FROM vote WHERE id = NEW.vote_id) = 'closed'
BEGIN SELECT RAISE(ABORT, 'nothing of a vote changes once it has ended'); END;
