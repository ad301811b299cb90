-- What: the cases of an absent one of another grid are read by the deputy alone, and not by all of the deputy's grid.
-- Why: a deputyship is between two people; the leader of the deputy's grid read, and could hand on, the cases of a grid that is not theirs.

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
SELECT c.id, NULL, a.grid_id, a.id
FROM account a JOIN deputy d ON d.deputy_id = a.id JOIN case_file c ON c.handler_id = d.account_id
WHERE d.runs = 1 AND c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id
UNION ALL
SELECT h.case_id, NULL, a.grid_id, a.id FROM account a JOIN deputy d ON d.deputy_id = a.id
    JOIN case_co_handler h ON h.account_id = d.account_id JOIN case_file c ON c.id = h.case_id
WHERE d.runs = 1 AND h.until IS NULL AND c.closed_at IS NULL
UNION ALL
SELECT s.case_id, NULL, a.grid_id, a.id FROM account a JOIN deputy d ON d.deputy_id = a.id
    JOIN case_summons s ON s.account_id = d.account_id JOIN case_file c ON c.id = s.case_id
WHERE d.runs = 1 AND s.answer IS NOT 'declined' AND c.closed_at IS NULL
UNION ALL
SELECT c.id, NULL, a.grid_id, CASE WHEN c.private THEN a.id END FROM account a JOIN case_file c ON c.handler_id = a.id
WHERE c.handler_id > 0 AND c.closing_reason IN ('mediated', 'mediation_failed') AND c.status = 'closed' AND c.grid_id IS NOT a.grid_id AND EXISTS (
    SELECT 1 FROM case_mediation m WHERE m.case_id = c.id AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL
        AND m.follow_up_by_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM case_mediation n WHERE n.case_id = m.case_id AND n.id > m.id))
UNION ALL
SELECT c.id, NULL, a.grid_id, a.id
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
-- As does whoever stands in for them.
SELECT c.id, NULL, a.grid_id, a.id
FROM account a JOIN deputy d ON d.deputy_id = a.id JOIN case_file c ON c.answerable_id = d.account_id
WHERE d.runs = 1 AND c.closed_at IS NULL AND c.grid_id IS NOT a.grid_id
UNION ALL
-- Whoever keeps it in mind while it is shelved.
SELECT c.id, NULL, a.grid_id, a.id FROM account a JOIN case_pause p ON p.owner_id = a.id JOIN case_file c ON c.id = p.case_id
WHERE c.status = 'shelved' AND c.grid_id IS NOT a.grid_id
    AND p.event_id = (SELECT max(l.event_id) FROM case_pause l WHERE l.case_id = p.case_id);
