-- What: deliberation issues, the sessions of the halls, and the projects that carry out what was agreed.
-- Why: from topic to finished project one chain can be followed; a plain timeline keeps who moved what when.

CREATE TABLE deliberation_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    hall_id INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    starts_at INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'held', 'cancelled')),
    present INTEGER CHECK (present BETWEEN 0 AND 10000),
    summary TEXT CHECK (length(summary) BETWEEN 1 AND 4000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (hall_id, starts_at),
    UNIQUE (id, community_id),
    CHECK ((status = 'held') = (present IS NOT NULL)),
    FOREIGN KEY (hall_id, community_id) REFERENCES hall (id, community_id)
) STRICT;
CREATE INDEX deliberation_session_start ON deliberation_session (community_id, starts_at);

CREATE TABLE issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    compound_id INTEGER,
    grid_id INTEGER,
    session_id INTEGER,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 4000),
    proposer TEXT NOT NULL CHECK (length(proposer) BETWEEN 1 AND 50),
    authority TEXT NOT NULL DEFAULT 'hall' CHECK (authority IN ('hall', 'committee', 'residents', 'owners', 'outside')),
    status TEXT NOT NULL CHECK (status IN (
        'collected', 'screened', 'declined', 'merged', 'withdrawn', 'scheduled', 'deliberating', 'voting', 'agreed',
        'adopted', 'not_adopted', 'deferred', 'publicised', 'implementing', 'completed', 'evaluated')),
    outcome TEXT CHECK (length(outcome) BETWEEN 1 AND 2000),
    collected_at INTEGER NOT NULL,
    completed_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK ((status IN ('completed', 'evaluated')) = (completed_at IS NOT NULL)),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (session_id, community_id) REFERENCES deliberation_session (id, community_id)
) STRICT;
CREATE INDEX issue_status ON issue (community_id, status, completed_at);
CREATE INDEX issue_compound ON issue (compound_id);
CREATE INDEX issue_grid ON issue (grid_id);
CREATE INDEX issue_session ON issue (session_id);

CREATE TABLE issue_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issue (id),
    at INTEGER NOT NULL,
    actor_id INTEGER REFERENCES account (id),
    move TEXT NOT NULL,
    from_status TEXT,
    to_status TEXT NOT NULL,
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 2000)
) STRICT;
CREATE INDEX issue_event_issue ON issue_event (issue_id);
CREATE INDEX issue_event_actor ON issue_event (actor_id);
CREATE TRIGGER issue_event_is_final BEFORE UPDATE ON issue_event
BEGIN SELECT RAISE(ABORT, 'a timeline is only ever added to'); END;
CREATE TRIGGER issue_event_stays BEFORE DELETE ON issue_event
BEGIN SELECT RAISE(ABORT, 'a timeline is only ever added to'); END;

CREATE TABLE project (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    issue_id INTEGER,
    compound_id INTEGER,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    quantity INTEGER CHECK (quantity BETWEEN 1 AND 1000000),
    quantity_unit TEXT CHECK (length(quantity_unit) BETWEEN 1 AND 10),
    budget_fen INTEGER CHECK (budget_fen BETWEEN 0 AND 1000000000000),
    spent_fen INTEGER CHECK (spent_fen BETWEEN 0 AND 1000000000000),
    status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'implementing', 'completed', 'accepted')),
    started_on TEXT CHECK (started_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    completed_on TEXT CHECK (completed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    maintainer TEXT CHECK (length(maintainer) BETWEEN 1 AND 100),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK ((status IN ('completed', 'accepted')) = (completed_on IS NOT NULL)),
    CHECK (started_on IS NULL OR completed_on IS NULL OR started_on <= completed_on),
    CHECK ((quantity IS NULL) = (quantity_unit IS NULL)),
    FOREIGN KEY (issue_id, community_id) REFERENCES issue (id, community_id),
    FOREIGN KEY (compound_id, community_id) REFERENCES compound (id, community_id)
) STRICT;
CREATE INDEX project_community ON project (community_id, completed_on);
CREATE INDEX project_issue ON project (issue_id);
CREATE INDEX project_compound ON project (compound_id);
