-- What: a milestone says whether its end needs something that shows it, and its files are known as its own.
-- Why: a milestone was done by a word, and a photo that came a day later was nobody's.

-- Nothing: as the community's rule of before and after says.
ALTER TABLE project_milestone ADD COLUMN evidence_required INTEGER CHECK (evidence_required IN (0, 1));
ALTER TABLE deliberation_paper ADD COLUMN milestone_id INTEGER REFERENCES project_milestone (id)
    CHECK (milestone_id IS NULL OR project_id IS NOT NULL);
CREATE INDEX deliberation_paper_milestone ON deliberation_paper (milestone_id) WHERE milestone_id IS NOT NULL;
-- Until now they were told by the title alone.
UPDATE deliberation_paper SET milestone_id = (
    SELECT m.id FROM project_milestone m
    WHERE m.project_id = deliberation_paper.project_id AND m.title = deliberation_paper.caption AND m.done_on IS NOT NULL
    ORDER BY m.id LIMIT 1)
WHERE project_id IS NOT NULL AND kind = 'after' AND caption IS NOT NULL;
CREATE TRIGGER project_milestone_is_shown BEFORE UPDATE OF done_on ON project_milestone
WHEN NEW.done_on IS NOT NULL AND NEW.evidence_required = 1
    AND NOT EXISTS (SELECT 1 FROM deliberation_paper p WHERE p.milestone_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'what needs evidence is not done without it'); END;
