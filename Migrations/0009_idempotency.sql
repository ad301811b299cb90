-- What: the answers that a repeated request gets again (Idempotency-Key), each committed with its effect.
-- Why: a client that lost the answer must be able to ask again without doing the thing twice, also after a crash.

CREATE TABLE idempotency_key (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    -- A keyed print (HMAC-SHA-256) of the query and the body: the same key with other content is refused.
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'refused', 'secret')),
    -- The rendered answer or the refusal; nothing where the answer was a secret that is shown once.
    content BLOB CHECK ((content IS NULL) = (outcome = 'secret')),
    format TEXT CHECK ((format IS NULL) = (outcome <> 'answered')),
    row_id INTEGER,
    row_version INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, key, method, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
