-- What: who signs in with WeChat, for whom a program acts, and the key behind an entry of the audit.
-- Why: a mini-program knows people by their openid; only the proof of a phone or the word of staff ties one to an account, and a
-- program acts only for residents who proved themselves through it. Nothing that WeChat gives is kept but a keyed hash.

-- A Party member who is no resident of the community has an account, too.
ALTER TABLE account ADD COLUMN party_member_id INTEGER REFERENCES party_member (id);
CREATE UNIQUE INDEX account_party_member ON account (party_member_id);

-- One user for each account and one account for each user, so that neither is taken over by a second one.
CREATE TABLE wechat_binding (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    openid_hash BLOB NOT NULL UNIQUE CHECK (length(openid_hash) = 32),
    proof TEXT NOT NULL CHECK (proof IN ('phone', 'staff')),
    bound_at INTEGER NOT NULL
) STRICT;

CREATE TABLE key_binding (
    key_id INTEGER NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    bound_at INTEGER NOT NULL,
    PRIMARY KEY (key_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_binding_account ON key_binding (account_id);

-- Whoever asks from WeChat waits among the others; the phone is one that WeChat verified.
ALTER TABLE registration ADD COLUMN openid_hash BLOB CHECK (length(openid_hash) = 32);
ALTER TABLE registration ADD COLUMN by_wechat INTEGER GENERATED ALWAYS AS (openid_hash IS NOT NULL) VIRTUAL;
CREATE UNIQUE INDEX registration_openid ON registration (openid_hash) WHERE status = 'pending';

-- The key by which the account acted; no reference, as an entry outlives the key.
ALTER TABLE audit ADD COLUMN key_id INTEGER;
