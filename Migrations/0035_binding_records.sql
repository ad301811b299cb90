-- What: closed votes, the six steps of 四议两公开, minutes that are sent, objected to and signed, papers of agenda items.
-- Why: how somebody voted is nobody's business, and a decision that binds others is as good as the record that proves it.

-- Whether everybody may learn who chose what. Owners' votes are open: an area is a fingerprint.
ALTER TABLE vote ADD COLUMN secrecy TEXT NOT NULL DEFAULT 'open'
    CHECK (secrecy IN ('open', 'closed') AND (secrecy = 'open' OR rule NOT LIKE 'owners_%'));
-- The day of a vote that was held elsewhere.
ALTER TABLE vote ADD COLUMN held_on TEXT CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
CREATE TRIGGER vote_secrecy_stands BEFORE UPDATE OF secrecy ON vote
BEGIN SELECT RAISE(ABORT, 'whether a vote is closed stands from its opening'); END;

-- The key of a closed vote, itself sealed with the keys of the server; it is destroyed when the vote ends.
CREATE TABLE vote_key (
    id INTEGER PRIMARY KEY REFERENCES vote (id),
    key BLOB NOT NULL
) STRICT;

-- That somebody took part in a closed vote. What they chose is sealed with the key of the vote, and destroyed when it ends;
-- of ballots on paper it is never known whose they are.
CREATE TABLE vote_participation (
    id INTEGER PRIMARY KEY REFERENCES vote_voter (id),
    vote_id INTEGER NOT NULL REFERENCES vote (id),
    channel TEXT NOT NULL CHECK (channel IN ('online', 'paper', 'proxy')),
    sealed BLOB,
    cast_at INTEGER NOT NULL,
    cast_by INTEGER NOT NULL REFERENCES account (id),
    CHECK (sealed IS NULL OR channel = 'online')
) STRICT;
CREATE INDEX vote_participation_vote ON vote_participation (vote_id);
CREATE INDEX vote_participation_cast_by ON vote_participation (cast_by);

-- The published ballots of a closed vote, in the order of their receipts, which is chance: no voter, no time, no order of casting.
CREATE TABLE vote_ballot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    vote_id INTEGER NOT NULL,
    receipt TEXT NOT NULL CHECK (length(receipt) = 19),
    choice TEXT NOT NULL CHECK (choice IN ('for', 'against', 'abstain')),
    UNIQUE (vote_id, receipt),
    FOREIGN KEY (vote_id, community_id) REFERENCES vote (id, community_id)
) STRICT;
CREATE INDEX vote_ballot_vote ON vote_ballot (vote_id);
CREATE INDEX vote_ballot_community ON vote_ballot (community_id);

CREATE TRIGGER vote_voter_is_closed BEFORE UPDATE OF choice ON vote_voter
WHEN NEW.choice IS NOT NULL AND (SELECT secrecy FROM vote WHERE id = NEW.vote_id) = 'closed'
BEGIN SELECT RAISE(ABORT, 'in a closed vote no ballot stands on the roll'); END;
CREATE TRIGGER vote_participation_joins BEFORE INSERT ON vote_participation
WHEN NOT EXISTS (
    SELECT 1 FROM vote v JOIN vote_voter r ON r.vote_id = v.id
    WHERE v.id = NEW.vote_id AND r.id = NEW.id AND v.secrecy = 'closed' AND v.status = 'open' AND r.recused = 0)
BEGIN SELECT RAISE(ABORT, 'only the roll of a closed vote takes part in it, until its end'); END;
CREATE TRIGGER vote_participation_changes BEFORE UPDATE ON vote_participation
WHEN (SELECT status FROM vote WHERE id = OLD.vote_id) = 'closed' OR NEW.vote_id <> OLD.vote_id
BEGIN SELECT RAISE(ABORT, 'nothing of a vote changes once it has ended'); END;
CREATE TRIGGER vote_participation_goes BEFORE DELETE ON vote_participation
WHEN (SELECT status FROM vote WHERE id = OLD.vote_id) = 'closed'
BEGIN SELECT RAISE(ABORT, 'nothing of a vote changes once it has ended'); END;
CREATE TRIGGER vote_ballot_late BEFORE INSERT ON vote_ballot
WHEN (SELECT secrecy = 'closed' AND status = 'open' FROM vote WHERE id = NEW.vote_id) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'ballots are published when a closed vote ends'); END;
CREATE TRIGGER vote_ballot_is_final BEFORE UPDATE ON vote_ballot
BEGIN SELECT RAISE(ABORT, 'a published ballot stays'); END;
CREATE TRIGGER vote_ballot_stays BEFORE DELETE ON vote_ballot
BEGIN SELECT RAISE(ABORT, 'a published ballot stays'); END;
CREATE TRIGGER vote_ends_unlinked BEFORE UPDATE OF status ON vote
WHEN NEW.status = 'closed' AND NEW.secrecy = 'closed' AND NEW.held_elsewhere = 0 AND (
    EXISTS (SELECT 1 FROM vote_key WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vote_participation WHERE vote_id = NEW.id AND sealed IS NOT NULL)
    OR (SELECT count(*) FROM vote_ballot WHERE vote_id = NEW.id)
        <> (SELECT count(*) FROM vote_participation WHERE vote_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'a closed vote ends with as many ballots as took part, and without its key'); END;

-- Whether an issue takes the six steps of 四议两公开; it is said before anything was decided.
ALTER TABLE issue ADD COLUMN six_steps INTEGER NOT NULL DEFAULT 0
    CHECK (six_steps IN (0, 1) AND (six_steps = 0 OR authority = 'residents'));

CREATE TABLE issue_step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 6),
    step TEXT NOT NULL CHECK (step = CASE place
        WHEN 1 THEN 'party_proposal' WHEN 2 THEN 'committees_consult' WHEN 3 THEN 'party_meeting'
        WHEN 4 THEN 'representatives_decide' WHEN 5 THEN 'decision_disclosed' ELSE 'outcome_disclosed' END),
    held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    minutes TEXT NOT NULL CHECK (length(minutes) BETWEEN 1 AND 4000),
    -- How many were due and came, and how they chose.
    due INTEGER CHECK (due >= 1),
    present INTEGER CHECK (present BETWEEN 0 AND due),
    yes INTEGER CHECK (yes >= 0),
    no INTEGER CHECK (no >= 0),
    abstained INTEGER CHECK (abstained >= 0),
    location TEXT CHECK (length(location) BETWEEN 1 AND 200),
    from_date TEXT CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    recorded_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (issue_id, place),
    CHECK ((place <= 4) = (present IS NOT NULL) AND (due IS NULL) = (present IS NULL)),
    CHECK ((place <= 4) = (yes IS NOT NULL) AND (yes IS NULL) = (no IS NULL) AND (yes IS NULL) = (abstained IS NULL)),
    CHECK (yes + no + abstained <= present),
    CHECK ((place > 4) = (location IS NOT NULL) AND (place > 4) = (from_date IS NOT NULL)),
    CHECK ((from_date IS NULL) = (until_date IS NULL) AND from_date < until_date),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id)
) STRICT;
CREATE INDEX issue_step_issue ON issue_step (issue_id);
CREATE INDEX issue_step_community ON issue_step (community_id);
CREATE INDEX issue_step_recorded_by ON issue_step (recorded_by) WHERE recorded_by IS NOT NULL;
CREATE TRIGGER issue_step_in_order BEFORE INSERT ON issue_step
WHEN NEW.place > 1 AND NOT EXISTS (
    SELECT 1 FROM issue_step s WHERE s.issue_id = NEW.issue_id AND s.place = NEW.place - 1 AND s.held_on <= NEW.held_on)
BEGIN SELECT RAISE(ABORT, 'no step is skipped, and none was before the one before it'); END;
CREATE TRIGGER issue_step_is_needed BEFORE INSERT ON issue_step
WHEN (SELECT six_steps FROM issue WHERE id = NEW.issue_id) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'the issue does not take the six steps'); END;
CREATE TRIGGER issue_step_is_final BEFORE UPDATE ON issue_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken stays as it was'); END;
CREATE TRIGGER issue_step_stays BEFORE DELETE ON issue_step
BEGIN SELECT RAISE(ABORT, 'a step that was taken stays as it was'); END;
CREATE TRIGGER issue_six_steps_stand BEFORE UPDATE OF six_steps ON issue
WHEN NEW.six_steps <> OLD.six_steps AND (
    OLD.status NOT IN ('collected', 'screened', 'scheduled', 'deliberating', 'deferred', 'not_adopted')
    OR EXISTS (SELECT 1 FROM issue_step s WHERE s.issue_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'whether the six steps are taken stands once one was'); END;

-- What was said and agreed in a session: the light form with the photo of its sheet, or the full one that is sent and signed.
CREATE TABLE session_minutes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    session_id INTEGER NOT NULL UNIQUE,
    form TEXT NOT NULL CHECK (form IN ('light', 'full')),
    status TEXT NOT NULL CHECK (status IN ('draft', 'circulated', 'archived')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
    circulated_at INTEGER,
    archived_at INTEGER,
    -- Over the text, the agenda with its outcomes, who was there, who signed, and the papers.
    fingerprint TEXT CHECK (length(fingerprint) = 64),
    -- The last paper that belongs to the record; what comes later does not.
    papers_until INTEGER CHECK (papers_until >= 0),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK (form = 'full' OR status = 'archived'),
    CHECK ((status = 'archived') = (archived_at IS NOT NULL) AND (status = 'archived') = (fingerprint IS NOT NULL)),
    CHECK ((status = 'archived') = (papers_until IS NOT NULL)),
    CHECK ((form = 'full' AND status <> 'draft') = (circulated_at IS NOT NULL)),
    FOREIGN KEY (session_id, community_id) REFERENCES deliberation_session (id, community_id)
) STRICT;
CREATE INDEX session_minutes_community ON session_minutes (community_id);

-- To whom the minutes were sent, of those who were there, and whether they signed.
CREATE TABLE minutes_signature (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    minutes_id INTEGER NOT NULL,
    attendee_id INTEGER NOT NULL REFERENCES session_attendee (id),
    circulated_at INTEGER NOT NULL,
    signed_at INTEGER,
    signed_by INTEGER REFERENCES account (id),
    on_paper INTEGER NOT NULL DEFAULT 0 CHECK (on_paper IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (minutes_id, attendee_id),
    CHECK ((signed_at IS NULL) = (signed_by IS NULL)),
    CHECK (signed_at IS NULL OR signed_at >= circulated_at),
    FOREIGN KEY (minutes_id, community_id) REFERENCES session_minutes (id, community_id)
) STRICT;
CREATE INDEX minutes_signature_minutes ON minutes_signature (minutes_id);
CREATE INDEX minutes_signature_community ON minutes_signature (community_id);
CREATE INDEX minutes_signature_attendee ON minutes_signature (attendee_id);
CREATE INDEX minutes_signature_signed_by ON minutes_signature (signed_by) WHERE signed_by IS NOT NULL;
CREATE TRIGGER minutes_signature_is_final BEFORE UPDATE ON minutes_signature WHEN OLD.signed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a signature stays'); END;
CREATE TRIGGER minutes_signature_stays BEFORE DELETE ON minutes_signature
BEGIN SELECT RAISE(ABORT, 'to whom minutes were sent stays'); END;
CREATE TRIGGER minutes_signature_of_presence BEFORE INSERT ON minutes_signature
WHEN NOT EXISTS (
    SELECT 1 FROM session_attendee a JOIN session_minutes m ON m.session_id = a.session_id
    WHERE a.id = NEW.attendee_id AND m.id = NEW.minutes_id AND a.checked_in_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'minutes are sent to whoever was there'); END;

-- The text is what was signed.
CREATE TRIGGER session_minutes_text BEFORE UPDATE OF text ON session_minutes
WHEN OLD.status = 'archived' OR EXISTS (
    SELECT 1 FROM minutes_signature s WHERE s.minutes_id = OLD.id AND s.signed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'minutes that were signed are not changed'); END;
CREATE TRIGGER session_minutes_are_final BEFORE UPDATE ON session_minutes WHEN OLD.status = 'archived'
BEGIN SELECT RAISE(ABORT, 'archived minutes are only added to'); END;
CREATE TRIGGER session_minutes_stay BEFORE DELETE ON session_minutes WHEN OLD.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'minutes that were sent stay'); END;

-- What somebody who was there has against the minutes, of one item or of the whole.
CREATE TABLE minutes_objection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    minutes_id INTEGER NOT NULL,
    attendee_id INTEGER NOT NULL REFERENCES session_attendee (id),
    item_id INTEGER REFERENCES agenda_item (id),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    answer TEXT CHECK (length(answer) BETWEEN 1 AND 2000),
    answered_at INTEGER,
    answered_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL)),
    FOREIGN KEY (minutes_id, community_id) REFERENCES session_minutes (id, community_id)
) STRICT;
CREATE INDEX minutes_objection_minutes ON minutes_objection (minutes_id);
CREATE INDEX minutes_objection_community ON minutes_objection (community_id);
CREATE INDEX minutes_objection_attendee ON minutes_objection (attendee_id);
CREATE INDEX minutes_objection_item ON minutes_objection (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX minutes_objection_answered_by ON minutes_objection (answered_by) WHERE answered_by IS NOT NULL;

-- What is put right in minutes that are archived.
CREATE TABLE minutes_addendum (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    minutes_id INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
    added_by INTEGER NOT NULL REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    FOREIGN KEY (minutes_id, community_id) REFERENCES session_minutes (id, community_id)
) STRICT;
CREATE INDEX minutes_addendum_minutes ON minutes_addendum (minutes_id);
CREATE INDEX minutes_addendum_community ON minutes_addendum (community_id);
CREATE INDEX minutes_addendum_added_by ON minutes_addendum (added_by);
CREATE TRIGGER minutes_addendum_of_archived BEFORE INSERT ON minutes_addendum
WHEN (SELECT status FROM session_minutes WHERE id = NEW.minutes_id) <> 'archived'
BEGIN SELECT RAISE(ABORT, 'minutes that are not archived are changed themselves'); END;
CREATE TRIGGER minutes_addendum_is_final BEFORE UPDATE OF text ON minutes_addendum
BEGIN SELECT RAISE(ABORT, 'an addendum stays'); END;
CREATE TRIGGER minutes_addendum_stays BEFORE DELETE ON minutes_addendum
BEGIN SELECT RAISE(ABORT, 'an addendum stays'); END;

-- Files that lay on the table for one item.
ALTER TABLE deliberation_paper ADD COLUMN item_id INTEGER REFERENCES agenda_item (id)
    CHECK (item_id IS NULL OR session_id IS NOT NULL);
CREATE INDEX deliberation_paper_item ON deliberation_paper (item_id) WHERE item_id IS NOT NULL;

-- A milestone that is late is told of once.
ALTER TABLE project_milestone ADD COLUMN warned_at INTEGER;
CREATE INDEX project_milestone_due ON project_milestone (due_on)
    WHERE due_on IS NOT NULL AND done_on IS NULL AND warned_at IS NULL;

-- What waits for those who run the hall is found without looking through what is done.
CREATE INDEX issue_unanswered ON issue (community_id) WHERE answer_overdue = 1 AND answered_at IS NULL;
CREATE INDEX deliberation_session_owing ON deliberation_session (community_id) WHERE status = 'held' AND summary IS NULL;
CREATE INDEX session_minutes_open ON session_minutes (community_id) WHERE status <> 'archived';
CREATE INDEX project_milestone_open ON project_milestone (community_id, due_on) WHERE done_on IS NULL;
