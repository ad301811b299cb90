-- What: indexes for lists in the order in which they come, which had to read or sort all that a community has.
-- Why: the plans of all statements were looked at for a large community; a page must cost what it shows.

-- For those who see many communities.
CREATE INDEX case_file_newest ON case_file (created_at);
-- For partners: the cases that their organization handles.
CREATE INDEX case_file_organization ON case_file (handler_organization_id, created_at)
    WHERE handler_organization_id IS NOT NULL;

-- For visitors.
CREATE INDEX activity_newest ON activity (starts_at);
-- Those of an organization or a Party branch come in the same order.
DROP INDEX activity_organizer;
CREATE INDEX activity_organizer ON activity (organizer_id, starts_at);
DROP INDEX activity_party_organization;
CREATE INDEX activity_party_organization ON activity (party_organization_id, starts_at);

-- The rows of a community in the order of their ids, which follow the column in every index.
CREATE INDEX account_list ON account (community_id);
CREATE INDEX issue_list ON issue (community_id);
CREATE INDEX resident_list ON resident (community_id);
CREATE INDEX residence_community ON residence (community_id);
