-- What: an ownership ends on a day and stays to be read; a milestone is shown by something that is not of before.
-- Why: when a dwelling was sold its row was deleted, and with it the paper by which votes were cast; a photo of how it was before
-- shows nothing of what was done.

ALTER TABLE ownership ADD COLUMN until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
DROP TRIGGER ownership_shares_of_new;
CREATE TRIGGER ownership_shares_of_new AFTER INSERT ON ownership
-- A little more than one, since thirds have no exact sum here.
WHEN (SELECT sum(CAST(o.share_numerator AS REAL) / o.share_denominator) FROM ownership o
    WHERE o.dwelling_id = NEW.dwelling_id AND o.until_date IS NULL) > 1.0000001
BEGIN SELECT RAISE(ABORT, 'the shares of a dwelling are not more than the whole'); END;
DROP TRIGGER ownership_shares_of_changed;
CREATE TRIGGER ownership_shares_of_changed
AFTER UPDATE OF share_numerator, share_denominator, dwelling_id, until_date ON ownership
WHEN NEW.until_date IS NULL
    AND (SELECT sum(CAST(o.share_numerator AS REAL) / o.share_denominator) FROM ownership o
        WHERE o.dwelling_id = NEW.dwelling_id AND o.until_date IS NULL) > 1.0000001
    AND (OLD.until_date IS NOT NULL OR CAST(NEW.share_numerator AS REAL) / NEW.share_denominator
        > CAST(OLD.share_numerator AS REAL) / OLD.share_denominator)
BEGIN SELECT RAISE(ABORT, 'the shares of a dwelling are not more than the whole'); END;
DROP TRIGGER ownership_agent_of_several;
CREATE TRIGGER ownership_agent_of_several BEFORE UPDATE OF agent_upload_id ON ownership
WHEN NEW.agent_upload_id IS NOT NULL AND (NEW.until_date IS NOT NULL
    OR (SELECT count(*) FROM ownership o WHERE o.dwelling_id = NEW.dwelling_id AND o.until_date IS NULL) < 2)
BEGIN SELECT RAISE(ABORT, 'only several owners name an agent'); END;

DROP TRIGGER project_milestone_is_shown;
CREATE TRIGGER project_milestone_is_shown BEFORE UPDATE OF done_on ON project_milestone
WHEN NEW.done_on IS NOT NULL AND NEW.evidence_required = 1
    AND NOT EXISTS (SELECT 1 FROM deliberation_paper p WHERE p.milestone_id = NEW.id AND p.kind <> 'before')
BEGIN SELECT RAISE(ABORT, 'what needs evidence is not done without it'); END;
-- Whoever brings what shows a milestone does not say that it is enough.
CREATE TRIGGER project_accepted_by_none_who_showed BEFORE UPDATE OF accepted_by ON project
WHEN NEW.accepted_by IS NOT NULL AND EXISTS (
    SELECT 1 FROM deliberation_paper p
    WHERE p.project_id = NEW.id AND p.milestone_id IS NOT NULL AND p.account_id = NEW.accepted_by)
BEGIN SELECT RAISE(ABORT, 'somebody else accepts it'); END;
