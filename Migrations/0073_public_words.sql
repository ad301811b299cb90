-- What: the words by which everybody reads of a topic, which a member of staff has read before; a session that was called off says why,
-- and a vote that was counted whom it still has to be told to.
-- Why: what a resident wrote stood on a page for everybody unread, with whatever names and numbers were in it; those who were invited
-- heard that an evening is off and not why; those who voted never heard how it ended.

ALTER TABLE issue ADD COLUMN public_title TEXT CHECK (length(public_title) BETWEEN 1 AND 100);
ALTER TABLE issue ADD COLUMN public_description TEXT CHECK (length(public_description) BETWEEN 1 AND 4000);
-- What was screened before this somebody has read; what residents described, and what has long numbers in it, is read once more.
UPDATE issue SET public_title = title
WHERE status NOT IN ('collected', 'declined') AND title NOT GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*';
UPDATE issue SET public_description = description
WHERE public_title IS NOT NULL AND proposer_resident_id IS NULL
    AND description NOT GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*';

ALTER TABLE deliberation_session ADD COLUMN cancel_reason TEXT
    CHECK (cancel_reason IS NULL OR (status = 'cancelled' AND length(cancel_reason) BETWEEN 1 AND 200));

-- One row until everybody on the roll was told, piece by piece, so that the count itself waits for nobody.
CREATE TABLE vote_to_tell (
    vote_id INTEGER PRIMARY KEY REFERENCES vote (id),
    chinese TEXT NOT NULL CHECK (length(chinese) BETWEEN 1 AND 4000),
    english TEXT NOT NULL CHECK (length(english) BETWEEN 1 AND 4000),
    -- The last of the roll who was told.
    told_to INTEGER NOT NULL DEFAULT 0
) STRICT;
