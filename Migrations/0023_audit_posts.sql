-- What: the head of the audit chain that each day's webhook is to post, and whether it was; and the indexes by which the audit is searched.
-- Why: a restart neither posts the head of a day twice nor leaves one out, and what could not be posted waits. The auditor finds what
-- is asked for among ten million entries, whatever the filter; there are no more indexes than before, as each costs every write.

CREATE TABLE audit_post (
    day TEXT PRIMARY KEY CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    audit_id INTEGER NOT NULL CHECK (audit_id > 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    posted_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_post_waiting ON audit_post (day) WHERE posted_at IS NULL;

-- Whoever reads the audit reads that of one community, or of none: each filter finds its entries there, the newest first, in any
-- span of time.
DROP INDEX audit_at;
DROP INDEX audit_account;
DROP INDEX audit_object;
DROP INDEX audit_community;
CREATE INDEX audit_community ON audit (community_id, at);
CREATE INDEX audit_action ON audit (community_id, action, at);
CREATE INDEX audit_account ON audit (account_id, community_id, at) WHERE account_id IS NOT NULL;
CREATE INDEX audit_object ON audit (object, community_id, at) WHERE object IS NOT NULL;

-- A one-time code is gone when its request is sent again, and with it whose it was: the key alone tells that it was carried out.
CREATE INDEX idempotency_key_secret ON idempotency_key (key, path) WHERE outcome = 'secret';
