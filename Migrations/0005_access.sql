-- What: accounts with their role and scope, and the sessions they opened.
-- Why: nobody is let in without one; passwords are scrypt hashes, tokens are kept only as SHA-256.

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 2 AND 64),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    password TEXT NOT NULL CHECK (password LIKE '$scrypt$%'),
    role TEXT NOT NULL CHECK (role IN (
        'admin', 'secretary', 'staff', 'grid_leader', 'grid_worker', 'branch_secretary', 'party_member',
        'social_worker', 'org_operator', 'partner', 'subdistrict_officer', 'resident', 'auditor', 'integration')),
    subdistrict_id INTEGER REFERENCES subdistrict (id),
    community_id INTEGER REFERENCES community (id),
    grid_id INTEGER,
    branch_id INTEGER,
    organization_id INTEGER,
    resident_id INTEGER,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (role NOT IN ('grid_leader', 'grid_worker') OR grid_id IS NOT NULL),
    CHECK (role <> 'branch_secretary' OR branch_id IS NOT NULL),
    CHECK (role NOT IN ('org_operator', 'partner') OR organization_id IS NOT NULL),
    CHECK (role <> 'resident' OR resident_id IS NOT NULL),
    CHECK (role <> 'subdistrict_officer' OR (subdistrict_id IS NOT NULL AND community_id IS NULL)),
    CHECK (role IN ('admin', 'subdistrict_officer') OR community_id IS NOT NULL),
    FOREIGN KEY (grid_id, community_id) REFERENCES grid (id, community_id),
    FOREIGN KEY (branch_id, community_id) REFERENCES party_organization (id, community_id),
    FOREIGN KEY (organization_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX account_community ON account (community_id, role);
CREATE INDEX account_subdistrict ON account (subdistrict_id);
CREATE INDEX account_grid ON account (grid_id);
CREATE INDEX account_branch ON account (branch_id);
CREATE INDEX account_organization ON account (organization_id);
CREATE INDEX account_resident ON account (resident_id);

CREATE TABLE session (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (created_at < expires_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);

-- Which keys the sealed values were made with: a print of them, so that a foreign key file is refused at the start.
CREATE TABLE vault_print (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    print BLOB NOT NULL CHECK (length(print) = 32)
) STRICT;
