-- What: from how many people on a community's statistics show a group.
-- Why: a figure about fewer would tell of each of them.

ALTER TABLE community ADD COLUMN smallest_group INTEGER NOT NULL DEFAULT 5 CHECK (smallest_group BETWEEN 2 AND 1000);
