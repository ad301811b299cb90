-- What: why hours, exceptions and visitors of days that are over were entered or changed, and when and by whom; hours of one
-- weekday never hold at once.
-- Why: the days on which a venue was open are promised and paid for; those of past years could be rewritten without a word.
ALTER TABLE opening_hour ADD COLUMN reason TEXT CHECK (length(reason) BETWEEN 1 AND 500);
ALTER TABLE opening_hour ADD COLUMN corrected_at INTEGER;
ALTER TABLE opening_hour ADD COLUMN entered_by INTEGER REFERENCES account (id);
ALTER TABLE opening_exception ADD COLUMN corrected_at INTEGER;
ALTER TABLE opening_exception ADD COLUMN entered_by INTEGER REFERENCES account (id);
ALTER TABLE visit_count ADD COLUMN reason TEXT CHECK (length(reason) BETWEEN 1 AND 500);
ALTER TABLE visit_count ADD COLUMN corrected_at INTEGER;
ALTER TABLE visit_count ADD COLUMN counted_by INTEGER REFERENCES account (id);
CREATE INDEX opening_hour_entered ON opening_hour (entered_by) WHERE entered_by IS NOT NULL;
CREATE INDEX opening_exception_entered ON opening_exception (entered_by) WHERE entered_by IS NOT NULL;
CREATE INDEX visit_count_counted ON visit_count (counted_by) WHERE counted_by IS NOT NULL;

CREATE TRIGGER opening_hour_apart BEFORE INSERT ON opening_hour WHEN EXISTS (
    SELECT 1 FROM opening_hour o WHERE o.venue_id = NEW.venue_id AND o.weekday = NEW.weekday
        AND o.opens < NEW.closes AND NEW.opens < o.closes
        AND (o.until_date IS NULL OR NEW.from_date IS NULL OR o.until_date > NEW.from_date)
        AND (NEW.until_date IS NULL OR o.from_date IS NULL OR o.from_date < NEW.until_date))
BEGIN SELECT RAISE(ABORT, 'hours of one weekday hold at once'); END;
CREATE TRIGGER opening_hour_still_apart
BEFORE UPDATE OF weekday, opens, closes, from_date, until_date ON opening_hour WHEN EXISTS (
    SELECT 1 FROM opening_hour o WHERE o.venue_id = NEW.venue_id AND o.weekday = NEW.weekday AND o.id <> NEW.id
        AND o.opens < NEW.closes AND NEW.opens < o.closes
        AND (o.until_date IS NULL OR NEW.from_date IS NULL OR o.until_date > NEW.from_date)
        AND (NEW.until_date IS NULL OR o.from_date IS NULL OR o.from_date < NEW.until_date))
BEGIN SELECT RAISE(ABORT, 'hours of one weekday hold at once'); END;
