-- What: topics of people whose time of keeping is over say what was approved for everybody, also in their earlier versions.
-- Why: what somebody wrote stayed, with whatever names were in it, when the person was taken out of the register.

UPDATE issue SET title = coalesce(public_title, '（已按保存期限清除）'),
    description = coalesce(public_description, '（已按保存期限清除）')
WHERE proposer_resident_id IN (SELECT r.id FROM resident r WHERE r.anonymised_at IS NOT NULL);
UPDATE issue_version SET title = '（已按保存期限清除）', description = '（已按保存期限清除）'
WHERE issue_id IN (SELECT i.id FROM issue i JOIN resident r ON r.id = i.proposer_resident_id WHERE r.anonymised_at IS NOT NULL);
