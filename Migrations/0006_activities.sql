-- What: activities of every kind and the sign-ups for them.
-- Why: places are never oversold; who signed up stands once per activity; the yearly figures are counted from here.

CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'party_day', 'party_meeting', 'three_society', 'class', 'exhibition', 'voluntary_service', 'alliance')),
    theme TEXT CHECK (theme IN ('elderly', 'children', 'parent_child', 'science', 'culture', 'health', 'law', 'other')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    summary TEXT CHECK (length(summary) BETWEEN 1 AND 2000),
    status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'cancelled', 'finished')),
    organizer_id INTEGER,
    party_organization_id INTEGER,
    venue_id INTEGER,
    online_url TEXT CHECK (length(online_url) BETWEEN 1 AND 300),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    sign_up_opens_at INTEGER,
    sign_up_closes_at INTEGER,
    capacity INTEGER CHECK (capacity BETWEEN 0 AND 100000),
    party_members_only INTEGER NOT NULL DEFAULT 0 CHECK (party_members_only IN (0, 1)),
    price_fen INTEGER NOT NULL DEFAULT 0 CHECK (price_fen BETWEEN 0 AND 100000000),
    walk_ins INTEGER NOT NULL DEFAULT 0 CHECK (walk_ins BETWEEN 0 AND 100000),
    head_count INTEGER NOT NULL DEFAULT 0 CHECK (head_count BETWEEN 0 AND 100000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (id, community_id),
    CHECK (starts_at <= ends_at),
    CHECK (sign_up_opens_at IS NULL OR sign_up_closes_at IS NULL OR sign_up_opens_at <= sign_up_closes_at),
    FOREIGN KEY (organizer_id, community_id) REFERENCES organization (id, community_id),
    FOREIGN KEY (party_organization_id, community_id) REFERENCES party_organization (id, community_id),
    FOREIGN KEY (venue_id, community_id) REFERENCES venue (id, community_id)
) STRICT;
CREATE INDEX activity_start ON activity (community_id, starts_at);
CREATE INDEX activity_kind ON activity (community_id, kind, starts_at);
CREATE INDEX activity_organizer ON activity (organizer_id);
CREATE INDEX activity_party_organization ON activity (party_organization_id);
CREATE INDEX activity_venue ON activity (venue_id);

CREATE TABLE sign_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    activity_id INTEGER NOT NULL,
    resident_id INTEGER NOT NULL,
    party_size INTEGER NOT NULL DEFAULT 1 CHECK (party_size BETWEEN 1 AND 20),
    status TEXT NOT NULL CHECK (status IN (
        'pending', 'confirmed', 'waitlisted', 'offered', 'cancelled', 'refused', 'expired', 'attended', 'no_show', 'left')),
    signed_up_by INTEGER REFERENCES account (id),
    checked_in_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (status NOT IN ('attended', 'left') OR checked_in_at IS NOT NULL),
    FOREIGN KEY (activity_id, community_id) REFERENCES activity (id, community_id),
    FOREIGN KEY (resident_id, community_id) REFERENCES resident (id, community_id)
) STRICT;
CREATE UNIQUE INDEX sign_up_once ON sign_up (activity_id, resident_id)
    WHERE status NOT IN ('cancelled', 'refused', 'expired');
-- The queue of an activity in the writer's order: the id is the sequence.
CREATE INDEX sign_up_queue ON sign_up (activity_id, status, id, party_size);
CREATE INDEX sign_up_resident ON sign_up (resident_id);
CREATE INDEX sign_up_community ON sign_up (community_id);
CREATE INDEX sign_up_account ON sign_up (signed_up_by);
