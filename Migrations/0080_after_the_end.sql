-- What: a handler or deputy of another grid sees a dispute that ended by a mediation until that was followed up; a duplicate knows
-- when what it went into was answered.
-- Why: they had the follow-up in their list and could not open its case; and the days in which a household of a duplicate is to be told,
-- and may rate, ran from the day of the merger, also where the answer came, or came anew, long after it.

-- What somebody handled and a mediation ended: so few that the follow-ups that wait are found among them. That the handler's number is
-- above zero says nothing but that this index serves, whoever asks.
CREATE INDEX case_file_mediated ON case_file (handler_id) WHERE closing_reason IN ('mediated', 'mediation_failed');

DROP VIEW mediation_guest;
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
WHERE c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id
UNION ALL
SELECT c.id, NULL, a.grid_id FROM account a JOIN deputy d ON d.deputy_id = a.id JOIN case_file c ON c.handler_id = d.account_id
WHERE d.runs = 1 AND c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id
UNION ALL
SELECT h.case_id, NULL, a.grid_id FROM account a JOIN deputy d ON d.deputy_id = a.id
    JOIN case_co_handler h ON h.account_id = d.account_id JOIN case_file c ON c.id = h.case_id
WHERE d.runs = 1 AND h.until IS NULL AND c.closed_at IS NULL
UNION ALL
SELECT s.case_id, NULL, a.grid_id FROM account a JOIN deputy d ON d.deputy_id = a.id
    JOIN case_summons s ON s.account_id = d.account_id JOIN case_file c ON c.id = s.case_id
WHERE d.runs = 1 AND s.answer IS NOT 'declined' AND c.closed_at IS NULL
UNION ALL
SELECT c.id, NULL, a.grid_id FROM account a JOIN case_file c ON c.handler_id = a.id
WHERE c.handler_id > 0 AND c.closing_reason IN ('mediated', 'mediation_failed') AND c.status = 'closed' AND c.grid_id IS NOT a.grid_id AND EXISTS (
    SELECT 1 FROM case_mediation m WHERE m.case_id = c.id AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM case_mediation n WHERE n.case_id = m.case_id AND n.id > m.id))
UNION ALL
SELECT c.id, NULL, a.grid_id FROM account a JOIN deputy d ON d.deputy_id = a.id JOIN case_file c ON c.handler_id = d.account_id
WHERE d.runs = 1 AND c.handler_id > 0 AND c.closing_reason IN ('mediated', 'mediation_failed') AND c.status = 'closed' AND c.grid_id IS NOT a.grid_id AND EXISTS (
    SELECT 1 FROM case_mediation m WHERE m.case_id = c.id AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM case_mediation n WHERE n.case_id = m.case_id AND n.id > m.id));

ALTER TABLE case_file ADD COLUMN answered_with_at INTEGER;
UPDATE case_file SET answered_with_at = (
    SELECT max(e.at) FROM case_event e WHERE e.case_id = case_file.id AND e.move = 'answered_with')
WHERE duplicate_of_id IS NOT NULL;
-- Whose household waits for an answer that came after the case had ended.
CREATE INDEX case_file_answered_with ON case_file (community_id, answered_with_at)
    WHERE told IS NULL AND answered_with_at IS NOT NULL;
