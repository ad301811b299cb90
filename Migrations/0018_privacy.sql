-- What: the smallest group that statistics show, consents, and where Party members are displayed.
-- Why: a figure about few tells of each of them; what rests on consent, or is shown to all, needs a word that can be taken back.

ALTER TABLE community ADD COLUMN smallest_group INTEGER NOT NULL DEFAULT 5 CHECK (smallest_group BETWEEN 2 AND 1000);

-- Who agreed to what, one row for each purpose, so that none is agreed to along with another. A row says that it was given
-- and when it was taken back; it is never removed while the person is known.
CREATE TABLE consent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    resident_id INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN (
        'register', 'cases', 'deliberation', 'care', 'party', 'emergency', 'activities', 'invitations', 'publicity', 'health',
        'sharing')),
    -- Who agreed: the person, or the guardian of a child.
    giver_id INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('mini_program', 'in_person', 'paper', 'phone')),
    text_version TEXT NOT NULL CHECK (length(text_version) BETWEEN 1 AND 40),
    proof TEXT CHECK (length(proof) BETWEEN 1 AND 200),
    given_at INTEGER NOT NULL,
    -- The birthday from which on the child decides; a guardian's word ends there.
    ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    recorded_by INTEGER REFERENCES account (id),
    withdrawn_at INTEGER,
    withdrawn_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((giver_id <> resident_id) = (ends_on IS NOT NULL)),
    CHECK (withdrawn_at IS NULL OR given_at <= withdrawn_at),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id),
    FOREIGN KEY (giver_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE UNIQUE INDEX consent_standing ON consent (resident_id, purpose, giver_id) WHERE withdrawn_at IS NULL;
CREATE INDEX consent_resident ON consent (resident_id);
CREATE INDEX consent_giver ON consent (giver_id);
CREATE INDEX consent_community ON consent (community_id);
CREATE INDEX consent_recorder ON consent (recorded_by);
CREATE INDEX consent_withdrawer ON consent (withdrawn_by);

-- Where a Party member is shown to everybody: the branch decides, and the member has to say yes.
CREATE TABLE party_display (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    member_id INTEGER NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('unit_card', 'hall', 'pledge')),
    decided_by INTEGER REFERENCES account (id),
    decided_at INTEGER NOT NULL,
    acknowledged_at INTEGER,
    -- How the member said it, where it was not said with the member's own account.
    proof TEXT CHECK (length(proof) BETWEEN 1 AND 200),
    ended_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (acknowledged_at IS NULL OR decided_at <= acknowledged_at),
    CHECK (ended_at IS NULL OR decided_at <= ended_at),
    FOREIGN KEY (member_id, community_id) REFERENCES party_member (id, community_id)
) STRICT;
CREATE UNIQUE INDEX party_display_standing ON party_display (member_id, purpose) WHERE ended_at IS NULL;
CREATE INDEX party_display_member ON party_display (member_id);
CREATE INDEX party_display_community ON party_display (community_id);
CREATE INDEX party_display_decider ON party_display (decided_by);

-- What everybody sees of them: name, branch and duty, and there is nothing else that could be asked for.
CREATE VIEW displayed_member AS
SELECT d.id, d.community_id, d.purpose, m.name, o.name AS branch, m.post AS duty
FROM party_display d JOIN party_member m ON m.id = d.member_id JOIN party_organization o ON o.id = m.branch_id
WHERE d.acknowledged_at IS NOT NULL AND d.ended_at IS NULL;
