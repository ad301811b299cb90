-- What: what the tables, indexes and triggers of the file were when the last migration left it.
-- Why: a database whose triggers were dropped by hand was served as if they were there, and nobody was told.

CREATE TABLE schema_seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- SQLite's own count of changes of the schema: where it is the same, nothing was changed and nothing has to be read.
    cookie INTEGER NOT NULL,
    -- SHA-256 of all that the schema consists of, as a copy of the file begins another count.
    digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;
