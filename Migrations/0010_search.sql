-- What: full-text indexes over cases, issues, activities and organizations, and the queue of what they still lack.
-- Why: a word of one or two characters is found among a million cases. The index holds no text, only words cut by the
-- program; triggers put into the queue whatever changes its words, so that the index follows exactly what is committed.

-- The words of each row, in three parts: those that people look for first, the rest, and marks of who may see it and
-- where it lies (c community, g grid, b building, o organization, r resident, p Party organization).
CREATE VIEW case_text AS SELECT
    id,
    number || ' ' || title AS title,
    description || coalesce(char(10) || answer, '') AS body,
    'c' || community_id || ' g' || grid_id || coalesce(' b' || building_id, '')
        || coalesce(' o' || handler_organization_id, '') || coalesce(' r' || reporter_id, '') AS tags
FROM case_file;

CREATE VIEW issue_text AS SELECT
    id, title, description || coalesce(char(10) || outcome, '') AS body,
    'c' || community_id || coalesce(' g' || grid_id, '') AS tags
FROM issue;

CREATE VIEW activity_text AS SELECT
    id, title, coalesce(summary, '') AS body,
    'c' || community_id || coalesce(' o' || organizer_id, '') || coalesce(' p' || party_organization_id, '') AS tags
FROM activity;

CREATE VIEW organization_text AS SELECT id, name AS title, '' AS body, 'c' || community_id AS tags FROM organization;

-- Prefixes of one character find single characters; words carry two letters before them, so that the longer ones find
-- the beginnings of words alone, up to six letters. Beyond that few words begin alike, and each prefix costs every row.
CREATE VIRTUAL TABLE case_search USING fts5 (
    body, title, tags, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 3 4 5 6 7 8');
CREATE VIRTUAL TABLE issue_search USING fts5 (
    body, title, tags, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 3 4 5 6 7 8');
CREATE VIRTUAL TABLE activity_search USING fts5 (
    body, title, tags, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 3 4 5 6 7 8');
CREATE VIRTUAL TABLE organization_search USING fts5 (
    body, title, tags, content = '', columnsize = 0, tokenize = 'ascii', prefix = '1 3 4 5 6 7 8');

-- Words that wait in memory before they are written as one piece, in bytes: as many as filling writes at once, since
-- many small pieces have to be merged again and again. A group of ordinary writes stays far below it.
INSERT INTO case_search (case_search, rank) VALUES ('hashsize', 16777216);
-- Pieces of a level that are merged into one: twice as many as usual make a write a quarter cheaper and a search hardly
-- dearer.
INSERT INTO case_search (case_search, rank) VALUES ('automerge', 8);

-- How far each index has come: rows up to this id, which were there before it, are not yet in it.
CREATE TABLE search_index (
    name TEXT PRIMARY KEY CHECK (name IN ('case', 'issue', 'activity', 'organization')),
    unfilled INTEGER NOT NULL CHECK (unfilled >= 0)
) STRICT;
INSERT INTO search_index (name, unfilled) VALUES
    ('case', (SELECT coalesce(max(id), 0) FROM case_file)),
    ('issue', (SELECT coalesce(max(id), 0) FROM issue)),
    ('activity', (SELECT coalesce(max(id), 0) FROM activity)),
    ('organization', (SELECT coalesce(max(id), 0) FROM organization));

-- Rows whose words changed in the running transaction, with the words that the index holds of them; nothing for a new
-- one. Empty whenever a transaction is over.
CREATE TABLE search_pending (
    name TEXT NOT NULL REFERENCES search_index (name),
    row_id INTEGER NOT NULL,
    title TEXT,
    body TEXT,
    tags TEXT,
    PRIMARY KEY (name, row_id),
    CHECK ((title IS NULL) = (body IS NULL) AND (title IS NULL) = (tags IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER case_search_new AFTER INSERT ON case_file
BEGIN INSERT INTO search_pending (name, row_id) VALUES ('case', new.id) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER case_search_change BEFORE UPDATE OF
    number, title, description, answer, community_id, grid_id, building_id, handler_organization_id, reporter_id ON case_file
WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.description IS NOT new.description
    OR old.answer IS NOT new.answer OR old.community_id IS NOT new.community_id OR old.grid_id IS NOT new.grid_id
    OR old.building_id IS NOT new.building_id OR old.reporter_id IS NOT new.reporter_id
    OR old.handler_organization_id IS NOT new.handler_organization_id
BEGIN INSERT INTO search_pending SELECT 'case', id, title, body, tags FROM case_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;
CREATE TRIGGER case_search_end BEFORE DELETE ON case_file
BEGIN INSERT INTO search_pending SELECT 'case', id, title, body, tags FROM case_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;

CREATE TRIGGER issue_search_new AFTER INSERT ON issue
BEGIN INSERT INTO search_pending (name, row_id) VALUES ('issue', new.id) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER issue_search_change BEFORE UPDATE OF title, description, outcome, community_id, grid_id ON issue
WHEN old.title IS NOT new.title OR old.description IS NOT new.description OR old.outcome IS NOT new.outcome
    OR old.community_id IS NOT new.community_id OR old.grid_id IS NOT new.grid_id
BEGIN INSERT INTO search_pending SELECT 'issue', id, title, body, tags FROM issue_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;
CREATE TRIGGER issue_search_end BEFORE DELETE ON issue
BEGIN INSERT INTO search_pending SELECT 'issue', id, title, body, tags FROM issue_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;

CREATE TRIGGER activity_search_new AFTER INSERT ON activity
BEGIN INSERT INTO search_pending (name, row_id) VALUES ('activity', new.id) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER activity_search_change BEFORE UPDATE OF
    title, summary, community_id, organizer_id, party_organization_id ON activity
WHEN old.title IS NOT new.title OR old.summary IS NOT new.summary OR old.community_id IS NOT new.community_id
    OR old.organizer_id IS NOT new.organizer_id OR old.party_organization_id IS NOT new.party_organization_id
BEGIN INSERT INTO search_pending SELECT 'activity', id, title, body, tags FROM activity_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;
CREATE TRIGGER activity_search_end BEFORE DELETE ON activity
BEGIN INSERT INTO search_pending SELECT 'activity', id, title, body, tags FROM activity_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;

CREATE TRIGGER organization_search_new AFTER INSERT ON organization
BEGIN INSERT INTO search_pending (name, row_id) VALUES ('organization', new.id) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER organization_search_change BEFORE UPDATE OF name, community_id ON organization
WHEN old.name IS NOT new.name OR old.community_id IS NOT new.community_id
BEGIN INSERT INTO search_pending SELECT 'organization', id, title, body, tags FROM organization_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;
CREATE TRIGGER organization_search_end BEFORE DELETE ON organization
BEGIN INSERT INTO search_pending SELECT 'organization', id, title, body, tags FROM organization_text WHERE id = old.id
    ON CONFLICT DO NOTHING; END;
