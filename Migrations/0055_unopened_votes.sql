-- What: a closed vote of too few ballots keeps how many took part; how many it is opened with stands from its opening; an
-- invitation keeps how many days before the session it was due.
-- Why: such a vote ended as if nobody had come, with a number missing that was not; a warning without its number helps nobody.

ALTER TABLE vote ADD COLUMN least_ballots INTEGER CHECK (least_ballots IS NULL OR least_ballots >= 3);
-- Ballots that were destroyed unread.
ALTER TABLE vote ADD COLUMN unopened INTEGER CHECK (unopened IS NULL OR unopened > 0);
UPDATE vote SET least_ballots = 3 WHERE secrecy = 'closed' AND status = 'open';

DROP TRIGGER vote_ends_unlinked;
CREATE TRIGGER vote_ends_unlinked BEFORE UPDATE OF status ON vote
WHEN NEW.status = 'closed' AND NEW.secrecy = 'closed' AND NEW.held_elsewhere = 0 AND (
    EXISTS (SELECT 1 FROM vote_key WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM vote_participation WHERE vote_id = NEW.id AND sealed IS NOT NULL)
    OR (SELECT count(*) FROM vote_ballot WHERE vote_id = NEW.id) + coalesce(NEW.unopened, 0)
        <> (SELECT count(*) FROM vote_participation WHERE vote_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'a closed vote ends with as many ballots as took part, and without its key'); END;
CREATE TRIGGER vote_unopened_is_not_passed BEFORE UPDATE OF unopened ON vote
WHEN NEW.unopened IS NOT NULL AND (
    NEW.secrecy <> 'closed' OR NEW.passed IS NOT 0 OR NEW.cast_people <> 0 OR NEW.unopened >= NEW.least_ballots
    OR EXISTS (SELECT 1 FROM vote_ballot WHERE vote_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'what nobody opened decided nothing, and is fewer than are opened'); END;
CREATE TRIGGER vote_least_ballots_stands BEFORE UPDATE OF least_ballots ON vote
WHEN NEW.least_ballots IS NOT OLD.least_ballots
BEGIN SELECT RAISE(ABORT, 'how many ballots a vote is opened with stands from its opening'); END;

ALTER TABLE session_attendee ADD COLUMN notice_days INTEGER CHECK (notice_days IS NULL OR notice_days >= 0);
