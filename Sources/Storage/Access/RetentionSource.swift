import Domain
import SQLite

/// Which rows of a kind are due, as SQL (到期记录): `?1` is the community, `?2` a day and `?3` its first moment.
struct RetentionSource {
    /// A SELECT of ids.
    let due: String
    /// The resource whose lists show the rows; nothing where words are erased that stand in no list of their own.
    var resource: ResourceName?

    static func of(_ kind: RetentionKind, _ act: RetentionAct) -> RetentionSource? {
        switch (kind, act) {
        case (.residents, .anonymise): RetentionSource(due: left, resource: .residents)
        case (.residents, .delete): RetentionSource(due: forgotten, resource: .residents)
        case (.cases, .anonymise): RetentionSource(due: closed, resource: .cases)
        case (.signUps, .delete): RetentionSource(due: over, resource: .signUps)
        case (.consents, .delete): RetentionSource(due: withdrawn, resource: .consents)
        case (.auditNotes, .delete): RetentionSource(due: words, resource: .audit)
        case (.cases, .delete), (.signUps, .anonymise), (.consents, .anonymise), (.auditNotes, .anonymise): nil
        }
    }

    /// Who lives here no more and whom nothing that goes on needs: no open case, no sign-up, no Party membership.
    private static let left = """
        SELECT DISTINCT r.resident_id FROM residence r JOIN resident p ON p.id = r.resident_id
        WHERE r.community_id = ?1 AND r.until_date <= ?2 AND p.anonymised_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM residence n WHERE n.resident_id = r.resident_id
                AND (n.until_date IS NULL OR n.until_date > ?2))
            AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.reporter_id = r.resident_id AND c.closed_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM party_member m WHERE m.resident_id = r.resident_id)
        """

    /// Who was anonymised and whom nothing names any more.
    private static let forgotten = """
        SELECT p.id FROM resident p WHERE p.community_id = ?1 AND p.anonymised_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM residence n WHERE n.resident_id = p.id
                AND (n.until_date IS NULL OR n.until_date > ?2))
            AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.reporter_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM sign_up s WHERE s.resident_id = p.id OR s.helper_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM organization_member b WHERE b.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM consent a WHERE a.resident_id = p.id OR a.giver_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM account a WHERE a.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM home_visit v WHERE v.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM home_visit_heard e WHERE e.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM wish w WHERE w.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM session_attendee t WHERE t.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM issue i WHERE i.proposer_resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM issue_supporter u WHERE u.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM vote_voter x WHERE x.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM issue_rating g WHERE g.resident_id = p.id)
            AND NOT EXISTS (SELECT 1 FROM party_member m WHERE m.resident_id = p.id)
        """

    private static let closed = """
        SELECT c.id FROM case_file c WHERE c.community_id = ?1 AND c.closed_at < ?3 AND c.erased_at IS NULL
        """

    private static let over = """
        SELECT s.id FROM activity a JOIN sign_up s ON s.activity_id = a.id
        WHERE a.community_id = ?1 AND a.starts_at < ?3 AND a.ends_at < ?3 AND a.status IN ('finished', 'cancelled')
        """

    private static let withdrawn = """
        SELECT c.id FROM consent c WHERE c.community_id = ?1 AND (c.withdrawn_at < ?3 OR c.ends_on <= ?2)
        """

    private static let words = """
        -- CROSS JOIN: from the words, which become few, as all entries of the chain would be read otherwise.
        SELECT n.audit_id FROM audit_note n CROSS JOIN audit a ON a.id = n.audit_id
        WHERE n.audit_id <= (SELECT x.id FROM audit x WHERE x.community_id = ?1 AND x.at < ?3 ORDER BY x.at DESC LIMIT 1)
            AND a.community_id = ?1
        """
}
