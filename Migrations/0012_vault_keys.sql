-- What: which sealing keys the values of this database were made with, by a print of each.
-- Why: a lost or exchanged key is refused at the start instead of at the first value that does not open.

CREATE TABLE vault_key (
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
    print BLOB NOT NULL CHECK (length(print) = 32),
    added_at INTEGER NOT NULL
) STRICT;
