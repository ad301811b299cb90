-- What: files that people sent, and the photos and papers of a case that they became.
-- Why: a case is proven before and after; the file lies beside the database under a name of its own, and its row comes only
-- after it, so that what was acknowledged is there. The public sees a photo only when staff have looked at it.

-- A file of its sender alone, until it is attached to something.
CREATE TABLE upload (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account (id),
    name TEXT NOT NULL UNIQUE CHECK (length(name) = 32 AND name NOT GLOB '*[^0-9a-f]*'),
    media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    attached_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX upload_account ON upload (account_id);
CREATE INDEX upload_waiting ON upload (created_at) WHERE attached_at IS NULL;

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    -- Whose it is, as its case says: a list is cut by them, and they follow the case.
    grid_id INTEGER NOT NULL,
    organization_id INTEGER,
    reporter_id INTEGER,
    upload_id INTEGER NOT NULL UNIQUE REFERENCES upload (id),
    -- Who sent it stands here, too, since the access to it asks for it at every look.
    account_id INTEGER NOT NULL REFERENCES account (id),
    moment TEXT NOT NULL CHECK (moment IN ('before', 'after', 'other')),
    caption TEXT CHECK (length(caption) BETWEEN 1 AND 200),
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected')),
    decided_by INTEGER REFERENCES account (id),
    decided_at INTEGER,
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 200),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((status = 'pending') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL))
) STRICT;
CREATE INDEX attachment_case ON attachment (case_id);
CREATE INDEX attachment_community ON attachment (community_id);
CREATE INDEX attachment_grid ON attachment (grid_id);
CREATE INDEX attachment_organization ON attachment (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX attachment_reporter ON attachment (reporter_id) WHERE reporter_id IS NOT NULL;
CREATE INDEX attachment_account ON attachment (account_id);
CREATE INDEX attachment_decided_by ON attachment (decided_by) WHERE decided_by IS NOT NULL;
CREATE TRIGGER attachment_follows AFTER UPDATE OF grid_id, handler_organization_id, reporter_id ON case_file
BEGIN
    UPDATE attachment SET grid_id = NEW.grid_id, organization_id = NEW.handler_organization_id,
        reporter_id = NEW.reporter_id WHERE case_id = NEW.id;
END;
