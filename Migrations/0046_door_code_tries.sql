-- What: how often an account typed a wrong code of a door of late.
-- Why: six digits are found by trying, so nobody tries without end.
CREATE TABLE door_code_try (
    account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    wrong INTEGER NOT NULL CHECK (wrong > 0),
    -- When the first of them was typed.
    since INTEGER NOT NULL
) STRICT;
