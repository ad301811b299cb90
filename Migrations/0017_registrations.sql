-- What: residents who ask for an account, until staff say who they are.
-- Why: anybody may ask; only whoever knows the neighbors ties an account to a resident. No password is kept of a stranger: the
-- code that was shown when they asked becomes good with the approval.

CREATE TABLE registration (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    login TEXT NOT NULL CHECK (length(login) BETWEEN 2 AND 64),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    phone BLOB NOT NULL,
    phone_hash BLOB NOT NULL CHECK (length(phone_hash) = 32),
    home TEXT NOT NULL CHECK (length(home) BETWEEN 1 AND 100),
    code_hash BLOB UNIQUE CHECK (length(code_hash) = 32),
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'declined')),
    resident_id INTEGER,
    decided_by INTEGER REFERENCES account (id),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((status = 'pending') = (decided_by IS NULL)),
    CHECK ((status = 'approved') = (resident_id IS NOT NULL)),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX registration_status ON registration (community_id, status);
CREATE INDEX registration_resident ON registration (resident_id);
CREATE INDEX registration_decided_by ON registration (decided_by);
-- One of each name waits.
CREATE UNIQUE INDEX registration_login ON registration (login) WHERE status = 'pending';
