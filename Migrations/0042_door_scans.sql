-- What: a scan is told apart by the ticket that was shown, too; somebody who is not in can not leave.
-- Why: two phones at one door that both count one, two, three lost the people of the second.
CREATE TABLE door_scan_shown (
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    nonce TEXT NOT NULL CHECK (length(nonce) BETWEEN 1 AND 64),
    -- What the ticket said, whether or not there is such a sign-up.
    shown_id INTEGER NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('in', 'out')),
    sign_up_id INTEGER REFERENCES sign_up (id) ON DELETE CASCADE,
    outcome TEXT NOT NULL CHECK (outcome IN (
        'in', 'out', 'unknown', 'cancelled', 'already_in', 'wrong_activity', 'wrong_time', 'not_approved', 'not_in', 'revoked')),
    scanned_at INTEGER NOT NULL,
    account_id INTEGER REFERENCES account (id),
    PRIMARY KEY (activity_id, nonce, shown_id, act)
) STRICT, WITHOUT ROWID;
INSERT INTO door_scan_shown (activity_id, nonce, shown_id, act, sign_up_id, outcome, scanned_at, account_id)
SELECT activity_id, nonce, coalesce(sign_up_id, 0), act, sign_up_id, outcome, scanned_at, account_id FROM door_scan;
DROP TABLE door_scan;
ALTER TABLE door_scan_shown RENAME TO door_scan;
CREATE INDEX door_scan_sign_up ON door_scan (sign_up_id) WHERE sign_up_id IS NOT NULL;
CREATE INDEX door_scan_account ON door_scan (account_id) WHERE account_id IS NOT NULL;
