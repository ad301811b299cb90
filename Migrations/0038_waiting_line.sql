-- What: how many wait in each stretch of an activity's queue.
-- Why: whoever signs up is told the own position; counted one by one, that would cost the thousandth a thousand rows.

-- A stretch is 128 sign-ups in the writer's sequence, so that a position is a sum over the stretches before, and what is counted
-- in the last one.
CREATE TABLE sign_up_waiting (
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    penalised INTEGER NOT NULL CHECK (penalised IN (0, 1)),
    stretch INTEGER NOT NULL CHECK (stretch >= 0),
    waiting INTEGER NOT NULL CHECK (waiting >= 0),
    PRIMARY KEY (activity_id, penalised, stretch)
) STRICT, WITHOUT ROWID;
INSERT INTO sign_up_waiting (activity_id, penalised, stretch, waiting)
SELECT activity_id, penalised, id >> 7, count(*) FROM sign_up WHERE status = 'waitlisted'
GROUP BY activity_id, penalised, id >> 7;

CREATE TRIGGER sign_up_waits AFTER INSERT ON sign_up WHEN NEW.status = 'waitlisted'
BEGIN
    INSERT INTO sign_up_waiting (activity_id, penalised, stretch, waiting)
    VALUES (NEW.activity_id, NEW.penalised, NEW.id >> 7, 1)
    ON CONFLICT (activity_id, penalised, stretch) DO UPDATE SET waiting = waiting + 1;
END;
CREATE TRIGGER sign_up_waits_no_more AFTER UPDATE OF status, penalised ON sign_up
WHEN OLD.status = 'waitlisted' AND (NEW.status <> 'waitlisted' OR NEW.penalised <> OLD.penalised)
BEGIN
    UPDATE sign_up_waiting SET waiting = waiting - 1
    WHERE activity_id = OLD.activity_id AND penalised = OLD.penalised AND stretch = OLD.id >> 7;
END;
CREATE TRIGGER sign_up_waits_now AFTER UPDATE OF status, penalised ON sign_up
WHEN NEW.status = 'waitlisted' AND (OLD.status <> 'waitlisted' OR NEW.penalised <> OLD.penalised)
BEGIN
    INSERT INTO sign_up_waiting (activity_id, penalised, stretch, waiting)
    VALUES (NEW.activity_id, NEW.penalised, NEW.id >> 7, 1)
    ON CONFLICT (activity_id, penalised, stretch) DO UPDATE SET waiting = waiting + 1;
END;
CREATE TRIGGER sign_up_waits_deleted AFTER DELETE ON sign_up WHEN OLD.status = 'waitlisted'
BEGIN
    UPDATE sign_up_waiting SET waiting = waiting - 1
    WHERE activity_id = OLD.activity_id AND penalised = OLD.penalised AND stretch = OLD.id >> 7;
END;
