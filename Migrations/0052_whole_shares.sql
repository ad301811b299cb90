-- What: the shares of one dwelling are never more than the whole.
-- Why: three owners of a half each, or two of the whole, made a roll on which somebody was left out without a word.
CREATE TRIGGER ownership_shares_of_new AFTER INSERT ON ownership
-- A little more than one, since thirds have no exact sum here.
WHEN (SELECT sum(CAST(o.share_numerator AS REAL) / o.share_denominator) FROM ownership o
    WHERE o.dwelling_id = NEW.dwelling_id) > 1.0000001
BEGIN SELECT RAISE(ABORT, 'the shares of a dwelling are not more than the whole'); END;
CREATE TRIGGER ownership_shares_of_changed AFTER UPDATE OF share_numerator, share_denominator, dwelling_id ON ownership
WHEN (SELECT sum(CAST(o.share_numerator AS REAL) / o.share_denominator) FROM ownership o
    WHERE o.dwelling_id = NEW.dwelling_id) > 1.0000001
    AND CAST(NEW.share_numerator AS REAL) / NEW.share_denominator
        > CAST(OLD.share_numerator AS REAL) / OLD.share_denominator
BEGIN SELECT RAISE(ABORT, 'the shares of a dwelling are not more than the whole'); END;
