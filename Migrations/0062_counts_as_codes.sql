-- What: what a vote lacks is kept as codes and numbers; a vote that is past its end waits for its count, takes no ballot online
-- any more, and is looked at by the clock.
-- Why: a sentence in one language was read by everybody, and nobody saw that a vote had ended until somebody closed it.

DROP TRIGGER vote_is_final;
-- Each number that is missing as [part of the rule, counted by, there are, more are needed], by the rules of its opening.
WITH measured (id, place, rule, measure, entitled, part, yes, unopened, least_ballots) AS (
    SELECT id, 0, rule, 'people', eligible, cast_people + coalesce(unopened, 0), yes, coalesce(unopened, 0),
        coalesce(least_ballots, 0) FROM vote WHERE missing IS NOT NULL
    UNION ALL SELECT id, 2, rule, 'area', eligible_area, cast_area, yes_area, 0, 0 FROM vote
    WHERE missing IS NOT NULL AND rule LIKE 'owners_%'),
lacking (id, place, stage, measure, has, lacks) AS (
    SELECT id, place, 'participation', measure, part, iif(entitled = 0, 1, least - part) FROM (
        SELECT m.*, iif(rule IN ('residents', 'households'), entitled / 2 + 1, (2 * entitled + 2) / 3) AS least
        FROM measured m WHERE rule <> 'committee') WHERE entitled = 0 OR part < least
    UNION ALL SELECT id, place + 1, 'approval', measure, yes, iif(base = 0, 1, least - yes) FROM (
        SELECT b.*, iif(rule = 'owners_special', (3 * base + 3) / 4, base / 2 + 1) AS least FROM (
            SELECT m.*, iif(rule IN ('committee', 'party_meeting'), entitled, part) AS base
            FROM measured m WHERE unopened = 0) b) WHERE base = 0 OR yes < least
    UNION ALL SELECT id, 9, 'opening', 'people', unopened, least_ballots - unopened FROM measured
    WHERE unopened > 0 AND unopened < least_ballots)
UPDATE vote SET missing = (
    SELECT json_group_array(json_array(l.stage, l.measure, l.has, l.lacks)) FROM (
        SELECT * FROM lacking k WHERE k.id = vote.id ORDER BY k.place) l)
WHERE missing IS NOT NULL;
-- What the server itself wrote as the outcome follows from the vote, in the language of whoever reads it.
UPDATE issue SET outcome = NULL
WHERE (outcome LIKE '表决通过：%' OR outcome LIKE '表决未通过：%' OR outcome LIKE '表决未开票，不通过：%')
    AND EXISTS (SELECT 1 FROM vote v WHERE v.issue_id = issue.id AND v.status = 'closed');

-- When the clock found that it was past its end.
ALTER TABLE vote ADD COLUMN ended_at INTEGER CHECK (ended_at IS NULL OR ended_at >= closes_at);
ALTER TABLE vote ADD COLUMN look_at INTEGER CHECK (look_at IS NULL OR status = 'open');
UPDATE vote SET look_at = closes_at WHERE status = 'open';
CREATE INDEX vote_look ON vote (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX vote_running ON vote (community_id, closes_at) WHERE status = 'open';
CREATE TRIGGER vote_is_final BEFORE UPDATE ON vote WHEN OLD.status <> 'open'
BEGIN SELECT RAISE(ABORT, 'a vote that has ended stays as it ended'); END;

CREATE TRIGGER vote_voter_in_time BEFORE UPDATE OF choice ON vote_voter
WHEN NEW.channel IS 'online' AND NEW.cast_at >= (SELECT closes_at FROM vote WHERE id = NEW.vote_id)
BEGIN SELECT RAISE(ABORT, 'nobody votes online after the end'); END;
CREATE TRIGGER vote_participation_in_time BEFORE INSERT ON vote_participation
WHEN NEW.channel = 'online' AND NEW.cast_at >= (SELECT closes_at FROM vote WHERE id = NEW.vote_id)
BEGIN SELECT RAISE(ABORT, 'nobody votes online after the end'); END;
CREATE TRIGGER vote_participation_resealed BEFORE UPDATE OF sealed ON vote_participation
WHEN NEW.sealed IS NOT NULL AND NEW.cast_at >= (SELECT closes_at FROM vote WHERE id = NEW.vote_id)
BEGIN SELECT RAISE(ABORT, 'nobody votes online after the end'); END;
