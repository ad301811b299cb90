-- What: a case may have come out of a group chat.
-- Why: what neighbors write in the group of their building was entered as reported by them, or as found on patrol, and neither is so.

-- The check of a column is changed by a column in its place.
ALTER TABLE case_file RENAME COLUMN source TO source_before;
ALTER TABLE case_file ADD COLUMN source TEXT NOT NULL DEFAULT 'resident'
    CHECK (source IN ('resident', 'patrol', 'home_visit', 'hotline', 'hall', 'errand', 'group_chat'));
UPDATE case_file SET source = source_before WHERE source_before <> 'resident';
ALTER TABLE case_file DROP COLUMN source_before;
