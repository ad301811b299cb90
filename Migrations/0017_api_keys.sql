-- What: API keys, by which a program acts for an account.
-- Why: a program has no password and no session; its key ends by itself, may come from few addresses and at its own pace,
-- and never carries more rights than its owner has.

CREATE TABLE api_key (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    tail TEXT NOT NULL CHECK (length(tail) = 4),
    scopes TEXT NOT NULL CHECK (length(scopes) BETWEEN 1 AND 1000),
    addresses TEXT CHECK (length(addresses) BETWEEN 1 AND 1000),
    per_minute INTEGER CHECK (per_minute BETWEEN 1 AND 60000000),
    expires_at INTEGER NOT NULL CHECK (created_at < expires_at),
    last_used_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX api_key_account ON api_key (account_id);
