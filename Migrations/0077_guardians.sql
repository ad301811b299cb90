-- What: what a guardian who lives elsewhere is to the child.
-- Why: a stranger's name with the word "paper" beside it passed for a guardian; who is no parent at home says what they are to the
-- child and why they decide (Civil Code article 27), and the record keeps it.

ALTER TABLE consent ADD COLUMN guardian_relation TEXT CHECK (length(guardian_relation) BETWEEN 1 AND 200);
