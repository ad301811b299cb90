-- What: who typed the numbers of those who came, and whether it was the organization that held the activity.
-- Why: an operator is measured by them; what it typed itself counts, and is marked as such.
ALTER TABLE activity ADD COLUMN walk_ins_typed INTEGER NOT NULL DEFAULT 0 CHECK (walk_ins_typed IN (0, 1));
ALTER TABLE activity ADD COLUMN head_count_typed INTEGER NOT NULL DEFAULT 0 CHECK (head_count_typed IN (0, 1));
ALTER TABLE activity ADD COLUMN counted_by INTEGER REFERENCES account (id);
CREATE INDEX activity_counted_by ON activity (counted_by) WHERE counted_by IS NOT NULL;
