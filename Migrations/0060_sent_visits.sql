-- What: a visit that a device sent keeps a keyed print of all that it said.
-- Why: a second entry under the same name but with other words was answered as if it were the first, and its words were lost.

ALTER TABLE home_visit ADD COLUMN sent_content BLOB CHECK (client_id IS NOT NULL OR sent_content IS NULL);
