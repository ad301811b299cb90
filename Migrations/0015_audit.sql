-- What: the record of who changed or saw what, each entry chained to the one before it by its hash.
-- Why: nobody can change, remove, reorder or insert an entry unseen. Words about people lie beside it, with only their digest
-- in the chain, so that they can be erased without breaking it. An entry outlives what it speaks of: no row is referred to.

CREATE TABLE audit (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    at INTEGER NOT NULL,
    account_id INTEGER,
    address TEXT CHECK (length(address) BETWEEN 1 AND 64),
    request_id TEXT CHECK (length(request_id) BETWEEN 1 AND 64),
    action TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 64),
    object TEXT CHECK (length(object) BETWEEN 1 AND 80),
    community_id INTEGER,
    row_count INTEGER NOT NULL DEFAULT 1 CHECK (row_count >= 0),
    before_digest BLOB CHECK (length(before_digest) = 32),
    after_digest BLOB CHECK (length(after_digest) = 32),
    note_digest BLOB CHECK (length(note_digest) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_account ON audit (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX audit_object ON audit (object) WHERE object IS NOT NULL;
CREATE INDEX audit_community ON audit (community_id) WHERE community_id IS NOT NULL;

-- What was said about an entry, such as the purpose of an unmasking; erasable, while its digest stays in the chain.
CREATE TABLE audit_note (
    audit_id INTEGER PRIMARY KEY REFERENCES audit (id),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000)
) STRICT;

CREATE TRIGGER audit_follows BEFORE INSERT ON audit
WHEN NEW.id <> coalesce((SELECT max(id) FROM audit), 0) + 1
BEGIN SELECT RAISE(ABORT, 'an audit entry follows the last one'); END;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit entry is not changed'); END;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit entry is not removed'); END;
