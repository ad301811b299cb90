-- What: one-use tickets for the pages, and the cookies that they are exchanged for.
-- Why: a browser that looks at a report and prints it holds no token of the API; what it holds shows pages and nothing else, for
-- a short time, and ends with the session that asked for it.

CREATE TABLE page_pass (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('ticket', 'cookie')),
    secret_hash BLOB NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (created_at < expires_at)
) STRICT;
CREATE INDEX page_pass_session ON page_pass (session_id, id);
CREATE INDEX page_pass_expiry ON page_pass (expires_at);
