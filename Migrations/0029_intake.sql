-- What: categories as a tree with questions of their own, what a report in them must bring, who is given which cases, texts
-- for answers, what a device sent already, repeats of a matter, and the face that a case has for everybody.
-- Why: a report that arrives whole is handled at once by whoever it belongs to; and what the public sees is said in one place.

ALTER TABLE case_category ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
ALTER TABLE case_category ADD COLUMN needs_photo INTEGER NOT NULL DEFAULT 0 CHECK (needs_photo IN (0, 1));
ALTER TABLE case_category ADD COLUMN place_needed TEXT
    CHECK (place_needed IN ('building', 'unit', 'household', 'public_place'));
ALTER TABLE case_category ADD COLUMN routes_at_once INTEGER NOT NULL DEFAULT 0 CHECK (routes_at_once IN (0, 1));

-- The tree, both ways: each category under each of those above it and under itself, so many steps apart.
CREATE TABLE case_category_path (
    ancestor_id INTEGER NOT NULL REFERENCES case_category (id),
    category_id INTEGER NOT NULL REFERENCES case_category (id),
    steps INTEGER NOT NULL CHECK (steps >= 0),
    PRIMARY KEY (ancestor_id, category_id),
    CHECK ((ancestor_id = category_id) = (steps = 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX case_category_path_up ON case_category_path (category_id, steps);
INSERT INTO case_category_path (ancestor_id, category_id, steps)
WITH RECURSIVE up (ancestor_id, category_id, steps) AS (
    SELECT id, id, 0 FROM case_category
    UNION ALL SELECT c.parent_id, u.category_id, u.steps + 1 FROM up u JOIN case_category c ON c.id = u.ancestor_id
    WHERE c.parent_id IS NOT NULL)
SELECT ancestor_id, category_id, steps FROM up;
CREATE TRIGGER case_category_made AFTER INSERT ON case_category
BEGIN
    INSERT INTO case_category_path (ancestor_id, category_id, steps)
    SELECT p.ancestor_id, NEW.id, p.steps + 1 FROM case_category_path p WHERE p.category_id = NEW.parent_id
    UNION ALL SELECT NEW.id, NEW.id, 0;
END;
CREATE TRIGGER case_category_no_circle BEFORE UPDATE OF parent_id ON case_category
WHEN EXISTS (SELECT 1 FROM case_category_path p WHERE p.ancestor_id = NEW.id AND p.category_id = NEW.parent_id)
BEGIN SELECT RAISE(ABORT, 'a category does not stand below itself'); END;
-- With a category moves all that stands below it.
CREATE TRIGGER case_category_moved AFTER UPDATE OF parent_id ON case_category WHEN OLD.parent_id IS NOT NEW.parent_id
BEGIN
    DELETE FROM case_category_path
    WHERE category_id IN (SELECT p.category_id FROM case_category_path p WHERE p.ancestor_id = NEW.id)
        AND ancestor_id IN (SELECT p.ancestor_id FROM case_category_path p WHERE p.category_id = NEW.id AND p.steps > 0);
    INSERT INTO case_category_path (ancestor_id, category_id, steps)
    SELECT u.ancestor_id, d.category_id, u.steps + d.steps + 1
    FROM case_category_path u JOIN case_category_path d
    WHERE u.category_id = NEW.parent_id AND d.ancestor_id = NEW.id;
END;
CREATE TRIGGER case_category_removed BEFORE DELETE ON case_category
BEGIN DELETE FROM case_category_path WHERE category_id = OLD.id; END;

-- What is asked in a category and in those below it. A question is asked as it is or not any more; what is to be asked
-- otherwise is another question, so that old answers keep theirs.
CREATE TABLE case_question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
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
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((kind = 'choice') = (choices IS NOT NULL)),
    CHECK (least IS NULL OR most IS NULL OR least <= most),
    CHECK (kind = 'number' OR least IS NULL AND most IS NULL),
    FOREIGN KEY (category_id, community_id) REFERENCES case_category (id, community_id)
) STRICT;
CREATE UNIQUE INDEX case_question_asked ON case_question (category_id, code) WHERE retired = 0;
CREATE INDEX case_question_category ON case_question (category_id);
CREATE INDEX case_question_community ON case_question (community_id);

CREATE TABLE case_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    question_id INTEGER NOT NULL REFERENCES case_question (id),
    value TEXT CHECK (length(value) BETWEEN 1 AND 2000),
    -- Sealed, where the question is sensitive.
    private_value BLOB,
    created_at INTEGER NOT NULL,
    UNIQUE (case_id, question_id),
    CHECK ((value IS NULL) <> (private_value IS NULL))
) STRICT;
CREATE INDEX case_answer_case ON case_answer (case_id);
CREATE INDEX case_answer_question ON case_answer (question_id);

-- Who is given the cases of a category, in a grid or in all of them, from day to day.
CREATE TABLE case_route (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    grid_id INTEGER,
    handler_id INTEGER REFERENCES account (id),
    handler_organization_id INTEGER,
    from_date TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    until_date TEXT CHECK (until_date > from_date),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((handler_id IS NULL) <> (handler_organization_id IS NULL)),
    FOREIGN KEY (category_id, community_id) REFERENCES case_category (id, community_id),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (handler_organization_id, community_id) REFERENCES organization (id, community_id)
) STRICT;
CREATE INDEX case_route_category ON case_route (category_id, grid_id);
-- A later one takes the place of an earlier one; of two that begin on the same day nobody could say which holds.
CREATE UNIQUE INDEX case_route_start ON case_route (category_id, grid_id, from_date) WHERE grid_id IS NOT NULL;
CREATE UNIQUE INDEX case_route_start_anywhere ON case_route (category_id, from_date) WHERE grid_id IS NULL;
CREATE INDEX case_route_community ON case_route (community_id);
CREATE INDEX case_route_grid ON case_route (grid_id) WHERE grid_id IS NOT NULL;
CREATE INDEX case_route_handler ON case_route (handler_id) WHERE handler_id IS NOT NULL;
CREATE INDEX case_route_organization ON case_route (handler_organization_id) WHERE handler_organization_id IS NOT NULL;

-- Texts for what residents read, in the community's words.
CREATE TABLE reply_template (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    category_id INTEGER,
    move TEXT NOT NULL CHECK (move IN ('answer', 'decline', 'close', 'shelve')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, move, name),
    FOREIGN KEY (category_id, community_id) REFERENCES case_category (id, community_id)
) STRICT;
CREATE INDEX reply_template_community ON reply_template (community_id);
CREATE INDEX reply_template_category ON reply_template (category_id) WHERE category_id IS NOT NULL;

-- What a device sent already. The print is keyed and of the account together with the name that the device gave the entry:
-- it is found again by whoever sent it, and says of an anonymous case to nobody who that was.
CREATE TABLE case_sent (
    print BLOB PRIMARY KEY CHECK (length(print) = 32),
    -- Keyed, too: by it another report under the same name is told from the same one sent again.
    content BLOB NOT NULL CHECK (length(content) = 32),
    case_id INTEGER NOT NULL REFERENCES case_file (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_sent_case ON case_sent (case_id);

-- The same matter at the same place again, soon after an earlier case.
CREATE TABLE case_repeat (
    case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
    earlier_id INTEGER NOT NULL REFERENCES case_file (id) CHECK (earlier_id <> case_id)
) STRICT;
CREATE INDEX case_repeat_earlier ON case_repeat (earlier_id);

-- By these the earlier cases of a matter are found.
CREATE INDEX case_file_place ON case_file (place_id, created_at) WHERE place_id IS NOT NULL;
CREATE INDEX case_file_grid_closed ON case_file (grid_id, closed_at) WHERE closed_at IS NOT NULL;

-- What everybody may read: once staff have taken it on, unless it or its matter is private. A home is not told, and what is
-- done for one person, as an errand is, is nobody else's business.
CREATE VIEW public_case AS
SELECT id, community_id, number, category_id, title,
    CASE status WHEN 'arbitration' THEN 'returned' ELSE status END AS status, compound_id,
    CASE WHEN household_id IS NULL AND unit_id IS NULL THEN building_id END AS building_id, place_id, created_at,
    closed_at, version, updated_at
FROM case_file
WHERE private = 0 AND kind <> 'errand' AND duplicate_of_id IS NULL
    AND status NOT IN ('received', 'verifying', 'declined', 'withdrawn', 'void')
    AND NOT EXISTS (SELECT 1 FROM case_category_path p JOIN case_category k ON k.id = p.ancestor_id
        WHERE p.category_id = case_file.category_id AND (k.private = 1 OR k.path = 'petition'));
