-- What: how long each kind of record is kept, what was erased of it when, and the record of the runs.
-- Why: personal data end with their purpose; the case stays without the person, and everybody can see that it was done.

CREATE TABLE retention_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL CHECK (kind IN ('residents', 'cases', 'sign_ups', 'consents', 'audit_notes')),
    -- Months after the end; nothing where it is kept for good.
    anonymise_after INTEGER CHECK (anonymise_after BETWEEN 1 AND 1200),
    delete_after INTEGER CHECK (delete_after BETWEEN 1 AND 1200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, kind),
    CHECK (anonymise_after IS NULL OR delete_after IS NULL OR anonymise_after <= delete_after),
    -- What is only ever deleted has nothing left that would be anonymous.
    CHECK (anonymise_after IS NULL OR kind IN ('residents', 'cases')),
    CHECK (delete_after IS NULL OR kind <> 'cases')
) STRICT;

-- Each kind with what it starts from; the reasons stand where the kinds are described.
CREATE VIEW retention_default AS
SELECT column1 AS kind, column2 AS anonymise_after, column3 AS delete_after FROM (VALUES
    ('residents', 36, 120), ('cases', 60, NULL), ('sign_ups', NULL, 36), ('consents', NULL, 36), ('audit_notes', NULL, 72));

INSERT INTO retention_rule (community_id, kind, anonymise_after, delete_after, created_at, updated_at)
SELECT c.id, d.kind, d.anonymise_after, d.delete_after, c.created_at, c.created_at FROM community c, retention_default d;
CREATE TRIGGER retention_rule_begins AFTER INSERT ON community
BEGIN
    INSERT INTO retention_rule (community_id, kind, anonymise_after, delete_after, created_at, updated_at)
    SELECT NEW.id, d.kind, d.anonymise_after, d.delete_after, NEW.created_at, NEW.created_at FROM retention_default d;
END;
-- A community that was made by mistake goes with its rules.
CREATE TRIGGER retention_rule_ends BEFORE DELETE ON community
BEGIN DELETE FROM retention_rule WHERE community_id = OLD.id; END;

ALTER TABLE resident ADD COLUMN anonymised_at INTEGER;
ALTER TABLE case_file ADD COLUMN erased_at INTEGER;
CREATE INDEX case_file_erasable ON case_file (community_id, closed_at) WHERE erased_at IS NULL AND closed_at IS NOT NULL;
CREATE INDEX resident_anonymous ON resident (community_id, anonymised_at) WHERE anonymised_at IS NOT NULL;
CREATE INDEX residence_ended ON residence (community_id, until_date) WHERE until_date IS NOT NULL;

-- One row for each kind of a run that found something to do.
CREATE TABLE retention_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL CHECK (kind IN ('residents', 'cases', 'sign_ups', 'consents', 'audit_notes')),
    at INTEGER NOT NULL,
    anonymised INTEGER NOT NULL CHECK (anonymised >= 0),
    deleted INTEGER NOT NULL CHECK (deleted >= 0),
    exported TEXT CHECK (length(exported) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX retention_run_community ON retention_run (community_id);
