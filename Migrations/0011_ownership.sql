-- What: who owns a dwelling, the name by which a register knows a household, and a ledger of unmasked exports.
-- Why: registers are brought in and taken out as files: a repeated import must find its rows, and who took personal data out must stay known.

CREATE TABLE ownership (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    dwelling_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    phone BLOB,
    phone_hash BLOB CHECK (length(phone_hash) = 32),
    id_number BLOB,
    id_number_hash BLOB CHECK (length(id_number_hash) = 32),
    share_numerator INTEGER NOT NULL DEFAULT 1 CHECK (share_numerator BETWEEN 1 AND 10000),
    share_denominator INTEGER NOT NULL DEFAULT 1 CHECK (share_denominator BETWEEN 1 AND 10000),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (dwelling_id, id_number_hash),
    CHECK ((phone IS NULL) = (phone_hash IS NULL)),
    CHECK ((id_number IS NULL) = (id_number_hash IS NULL)),
    CHECK (share_numerator <= share_denominator),
    FOREIGN KEY (dwelling_id, community_id) REFERENCES dwelling (id, community_id)
) STRICT;
CREATE INDEX ownership_community ON ownership (community_id);
CREATE INDEX ownership_phone ON ownership (phone_hash);
CREATE INDEX ownership_id_number ON ownership (id_number_hash);

-- A register calls a household by its head, who may not be registered as a resident yet.
ALTER TABLE household ADD COLUMN registered_head TEXT CHECK (length(registered_head) BETWEEN 1 AND 50);

-- Written before the first byte leaves, so that an export that failed half-way is known, too.
CREATE TABLE unmasked_export (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
    operator TEXT NOT NULL CHECK (length(operator) BETWEEN 1 AND 100),
    residents INTEGER NOT NULL CHECK (residents >= 0),
    created_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER unmasked_export_stays BEFORE DELETE ON unmasked_export
BEGIN
    SELECT RAISE(ABORT, 'what was taken out stays known');
END;
CREATE TRIGGER unmasked_export_is_fixed BEFORE UPDATE ON unmasked_export
BEGIN
    SELECT RAISE(ABORT, 'what was taken out stays known');
END;
