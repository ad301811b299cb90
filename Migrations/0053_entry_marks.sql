-- What: why figures of a finished activity were corrected and when, which visitors an operator counted itself, and one meeting
-- is held once.
-- Why: figures that were reported and paid for were rewritten without a word, and three entries of one class kept a promise.
ALTER TABLE activity ADD COLUMN count_reason TEXT CHECK (length(count_reason) BETWEEN 1 AND 500);
ALTER TABLE activity ADD COLUMN corrected_at INTEGER;
ALTER TABLE visit_count ADD COLUMN hand_typed INTEGER NOT NULL DEFAULT 0 CHECK (hand_typed IN (0, 1));
-- Nothing that is a meeting lasts longer than a day.
CREATE TRIGGER activity_held_once BEFORE UPDATE OF status ON activity
WHEN NEW.status = 'finished' AND OLD.status <> 'finished' AND EXISTS (
    SELECT 1 FROM activity o WHERE o.community_id = NEW.community_id AND o.id <> NEW.id AND o.status = 'finished'
        AND o.starts_at > NEW.starts_at - 86400000 AND o.starts_at < NEW.ends_at AND o.ends_at > NEW.starts_at
        AND o.organizer_id = NEW.organizer_id AND trim(o.title) = trim(NEW.title)
        AND (o.venue_id IS NEW.venue_id OR o.venue_id IS NULL OR NEW.venue_id IS NULL))
BEGIN SELECT RAISE(ABORT, 'the meeting is entered already'); END;
