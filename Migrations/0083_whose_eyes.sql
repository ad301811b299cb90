-- What: a private case is open to the person who helps with it, and not to the whole grid of that person; a follow-up of a mediation
-- can be another's than its handler's, and the timeline says whose hands that, a whistle or a shelved case left.
-- Why: whoever stood in for a colleague of another grid opened the private cases of that colleague to everybody of the own grid; and
-- what somebody who left had still to score, to ask or to keep in mind stayed with them.

ALTER TABLE case_mediation ADD COLUMN follow_up_by_id INTEGER REFERENCES account (id);
CREATE INDEX case_mediation_follow_up_by ON case_mediation (follow_up_by_id) WHERE follow_up_by_id IS NOT NULL;
DROP INDEX case_file_answerable;
CREATE INDEX case_file_answerable ON case_file (answerable_id, grid_id) WHERE closed_at IS NULL;
CREATE INDEX case_pause_owner ON case_pause (owner_id) WHERE owner_id IS NOT NULL;

CREATE TABLE case_event_change_new (
    event_id INTEGER PRIMARY KEY REFERENCES case_event (id),
    field TEXT NOT NULL CHECK (field IN (
        'kind', 'category_id', 'title', 'public_title', 'description', 'priority', 'grid_id', 'compound_id', 'building_id',
        'place_id', 'unit_id', 'household_id', 'private', 'answerable_id', 'issue_id', 'handler_id', 'co_handler_id',
        'summoned_id', 'whistler_id', 'follow_up_by_id', 'owner_id')),
    from_value TEXT CHECK (length(from_value) BETWEEN 1 AND 4000),
    to_value TEXT CHECK (length(to_value) BETWEEN 1 AND 4000),
    CHECK (from_value IS NOT to_value),
    CHECK (field NOT IN ('category_id', 'grid_id', 'answerable_id', 'handler_id', 'co_handler_id', 'summoned_id', 'whistler_id',
            'follow_up_by_id', 'owner_id')
        OR CAST(from_value AS INTEGER) > 0 AND CAST(to_value AS INTEGER) > 0),
    CHECK (field <> 'private' OR from_value IN ('0', '1') AND to_value IN ('0', '1'))
) STRICT;
INSERT INTO case_event_change_new SELECT event_id, field, from_value, to_value FROM case_event_change;
DROP TABLE case_event_change;
ALTER TABLE case_event_change_new RENAME TO case_event_change;

DROP VIEW case_guest;
-- Where there is a reader, the case is for that account alone, and not for its grid.
CREATE VIEW case_guest AS
SELECT s.case_id, s.organization_id, NULL AS grid_id, NULL AS reader_id FROM case_summons s JOIN case_file c ON c.id = s.case_id
WHERE s.organization_id IS NOT NULL AND s.answer IS NOT 'declined' AND c.closed_at IS NULL AND c.private = 0
UNION ALL
SELECT s.case_id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END
FROM account a JOIN case_summons s ON s.account_id = a.id JOIN case_file c ON c.id = s.case_id
WHERE s.answer IS NOT 'declined' AND c.closed_at IS NULL
UNION ALL
SELECT h.case_id, h.organization_id, NULL, NULL FROM case_co_handler h JOIN case_file c ON c.id = h.case_id
WHERE h.organization_id IS NOT NULL AND h.until IS NULL AND c.closed_at IS NULL
UNION ALL
SELECT h.case_id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END
FROM account a JOIN case_co_handler h ON h.account_id = a.id JOIN case_file c ON c.id = h.case_id
WHERE h.until IS NULL AND c.closed_at IS NULL
UNION ALL
SELECT c.id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END FROM account a JOIN case_file c ON c.handler_id = a.id
WHERE c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id
UNION ALL
SELECT c.id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END
FROM account a JOIN deputy d ON d.deputy_id = a.id JOIN case_file c ON c.handler_id = d.account_id
WHERE d.runs = 1 AND c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id
UNION ALL
SELECT h.case_id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END FROM account a JOIN deputy d ON d.deputy_id = a.id
    JOIN case_co_handler h ON h.account_id = d.account_id JOIN case_file c ON c.id = h.case_id
WHERE d.runs = 1 AND h.until IS NULL AND c.closed_at IS NULL
UNION ALL
SELECT s.case_id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END FROM account a JOIN deputy d ON d.deputy_id = a.id
    JOIN case_summons s ON s.account_id = d.account_id JOIN case_file c ON c.id = s.case_id
WHERE d.runs = 1 AND s.answer IS NOT 'declined' AND c.closed_at IS NULL
UNION ALL
SELECT c.id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END FROM account a JOIN case_file c ON c.handler_id = a.id
WHERE c.handler_id > 0 AND c.closing_reason IN ('mediated', 'mediation_failed') AND c.status = 'closed' AND c.grid_id IS NOT a.grid_id AND EXISTS (
    SELECT 1 FROM case_mediation m WHERE m.case_id = c.id AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL
        AND m.follow_up_by_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM case_mediation n WHERE n.case_id = m.case_id AND n.id > m.id))
UNION ALL
SELECT c.id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END
FROM account a JOIN deputy d ON d.deputy_id = a.id JOIN case_file c ON c.handler_id = d.account_id
WHERE d.runs = 1 AND c.handler_id > 0 AND c.closing_reason IN ('mediated', 'mediation_failed') AND c.status = 'closed' AND c.grid_id IS NOT a.grid_id AND EXISTS (
    SELECT 1 FROM case_mediation m WHERE m.case_id = c.id AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL
        AND m.follow_up_by_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM case_mediation n WHERE n.case_id = m.case_id AND n.id > m.id))
UNION ALL
-- Whoever asks in place of a handler who left.
SELECT m.case_id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END
FROM account a JOIN case_mediation m ON m.follow_up_by_id = a.id JOIN case_file c ON c.id = m.case_id
WHERE m.followed_up_at IS NULL AND m.due_at IS NOT NULL AND c.closing_reason IN ('mediated', 'mediation_failed') AND c.status = 'closed'
    AND NOT EXISTS (SELECT 1 FROM case_mediation n WHERE n.case_id = m.case_id AND n.id > m.id)
UNION ALL
-- Whoever took a case in for another grid answers for it until it is another's.
SELECT c.id, NULL, a.grid_id, a.id FROM account a JOIN case_file c ON c.answerable_id = a.id
WHERE c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id
UNION ALL
-- Whoever keeps it in mind while it is shelved.
SELECT c.id, NULL, a.grid_id, a.id FROM account a JOIN case_pause p ON p.owner_id = a.id JOIN case_file c ON c.id = p.case_id
WHERE c.status = 'shelved' AND c.grid_id IS NOT a.grid_id
    AND p.event_id = (SELECT max(l.event_id) FROM case_pause l WHERE l.case_id = p.case_id);
