-- What: which cases carry an issue out, which agenda made something a topic, and which of the six steps a paper belongs to.
-- Why: an issue was completed while nobody had touched its cases, topics stayed behind when their line of an agenda was
-- rewritten, and the papers of Party meetings were read by everybody who may read a topic.
CREATE TABLE issue_task (
    case_id INTEGER PRIMARY KEY REFERENCES case_file (id),
    issue_id INTEGER NOT NULL REFERENCES issue (id)
) STRICT;
CREATE INDEX issue_task_issue ON issue_task (issue_id);
INSERT INTO issue_task (case_id, issue_id)
SELECT id, issue_id FROM case_file
WHERE issue_id IS NOT NULL AND source = 'hall' AND description LIKE '落实议题“%';

ALTER TABLE issue ADD COLUMN agenda_session_id INTEGER REFERENCES deliberation_session (id) ON DELETE SET NULL;
CREATE INDEX issue_agenda_session ON issue (agenda_session_id) WHERE agenda_session_id IS NOT NULL;

ALTER TABLE deliberation_paper ADD COLUMN step TEXT CHECK (step IN (
    'party_proposal', 'committees_consult', 'party_meeting', 'representatives_decide', 'decision_disclosed',
    'outcome_disclosed'));
-- So far a paper of a step was known by its caption.
UPDATE deliberation_paper SET step = CASE caption
    WHEN '党组织提议' THEN 'party_proposal' WHEN '“两委”商议' THEN 'committees_consult'
    WHEN '党员大会审议' THEN 'party_meeting' ELSE 'outcome_disclosed' END
WHERE kind = 'document' AND caption IN ('党组织提议', '“两委”商议', '党员大会审议', '实施结果公开')
    AND issue_id IN (SELECT id FROM issue WHERE six_steps = 1);
