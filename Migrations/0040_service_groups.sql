-- What: service groups, which are named conditions over residents; an activity may be for one, and places be set aside for one.
-- Opening hours hold from a day until a day.
-- Why: whom a class is meant for is said once and under its name, and everybody is held against the same words. Another
-- timetable leaves what was open before as it was.

CREATE TABLE service_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    purpose TEXT CHECK (length(purpose) BETWEEN 1 AND 500),
    grid_id INTEGER,
    building_id INTEGER,
    sex TEXT CHECK (sex IN ('male', 'female')),
    least_age INTEGER CHECK (least_age BETWEEN 0 AND 150),
    most_age INTEGER CHECK (most_age BETWEEN 0 AND 150),
    residency TEXT CHECK (residency IN ('registered', 'migrant')),
    care_tag TEXT
        CHECK (care_tag IN ('elder_alone', 'empty_nest', 'disabled', 'low_income', 'child_in_need', 'veteran')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, name),
    UNIQUE (id, community_id),
    CHECK (least_age IS NULL OR most_age IS NULL OR least_age <= most_age),
    -- Without a condition it would be everybody.
    CHECK (coalesce(grid_id, building_id, sex, least_age, most_age, residency, care_tag) IS NOT NULL),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (building_id, community_id) REFERENCES building (id, community_id)
) STRICT;
CREATE INDEX service_group_grid ON service_group (grid_id) WHERE grid_id IS NOT NULL;
CREATE INDEX service_group_building ON service_group (building_id) WHERE building_id IS NOT NULL;

ALTER TABLE activity ADD COLUMN for_group_id INTEGER REFERENCES service_group (id);
CREATE INDEX activity_group ON activity (for_group_id) WHERE for_group_id IS NOT NULL;

-- A quota is for one group of whatever sort: the table is made anew with one sort more. Who belongs to a quota is put aside
-- meanwhile, since the sign-ups refer to it.
CREATE TABLE quota_before AS SELECT * FROM sign_up_quota;
CREATE TABLE quota_member_before AS SELECT id AS sign_up_id, quota_id FROM sign_up WHERE quota_id IS NOT NULL;
CREATE TABLE quota_sequence_before AS SELECT seq FROM sqlite_sequence WHERE name = 'sign_up_quota';
UPDATE sign_up SET quota_id = NULL WHERE quota_id IS NOT NULL;
DROP TABLE sign_up_quota;
CREATE TABLE sign_up_quota (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    activity_id INTEGER NOT NULL,
    grid_id INTEGER,
    care_tag TEXT
        CHECK (care_tag IN ('elder_alone', 'empty_nest', 'disabled', 'low_income', 'child_in_need', 'veteran')),
    from_age INTEGER CHECK (from_age BETWEEN 1 AND 150),
    group_id INTEGER,
    places INTEGER NOT NULL CHECK (places BETWEEN 0 AND 100000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, activity_id),
    CHECK ((grid_id IS NOT NULL) + (care_tag IS NOT NULL) + (from_age IS NOT NULL) + (group_id IS NOT NULL) = 1),
    FOREIGN KEY (activity_id, community_id) REFERENCES activity (id, community_id) ON DELETE CASCADE,
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (group_id, community_id) REFERENCES service_group (id, community_id)
) STRICT;
INSERT INTO sign_up_quota (
    id, community_id, activity_id, grid_id, care_tag, from_age, places, version, created_at, updated_at)
SELECT id, community_id, activity_id, grid_id, care_tag, from_age, places, version, created_at, updated_at
FROM quota_before;
CREATE INDEX sign_up_quota_activity ON sign_up_quota (activity_id);
CREATE INDEX sign_up_quota_community ON sign_up_quota (community_id);
CREATE INDEX sign_up_quota_grid ON sign_up_quota (grid_id) WHERE grid_id IS NOT NULL;
CREATE INDEX sign_up_quota_group ON sign_up_quota (group_id) WHERE group_id IS NOT NULL;
UPDATE sign_up SET quota_id = (SELECT b.quota_id FROM quota_member_before b WHERE b.sign_up_id = sign_up.id)
WHERE id IN (SELECT sign_up_id FROM quota_member_before);
-- No number of a quota that was removed is given again.
DELETE FROM sqlite_sequence WHERE name = 'sign_up_quota';
INSERT INTO sqlite_sequence (name, seq) SELECT 'sign_up_quota', seq FROM quota_sequence_before;
DROP TABLE quota_before;
DROP TABLE quota_member_before;
DROP TABLE quota_sequence_before;

-- No group is named twice for one activity; what was entered twice before stays and is seen.
CREATE TRIGGER sign_up_quota_once BEFORE INSERT ON sign_up_quota WHEN EXISTS (
    SELECT 1 FROM sign_up_quota q WHERE q.activity_id = NEW.activity_id AND q.grid_id IS NEW.grid_id
        AND q.care_tag IS NEW.care_tag AND q.from_age IS NEW.from_age AND q.group_id IS NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'a group has one quota'); END;

-- Opening hours hold from a day until a day, so that another timetable does not rewrite what was open before it.
CREATE TABLE opening_hour_before AS SELECT * FROM opening_hour;
CREATE TABLE opening_hour_sequence_before AS SELECT seq FROM sqlite_sequence WHERE name = 'opening_hour';
DROP TABLE opening_hour;
CREATE TABLE opening_hour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    venue_id INTEGER NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
    closes TEXT NOT NULL CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]'),
    from_date TEXT CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (opens < closes),
    CHECK (from_date IS NULL OR until_date IS NULL OR from_date < until_date),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
INSERT INTO opening_hour (id, community_id, venue_id, weekday, opens, closes, version, created_at, updated_at)
SELECT id, community_id, venue_id, weekday, opens, closes, version, created_at, updated_at FROM opening_hour_before;
CREATE INDEX opening_hour_community ON opening_hour (community_id);
CREATE INDEX opening_hour_venue ON opening_hour (venue_id);
CREATE UNIQUE INDEX opening_hour_once ON opening_hour (venue_id, weekday, opens) WHERE until_date IS NULL;
DELETE FROM sqlite_sequence WHERE name = 'opening_hour';
INSERT INTO sqlite_sequence (name, seq) SELECT 'opening_hour', seq FROM opening_hour_sequence_before;
DROP TABLE opening_hour_before;
DROP TABLE opening_hour_sequence_before;
