-- What: the tree of Party organizations, their members and the honours of the community.
-- Why: one general branch with its branches, one secretary each; members serve a unit and sign up for Party days.

CREATE TABLE party_organization (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    parent_id INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('general_branch', 'branch', 'group')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    secretary_id INTEGER UNIQUE,
    established_on TEXT CHECK (established_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    term_until TEXT CHECK (term_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, name),
    UNIQUE (id, community_id),
    CHECK ((kind = 'general_branch') = (parent_id IS NULL)),
    FOREIGN KEY (parent_id, community_id) REFERENCES party_organization (id, community_id),
    FOREIGN KEY (secretary_id, community_id) REFERENCES party_member (id, community_id)
) STRICT;
CREATE UNIQUE INDEX party_organization_one_general ON party_organization (community_id) WHERE kind = 'general_branch';
CREATE INDEX party_organization_parent ON party_organization (parent_id);

CREATE TABLE party_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    branch_id INTEGER NOT NULL,
    resident_id INTEGER UNIQUE,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
    status TEXT NOT NULL CHECK (status IN ('probationary', 'full')),
    joined_on TEXT NOT NULL CHECK (joined_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    full_on TEXT CHECK (full_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    post TEXT CHECK (length(post) BETWEEN 1 AND 50),
    in_service INTEGER NOT NULL DEFAULT 0 CHECK (in_service IN (0, 1)),
    floating INTEGER NOT NULL DEFAULT 0 CHECK (floating IN (0, 1)),
    phone BLOB,
    phone_hash BLOB CHECK (length(phone_hash) = 32),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK ((phone IS NULL) = (phone_hash IS NULL)),
    CHECK ((status = 'full') = (full_on IS NOT NULL)),
    CHECK (full_on IS NULL OR joined_on <= full_on),
    FOREIGN KEY (branch_id, community_id) REFERENCES party_organization (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE INDEX party_member_branch ON party_member (branch_id);
CREATE INDEX party_member_community ON party_member (community_id);
CREATE INDEX party_member_phone ON party_member (phone_hash);

CREATE TABLE honour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    issuer TEXT NOT NULL CHECK (length(issuer) BETWEEN 1 AND 100),
    recipient TEXT NOT NULL CHECK (length(recipient) BETWEEN 1 AND 100),
    year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, name, recipient, year)
) STRICT;
CREATE INDEX honour_year ON honour (community_id, year);
