-- What: what holds on one day of a venue is said once; a booking for an activity stands at its time while it is to come.
-- Why: a day that was entered as closed and as open let people book a room that nobody would unlock.
CREATE TRIGGER opening_exception_agrees BEFORE INSERT ON opening_exception WHEN EXISTS (
    SELECT 1 FROM opening_exception o WHERE o.venue_id = NEW.venue_id AND o.on_date = NEW.on_date
        AND ((o.opens IS NULL) <> (NEW.opens IS NULL)
            OR o.opens <> NEW.opens AND o.opens < NEW.closes AND NEW.opens < o.closes))
BEGIN SELECT RAISE(ABORT, 'one day is entered in two ways'); END;
CREATE TRIGGER opening_exception_still_agrees BEFORE UPDATE OF opens, closes ON opening_exception WHEN EXISTS (
    SELECT 1 FROM opening_exception o WHERE o.venue_id = NEW.venue_id AND o.on_date = NEW.on_date AND o.id <> NEW.id
        AND ((o.opens IS NULL) <> (NEW.opens IS NULL)
            OR o.opens <> NEW.opens AND o.opens < NEW.closes AND NEW.opens < o.closes))
BEGIN SELECT RAISE(ABORT, 'one day is entered in two ways'); END;
CREATE TRIGGER venue_booking_meets BEFORE INSERT ON venue_booking
WHEN NEW.activity_id IS NOT NULL AND NEW.status = 'booked' AND NOT EXISTS (
    SELECT 1 FROM activity a WHERE a.id = NEW.activity_id AND a.status IN ('draft', 'published')
        AND a.starts_at < NEW.ends_at AND a.ends_at > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'a room is kept for an activity that is not then'); END;
