-- What: home visits with what was heard, brought and promised in them, and the wishes of residents.
-- Why: one entry at the door serves visit record, problem, verification and care note; each thing that was heard leads to the row
-- that it became, so that nothing said at a door is lost.

CREATE TABLE home_visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    -- The flat is always there; a household only where somebody lives in it.
    dwelling_id INTEGER NOT NULL,
    household_id INTEGER,
    -- The grid as it was on the day.
    grid_id INTEGER,
    visitor_id INTEGER NOT NULL REFERENCES account (id),
    -- What the device called the entry before it was sent.
    client_id TEXT CHECK (length(client_id) BETWEEN 1 AND 64),
    at INTEGER NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('met', 'no_answer', 'refused', 'moved_away', 'vacant', 'rented', 'try_again')),
    try_again_on TEXT CHECK (try_again_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    resident_id INTEGER,
    summary TEXT CHECK (length(summary) BETWEEN 1 AND 2000),
    care TEXT CHECK (length(care) BETWEEN 1 AND 2000),
    verification TEXT CHECK (length(verification) BETWEEN 1 AND 2000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    UNIQUE (visitor_id, client_id),
    CHECK ((result = 'try_again') = (try_again_on IS NOT NULL)),
    CHECK (result <> 'met' OR household_id IS NOT NULL),
    FOREIGN KEY (dwelling_id, community_id) REFERENCES dwelling (id, community_id),
    FOREIGN KEY (household_id, community_id) REFERENCES household (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX home_visit_community ON home_visit (community_id);
CREATE INDEX home_visit_grid ON home_visit (grid_id);
CREATE INDEX home_visit_household ON home_visit (household_id, at);
CREATE INDEX home_visit_dwelling ON home_visit (dwelling_id);
CREATE INDEX home_visit_resident ON home_visit (resident_id) WHERE resident_id IS NOT NULL;

CREATE TABLE wish (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    household_id INTEGER NOT NULL,
    grid_id INTEGER,
    resident_id INTEGER,
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'fulfilled', 'declined')),
    fulfiller TEXT CHECK (length(fulfiller) BETWEEN 1 AND 50),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 500),
    entered_by INTEGER NOT NULL REFERENCES account (id),
    ended_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK ((status = 'open') = (ended_at IS NULL)),
    CHECK (status <> 'fulfilled' OR fulfiller IS NOT NULL),
    FOREIGN KEY (household_id, community_id) REFERENCES household (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX wish_community ON wish (community_id);
CREATE INDEX wish_grid ON wish (grid_id);
CREATE INDEX wish_household ON wish (household_id);
CREATE INDEX wish_resident ON wish (resident_id) WHERE resident_id IS NOT NULL;

-- What was heard, in its order, and the row that it became.
CREATE TABLE home_visit_heard (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    visit_id INTEGER NOT NULL,
    grid_id INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('request', 'errand', 'suggestion', 'wish', 'praise', 'change')),
    case_id INTEGER REFERENCES case_file (id),
    issue_id INTEGER REFERENCES issue (id),
    wish_id INTEGER REFERENCES wish (id),
    -- Whose register entry was changed, or is said to have changed.
    resident_id INTEGER REFERENCES resident (id),
    applied INTEGER NOT NULL DEFAULT 0 CHECK (applied IN (0, 1)),
    note TEXT CHECK (length(note) BETWEEN 1 AND 2000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((case_id IS NOT NULL) + (issue_id IS NOT NULL) + (wish_id IS NOT NULL) = (kind <> 'change')),
    FOREIGN KEY (visit_id, community_id) REFERENCES home_visit (id, community_id)
) STRICT;
CREATE INDEX home_visit_heard_visit ON home_visit_heard (visit_id);
CREATE INDEX home_visit_heard_community ON home_visit_heard (community_id);
CREATE INDEX home_visit_heard_grid ON home_visit_heard (grid_id);
CREATE INDEX home_visit_heard_case ON home_visit_heard (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX home_visit_heard_issue ON home_visit_heard (issue_id) WHERE issue_id IS NOT NULL;
CREATE INDEX home_visit_heard_wish ON home_visit_heard (wish_id) WHERE wish_id IS NOT NULL;
CREATE INDEX home_visit_heard_resident ON home_visit_heard (resident_id) WHERE resident_id IS NOT NULL;

-- What was handed over at the door.
CREATE TABLE home_visit_supply (
    visit_id INTEGER NOT NULL REFERENCES home_visit (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    item TEXT NOT NULL CHECK (length(item) BETWEEN 1 AND 50),
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    PRIMARY KEY (visit_id, place)
) STRICT, WITHOUT ROWID;
