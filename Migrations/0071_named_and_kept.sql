-- What: a topic names the Party branch whose steps it takes; what co-owners signed is kept after it was taken back; an open vote
-- knows what it can no longer reach.
-- Why: a branch entered its own steps by somebody else's hand; a signed paper was gone with the word that it was for; a vote ran
-- on that nobody could have won any more.

ALTER TABLE issue ADD COLUMN party_organization_id INTEGER REFERENCES party_organization (id);
CREATE INDEX issue_party_organization ON issue (party_organization_id) WHERE party_organization_id IS NOT NULL;

-- Each time that co-owners named one of them; it goes with the ownership, and its file with it.
CREATE TABLE ownership_agent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ownership_id INTEGER NOT NULL REFERENCES ownership (id) ON DELETE CASCADE,
    upload_id INTEGER NOT NULL UNIQUE REFERENCES upload (id),
    named_at INTEGER NOT NULL,
    named_by INTEGER NOT NULL REFERENCES account (id),
    withdrawn_at INTEGER CHECK (withdrawn_at IS NULL OR withdrawn_at >= named_at),
    withdrawn_by INTEGER REFERENCES account (id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE INDEX ownership_agent_of ON ownership_agent (ownership_id);
CREATE UNIQUE INDEX ownership_agent_standing ON ownership_agent (ownership_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ownership_agent_named_by ON ownership_agent (named_by);
CREATE INDEX ownership_agent_withdrawn_by ON ownership_agent (withdrawn_by) WHERE withdrawn_by IS NOT NULL;
CREATE TRIGGER ownership_agent_file AFTER DELETE ON ownership_agent
BEGIN DELETE FROM upload WHERE id = OLD.upload_id; END;
INSERT INTO ownership_agent (ownership_id, upload_id, named_at, named_by)
SELECT id, agent_upload_id, agent_since, agent_by FROM ownership WHERE agent_upload_id IS NOT NULL ORDER BY id;

-- As [part of the rule, counted by, at most, more are needed]; nothing while it can still pass.
ALTER TABLE vote ADD COLUMN unreachable TEXT CHECK (length(unreachable) BETWEEN 2 AND 1000);
CREATE INDEX vote_unreachable ON vote (community_id) WHERE status = 'open' AND unreachable IS NOT NULL;
