-- What: sub-districts, communities and their territory, from compound to dwelling, with dated grid membership.
-- Why: everything else stands in a community; composite keys make a row of one community unable to point into another.

CREATE TABLE subdistrict (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 12),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE community (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subdistrict_id INTEGER NOT NULL REFERENCES subdistrict (id),
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 16),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    number_prefix TEXT NOT NULL UNIQUE CHECK (length(number_prefix) BETWEEN 1 AND 8),
    address TEXT CHECK (length(address) BETWEEN 1 AND 200),
    phone TEXT CHECK (length(phone) BETWEEN 1 AND 20),
    grid_households_min INTEGER NOT NULL DEFAULT 300 CHECK (grid_households_min BETWEEN 1 AND 100000),
    grid_households_max INTEGER NOT NULL DEFAULT 500 CHECK (grid_households_max BETWEEN 1 AND 100000),
    demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (grid_households_min <= grid_households_max)
) STRICT;
CREATE INDEX community_subdistrict ON community (subdistrict_id);

CREATE TABLE compound (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    address TEXT CHECK (length(address) BETWEEN 1 AND 200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, name),
    UNIQUE (id, community_id)
) STRICT;

CREATE TABLE grid (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 24),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, code),
    UNIQUE (community_id, name),
    UNIQUE (id, community_id)
) STRICT;

CREATE TABLE building (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    compound_id INTEGER NOT NULL,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 24),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    floors INTEGER CHECK (floors BETWEEN 1 AND 200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (compound_id, code),
    UNIQUE (id, community_id),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id)
) STRICT;
CREATE INDEX building_community ON building (community_id);

-- From–to: a closed month keeps the grid that the building was in. `until_date` is the first day that no longer counts.
CREATE TABLE building_grid (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    building_id INTEGER NOT NULL,
    grid_id INTEGER NOT NULL,
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (until_date IS NULL OR from_date < until_date),
    FOREIGN KEY (building_id, community_id) REFERENCES building (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id)
) STRICT;
CREATE UNIQUE INDEX building_grid_current ON building_grid (building_id) WHERE until_date IS NULL;
CREATE INDEX building_grid_building ON building_grid (building_id, from_date);
CREATE INDEX building_grid_grid ON building_grid (grid_id, until_date);

CREATE TRIGGER building_grid_no_overlap BEFORE INSERT ON building_grid
WHEN EXISTS (
    SELECT 1 FROM building_grid AS other
    WHERE other.building_id = NEW.building_id
      AND (NEW.until_date IS NULL OR other.from_date < NEW.until_date)
      AND (other.until_date IS NULL OR NEW.from_date < other.until_date)
)
BEGIN
    SELECT RAISE(ABORT, 'a building is in one grid at a time');
END;

CREATE TRIGGER building_grid_no_overlap_update BEFORE UPDATE ON building_grid
WHEN EXISTS (
    SELECT 1 FROM building_grid AS other
    WHERE other.building_id = NEW.building_id AND other.id <> NEW.id
      AND (NEW.until_date IS NULL OR other.from_date < NEW.until_date)
      AND (other.until_date IS NULL OR NEW.from_date < other.until_date)
)
BEGIN
    SELECT RAISE(ABORT, 'a building is in one grid at a time');
END;

CREATE TABLE place (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    grid_id INTEGER NOT NULL,
    compound_id INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('river', 'gate', 'pavement', 'road', 'square', 'green', 'facility', 'other')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    maintainer_id INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (grid_id, name),
    UNIQUE (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id),
    FOREIGN KEY (maintainer_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX place_community ON place (community_id);
CREATE INDEX place_compound ON place (compound_id);
CREATE INDEX place_maintainer ON place (maintainer_id);

CREATE TABLE board (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    grid_id INTEGER NOT NULL,
    place_id INTEGER,
    location TEXT NOT NULL CHECK (length(location) BETWEEN 1 AND 100),
    installed_on TEXT CHECK (installed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (grid_id, location),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (place_id, community_id) REFERENCES place (id, community_id)
) STRICT;
CREATE INDEX board_community ON board (community_id);
CREATE INDEX board_place ON board (place_id);
