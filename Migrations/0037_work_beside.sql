-- What: by which title everybody reads of a case; the community of an asked extension; indexes of what waits for a decision
-- or for a score.
-- Why: what a reporter typed may say more of people than others should read; and what waits for somebody is a list of theirs.

-- As staff wrote it, or the reporter's without what looks like a number of a person; nothing where it is the title itself.
ALTER TABLE case_file ADD COLUMN public_title TEXT CHECK (length(public_title) BETWEEN 1 AND 100);

DROP VIEW public_case;
CREATE VIEW public_case AS
SELECT id, community_id, number, category_id, coalesce(public_title, title) AS title,
    CASE status WHEN 'arbitration' THEN 'returned' ELSE status END AS status, compound_id,
    CASE WHEN household_id IS NULL AND unit_id IS NULL THEN building_id END AS building_id, place_id, created_at,
    closed_at, version, updated_at
FROM case_file
WHERE private = 0 AND kind <> 'errand' AND duplicate_of_id IS NULL
    AND status NOT IN ('received', 'verifying', 'declined', 'withdrawn', 'void')
    AND NOT EXISTS (SELECT 1 FROM case_category_path p JOIN case_category k ON k.id = p.ancestor_id
        WHERE p.category_id = case_file.category_id AND (k.private = 1 OR k.path = 'petition'));

ALTER TABLE case_extension ADD COLUMN community_id INTEGER REFERENCES community (id);
UPDATE case_extension SET community_id = (SELECT c.community_id FROM case_file c WHERE c.id = case_id);
CREATE INDEX case_extension_asked ON case_extension (community_id, asked_at) WHERE status = 'asked';

CREATE INDEX case_summons_unscored ON case_summons (community_id, answered_at)
    WHERE answer IN ('came', 'sent') AND scored_at IS NULL;

-- The answers to repeats of requests whose sender nobody is to know: where one lies is a keyed print of account, key, method
-- and path together, so that the file alone does not say who sent what.
CREATE TABLE idempotency_unnamed (
    place BLOB PRIMARY KEY CHECK (length(place) = 32),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'refused', 'secret')),
    content BLOB CHECK ((content IS NULL) = (outcome = 'secret')),
    format TEXT CHECK ((format IS NULL) = (outcome <> 'answered')),
    row_id INTEGER,
    row_version INTEGER,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_unnamed_age ON idempotency_unnamed (created_at);
