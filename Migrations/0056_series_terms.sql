-- What: a series says all that its meetings have in common: who may come, on which terms, in which windows before each of
-- them, what is asked and for whom places are set aside; and that it was called off.
-- Why: recurring classes that need approval, or keep places for somebody, had to be mended meeting by meeting.
ALTER TABLE activity_series ADD COLUMN online_url TEXT CHECK (length(online_url) BETWEEN 1 AND 300);
ALTER TABLE activity_series ADD COLUMN reserved_places INTEGER NOT NULL DEFAULT 0
    CHECK (reserved_places BETWEEN 0 AND 100000);
ALTER TABLE activity_series ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0 CHECK (needs_approval IN (0, 1));
ALTER TABLE activity_series ADD COLUMN promotion TEXT NOT NULL DEFAULT 'direct' CHECK (promotion IN ('direct', 'offer'));
ALTER TABLE activity_series ADD COLUMN party_members_only INTEGER NOT NULL DEFAULT 0 CHECK (party_members_only IN (0, 1));
ALTER TABLE activity_series ADD COLUMN for_branch_id INTEGER REFERENCES party_organization (id);
ALTER TABLE activity_series ADD COLUMN for_grid_id INTEGER REFERENCES grid (id);
ALTER TABLE activity_series ADD COLUMN for_care_tag TEXT
    CHECK (for_care_tag IN ('elder_alone', 'empty_nest', 'disabled', 'low_income', 'child_in_need', 'veteran'));
ALTER TABLE activity_series ADD COLUMN for_group_id INTEGER REFERENCES service_group (id);
ALTER TABLE activity_series ADD COLUMN price_fen INTEGER NOT NULL DEFAULT 0 CHECK (price_fen BETWEEN 0 AND 100000000);
-- In minutes before the beginning of each meeting; below nothing it is after it, for no meeting lasts longer than a day.
ALTER TABLE activity_series ADD COLUMN sign_up_opens_before INTEGER CHECK (sign_up_opens_before BETWEEN 0 AND 525600);
ALTER TABLE activity_series ADD COLUMN sign_up_closes_before INTEGER CHECK (
    sign_up_closes_before BETWEEN -1440 AND 525600
    AND (sign_up_opens_before IS NULL OR sign_up_opens_before >= sign_up_closes_before));
ALTER TABLE activity_series ADD COLUMN cancel_closes_before INTEGER CHECK (
    cancel_closes_before BETWEEN -1440 AND 525600 AND -cancel_closes_before * 60000 <= ends_at - starts_at);
ALTER TABLE activity_series ADD COLUMN quotas_release_before INTEGER CHECK (quotas_release_before BETWEEN -1440 AND 525600);
ALTER TABLE activity_series ADD COLUMN cancelled_at INTEGER;
ALTER TABLE activity_series ADD COLUMN cancel_reason TEXT
    CHECK (cancel_reason IS NULL OR length(cancel_reason) BETWEEN 1 AND 500 AND cancelled_at IS NOT NULL);
CREATE INDEX activity_series_branch ON activity_series (for_branch_id) WHERE for_branch_id IS NOT NULL;
CREATE INDEX activity_series_grid ON activity_series (for_grid_id) WHERE for_grid_id IS NOT NULL;
CREATE INDEX activity_series_group ON activity_series (for_group_id) WHERE for_group_id IS NOT NULL;
CREATE TRIGGER activity_series_stays_off BEFORE UPDATE OF cancelled_at ON activity_series
WHEN OLD.cancelled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a series that was called off does not come back'); END;

-- What is asked at each meeting of a series.
CREATE TABLE series_question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    series_id INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 32),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'choice', 'boolean', 'date')),
    choices TEXT CHECK (length(choices) BETWEEN 1 AND 1000),
    least INTEGER,
    most INTEGER,
    hint TEXT CHECK (length(hint) BETWEEN 1 AND 200),
    required INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
    sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1)),
    position INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (series_id, code),
    CHECK ((kind = 'choice') = (choices IS NOT NULL)),
    CHECK (least IS NULL OR most IS NULL OR least <= most),
    CHECK (kind = 'number' OR least IS NULL AND most IS NULL),
    FOREIGN KEY (series_id, community_id) REFERENCES activity_series (id, community_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX series_question_community ON series_question (community_id);

-- For whom places are set aside at each meeting of a series.
CREATE TABLE series_quota (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    series_id INTEGER NOT NULL,
    grid_id INTEGER,
    care_tag TEXT
        CHECK (care_tag IN ('elder_alone', 'empty_nest', 'disabled', 'low_income', 'child_in_need', 'veteran')),
    from_age INTEGER CHECK (from_age BETWEEN 1 AND 150),
    group_id INTEGER,
    places INTEGER NOT NULL CHECK (places BETWEEN 0 AND 100000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((grid_id IS NOT NULL) + (care_tag IS NOT NULL) + (from_age IS NOT NULL) + (group_id IS NOT NULL) = 1),
    FOREIGN KEY (series_id, community_id) REFERENCES activity_series (id, community_id) ON DELETE CASCADE,
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (group_id, community_id) REFERENCES service_group (id, community_id)
) STRICT;
CREATE INDEX series_quota_series ON series_quota (series_id);
CREATE INDEX series_quota_community ON series_quota (community_id);
CREATE INDEX series_quota_grid ON series_quota (grid_id) WHERE grid_id IS NOT NULL;
CREATE INDEX series_quota_group ON series_quota (group_id) WHERE group_id IS NOT NULL;
CREATE TRIGGER series_quota_once BEFORE INSERT ON series_quota WHEN EXISTS (
    SELECT 1 FROM series_quota q WHERE q.series_id = NEW.series_id AND q.grid_id IS NEW.grid_id
        AND q.care_tag IS NEW.care_tag AND q.from_age IS NEW.from_age AND q.group_id IS NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'a group has one quota'); END;
