-- What: what somebody said in the timeline of the own topic ends with the record of the person, as the topic's own words do.
-- Why: who took a topic back and said why had left the register, and their reason and the notices that quote it were still read.

DROP TRIGGER issue_event_is_final;
-- Nothing else of a row changes, no other words take their place, and nobody's end who is still in the register.
CREATE TRIGGER issue_event_is_final BEFORE UPDATE ON issue_event
WHEN NOT (NEW.id = OLD.id AND NEW.issue_id = OLD.issue_id AND NEW.at = OLD.at AND NEW.actor_id IS OLD.actor_id
    AND NEW.move = OLD.move AND NEW.from_status IS OLD.from_status AND NEW.to_status = OLD.to_status
    AND NEW.remark = '（已按保存期限清除）' AND OLD.remark IS NOT NULL AND EXISTS (
        SELECT 1 FROM issue i JOIN resident r ON r.id = i.proposer_resident_id
        WHERE i.id = OLD.issue_id AND r.anonymised_at IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'a timeline is only ever added to'); END;

UPDATE notification SET text = '（已按保存期限清除）', english = NULL, version = version + 1
WHERE issue_id IN (SELECT i.id FROM issue i JOIN resident r ON r.id = i.proposer_resident_id WHERE r.anonymised_at IS NOT NULL)
    AND EXISTS (SELECT 1 FROM issue_event e JOIN issue i ON i.id = e.issue_id
        WHERE e.issue_id = notification.issue_id AND e.remark NOT LIKE '§%' AND (e.move = 'withdraw' OR e.actor_id IN (
            SELECT a.id FROM account a WHERE a.resident_id = i.proposer_resident_id))
        AND instr(text, substr(e.remark, 1, 200)) > 0);
UPDATE issue_event SET remark = '（已按保存期限清除）' WHERE id IN (
    SELECT e.id FROM issue_event e JOIN issue i ON i.id = e.issue_id JOIN resident r ON r.id = i.proposer_resident_id
    WHERE r.anonymised_at IS NOT NULL AND e.remark NOT LIKE '§%' AND (e.move = 'withdraw' OR e.actor_id IN (
        SELECT a.id FROM account a WHERE a.resident_id = i.proposer_resident_id)));
