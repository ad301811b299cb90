-- What: where the spans of the zero-backlog ledger begin and end, by grid.
-- Why: a figure of the ledger opens down to its cases, of any month in the past, not only to what is left to tell today.

DROP INDEX case_untold_grid;
CREATE INDEX case_untold_since ON case_untold (grid_id, since);
CREATE INDEX case_untold_until ON case_untold (grid_id, until);
