-- What: an entry of the audit says how far the timelines of cases and topics had come and what stood in them since the entry before that
-- did, by a digest; a row of the timeline of a topic carries the digest of its words, as that of a case does.
-- Why: whoever had the file changed who did what and when, put the trigger back, and no examination told of it.

ALTER TABLE audit ADD COLUMN timeline_digest BLOB CHECK (length(timeline_digest) = 32);
ALTER TABLE audit ADD COLUMN case_event_until INTEGER
    CHECK ((case_event_until IS NULL) = (timeline_digest IS NULL) AND case_event_until >= 0);
ALTER TABLE audit ADD COLUMN issue_event_until INTEGER
    CHECK ((issue_event_until IS NULL) = (timeline_digest IS NULL) AND issue_event_until >= 0);
-- The newest is asked for by each write; both marks only ever rise.
CREATE INDEX audit_timeline ON audit (case_event_until, issue_event_until) WHERE timeline_digest IS NOT NULL;

ALTER TABLE issue_event ADD COLUMN remark_digest BLOB CHECK (length(remark_digest) = 32);

DROP TRIGGER issue_event_is_final;
-- Two things may come to a row: the digest of its words, once, where it was written before there were any; and the end of its words,
-- where whoever said them has left the register.
CREATE TRIGGER issue_event_is_final BEFORE UPDATE ON issue_event
WHEN NOT (NEW.id = OLD.id AND NEW.issue_id = OLD.issue_id AND NEW.at = OLD.at AND NEW.actor_id IS OLD.actor_id
    AND NEW.move = OLD.move AND NEW.from_status IS OLD.from_status AND NEW.to_status = OLD.to_status AND (
        NEW.remark IS OLD.remark AND OLD.remark IS NOT NULL AND OLD.remark_digest IS NULL AND NEW.remark_digest IS NOT NULL
        OR NEW.remark_digest IS OLD.remark_digest AND NEW.remark = '（已按保存期限清除）' AND OLD.remark IS NOT NULL AND EXISTS (
            SELECT 1 FROM issue i JOIN resident r ON r.id = i.proposer_resident_id
            WHERE i.id = OLD.issue_id AND r.anonymised_at IS NOT NULL)))
BEGIN SELECT RAISE(ABORT, 'a timeline is only ever added to'); END;

CREATE TRIGGER issue_event_words BEFORE INSERT ON issue_event WHEN (NEW.remark IS NULL) <> (NEW.remark_digest IS NULL)
BEGIN SELECT RAISE(ABORT, 'words of a timeline have their digest'); END;
