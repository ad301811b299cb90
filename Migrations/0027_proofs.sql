-- What: what a decision about who somebody is rests on: since when a phone stands in the register and who wrote it, where a
-- registration came from, what staff saw; and what an account was before.
-- Why: a phone proves a person only if nobody could have put it there to become that person; nobody decides about what they
-- entered themselves; whoever was the auditor does not become the administrator by way of a third role.

-- Nothing where it is the first one, entered with the person.
ALTER TABLE resident ADD COLUMN phone_changed_at INTEGER;
ALTER TABLE resident ADD COLUMN phone_changed_by INTEGER REFERENCES account (id);
CREATE INDEX resident_phone_changer ON resident (phone_changed_by) WHERE phone_changed_by IS NOT NULL;
ALTER TABLE party_member ADD COLUMN phone_changed_at INTEGER;
ALTER TABLE party_member ADD COLUMN phone_changed_by INTEGER REFERENCES account (id);
CREATE INDEX party_member_phone_changer ON party_member (phone_changed_by) WHERE phone_changed_by IS NOT NULL;

ALTER TABLE registration ADD COLUMN address TEXT CHECK (length(address) BETWEEN 1 AND 64);
-- The idempotency key with the body, hashed: a visitor has no account to keep it under.
ALTER TABLE registration ADD COLUMN request_hash BLOB CHECK (length(request_hash) = 32);
ALTER TABLE registration ADD COLUMN evidence TEXT CHECK (length(evidence) BETWEEN 2 AND 200);
ALTER TABLE registration ADD COLUMN override_reason TEXT CHECK (length(override_reason) BETWEEN 4 AND 200);
CREATE UNIQUE INDEX registration_request ON registration (request_hash) WHERE request_hash IS NOT NULL;
CREATE INDEX registration_address ON registration (address, created_at) WHERE address IS NOT NULL;
CREATE INDEX registration_age ON registration (status, created_at);
-- Whether a login is free is nobody's business before staff decide.
DROP INDEX registration_login;

-- Admin and ADMIN are one login.
CREATE INDEX account_login_folded ON account (login COLLATE NOCASE);
ALTER TABLE account ADD COLUMN former_duty TEXT CHECK (former_duty IN ('admin', 'auditor'));

-- The account's own sign-in is a proof, too.
CREATE TABLE wechat_binding_proven (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    openid_hash BLOB NOT NULL UNIQUE CHECK (length(openid_hash) = 32),
    proof TEXT NOT NULL CHECK (proof IN ('phone', 'staff', 'account')),
    bound_at INTEGER NOT NULL
) STRICT;
-- What was proven stays so.
INSERT INTO wechat_binding_proven SELECT account_id, openid_hash, proof, bound_at FROM wechat_binding;
DROP TABLE wechat_binding;
ALTER TABLE wechat_binding_proven RENAME TO wechat_binding;
