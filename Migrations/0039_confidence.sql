-- What: what was reported in confidence (举报) is never public, and thanks (表扬) only where whoever gave them agreed.
-- Why: both name people who did not ask to be read of.

-- Nobody was asked before.
UPDATE case_file SET private = 1 WHERE kind IN ('praise', 'report') AND private = 0;

DROP VIEW public_case;
CREATE VIEW public_case AS
SELECT id, community_id, number, category_id, coalesce(public_title, title) AS title,
    CASE status WHEN 'arbitration' THEN 'returned' ELSE status END AS status, compound_id,
    CASE WHEN household_id IS NULL AND unit_id IS NULL THEN building_id END AS building_id, place_id, created_at,
    closed_at, version, updated_at
FROM case_file
WHERE private = 0 AND kind NOT IN ('errand', 'report') AND duplicate_of_id IS NULL
    AND status NOT IN ('received', 'verifying', 'declined', 'withdrawn', 'void')
    AND NOT EXISTS (SELECT 1 FROM case_category_path p JOIN case_category k ON k.id = p.ancestor_id
        WHERE p.category_id = case_file.category_id AND (k.private = 1 OR k.path = 'petition'));
