-- What: places of an activity that are reserved or set aside for a group, the order of those who wait, offers, the door with
-- its scans, and what residents are told of their sign-ups.
-- Why: places are never given twice and never out of turn, whoever asks at the same moment; the schema itself holds the seats.

ALTER TABLE activity ADD COLUMN reserved_places INTEGER NOT NULL DEFAULT 0 CHECK (reserved_places BETWEEN 0 AND 100000);
ALTER TABLE activity ADD COLUMN party_limit INTEGER NOT NULL DEFAULT 20 CHECK (party_limit BETWEEN 1 AND 20);
ALTER TABLE activity ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0 CHECK (needs_approval IN (0, 1));
ALTER TABLE activity ADD COLUMN promotion TEXT NOT NULL DEFAULT 'direct' CHECK (promotion IN ('direct', 'offer'));
ALTER TABLE activity ADD COLUMN cancel_closes_at INTEGER;
ALTER TABLE activity ADD COLUMN quotas_release_at INTEGER;
ALTER TABLE activity ADD COLUMN quotas_released INTEGER NOT NULL DEFAULT 0 CHECK (quotas_released IN (0, 1));
-- Whether the places of those who were not there went to those at the door.
ALTER TABLE activity ADD COLUMN places_released INTEGER NOT NULL DEFAULT 0 CHECK (places_released IN (0, 1));
ALTER TABLE activity ADD COLUMN least_age INTEGER CHECK (least_age BETWEEN 0 AND 150);
ALTER TABLE activity ADD COLUMN most_age INTEGER CHECK (most_age BETWEEN 0 AND 150 AND (least_age IS NULL OR least_age <= most_age));
ALTER TABLE activity ADD COLUMN for_grid_id INTEGER REFERENCES grid (id);
ALTER TABLE activity ADD COLUMN for_branch_id INTEGER REFERENCES party_organization (id);
ALTER TABLE activity ADD COLUMN for_care_tag TEXT
    CHECK (for_care_tag IN ('elder_alone', 'empty_nest', 'disabled', 'low_income', 'child_in_need', 'veteran'));
-- How often the time or the place changed since it was published (RFC 5545, SEQUENCE).
ALTER TABLE activity ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0);
ALTER TABLE activity ADD COLUMN cancel_reason TEXT CHECK (length(cancel_reason) BETWEEN 1 AND 500);
ALTER TABLE activity ADD COLUMN published_at INTEGER;
UPDATE activity SET published_at = created_at WHERE status IN ('published', 'finished');
ALTER TABLE activity ADD COLUMN outcome TEXT CHECK (length(outcome) BETWEEN 1 AND 2000);
CREATE INDEX activity_grid ON activity (for_grid_id) WHERE for_grid_id IS NOT NULL;
CREATE INDEX activity_branch ON activity (for_branch_id) WHERE for_branch_id IS NOT NULL;
CREATE INDEX activity_quotas_due ON activity (quotas_release_at)
    WHERE quotas_release_at IS NOT NULL AND quotas_released = 0 AND status = 'published';

-- Places set aside for one group of people until the quotas are released.
CREATE TABLE sign_up_quota (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    activity_id INTEGER NOT NULL,
    grid_id INTEGER,
    care_tag TEXT
        CHECK (care_tag IN ('elder_alone', 'empty_nest', 'disabled', 'low_income', 'child_in_need', 'veteran')),
    from_age INTEGER CHECK (from_age BETWEEN 1 AND 150),
    places INTEGER NOT NULL CHECK (places BETWEEN 0 AND 100000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, activity_id),
    CHECK ((grid_id IS NOT NULL) + (care_tag IS NOT NULL) + (from_age IS NOT NULL) = 1),
    FOREIGN KEY (activity_id, community_id) REFERENCES activity (id, community_id) ON DELETE CASCADE,
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id)
) STRICT;
CREATE INDEX sign_up_quota_activity ON sign_up_quota (activity_id);
CREATE INDEX sign_up_quota_community ON sign_up_quota (community_id);
CREATE INDEX sign_up_quota_grid ON sign_up_quota (grid_id) WHERE grid_id IS NOT NULL;

ALTER TABLE sign_up ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved IN (0, 1));
ALTER TABLE sign_up ADD COLUMN quota_id INTEGER REFERENCES sign_up_quota (id) CHECK (quota_id IS NULL OR reserved = 0);
ALTER TABLE sign_up ADD COLUMN penalised INTEGER NOT NULL DEFAULT 0 CHECK (penalised IN (0, 1));
ALTER TABLE sign_up ADD COLUMN helper_id INTEGER REFERENCES resident (id) CHECK (helper_id <> resident_id);
ALTER TABLE sign_up ADD COLUMN walk_in INTEGER NOT NULL DEFAULT 0 CHECK (walk_in IN (0, 1));
ALTER TABLE sign_up ADD COLUMN offer_expires_at INTEGER CHECK ((status = 'offered') = (offer_expires_at IS NOT NULL));
ALTER TABLE sign_up ADD COLUMN checked_out_at INTEGER CHECK ((status = 'left') = (checked_out_at IS NOT NULL));
ALTER TABLE sign_up ADD COLUMN excused INTEGER NOT NULL DEFAULT 0 CHECK (excused = 0 OR excused = 1 AND status = 'no_show');
ALTER TABLE sign_up ADD COLUMN reason TEXT CHECK (length(reason) BETWEEN 1 AND 500);
CREATE INDEX sign_up_quota_members ON sign_up (quota_id) WHERE quota_id IS NOT NULL;
CREATE INDEX sign_up_helper ON sign_up (helper_id) WHERE helper_id IS NOT NULL;
CREATE INDEX sign_up_offer ON sign_up (offer_expires_at, activity_id) WHERE offer_expires_at IS NOT NULL;
-- The queue of an activity in its order: who is not penalised goes first, then the id, which is the writer's sequence.
DROP INDEX sign_up_queue;
CREATE INDEX sign_up_order ON sign_up (activity_id, status, penalised, id, party_size);

-- The seats taken in each part of an activity: pool 0 is of those in no quota, -1 of the reserved places, else the quota.
CREATE TABLE sign_up_seat (
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    pool INTEGER NOT NULL CHECK (pool >= -1),
    taken INTEGER NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (activity_id, pool)
) STRICT, WITHOUT ROWID;
INSERT INTO sign_up_seat (activity_id, pool, taken)
SELECT activity_id, 0, sum(party_size) FROM sign_up WHERE status IN ('confirmed', 'offered', 'attended', 'left')
GROUP BY activity_id;

-- How many places are not taken, and how many of them are open to everybody; both are below nothing where the capacity was
-- lowered under what is taken, the second also where more is set aside than there is.
CREATE VIEW activity_room AS
SELECT a.id AS activity_id, a.capacity - a.reserved_places
    - coalesce((SELECT sum(s.taken) FROM sign_up_seat s WHERE s.activity_id = a.id AND s.pool >= 0), 0) AS unclaimed,
    a.capacity - a.reserved_places
    - coalesce((SELECT sum(s.taken) FROM sign_up_seat s WHERE s.activity_id = a.id AND s.pool >= 0), 0)
    - CASE a.quotas_released WHEN 1 THEN 0 ELSE coalesce((
        SELECT sum(max(0, q.places - coalesce((
            SELECT s.taken FROM sign_up_seat s WHERE s.activity_id = a.id AND s.pool = q.id), 0)))
        FROM sign_up_quota q WHERE q.activity_id = a.id), 0) END AS free
FROM activity a;

CREATE TRIGGER sign_up_seated AFTER INSERT ON sign_up WHEN NEW.status IN ('confirmed', 'offered', 'attended', 'left')
BEGIN
    INSERT INTO sign_up_seat (activity_id, pool, taken)
    VALUES (NEW.activity_id, CASE NEW.reserved WHEN 1 THEN -1 ELSE coalesce(NEW.quota_id, 0) END, NEW.party_size)
    ON CONFLICT (activity_id, pool) DO UPDATE SET taken = taken + excluded.taken;
END;
CREATE TRIGGER sign_up_seat_moved AFTER UPDATE OF status, party_size, reserved, quota_id ON sign_up
BEGIN
    UPDATE sign_up_seat SET taken = taken - OLD.party_size
    WHERE OLD.status IN ('confirmed', 'offered', 'attended', 'left') AND activity_id = OLD.activity_id
        AND pool = CASE OLD.reserved WHEN 1 THEN -1 ELSE coalesce(OLD.quota_id, 0) END;
    INSERT INTO sign_up_seat (activity_id, pool, taken)
    SELECT NEW.activity_id, CASE NEW.reserved WHEN 1 THEN -1 ELSE coalesce(NEW.quota_id, 0) END, NEW.party_size
    WHERE NEW.status IN ('confirmed', 'offered', 'attended', 'left')
    ON CONFLICT (activity_id, pool) DO UPDATE SET taken = taken + excluded.taken;
    -- Nobody takes a seat that is not there; what was held before the capacity was lowered stays held, and what is entered
    -- of an activity that is over is how it was.
    SELECT RAISE(ABORT, 'a place is given twice') FROM activity a
    WHERE a.id = NEW.activity_id AND a.capacity IS NOT NULL AND a.status = 'published' AND NEW.walk_in = 0
        AND NEW.status IN ('confirmed', 'offered', 'attended', 'left')
        AND (OLD.status NOT IN ('confirmed', 'offered', 'attended', 'left') OR NEW.party_size > OLD.party_size)
        AND CASE NEW.reserved
            WHEN 1 THEN a.reserved_places < (SELECT s.taken FROM sign_up_seat s WHERE s.activity_id = a.id AND s.pool = -1)
            ELSE EXISTS (SELECT 1 FROM activity_room r WHERE r.activity_id = a.id AND (r.unclaimed < 0 OR r.free < 0
                -- Who came on what is set aside took nothing from the others.
                AND NOT EXISTS (SELECT 1 FROM sign_up_quota q JOIN sign_up_seat s ON s.activity_id = a.id AND s.pool = q.id
                    WHERE q.id = NEW.quota_id AND a.quotas_released = 0 AND s.taken <= q.places))) END;
END;
CREATE TRIGGER sign_up_seat_left AFTER DELETE ON sign_up WHEN OLD.status IN ('confirmed', 'offered', 'attended', 'left')
BEGIN
    UPDATE sign_up_seat SET taken = taken - OLD.party_size
    WHERE activity_id = OLD.activity_id
        AND pool = CASE OLD.reserved WHEN 1 THEN -1 ELSE coalesce(OLD.quota_id, 0) END;
END;

-- What was scanned at the door, also without a network: the same scan is answered as it was the first time.
CREATE TABLE door_scan (
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    nonce TEXT NOT NULL CHECK (length(nonce) BETWEEN 1 AND 64),
    sign_up_id INTEGER REFERENCES sign_up (id) ON DELETE CASCADE,
    act TEXT NOT NULL CHECK (act IN ('in', 'out')),
    outcome TEXT NOT NULL CHECK (outcome IN (
        'in', 'out', 'unknown', 'cancelled', 'already_in', 'wrong_activity', 'wrong_time', 'not_approved', 'revoked')),
    scanned_at INTEGER NOT NULL,
    account_id INTEGER REFERENCES account (id),
    PRIMARY KEY (activity_id, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX door_scan_sign_up ON door_scan (sign_up_id) WHERE sign_up_id IS NOT NULL;
CREATE INDEX door_scan_account ON door_scan (account_id) WHERE account_id IS NOT NULL;

ALTER TABLE notification ADD COLUMN activity_id INTEGER REFERENCES activity (id);
CREATE INDEX notification_activity ON notification (activity_id) WHERE activity_id IS NOT NULL;

-- Rooms of a venue, when it is open, what it offers, who came, and who has a room when.
CREATE TABLE room (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    venue_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    floor INTEGER CHECK (floor BETWEEN -5 AND 200),
    seats INTEGER CHECK (seats BETWEEN 1 AND 100000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (venue_id, name),
    UNIQUE (id, community_id),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX room_community ON room (community_id);

CREATE TABLE opening_hour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    venue_id INTEGER NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
    closes TEXT NOT NULL CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (venue_id, weekday, opens),
    CHECK (opens < closes),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX opening_hour_community ON opening_hour (community_id);

-- What holds on one day in place of the weekly hours: other hours, or none at all.
CREATE TABLE opening_exception (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    venue_id INTEGER NOT NULL,
    on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    opens TEXT CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
    closes TEXT CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]'),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 100),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (venue_id, on_date, opens),
    CHECK ((opens IS NULL) = (closes IS NULL)),
    CHECK (opens < closes),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE UNIQUE INDEX opening_exception_closed ON opening_exception (venue_id, on_date) WHERE opens IS NULL;
CREATE INDEX opening_exception_community ON opening_exception (community_id);

CREATE TABLE offering (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    venue_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    price_fen INTEGER NOT NULL DEFAULT 0 CHECK (price_fen BETWEEN 0 AND 100000000),
    unit TEXT CHECK (length(unit) BETWEEN 1 AND 20),
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (venue_id, name),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX offering_community ON offering (community_id);

-- One row for each day on which the venue was open: the promise of opening days is counted from it.
CREATE TABLE visit_count (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    venue_id INTEGER NOT NULL,
    on_date TEXT NOT NULL CHECK (on_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    visitors INTEGER NOT NULL CHECK (visitors BETWEEN 0 AND 1000000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (venue_id, on_date),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX visit_count_community ON visit_count (community_id, on_date);

CREATE TABLE venue_booking (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    room_id INTEGER NOT NULL,
    activity_id INTEGER,
    organization_id INTEGER,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'booked' CHECK (status IN ('booked', 'cancelled')),
    -- The first of the bookings that were made together, week by week.
    first_id INTEGER REFERENCES venue_booking (id),
    booked_by INTEGER REFERENCES account (id),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- No longer than a day, so that those that overlap are found next to each other.
    CHECK (starts_at < ends_at AND ends_at - starts_at <= 86400000),
    FOREIGN KEY (room_id, community_id) REFERENCES room (id, community_id),
    FOREIGN KEY (activity_id, community_id) REFERENCES activity (id, community_id),
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX venue_booking_room ON venue_booking (room_id, starts_at);
CREATE INDEX venue_booking_community ON venue_booking (community_id, starts_at);
CREATE INDEX venue_booking_activity ON venue_booking (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX venue_booking_organization ON venue_booking (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX venue_booking_first ON venue_booking (first_id) WHERE first_id IS NOT NULL;
CREATE INDEX venue_booking_account ON venue_booking (booked_by) WHERE booked_by IS NOT NULL;
CREATE TRIGGER venue_booking_apart BEFORE INSERT ON venue_booking WHEN NEW.status = 'booked' AND EXISTS (
    SELECT 1 FROM venue_booking b WHERE b.room_id = NEW.room_id AND b.status = 'booked'
        AND b.starts_at > NEW.starts_at - 86400000 AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'a room is booked twice'); END;
CREATE TRIGGER venue_booking_stays BEFORE UPDATE OF room_id, starts_at, ends_at ON venue_booking
BEGIN SELECT RAISE(ABORT, 'a booking is cancelled and made anew'); END;
CREATE TRIGGER venue_booking_ends BEFORE UPDATE OF status ON venue_booking
WHEN OLD.status = 'cancelled' AND NEW.status <> 'cancelled'
BEGIN SELECT RAISE(ABORT, 'a cancelled booking does not come back'); END;

-- What takes place again and again by one rule; each meeting is an activity of its own.
CREATE TABLE activity_series (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'party_day', 'party_meeting', 'three_society', 'class', 'exhibition', 'voluntary_service', 'alliance')),
    theme TEXT CHECK (theme IN ('elderly', 'children', 'parent_child', 'science', 'culture', 'health', 'law', 'other')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 90),
    summary TEXT CHECK (length(summary) BETWEEN 1 AND 2000),
    organizer_id INTEGER,
    party_organization_id INTEGER,
    venue_id INTEGER,
    -- The first meeting; the rule (RFC 5545, RRULE) says on which days the others are.
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    rule TEXT NOT NULL CHECK (length(rule) BETWEEN 10 AND 200),
    -- So many meetings a month are promised.
    per_month INTEGER CHECK (per_month BETWEEN 1 AND 31),
    capacity INTEGER CHECK (capacity BETWEEN 0 AND 100000),
    party_limit INTEGER NOT NULL DEFAULT 20 CHECK (party_limit BETWEEN 1 AND 20),
    least_age INTEGER CHECK (least_age BETWEEN 0 AND 150),
    most_age INTEGER CHECK (most_age BETWEEN 0 AND 150),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK (starts_at < ends_at AND ends_at - starts_at <= 86400000),
    FOREIGN KEY (organizer_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (party_organization_id, community_id) REFERENCES party_organization (id, community_id),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX activity_series_community ON activity_series (community_id);
CREATE INDEX activity_series_organizer ON activity_series (organizer_id);
CREATE INDEX activity_series_party_organization ON activity_series (party_organization_id);
CREATE INDEX activity_series_venue ON activity_series (venue_id);

ALTER TABLE activity ADD COLUMN series_id INTEGER REFERENCES activity_series (id);
-- The day that the rule gave it; a meeting that is moved or called off keeps it, so that it is not made again.
ALTER TABLE activity ADD COLUMN series_on TEXT
    CHECK (series_on IS NULL OR series_id IS NOT NULL AND series_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
CREATE INDEX activity_series_start ON activity (series_id, starts_at) WHERE series_id IS NOT NULL;
CREATE UNIQUE INDEX activity_series_meeting ON activity (series_id, series_on) WHERE series_id IS NOT NULL;
