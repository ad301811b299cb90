-- What: a deputyship says whether it runs; whoever stands in for a handler of another grid sees the cases of that handler as a guest,
-- and a handler or deputy from elsewhere reads the record of a mediation until it was followed up.
-- Why: five grids have one worker each, so that a deputy is of another grid: the work came to them, and they found none of the cases;
-- and whoever handled a dispute elsewhere was reminded of a follow-up that they could not enter.

ALTER TABLE deputy ADD COLUMN runs INTEGER NOT NULL DEFAULT 0 CHECK (runs IN (0, 1));
-- Which begin or end today, and for whom somebody stands in now.
CREATE INDEX deputy_starting ON deputy (runs, from_date);
CREATE INDEX deputy_running ON deputy (deputy_id) WHERE runs = 1;
UPDATE deputy SET runs = 1
WHERE from_date <= date((SELECT unixepoch() + 60 * offset_minutes FROM case_day_zone), 'unixepoch') AND (until_date IS NULL
    OR until_date > date((SELECT unixepoch() + 60 * offset_minutes FROM case_day_zone), 'unixepoch'));

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
WHERE d.runs = 1 AND s.answer IS NOT 'declined' AND c.closed_at IS NULL;

-- The record of a mediation is read until somebody has asked whether it holds, which is after the case was closed.
CREATE VIEW mediation_guest AS
SELECT case_id, organization_id, grid_id FROM case_guest
UNION ALL
SELECT c.id, NULL, a.grid_id FROM case_file c JOIN account a ON a.id = c.handler_id
WHERE c.status = 'closed' AND c.grid_id IS NOT a.grid_id AND EXISTS (
    SELECT 1 FROM case_mediation m WHERE m.case_id = c.id AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL)
UNION ALL
SELECT c.id, NULL, a.grid_id FROM case_file c JOIN deputy d ON d.account_id = c.handler_id JOIN account a ON a.id = d.deputy_id
WHERE d.runs = 1 AND c.status = 'closed' AND c.grid_id IS NOT a.grid_id AND EXISTS (
    SELECT 1 FROM case_mediation m WHERE m.case_id = c.id AND m.followed_up_at IS NULL AND m.due_at IS NOT NULL);
