-- What: partners are a source of topics of their own, an invitation of somebody of an organization is known as of it, and keys
-- keep what they could do before two rights were named for themselves.
-- Why: what a company proposes counted as the community's own, and whoever it sent did not find the invitation.

-- The check of a column is changed by a column in its place.
ALTER TABLE issue RENAME COLUMN source TO source_before;
ALTER TABLE issue ADD COLUMN source TEXT NOT NULL DEFAULT 'staff'
    CHECK (source IN ('grid', 'resident', 'party_branch', 'visit', 'partner', 'staff'));
UPDATE issue SET source = CASE
    WHEN source_before = 'staff' AND proposer_account_id IN (
        SELECT id FROM account WHERE role IN ('partner', 'org_operator')) THEN 'partner' ELSE source_before END;
ALTER TABLE issue DROP COLUMN source_before;

UPDATE session_attendee SET organization_id = (SELECT a.organization_id FROM account a WHERE a.id = session_attendee.account_id)
WHERE organization_id IS NULL AND account_id IN (
    SELECT a.id FROM account a JOIN organization o ON o.id = a.organization_id
    WHERE o.community_id = session_attendee.community_id);

UPDATE api_key SET scopes = scopes || ' attend_sessions' WHERE ' ' || scopes || ' ' LIKE '% join\_deliberation %' ESCAPE '\';
UPDATE api_key SET scopes = scopes || ' read_rolls' WHERE ' ' || scopes || ' ' LIKE '% read\_people %' ESCAPE '\';
