-- What: units, dwellings, households, residents with dated residence, and the staff of the grids.
-- Why: the register that cases, sign-ups and coverage stand on; phone and ID number lie sealed, found by keyed hash.

CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    building_id INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 16),
    party_member_id INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (building_id, code),
    UNIQUE (id, building_id),
    UNIQUE (id, community_id),
    FOREIGN KEY (building_id, community_id) REFERENCES building (id, community_id),
    FOREIGN KEY (party_member_id, community_id) REFERENCES party_member (id, community_id)
) STRICT;
CREATE INDEX unit_community ON unit (community_id);
CREATE INDEX unit_party_member ON unit (party_member_id);

CREATE TABLE dwelling (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    unit_id INTEGER NOT NULL,
    room TEXT NOT NULL CHECK (length(room) BETWEEN 1 AND 16),
    usage TEXT NOT NULL DEFAULT 'flat' CHECK (usage IN ('flat', 'shop')),
    certified_area INTEGER CHECK (certified_area BETWEEN 1 AND 100000000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (unit_id, room),
    UNIQUE (id, community_id),
    FOREIGN KEY (unit_id, community_id) REFERENCES unit (id, community_id)
) STRICT;
CREATE INDEX dwelling_community ON dwelling (community_id);

CREATE TABLE household (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    dwelling_id INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'owner' CHECK (kind IN ('owner', 'tenant', 'collective')),
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK (until_date IS NULL OR from_date < until_date),
    FOREIGN KEY (dwelling_id, community_id) REFERENCES dwelling (id, community_id)
) STRICT;
CREATE INDEX household_community ON household (community_id);
CREATE INDEX household_dwelling ON household (dwelling_id);

CREATE TABLE resident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
    birth_date TEXT NOT NULL CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    birth_year INTEGER NOT NULL GENERATED ALWAYS AS (CAST(substr(birth_date, 1, 4) AS INTEGER)) VIRTUAL,
    residency TEXT NOT NULL DEFAULT 'registered' CHECK (residency IN ('registered', 'migrant')),
    care_tag TEXT CHECK (care_tag IN ('elder_alone', 'empty_nest', 'disabled', 'low_income', 'child_in_need', 'veteran')),
    phone BLOB,
    phone_hash BLOB CHECK (length(phone_hash) = 32),
    id_number BLOB,
    id_number_hash BLOB CHECK (length(id_number_hash) = 32),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK ((phone IS NULL) = (phone_hash IS NULL)),
    CHECK ((id_number IS NULL) = (id_number_hash IS NULL))
) STRICT;
CREATE INDEX resident_community ON resident (community_id, birth_year);
CREATE INDEX resident_phone ON resident (phone_hash);
CREATE UNIQUE INDEX resident_id_number ON resident (community_id, id_number_hash);

-- From–to: who lived where on any day. `until_date` is the first day that no longer counts.
CREATE TABLE residence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    resident_id INTEGER NOT NULL,
    household_id INTEGER NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('head', 'spouse', 'child', 'parent', 'grandchild', 'other')),
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CHECK (until_date IS NULL OR from_date < until_date),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id),
    FOREIGN KEY (household_id, community_id) REFERENCES household (id, community_id)
) STRICT;
CREATE UNIQUE INDEX residence_current ON residence (resident_id) WHERE until_date IS NULL;
CREATE UNIQUE INDEX residence_head ON residence (household_id) WHERE until_date IS NULL AND relation = 'head';
CREATE INDEX residence_household ON residence (household_id, until_date);
CREATE INDEX residence_resident ON residence (resident_id, from_date);

CREATE TABLE grid_staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    grid_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    role TEXT NOT NULL CHECK (role IN ('leader', 'full_time', 'part_time', 'party_volunteer', 'building_leader')),
    service_phone TEXT CHECK (length(service_phone) BETWEEN 1 AND 20),
    photo_url TEXT CHECK (length(photo_url) BETWEEN 1 AND 200),
    party_member_id INTEGER,
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK (until_date IS NULL OR from_date < until_date),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (party_member_id, community_id) REFERENCES party_member (id, community_id)
) STRICT;
CREATE UNIQUE INDEX grid_staff_one_leader ON grid_staff (grid_id) WHERE role = 'leader' AND until_date IS NULL;
CREATE INDEX grid_staff_grid ON grid_staff (grid_id, until_date);
CREATE INDEX grid_staff_community ON grid_staff (community_id);
CREATE INDEX grid_staff_party_member ON grid_staff (party_member_id);
