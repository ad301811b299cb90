-- What: the cases that wait for their check are found by who handled them, the most pressing first.
-- Why: whoever did the work does not look at it. In the order of their deadlines alone a community's list to check was read through
-- for each case that is somebody else's: an account that had done all of a hundred thousand paid 60 ms to hear that it may check none.
-- By their handlers the own ones are stepped over as one, and a few of each colleague's are enough.

-- Said so that it is not taken for a comparison with what a statement binds: where an index is on a column that equals a constant,
-- SQLite plans every statement that binds the same column anew at each of its runs.
CREATE INDEX case_file_to_check ON case_file (community_id, handler_id, due_at) WHERE (status = 'checking') IS TRUE;
