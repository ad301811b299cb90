-- What: how many wait is kept for stretches of 32 sign-ups and of 1,024.
-- Why: whoever signs up last among twenty thousand is told the own position, and summed up the stretches of 128 one after the other;
-- that was a fifth of what a sign-up costs. By two widths it is a few dozen rows, however many wait.

DROP TRIGGER sign_up_waits;
DROP TRIGGER sign_up_waits_no_more;
DROP TRIGGER sign_up_waits_now;
DROP TRIGGER sign_up_waits_deleted;
DROP TABLE sign_up_waiting;

-- A stretch of a width is the sign-ups whose number, shifted right by the width, is the stretch.
CREATE TABLE sign_up_waiting (
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
    width INTEGER NOT NULL CHECK (width IN (5, 10)),
    penalised INTEGER NOT NULL CHECK (penalised IN (0, 1)),
    stretch INTEGER NOT NULL CHECK (stretch >= 0),
    waiting INTEGER NOT NULL CHECK (waiting >= 0),
    PRIMARY KEY (activity_id, width, penalised, stretch)
) STRICT, WITHOUT ROWID;
INSERT INTO sign_up_waiting (activity_id, width, penalised, stretch, waiting)
SELECT activity_id, 5, penalised, id >> 5, count(*) FROM sign_up WHERE status = 'waitlisted'
GROUP BY activity_id, penalised, id >> 5;
INSERT INTO sign_up_waiting (activity_id, width, penalised, stretch, waiting)
SELECT activity_id, 10, penalised, stretch >> 5, sum(waiting) FROM sign_up_waiting
GROUP BY activity_id, penalised, stretch >> 5;

CREATE TRIGGER sign_up_waits AFTER INSERT ON sign_up WHEN NEW.status = 'waitlisted'
BEGIN
    INSERT INTO sign_up_waiting (activity_id, width, penalised, stretch, waiting)
    VALUES (NEW.activity_id, 5, NEW.penalised, NEW.id >> 5, 1)
    ON CONFLICT (activity_id, width, penalised, stretch) DO UPDATE SET waiting = waiting + 1;
    INSERT INTO sign_up_waiting (activity_id, width, penalised, stretch, waiting)
    VALUES (NEW.activity_id, 10, NEW.penalised, NEW.id >> 10, 1)
    ON CONFLICT (activity_id, width, penalised, stretch) DO UPDATE SET waiting = waiting + 1;
END;
CREATE TRIGGER sign_up_waits_no_more AFTER UPDATE OF status, penalised ON sign_up
WHEN OLD.status = 'waitlisted' AND (NEW.status <> 'waitlisted' OR NEW.penalised <> OLD.penalised)
BEGIN
    UPDATE sign_up_waiting SET waiting = waiting - 1
    WHERE activity_id = OLD.activity_id AND width = 5 AND penalised = OLD.penalised AND stretch = OLD.id >> 5;
    UPDATE sign_up_waiting SET waiting = waiting - 1
    WHERE activity_id = OLD.activity_id AND width = 10 AND penalised = OLD.penalised AND stretch = OLD.id >> 10;
END;
CREATE TRIGGER sign_up_waits_now AFTER UPDATE OF status, penalised ON sign_up
WHEN NEW.status = 'waitlisted' AND (OLD.status <> 'waitlisted' OR NEW.penalised <> OLD.penalised)
BEGIN
    INSERT INTO sign_up_waiting (activity_id, width, penalised, stretch, waiting)
    VALUES (NEW.activity_id, 5, NEW.penalised, NEW.id >> 5, 1)
    ON CONFLICT (activity_id, width, penalised, stretch) DO UPDATE SET waiting = waiting + 1;
    INSERT INTO sign_up_waiting (activity_id, width, penalised, stretch, waiting)
    VALUES (NEW.activity_id, 10, NEW.penalised, NEW.id >> 10, 1)
    ON CONFLICT (activity_id, width, penalised, stretch) DO UPDATE SET waiting = waiting + 1;
END;
CREATE TRIGGER sign_up_waits_deleted AFTER DELETE ON sign_up WHEN OLD.status = 'waitlisted'
BEGIN
    UPDATE sign_up_waiting SET waiting = waiting - 1
    WHERE activity_id = OLD.activity_id AND width = 5 AND penalised = OLD.penalised AND stretch = OLD.id >> 5;
    UPDATE sign_up_waiting SET waiting = waiting - 1
    WHERE activity_id = OLD.activity_id AND width = 10 AND penalised = OLD.penalised AND stretch = OLD.id >> 10;
END;
