-- What: what lets somebody in: one-time codes, sessions that can be told apart and end when nobody uses them, keys of programs.
-- Why: nobody chooses a password for somebody else; whoever owns an account sees its sessions and ends them; a program has a
-- key that ends by itself, may come from few addresses at its own pace, and carries no more rights than its owner has.

-- At most one for each account: a newer one makes the older worthless.
CREATE TABLE account_code (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL UNIQUE CHECK (length(code_hash) = 32),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (created_at < expires_at)
) STRICT;

CREATE TABLE session_with_id (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    address TEXT CHECK (length(address) BETWEEN 1 AND 64),
    device TEXT CHECK (length(device) BETWEEN 1 AND 200),
    idle_seconds INTEGER NOT NULL CHECK (idle_seconds > 0),
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (created_at < expires_at)
) STRICT;
-- Whoever is signed in stays so for half an hour at least.
INSERT INTO session_with_id (token_hash, account_id, idle_seconds, created_at, last_seen_at, expires_at)
SELECT token_hash, account_id, 1800, created_at, max(created_at, unixepoch() * 1000), expires_at FROM session;
DROP TABLE session;
ALTER TABLE session_with_id RENAME TO session;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);

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
