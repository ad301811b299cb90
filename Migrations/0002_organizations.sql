-- What: organizations of every kind, the venues they run and the halls where the community deliberates.
-- Why: partners, operators and resident organizations are named by places, activities and projects.

CREATE TABLE organization (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'government', 'police', 'property', 'owners_committee', 'social_organization', 'social_work_center',
        'resident_organization', 'alliance_partner', 'merchant')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    stage TEXT CHECK (stage IN ('starting', 'growing', 'mature')),
    registration TEXT CHECK (registration IN ('none', 'recorded', 'registered')),
    contact_name TEXT CHECK (length(contact_name) BETWEEN 1 AND 50),
    contact_phone TEXT CHECK (length(contact_phone) BETWEEN 1 AND 20),
    founded_on TEXT CHECK (founded_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, name),
    UNIQUE (id, community_id),
    CHECK ((kind = 'resident_organization') = (stage IS NOT NULL))
) STRICT;

CREATE TABLE venue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL CHECK (kind IN ('reading_room', 'neighbor_station', 'service_center', 'hall', 'outdoor', 'other')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    operator_id INTEGER,
    address TEXT CHECK (length(address) BETWEEN 1 AND 200),
    floor INTEGER CHECK (floor BETWEEN -5 AND 200),
    opening_hours TEXT CHECK (length(opening_hours) BETWEEN 1 AND 200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, name),
    UNIQUE (id, community_id),
    FOREIGN KEY (operator_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX venue_operator ON venue (operator_id);

CREATE TABLE hall (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    venue_id INTEGER,
    default_start TEXT NOT NULL DEFAULT '19:00' CHECK (default_start GLOB '[0-2][0-9]:[0-5][0-9]'),
    opened_on TEXT CHECK (opened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, name),
    UNIQUE (id, community_id),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX hall_venue ON hall (venue_id);
