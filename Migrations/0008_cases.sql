-- What: case categories, cases and their timeline.
-- Why: every open case has an answerable person and a due time; the texts of the timeline lie beside it, so that they
-- can be erased while the rows, which carry their digest, can not be changed.

CREATE TABLE case_category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    parent_id INTEGER,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 32),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    accept_limit_minutes INTEGER NOT NULL DEFAULT 60 CHECK (accept_limit_minutes BETWEEN 1 AND 1000000),
    handle_limit_minutes INTEGER NOT NULL DEFAULT 4320 CHECK (handle_limit_minutes BETWEEN 1 AND 1000000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, code),
    UNIQUE (id, community_id),
    CHECK (parent_id IS NULL OR parent_id <> id),
    FOREIGN KEY (parent_id, community_id) REFERENCES case_category (id, community_id)
) STRICT;
CREATE INDEX case_category_parent ON case_category (parent_id);

-- The last number given, per community and year: GB-2021-000123.
CREATE TABLE case_number (
    community_id INTEGER NOT NULL REFERENCES community (id),
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (community_id, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    number TEXT NOT NULL CHECK (length(number) BETWEEN 8 AND 32),
    kind TEXT NOT NULL CHECK (kind IN (
        'consultation', 'help', 'complaint', 'report', 'suggestion', 'praise', 'errand', 'patrol')),
    source TEXT NOT NULL CHECK (source IN ('resident', 'patrol', 'home_visit', 'hotline', 'hall', 'errand')),
    category_id INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 4000),
    status TEXT NOT NULL CHECK (status IN (
        'received', 'verifying', 'declined', 'filed', 'dispatched', 'handling', 'returned', 'arbitration', 'referred',
        'checking', 'closed', 'shelved', 'withdrawn', 'void')),
    priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
    grid_id INTEGER NOT NULL,
    compound_id INTEGER,
    building_id INTEGER,
    place_id INTEGER,
    reporter_id INTEGER,
    private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
    answerable_id INTEGER NOT NULL REFERENCES account (id),
    handler_id INTEGER REFERENCES account (id),
    handler_organization_id INTEGER,
    issue_id INTEGER,
    entered_by INTEGER REFERENCES account (id),
    answer TEXT CHECK (length(answer) BETWEEN 1 AND 2000),
    created_at INTEGER NOT NULL,
    due_at INTEGER,
    closed_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, number),
    CHECK ((status IN ('declined', 'closed', 'withdrawn', 'void')) = (closed_at IS NOT NULL)),
    CHECK (status IN ('declined', 'closed', 'withdrawn', 'void') OR due_at IS NOT NULL),
    CHECK (status NOT IN ('dispatched', 'handling', 'checking') OR handler_id IS NOT NULL
           OR handler_organization_id IS NOT NULL),
    CHECK (handler_id IS NULL OR handler_organization_id IS NULL),
    CHECK (compound_id IS NOT NULL OR building_id IS NOT NULL OR place_id IS NOT NULL),
    FOREIGN KEY (category_id, community_id) REFERENCES case_category (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id),
    FOREIGN KEY (building_id, community_id) REFERENCES building (id, community_id),
    FOREIGN KEY (place_id, community_id) REFERENCES place (id, community_id),
    FOREIGN KEY (reporter_id, community_id) REFERENCES resident (id, community_id),
    FOREIGN KEY (handler_organization_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id)
) STRICT;
CREATE INDEX case_file_created ON case_file (community_id, created_at);
CREATE INDEX case_file_grid ON case_file (grid_id, created_at);
CREATE INDEX case_file_status ON case_file (community_id, status, due_at);
CREATE INDEX case_file_reporter ON case_file (reporter_id, created_at) WHERE reporter_id IS NOT NULL;
CREATE INDEX case_file_building ON case_file (building_id, created_at) WHERE building_id IS NOT NULL;
CREATE INDEX case_file_issue ON case_file (issue_id) WHERE issue_id IS NOT NULL;

CREATE TABLE case_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    at INTEGER NOT NULL,
    actor_id INTEGER REFERENCES account (id),
    move TEXT NOT NULL,
    from_status TEXT,
    to_status TEXT NOT NULL,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'internal')),
    remark_digest BLOB CHECK (length(remark_digest) = 32)
) STRICT;
CREATE INDEX case_event_case ON case_event (case_id);
CREATE TRIGGER case_event_is_final BEFORE UPDATE ON case_event
BEGIN SELECT RAISE(ABORT, 'a timeline is only ever added to'); END;
CREATE TRIGGER case_event_stays BEFORE DELETE ON case_event
BEGIN SELECT RAISE(ABORT, 'a timeline is only ever added to'); END;

CREATE TABLE case_event_text (
    event_id INTEGER PRIMARY KEY REFERENCES case_event (id),
    remark TEXT NOT NULL CHECK (length(remark) BETWEEN 1 AND 2000)
) STRICT;
