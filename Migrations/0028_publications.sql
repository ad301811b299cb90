-- What: the figures about residents as they were published for the first of a month.
-- Why: figures that are counted anew change with every person who is entered, corrected or moves, and whoever takes one look
-- from the next learns what that person is. What was published stays, and the next publication is held against all of them.

CREATE TABLE resident_publication (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    on_date TEXT NOT NULL CHECK (on_date LIKE '____-__-01'),
    -- From how many people on a group was shown.
    smallest INTEGER NOT NULL CHECK (smallest >= 0),
    published_at INTEGER NOT NULL,
    UNIQUE (community_id, on_date, smallest)
) STRICT;

CREATE TABLE resident_figure (
    publication_id INTEGER NOT NULL REFERENCES resident_publication (id),
    figure TEXT NOT NULL CHECK (length(figure) BETWEEN 1 AND 60),
    -- As it was published; where it is hidden, as it was counted.
    people INTEGER NOT NULL CHECK (people >= 0),
    hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    PRIMARY KEY (publication_id, figure)
) STRICT, WITHOUT ROWID;
