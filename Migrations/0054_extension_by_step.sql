-- What: one open question for more time is allowed for each step, not for each case.
-- Why: the question of a step that has ended is none any more, and stood in the way of the next one after a case was sent back.
DROP INDEX case_extension_open;
CREATE UNIQUE INDEX case_extension_open ON case_extension (step_id) WHERE status = 'asked';
