-- What: what came in is counted where it belonged on each day, also after it was given another grid or category; what a household
-- was told with the report that it is done is kept beside the case until its end.
-- Why: to give an old case another category moved its arrival, and with it the backlog of every date since then; a telling that
-- was entered while somebody still had to look left the ledger before the case was closed, and was counted twice after a rework.

ALTER TABLE case_file ADD COLUMN told_at_close TEXT CHECK (told_at_close IN ('household', 'published', 'nobody', 'not_reachable'));

-- The span of a case before each of its spans, which says where it belonged until then.
CREATE VIEW case_placing AS
SELECT s.case_id, s.community_id, s.since, s.grid_id, s.category_id, p.grid_id AS from_grid_id, p.category_id AS from_category_id
FROM case_standing s LEFT JOIN case_standing p ON p.id = (
    SELECT max(e.id) FROM case_standing e WHERE e.case_id = s.case_id AND e.id < s.id);

DROP VIEW case_backlog_share;
CREATE VIEW case_backlog_share AS
SELECT community_id, dimension, key, (since + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000 AS day,
    0 AS arrived, 1 AS open, 0 AS late
FROM case_standing_key
UNION ALL
SELECT community_id, dimension, key, (until + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, -1, 0
FROM case_standing_key WHERE until IS NOT NULL
UNION ALL
SELECT community_id, dimension, key, (late_from + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, 1
FROM case_standing_key WHERE late_from IS NOT NULL AND (until IS NULL OR late_from < until)
UNION ALL
SELECT community_id, dimension, key, (until + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 0, 0, -1
FROM case_standing_key WHERE late_from < until
UNION ALL
SELECT community_id, 1, grid_id, (since + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, 0, 0 FROM case_placing WHERE from_grid_id IS NOT grid_id
UNION ALL
SELECT community_id, 1, from_grid_id, (since + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, -1, 0, 0 FROM case_placing WHERE from_grid_id <> grid_id
UNION ALL
SELECT community_id, 2, category_id, (since + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, 1, 0, 0 FROM case_placing WHERE from_category_id IS NOT category_id
UNION ALL
SELECT community_id, 2, from_category_id, (since + (SELECT offset_minutes * 60000 FROM case_day_zone)) / 86400000, -1, 0, 0 FROM case_placing WHERE from_category_id <> category_id;

-- What is there already: the arrivals alone are counted otherwise; added up one by one.
UPDATE case_backlog_day SET arrived = 0 WHERE arrived <> 0;
INSERT INTO case_backlog_day (community_id, dimension, key, day, arrived)
SELECT community_id, dimension, key, day, arrived FROM case_backlog_share WHERE arrived <> 0
ON CONFLICT DO UPDATE SET arrived = arrived + excluded.arrived;
