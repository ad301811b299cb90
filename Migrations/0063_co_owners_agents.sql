-- What: the co-owners of a dwelling name one of them who votes for it, by a written proof; the roll says for how many dwellings
-- somebody votes so.
-- Why: the owner of the largest share voted whatever the others had agreed among themselves.

ALTER TABLE ownership ADD COLUMN agent_upload_id INTEGER REFERENCES upload (id);
ALTER TABLE ownership ADD COLUMN agent_since INTEGER CHECK ((agent_since IS NULL) = (agent_upload_id IS NULL));
ALTER TABLE ownership ADD COLUMN agent_by INTEGER REFERENCES account (id)
    CHECK ((agent_by IS NULL) = (agent_upload_id IS NULL));
CREATE UNIQUE INDEX ownership_agent_proof ON ownership (agent_upload_id) WHERE agent_upload_id IS NOT NULL;
CREATE UNIQUE INDEX ownership_one_agent ON ownership (dwelling_id) WHERE agent_upload_id IS NOT NULL;
CREATE INDEX ownership_agent_by ON ownership (agent_by) WHERE agent_by IS NOT NULL;
CREATE TRIGGER ownership_agent_of_several BEFORE UPDATE OF agent_upload_id ON ownership
WHEN NEW.agent_upload_id IS NOT NULL
    AND (SELECT count(*) FROM ownership o WHERE o.dwelling_id = NEW.dwelling_id) < 2
BEGIN SELECT RAISE(ABORT, 'only several owners name an agent'); END;
-- The roll stands from the opening of a vote of the owners there to its end.
CREATE TRIGGER ownership_agent_stands BEFORE UPDATE OF agent_upload_id ON ownership
WHEN NEW.agent_upload_id IS NOT OLD.agent_upload_id AND EXISTS (
    SELECT 1 FROM dwelling d JOIN unit u ON u.id = d.unit_id JOIN building b ON b.id = u.building_id
    JOIN vote v ON v.community_id = d.community_id AND v.status = 'open' AND v.rule LIKE 'owners_%'
        AND (v.compound_id IS NULL OR v.compound_id = b.compound_id)
    WHERE d.id = NEW.dwelling_id)
BEGIN SELECT RAISE(ABORT, 'the roll stands once the vote has opened'); END;

ALTER TABLE vote_voter ADD COLUMN agent_dwellings INTEGER NOT NULL DEFAULT 0 CHECK (agent_dwellings >= 0);
CREATE TRIGGER vote_voter_agent BEFORE UPDATE OF agent_dwellings ON vote_voter
BEGIN SELECT RAISE(ABORT, 'the roll stands once the vote has opened'); END;
