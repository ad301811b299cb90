-- What: a result that was reached elsewhere keeps how many the register had as entitled, and why it was another number.
-- Why: a roll that somebody made up bound people who were never on it.
ALTER TABLE vote ADD COLUMN register_eligible INTEGER CHECK (register_eligible >= 0);
ALTER TABLE vote ADD COLUMN register_area INTEGER CHECK (register_area >= 0);
ALTER TABLE vote ADD COLUMN deviation_reason TEXT CHECK (length(deviation_reason) BETWEEN 1 AND 500);
