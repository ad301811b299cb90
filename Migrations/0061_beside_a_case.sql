-- What: a follower says by which merger they came to a case, and whether they followed it before; a summoned organization is no
-- guest of a private case.
-- Why: a merger that was a mistake is taken back with those whom it brought, and nobody else; whoever is called for one thing needs
-- that thing and the place, not a neighbor's confidence.

ALTER TABLE case_follower ADD COLUMN via_id INTEGER REFERENCES case_file (id);
ALTER TABLE case_follower ADD COLUMN followed INTEGER NOT NULL DEFAULT 0 CHECK (followed IN (0, 1));
CREATE INDEX case_follower_via ON case_follower (via_id) WHERE via_id IS NOT NULL;

DROP VIEW case_guest;
CREATE VIEW case_guest AS
SELECT s.case_id, s.organization_id, NULL AS grid_id FROM case_summons s JOIN case_file c ON c.id = s.case_id
WHERE s.organization_id IS NOT NULL AND s.answer IS NOT 'declined' AND c.closed_at IS NULL AND c.private = 0
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
