-- What: the timeline of a case can say from whom to whom its handling, a part in it or a summons went.
-- Why: a hand-over said only who answered for the case before and after; who worked on it, and who helped, was not to be read.

CREATE TABLE case_event_change_new (
    event_id INTEGER PRIMARY KEY REFERENCES case_event (id),
    field TEXT NOT NULL CHECK (field IN (
        'kind', 'category_id', 'title', 'public_title', 'description', 'priority', 'grid_id', 'compound_id', 'building_id',
        'place_id', 'unit_id', 'household_id', 'private', 'answerable_id', 'issue_id', 'handler_id', 'co_handler_id',
        'summoned_id')),
    from_value TEXT CHECK (length(from_value) BETWEEN 1 AND 4000),
    to_value TEXT CHECK (length(to_value) BETWEEN 1 AND 4000),
    CHECK (from_value IS NOT to_value),
    CHECK (field NOT IN ('category_id', 'grid_id', 'answerable_id', 'handler_id', 'co_handler_id', 'summoned_id')
        OR CAST(from_value AS INTEGER) > 0 AND CAST(to_value AS INTEGER) > 0),
    CHECK (field <> 'private' OR from_value IN ('0', '1') AND to_value IN ('0', '1'))
) STRICT;
INSERT INTO case_event_change_new SELECT event_id, field, from_value, to_value FROM case_event_change;
DROP TABLE case_event_change;
ALTER TABLE case_event_change_new RENAME TO case_event_change;
