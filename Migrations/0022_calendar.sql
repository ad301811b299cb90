-- What: the working calendar of each community, and the numbers of the rules that a community sets for itself.
-- Why: limits count the hours and days on which a community works; every number of a rule may differ between communities.

-- The holidays and make-up days of the whole country, by the yearly notices of the General Office of the State Council.
-- A later migration adds a year with one INSERT; every community then has it, but for days that it has settled itself.
CREATE TABLE official_day (
    date TEXT PRIMARY KEY CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'working')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50)
) STRICT, WITHOUT ROWID;

-- Days of a community on which it is not as in any other week: those of the country, and its own.
CREATE TABLE working_day (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id),
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'working')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
    source TEXT NOT NULL DEFAULT 'own' CHECK (source IN ('official', 'own')),
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (community_id, date)
) STRICT;

-- Only what differs from the rules: a number, or a limit with its unit.
CREATE TABLE community_setting (
    community_id INTEGER NOT NULL REFERENCES community (id),
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 50),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    unit TEXT CHECK (unit IN ('working_minutes', 'working_days', 'end_of_working_day', 'minutes')),
    PRIMARY KEY (community_id, key)
) STRICT, WITHOUT ROWID;

-- The version of a community's settings, and a mark by which a calendar that somebody remembers is known to be the
-- present one. The mark is drawn by lot, since a counter would give the same number again after a write was undone.
CREATE TABLE rule_state (
    community_id INTEGER PRIMARY KEY REFERENCES community (id),
    version INTEGER NOT NULL DEFAULT 1,
    mark INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO official_day (date, kind, name) VALUES
    ('2021-01-01', 'holiday', '元旦'), ('2021-01-02', 'holiday', '元旦'), ('2021-01-03', 'holiday', '元旦'),
    ('2021-02-07', 'working', '春节调休'), ('2021-02-11', 'holiday', '春节'), ('2021-02-12', 'holiday', '春节'),
    ('2021-02-13', 'holiday', '春节'), ('2021-02-14', 'holiday', '春节'), ('2021-02-15', 'holiday', '春节'),
    ('2021-02-16', 'holiday', '春节'), ('2021-02-17', 'holiday', '春节'), ('2021-02-20', 'working', '春节调休'),
    ('2021-04-03', 'holiday', '清明节'), ('2021-04-04', 'holiday', '清明节'), ('2021-04-05', 'holiday', '清明节'),
    ('2021-04-25', 'working', '劳动节调休'), ('2021-05-01', 'holiday', '劳动节'), ('2021-05-02', 'holiday', '劳动节'),
    ('2021-05-03', 'holiday', '劳动节'), ('2021-05-04', 'holiday', '劳动节'), ('2021-05-05', 'holiday', '劳动节'),
    ('2021-05-08', 'working', '劳动节调休'), ('2021-06-12', 'holiday', '端午节'), ('2021-06-13', 'holiday', '端午节'),
    ('2021-06-14', 'holiday', '端午节'), ('2021-09-18', 'working', '中秋节调休'), ('2021-09-19', 'holiday', '中秋节'),
    ('2021-09-20', 'holiday', '中秋节'), ('2021-09-21', 'holiday', '中秋节'), ('2021-09-26', 'working', '国庆节调休'),
    ('2021-10-01', 'holiday', '国庆节'), ('2021-10-02', 'holiday', '国庆节'), ('2021-10-03', 'holiday', '国庆节'),
    ('2021-10-04', 'holiday', '国庆节'), ('2021-10-05', 'holiday', '国庆节'), ('2021-10-06', 'holiday', '国庆节'),
    ('2021-10-07', 'holiday', '国庆节'), ('2021-10-09', 'working', '国庆节调休'),
    ('2022-01-01', 'holiday', '元旦'), ('2022-01-02', 'holiday', '元旦'), ('2022-01-03', 'holiday', '元旦'),
    ('2022-01-29', 'working', '春节调休'), ('2022-01-30', 'working', '春节调休'), ('2022-01-31', 'holiday', '春节'),
    ('2022-02-01', 'holiday', '春节'), ('2022-02-02', 'holiday', '春节'), ('2022-02-03', 'holiday', '春节'),
    ('2022-02-04', 'holiday', '春节'), ('2022-02-05', 'holiday', '春节'), ('2022-02-06', 'holiday', '春节'),
    ('2022-04-02', 'working', '清明节调休'), ('2022-04-03', 'holiday', '清明节'), ('2022-04-04', 'holiday', '清明节'),
    ('2022-04-05', 'holiday', '清明节'), ('2022-04-24', 'working', '劳动节调休'), ('2022-04-30', 'holiday', '劳动节'),
    ('2022-05-01', 'holiday', '劳动节'), ('2022-05-02', 'holiday', '劳动节'), ('2022-05-03', 'holiday', '劳动节'),
    ('2022-05-04', 'holiday', '劳动节'), ('2022-05-07', 'working', '劳动节调休'), ('2022-06-03', 'holiday', '端午节'),
    ('2022-06-04', 'holiday', '端午节'), ('2022-06-05', 'holiday', '端午节'), ('2022-09-10', 'holiday', '中秋节'),
    ('2022-09-11', 'holiday', '中秋节'), ('2022-09-12', 'holiday', '中秋节'), ('2022-10-01', 'holiday', '国庆节'),
    ('2022-10-02', 'holiday', '国庆节'), ('2022-10-03', 'holiday', '国庆节'), ('2022-10-04', 'holiday', '国庆节'),
    ('2022-10-05', 'holiday', '国庆节'), ('2022-10-06', 'holiday', '国庆节'), ('2022-10-07', 'holiday', '国庆节'),
    ('2022-10-08', 'working', '国庆节调休'), ('2022-10-09', 'working', '国庆节调休'), ('2022-12-31', 'holiday', '元旦'),
    ('2023-01-01', 'holiday', '元旦'), ('2023-01-02', 'holiday', '元旦'), ('2023-01-21', 'holiday', '春节'),
    ('2023-01-22', 'holiday', '春节'), ('2023-01-23', 'holiday', '春节'), ('2023-01-24', 'holiday', '春节'),
    ('2023-01-25', 'holiday', '春节'), ('2023-01-26', 'holiday', '春节'), ('2023-01-27', 'holiday', '春节'),
    ('2023-01-28', 'working', '春节调休'), ('2023-01-29', 'working', '春节调休'), ('2023-04-05', 'holiday', '清明节'),
    ('2023-04-23', 'working', '劳动节调休'), ('2023-04-29', 'holiday', '劳动节'), ('2023-04-30', 'holiday', '劳动节'),
    ('2023-05-01', 'holiday', '劳动节'), ('2023-05-02', 'holiday', '劳动节'), ('2023-05-03', 'holiday', '劳动节'),
    ('2023-05-06', 'working', '劳动节调休'), ('2023-06-22', 'holiday', '端午节'), ('2023-06-23', 'holiday', '端午节'),
    ('2023-06-24', 'holiday', '端午节'), ('2023-06-25', 'working', '端午节调休'), ('2023-09-29', 'holiday', '中秋节'),
    ('2023-09-30', 'holiday', '国庆节'), ('2023-10-01', 'holiday', '国庆节'), ('2023-10-02', 'holiday', '国庆节'),
    ('2023-10-03', 'holiday', '国庆节'), ('2023-10-04', 'holiday', '国庆节'), ('2023-10-05', 'holiday', '国庆节'),
    ('2023-10-06', 'holiday', '国庆节'), ('2023-10-07', 'working', '国庆节调休'), ('2023-10-08', 'working', '国庆节调休'),
    ('2023-12-30', 'holiday', '元旦'), ('2023-12-31', 'holiday', '元旦'),
    ('2024-01-01', 'holiday', '元旦'), ('2024-02-04', 'working', '春节调休'), ('2024-02-10', 'holiday', '春节'),
    ('2024-02-11', 'holiday', '春节'), ('2024-02-12', 'holiday', '春节'), ('2024-02-13', 'holiday', '春节'),
    ('2024-02-14', 'holiday', '春节'), ('2024-02-15', 'holiday', '春节'), ('2024-02-16', 'holiday', '春节'),
    ('2024-02-17', 'holiday', '春节'), ('2024-02-18', 'working', '春节调休'), ('2024-04-04', 'holiday', '清明节'),
    ('2024-04-05', 'holiday', '清明节'), ('2024-04-06', 'holiday', '清明节'), ('2024-04-07', 'working', '清明节调休'),
    ('2024-04-28', 'working', '劳动节调休'), ('2024-05-01', 'holiday', '劳动节'), ('2024-05-02', 'holiday', '劳动节'),
    ('2024-05-03', 'holiday', '劳动节'), ('2024-05-04', 'holiday', '劳动节'), ('2024-05-05', 'holiday', '劳动节'),
    ('2024-05-11', 'working', '劳动节调休'), ('2024-06-10', 'holiday', '端午节'), ('2024-09-14', 'working', '中秋节调休'),
    ('2024-09-15', 'holiday', '中秋节'), ('2024-09-16', 'holiday', '中秋节'), ('2024-09-17', 'holiday', '中秋节'),
    ('2024-09-29', 'working', '国庆节调休'), ('2024-10-01', 'holiday', '国庆节'), ('2024-10-02', 'holiday', '国庆节'),
    ('2024-10-03', 'holiday', '国庆节'), ('2024-10-04', 'holiday', '国庆节'), ('2024-10-05', 'holiday', '国庆节'),
    ('2024-10-06', 'holiday', '国庆节'), ('2024-10-07', 'holiday', '国庆节'), ('2024-10-12', 'working', '国庆节调休'),
    ('2025-01-01', 'holiday', '元旦'), ('2025-01-26', 'working', '春节调休'), ('2025-01-28', 'holiday', '春节'),
    ('2025-01-29', 'holiday', '春节'), ('2025-01-30', 'holiday', '春节'), ('2025-01-31', 'holiday', '春节'),
    ('2025-02-01', 'holiday', '春节'), ('2025-02-02', 'holiday', '春节'), ('2025-02-03', 'holiday', '春节'),
    ('2025-02-04', 'holiday', '春节'), ('2025-02-08', 'working', '春节调休'), ('2025-04-04', 'holiday', '清明节'),
    ('2025-04-05', 'holiday', '清明节'), ('2025-04-06', 'holiday', '清明节'), ('2025-04-27', 'working', '劳动节调休'),
    ('2025-05-01', 'holiday', '劳动节'), ('2025-05-02', 'holiday', '劳动节'), ('2025-05-03', 'holiday', '劳动节'),
    ('2025-05-04', 'holiday', '劳动节'), ('2025-05-05', 'holiday', '劳动节'), ('2025-05-31', 'holiday', '端午节'),
    ('2025-06-01', 'holiday', '端午节'), ('2025-06-02', 'holiday', '端午节'), ('2025-09-28', 'working', '国庆节调休'),
    ('2025-10-01', 'holiday', '国庆节'), ('2025-10-02', 'holiday', '国庆节'), ('2025-10-03', 'holiday', '国庆节'),
    ('2025-10-04', 'holiday', '国庆节'), ('2025-10-05', 'holiday', '国庆节'), ('2025-10-06', 'holiday', '中秋节'),
    ('2025-10-07', 'holiday', '国庆节'), ('2025-10-08', 'holiday', '国庆节'), ('2025-10-11', 'working', '国庆节调休'),
    ('2026-01-01', 'holiday', '元旦'), ('2026-01-02', 'holiday', '元旦'), ('2026-01-03', 'holiday', '元旦'),
    ('2026-01-04', 'working', '元旦调休'), ('2026-02-14', 'working', '春节调休'), ('2026-02-15', 'holiday', '春节'),
    ('2026-02-16', 'holiday', '春节'), ('2026-02-17', 'holiday', '春节'), ('2026-02-18', 'holiday', '春节'),
    ('2026-02-19', 'holiday', '春节'), ('2026-02-20', 'holiday', '春节'), ('2026-02-21', 'holiday', '春节'),
    ('2026-02-22', 'holiday', '春节'), ('2026-02-23', 'holiday', '春节'), ('2026-02-28', 'working', '春节调休'),
    ('2026-04-04', 'holiday', '清明节'), ('2026-04-05', 'holiday', '清明节'), ('2026-04-06', 'holiday', '清明节'),
    ('2026-05-01', 'holiday', '劳动节'), ('2026-05-02', 'holiday', '劳动节'), ('2026-05-03', 'holiday', '劳动节'),
    ('2026-05-04', 'holiday', '劳动节'), ('2026-05-05', 'holiday', '劳动节'), ('2026-05-09', 'working', '劳动节调休'),
    ('2026-06-19', 'holiday', '端午节'), ('2026-06-20', 'holiday', '端午节'), ('2026-06-21', 'holiday', '端午节'),
    ('2026-09-20', 'working', '国庆节调休'), ('2026-09-25', 'holiday', '中秋节'), ('2026-09-26', 'holiday', '中秋节'),
    ('2026-09-27', 'holiday', '中秋节'), ('2026-10-01', 'holiday', '国庆节'), ('2026-10-02', 'holiday', '国庆节'),
    ('2026-10-03', 'holiday', '国庆节'), ('2026-10-04', 'holiday', '国庆节'), ('2026-10-05', 'holiday', '国庆节'),
    ('2026-10-06', 'holiday', '国庆节'), ('2026-10-07', 'holiday', '国庆节'), ('2026-10-10', 'working', '国庆节调休');

INSERT INTO working_day (community_id, date, kind, name, source, created_at, updated_at)
SELECT c.id, d.date, d.kind, d.name, 'official', c.created_at, c.created_at FROM community c, official_day d;
INSERT INTO rule_state (community_id) SELECT id FROM community;

CREATE TRIGGER rule_state_begins AFTER INSERT ON community
BEGIN
    INSERT INTO working_day (community_id, date, kind, name, source, created_at, updated_at)
    SELECT NEW.id, d.date, d.kind, d.name, 'official', NEW.created_at, NEW.created_at FROM official_day d;
    INSERT INTO rule_state (community_id, mark) VALUES (NEW.id, random());
END;
-- A community that was made by mistake goes with its calendar and its settings.
CREATE TRIGGER rule_state_ends BEFORE DELETE ON community
BEGIN
    DELETE FROM working_day WHERE community_id = OLD.id;
    DELETE FROM community_setting WHERE community_id = OLD.id;
    DELETE FROM rule_state WHERE community_id = OLD.id;
END;
CREATE TRIGGER official_day_comes AFTER INSERT ON official_day
BEGIN
    INSERT INTO working_day (community_id, date, kind, name, source, created_at, updated_at)
    SELECT c.id, NEW.date, NEW.kind, NEW.name, 'official', c.created_at, c.created_at FROM community c
    WHERE NOT EXISTS (SELECT 1 FROM working_day w WHERE w.community_id = c.id AND w.date = NEW.date);
END;

-- A day of the country that a community changes is its own from then on.
CREATE TRIGGER working_day_is_own AFTER UPDATE OF kind, name ON working_day WHEN OLD.source = 'official'
BEGIN UPDATE working_day SET source = 'own' WHERE id = NEW.id; END;

CREATE TRIGGER working_day_made AFTER INSERT ON working_day
BEGIN UPDATE rule_state SET mark = random() WHERE community_id = NEW.community_id; END;
CREATE TRIGGER working_day_changed AFTER UPDATE ON working_day
BEGIN UPDATE rule_state SET mark = random() WHERE community_id = NEW.community_id; END;
CREATE TRIGGER working_day_removed AFTER DELETE ON working_day
BEGIN UPDATE rule_state SET mark = random() WHERE community_id = OLD.community_id; END;
