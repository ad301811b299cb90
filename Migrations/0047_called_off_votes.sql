-- What: a vote that was opened by mistake is called off, its ballots unread; a note of a ballot on paper is doubted by whoever
-- made it and taken back by another.
-- Why: a wrong roll or a wrong day had no way out but a count that binds; what was noted by a slip kept somebody from voting.

-- A vote ends in one way more, so its table is made anew; rolls and ballots go on referring to it by its number.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE vote_before AS SELECT * FROM vote;
CREATE TABLE vote_sequence_before AS SELECT seq FROM sqlite_sequence WHERE name = 'vote';
DROP TABLE vote;
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
    status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'cancelled')),
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
    -- Whether everybody may learn who chose what. Owners' votes are open: an area is a fingerprint.
    secrecy TEXT NOT NULL DEFAULT 'open'
        CHECK (secrecy IN ('open', 'closed') AND (secrecy = 'open' OR rule NOT LIKE 'owners_%')),
    -- The day of a vote that was held elsewhere.
    held_on TEXT CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    cancelled_at INTEGER,
    cancelled_by INTEGER REFERENCES account (id),
    cancel_reason TEXT CHECK (length(cancel_reason) BETWEEN 1 AND 500),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK ((matter IS NULL) = (rule NOT LIKE 'owners_%')),
    CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CHECK ((status = 'closed') = (passed IS NOT NULL)),
    CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
    CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL) AND (cancelled_at IS NULL) = (cancel_reason IS NULL)),
    CHECK (status <> 'cancelled' OR held_elsewhere = 0),
    CHECK (cast_people = yes + no + abstained AND cast_area = yes_area + no_area + abstained_area),
    CHECK (passed IS NULL OR (passed = 1) = (missing IS NULL)),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id)
) STRICT;
INSERT INTO vote (
    id, community_id, issue_id, compound_id, rule, matter, rule_reason, convenor, noticed_on, status, held_elsewhere, frozen,
    opened_at, closes_at, closed_at, eligible, eligible_area, cast_people, cast_area, yes, yes_area, no, no_area, abstained,
    abstained_area, quorum_met, passed, missing, secrecy, held_on, version, created_at, updated_at)
SELECT id, community_id, issue_id, compound_id, rule, matter, rule_reason, convenor, noticed_on, status, held_elsewhere, frozen,
    opened_at, closes_at, closed_at, eligible, eligible_area, cast_people, cast_area, yes, yes_area, no, no_area, abstained,
    abstained_area, quorum_met, passed, missing, secrecy, held_on, version, created_at, updated_at
FROM vote_before;
CREATE INDEX vote_issue ON vote (issue_id);
CREATE UNIQUE INDEX vote_one_open ON vote (issue_id) WHERE status = 'open';
CREATE INDEX vote_community ON vote (community_id);
CREATE INDEX vote_compound ON vote (compound_id) WHERE compound_id IS NOT NULL;
CREATE INDEX vote_cancelled_by ON vote (cancelled_by) WHERE cancelled_by IS NOT NULL;
DELETE FROM sqlite_sequence WHERE name = 'vote';
INSERT INTO sqlite_sequence (name, seq) SELECT 'vote', seq FROM vote_sequence_before;
DROP TABLE vote_before;
DROP TABLE vote_sequence_before;

CREATE TRIGGER vote_is_final BEFORE UPDATE ON vote WHEN OLD.status <> 'open'
BEGIN SELECT RAISE(ABORT, 'a vote that has ended stays as it ended'); END;
CREATE TRIGGER vote_stays BEFORE DELETE ON vote
BEGIN SELECT RAISE(ABORT, 'a vote is never taken back'); END;
CREATE TRIGGER vote_secrecy_stands BEFORE UPDATE OF secrecy ON vote
BEGIN SELECT RAISE(ABORT, 'whether a vote is closed stands from its opening'); END;
CREATE TRIGGER vote_ends_unlinked BEFORE UPDATE OF status ON vote
WHEN NEW.status = 'closed' AND NEW.secrecy = 'closed' AND NEW.held_elsewhere = 0 AND (
    EXISTS (SELECT 1 FROM vote_key WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vote_participation WHERE vote_id = NEW.id AND sealed IS NOT NULL)
    OR (SELECT count(*) FROM vote_ballot WHERE vote_id = NEW.id)
        <> (SELECT count(*) FROM vote_participation WHERE vote_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'a closed vote ends with as many ballots as took part, and without its key'); END;
CREATE TRIGGER vote_called_off_unread BEFORE UPDATE OF status ON vote
WHEN NEW.status = 'cancelled' AND (
    EXISTS (SELECT 1 FROM vote_key WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vote_participation WHERE vote_id = NEW.id)
    OR EXISTS (SELECT 1 FROM vote_voter WHERE vote_id = NEW.id AND choice IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'a vote that is called off keeps no ballot'); END;

DROP TRIGGER vote_voter_after_end;
CREATE TRIGGER vote_voter_after_end BEFORE UPDATE OF choice, recused, proxy ON vote_voter
WHEN (SELECT status FROM vote WHERE id = NEW.vote_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'nothing of a vote changes once it has ended'); END;
DROP TRIGGER vote_participation_changes;
CREATE TRIGGER vote_participation_changes BEFORE UPDATE ON vote_participation
WHEN (SELECT status FROM vote WHERE id = OLD.vote_id) <> 'open' OR NEW.vote_id <> OLD.vote_id
BEGIN SELECT RAISE(ABORT, 'nothing of a vote changes once it has ended'); END;
DROP TRIGGER vote_participation_goes;
CREATE TRIGGER vote_participation_goes BEFORE DELETE ON vote_participation
WHEN (SELECT status FROM vote WHERE id = OLD.vote_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'nothing of a vote changes once it has ended'); END;

-- Who noted a ballot on paper and takes that for a slip; somebody else takes it back.
ALTER TABLE vote_participation ADD COLUMN doubted_at INTEGER CHECK (doubted_at IS NULL OR channel <> 'online');
ALTER TABLE vote_participation ADD COLUMN doubted_by INTEGER REFERENCES account (id)
    CHECK ((doubted_by IS NULL) = (doubted_at IS NULL));
CREATE INDEX vote_participation_doubted_by ON vote_participation (doubted_by) WHERE doubted_by IS NOT NULL;
