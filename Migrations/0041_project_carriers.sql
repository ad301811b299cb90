-- What: who was ever responsible for a project.
-- Why: whoever carried it out does not accept it, also where somebody else was named at the last moment.
CREATE TABLE project_former_carrier (
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (project_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_former_carrier_account ON project_former_carrier (account_id);

CREATE TRIGGER project_carrier_changed AFTER UPDATE OF carrier_account_id ON project
WHEN OLD.carrier_account_id IS NOT NULL AND OLD.carrier_account_id IS NOT NEW.carrier_account_id
BEGIN
    INSERT INTO project_former_carrier (project_id, account_id) VALUES (OLD.id, OLD.carrier_account_id)
    ON CONFLICT DO NOTHING;
END;
