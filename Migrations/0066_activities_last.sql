-- What: an activity that is made or moved ends after it begins.
-- Why: one of no length at all was announced, entered as held, and counted with its people.

CREATE TRIGGER activity_lasts BEFORE INSERT ON activity WHEN NEW.starts_at >= NEW.ends_at
BEGIN SELECT RAISE(ABORT, 'an activity ends after it begins'); END;
CREATE TRIGGER activity_still_lasts BEFORE UPDATE OF starts_at, ends_at ON activity WHEN NEW.starts_at >= NEW.ends_at
BEGIN SELECT RAISE(ABORT, 'an activity ends after it begins'); END;
