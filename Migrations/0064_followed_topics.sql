-- What: an issue remembers that a private case was part of it; notices of deliberation carry their words in English, too.
-- Why: what became of a topic that ended early is shown to those who follow it, and what is private never is; everybody reads
-- notices in their own language.

ALTER TABLE issue ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1));
-- Of those taken back before this nobody knows any more which cases they were about.
UPDATE issue SET confidential = 1
WHERE status = 'withdrawn' OR id IN (SELECT c.issue_id FROM case_file c WHERE c.private = 1 AND c.issue_id IS NOT NULL);
CREATE TRIGGER issue_has_private_case AFTER UPDATE OF issue_id, private ON case_file
WHEN NEW.private = 1 AND NEW.issue_id IS NOT NULL
BEGIN UPDATE issue SET confidential = 1 WHERE id = NEW.issue_id AND confidential = 0; END;
CREATE TRIGGER issue_stays_confidential BEFORE UPDATE OF confidential ON issue WHEN OLD.confidential = 1 AND NEW.confidential = 0
BEGIN SELECT RAISE(ABORT, 'what was private stays so'); END;

-- What waits to be accepted by somebody who did not carry it out.
CREATE INDEX project_to_accept ON project (community_id, completed_on) WHERE status = 'completed';

ALTER TABLE notification ADD COLUMN english TEXT CHECK (length(english) BETWEEN 1 AND 500);
