import Domain

extension ResourceSource {
    static func deliberation(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .issues:
            ResourceSource(
                table: "issue",
                expressions: [
                    "number":
                        "CASE WHEN t.number_year IS NOT NULL THEN printf('YT%d-%04d', t.number_year, t.number_in_year) END",
                    "cases": "(SELECT count(*) FROM case_file c WHERE c.issue_id = t.id)",
                    "supporters": "(SELECT count(*) FROM issue_supporter s WHERE s.issue_id = t.id)",
                    "versions": "(SELECT count(*) FROM issue_version v WHERE v.issue_id = t.id)",
                    "ratings": "(SELECT count(*) FROM issue_rating r WHERE r.issue_id = t.id)",
                    "stars": "(SELECT coalesce(sum(r.score), 0) FROM issue_rating r WHERE r.issue_id = t.id)",
                ],
                written: ["outcome": { StoredWords.outcome(ofIssue: "t", $0) }],
                // Others read what was approved, and before that its number alone: nobody has looked yet whom it names.
                reserve: .ownWords,
                reserved: ["title": knownBy("t")],
                reservedWords: [
                    "description": { "coalesce(t.public_description, '\(IssueWording.unread.text(in: $0))')" }
                ],
                ownRow: """
                    (t.proposer_account_id = :me \
                    OR t.proposer_resident_id = (SELECT a.resident_id FROM account a WHERE a.id = :me))
                    """,
                unreservedFinds: "t.public_title = t.title AND t.public_description = t.description",
                reservedLabel: knownBy("x"),
                label: "x.title",
                search: .issues
            )
        case .issueTimeline:
            ResourceSource(
                table: "issue_event",
                joins: "JOIN issue i ON i.id = t.issue_id",
                written: ["remark": { StoredWords.said("t.remark", $0) }],
                scope: Scope(community: "i.community_id"),
                reserve: .ownWords,
                // Why somebody takes a topic back is said to those who screen, and nobody has read whom it names; what these say of
                // a topic that they did not take up can quote it.
                reservedWords: [
                    "remark": {
                        """
                        CASE WHEN t.move <> 'withdraw' AND (i.screened_at IS NOT NULL OR t.remark LIKE '§%') \
                        THEN \(StoredWords.said("t.remark", $0)) END
                        """
                    }
                ],
                ownRow: """
                    (i.proposer_account_id = :me \
                    OR i.proposer_resident_id = (SELECT a.resident_id FROM account a WHERE a.id = :me))
                    """,
                label: "x.move"
            )
        case .issueVersions:
            ResourceSource(
                table: "issue_version",
                reserve: .ownWords,
                unreservedRows: "0",
                ownAccount: "(SELECT i.proposer_account_id FROM issue i WHERE i.id = t.issue_id)",
                label: "x.title"
            )
        case .issueSupporters:
            ResourceSource(table: "issue_supporter", scope: Scope(resident: "t.resident_id"), label: "x.updated_at")
        case .issueEvaluators: ResourceSource(table: "issue_evaluator", label: "x.updated_at")
        case .sessions:
            ResourceSource(
                table: "deliberation_session",
                expressions: [
                    "issues": "(SELECT count(*) FROM issue i WHERE i.session_id = t.id)",
                    "items": "(SELECT count(*) FROM agenda_item a WHERE a.session_id = t.id)",
                    "roll": "(SELECT count(*) \(onRoll))",
                    "checked_in": "(SELECT count(*) \(onRoll) AND a.checked_in_at IS NOT NULL)",
                    "quorum_met": """
                    (SELECT count(*) > 0 AND sum(a.checked_in_at IS NOT NULL) * 100 > count(*) * t.quorum_percent \(onRoll))
                    """,
                    "typed_present": """
                    CASE WHEN t.present IS NOT NULL THEN max(0, t.present - (
                        SELECT count(*) FROM session_attendee a WHERE a.session_id = t.id AND a.checked_in_at IS NOT NULL)) END
                    """,
                    "warnings": warnings(
                        late: "count(*) || ' 份邀请未提前 ' || %d || ' 天发出（invitation_days）'",
                        absent: "'第 ' || i.place || ' 项因必到方缺席而暂缓'",
                        between: "；"
                    ),
                ],
                english: [
                    "warnings": warnings(
                        late: "'Invitations sent less than ' || %d || ' days ahead (invitation_days): ' || count(*)",
                        absent: "'Item ' || i.place || ' was put off, since a required party was absent'",
                        between: "; "
                    )
                ],
                label: "x.title"
            )
        case .attendees:
            ResourceSource(
                table: "session_attendee",
                scope: Scope(organization: "t.organization_id", resident: "t.resident_id")
            )
        case .agendaItems:
            ResourceSource(
                table: "agenda_item",
                expressions: [
                    "required_parties": """
                    (SELECT group_concat(p.party, ' ') FROM agenda_item_party p WHERE p.item_id = t.id)
                    """,
                    "statements": "(SELECT count(*) FROM agenda_statement s WHERE s.item_id = t.id)",
                ],
                written: ["outcome": { StoredWords.said("t.outcome", $0) }],
                label: "x.title"
            )
        // What a party said is for all, who said it for those who run the hall.
        case .agendaStatements:
            ResourceSource(
                table: "agenda_statement",
                reserve: .speakers,
                reserved: ["speaker": "NULL"],
                label: "x.party"
            )
        case .deliberationPapers:
            ResourceSource(
                table: "deliberation_paper",
                // No join, by which a page along the papers had to be sorted.
                expressions: [
                    "media_type": "(SELECT u.media_type FROM upload u WHERE u.id = t.upload_id)",
                    "size": "(SELECT u.size FROM upload u WHERE u.id = t.upload_id)",
                    "sha256": "(SELECT u.sha256 FROM upload u WHERE u.id = t.upload_id)",
                ],
                written: ["caption": { StoredWords.said("t.caption", $0) }],
                scope: Scope(branch: branchOfIssue, organization: carrier, resident: reporter),
                reserve: .partyRecords,
                unreservedRows: "t.step IS NULL OR t.step NOT IN (\(partySteps))",
                partyRecords: "t.step IN (\(partySteps))",
                isShared: true,
                sharedRows: "(t.step IS NULL OR t.step NOT IN (\(partySteps))) AND \(notPrivate)",
                label: "x.created_at"
            )
        case .publicNotices:
            ResourceSource(
                table: "public_notice",
                expressions: [
                    "objections": "(SELECT count(*) FROM objection o WHERE o.notice_id = t.id)",
                    "unanswered": "(SELECT count(*) FROM objection o WHERE o.notice_id = t.id AND o.answer IS NULL)",
                    "outcome": "NULL",
                ],
                written: [
                    "outcome": {
                        StoredWords.lastVote(ofIssue: "t.issue_id", $0)
                    }
                ],
                visitorCondition: notOfPrivateIssue,
                label: "x.title"
            )
        case .objections:
            // Who objects is for those who answer; a partner is none of them, and has none of its own.
            ResourceSource(table: "objection", scope: Scope(organization: "NULL", resident: "t.resident_id"))
        case .votes:
            ResourceSource(
                table: "vote",
                expressions: [
                    "cast": "t.cast_people + coalesce(t.unopened, 0)", "for": counted("yes"),
                    "for_area": counted("yes_area"), "against": counted("no"), "abstain": counted("abstained"),
                    "unopened_reason": "CASE WHEN t.unopened IS NOT NULL THEN '\(UnopenedReason.tooFew.rawValue)' END",
                    "status": SQLVoteReading.standing("t"), "ended_at": SQLVoteReading.end("t"),
                ],
                written: [
                    "missing": { StoredWords.missing("t.missing", $0) },
                    "unreachable": { StoredWords.unreachable(stillOpen, $0) },
                ],
                // What a meeting of the Party counted is read by whoever reads its minutes.
                scope: Scope(branch: branchOfIssue),
                reserve: .partyRecords,
                reserved: Dictionary(
                    uniqueKeysWithValues: [
                        ("cast", "t.cast_people + coalesce(t.unopened, 0)"), ("for", counted("yes")),
                        ("for_area", counted("yes_area")), ("against", counted("no")),
                        ("abstain", counted("abstained")),
                        ("eligible", "t.eligible"), ("register_eligible", "t.register_eligible"),
                        ("deviation_reason", "t.deviation_reason"), ("quorum_met", "t.quorum_met"),
                    ].map { ($0, "CASE WHEN \(notOfParty) THEN \($1) END") }
                ),
                reservedWords: [
                    "missing": { "CASE WHEN \(notOfParty) THEN \(StoredWords.missing("t.missing", $0)) END" },
                    "unreachable": { "CASE WHEN \(notOfParty) THEN \(StoredWords.unreachable(stillOpen, $0)) END" },
                ],
                isShared: true,
                sharedRows: notOfParty,
                label: "x.rule"
            )
        // Whoever is on a roll sees the own row; the whole roll is for those who run the vote.
        case .voters:
            ResourceSource(
                table: "vote_voter",
                expressions: [
                    "channel": "coalesce(t.channel, (SELECT p.channel FROM vote_participation p WHERE p.id = t.id))",
                    "cast_at": "coalesce(t.cast_at, (SELECT p.cast_at FROM vote_participation p WHERE p.id = t.id))",
                    "doubted_at": "(SELECT p.doubted_at FROM vote_participation p WHERE p.id = t.id)",
                    "cast_by": "coalesce(t.cast_by, (SELECT p.cast_by FROM vote_participation p WHERE p.id = t.id))",
                    "warning": "NULL",
                ],
                english: ["name": StoredWords.voter("t.name", .english)],
                written: [
                    "warning": { language in
                        "(SELECT \(StoredWords.unreachable("v.unreachable", language)) FROM vote v "
                            + "WHERE v.id = t.vote_id AND t.recused = 1)"
                    }
                ],
                // What stands for a household is everybody's who lives in it.
                scope: Scope(
                    idsOfResident: """
                        WITH x (me) AS (SELECT ?) SELECT v.id FROM x JOIN vote_voter v ON v.resident_id = x.me \
                        UNION ALL SELECT v.id FROM x JOIN residence r ON r.resident_id = x.me AND r.until_date IS NULL \
                        JOIN vote_voter v ON v.household_id = r.household_id \
                        UNION ALL SELECT v.id FROM x JOIN account a ON a.resident_id = x.me \
                        JOIN vote_voter v ON v.account_id = a.id AND v.resident_id IS NULL
                        """
                ),
                // Who chose what in a meeting of the Party is for those who read its minutes, and the own row is everybody's.
                reserve: .partyRecords,
                unreservedRows: notOfPartyVote,
                ownAccount: "t.account_id"
            )
        // Those of a meeting of the Party together are its tally; by a receipt its voter finds the own one.
        case .publishedBallots:
            ResourceSource(
                table: "vote_ballot",
                scope: Scope(branch: branchOfVote),
                reserve: .partyRecords,
                unreservedRows: notOfPartyVote,
                ownWord: "receipt",
                isShared: true,
                sharedRows: notOfPartyVote,
                label: "x.receipt"
            )
        case .sessionMinutes:
            ResourceSource(
                table: "session_minutes",
                expressions: [
                    "sent": "(SELECT count(*) \(signers))",
                    "signed": "(SELECT count(*) \(signers) AND s.signed_at IS NOT NULL)",
                    "objections": "(SELECT count(*) FROM minutes_objection o WHERE o.minutes_id = t.id)",
                    "addenda": "(SELECT count(*) FROM minutes_addendum d WHERE d.minutes_id = t.id)",
                ],
                // Residents read what is archived, and before that what was sent to them.
                scope: Scope(
                    idsOfResident: """
                        WITH x (me) AS (SELECT ?) SELECT m.id FROM x JOIN resident r ON r.id = x.me \
                        JOIN session_minutes m ON m.community_id = r.community_id AND m.status = 'archived' \
                        UNION ALL SELECT m.id FROM x JOIN session_attendee e ON e.resident_id = x.me \
                        JOIN minutes_signature s ON s.attendee_id = e.id \
                        JOIN session_minutes m ON m.id = s.minutes_id AND m.status = 'circulated'
                        """
                ),
                label: "x.created_at"
            )
        // Residents see that they signed or objected, not who else did.
        case .minutesSignatures:
            ResourceSource(table: "minutes_signature", scope: ofAttendee("minutes_signature"), label: "x.circulated_at")
        case .minutesObjections:
            ResourceSource(table: "minutes_objection", scope: ofAttendee("minutes_objection"), label: "x.created_at")
        case .minutesAddenda: ResourceSource(table: "minutes_addendum", label: "x.created_at")
        case .issueSteps:
            ResourceSource(
                table: "issue_step",
                expressions: ["for": "t.yes", "against": "t.no", "abstain": "t.abstained"],
                // What a branch decided is its own to read, and that of those who keep the Party's records.
                scope: Scope(branch: branchOfIssue),
                reserve: .partyRecords,
                reserved: Dictionary(
                    uniqueKeysWithValues: [
                        ("minutes", "minutes"), ("due", "due"), ("present", "present"), ("for", "yes"),
                        ("against", "no"), ("abstain", "abstained"), ("recorded_by", "recorded_by"),
                    ].map { ($0, "CASE WHEN t.step NOT IN (\(partySteps)) THEN t.\($1) END") }
                ),
                partyRecords: "t.step IN (\(partySteps))",
                isShared: true,
                sharedRows: "t.step NOT IN (\(partySteps))",
                label: "x.step"
            )
        case .milestones:
            ResourceSource(
                table: "project_milestone",
                expressions: [
                    "evidence":
                        "(SELECT count(*) FROM deliberation_paper p WHERE p.milestone_id = t.id AND p.kind <> 'before')"
                ],
                // What is done about a private case is seen by whoever does it and whoever reported it.
                scope: Scope(organization: carrier, resident: reporter),
                isShared: true,
                sharedRows: notPrivate,
                label: "x.title"
            )
        case .issueRatings:
            ResourceSource(table: "issue_rating", scope: Scope(resident: "t.resident_id"), label: "x.updated_at")
        default:
            ResourceSource(
                table: "project",
                expressions: [
                    "milestones": "(SELECT count(*) FROM project_milestone m WHERE m.project_id = t.id)",
                    "progress": """
                    CASE WHEN t.status IN ('completed', 'accepted') THEN 100 ELSE coalesce((
                        SELECT sum(CASE WHEN m.done_on IS NOT NULL THEN m.weight ELSE 0 END) * 100 / sum(m.weight)
                        FROM project_milestone m WHERE m.project_id = t.id), 0) END
                    """,
                ],
                written: ["acceptance": { StoredWords.said("t.acceptance", $0) }],
                visitorCondition: notOfPrivateIssue
            )
        }
    }

    /// By what everybody knows an issue (议题公开称呼): the title that was approved, else its number.
    static func knownBy(_ table: String) -> String {
        """
        coalesce(\(table).public_title, CASE WHEN \(table).number_year IS NOT NULL \
        THEN printf('YT%d-%04d', \(table).number_year, \(table).number_in_year) END, '议题 ' || \(table).id)
        """
    }

    /// What is to be known of a session: by how many days invitations came too late, and which items were put off.
    ///
    /// The days are those that were asked for when the invitation went out.
    private static func warnings(late: String, absent: String, between: String) -> String {
        let asked = RuleNumber.invitationDays
        let days = """
            coalesce(max(a.notice_days), (SELECT s.amount FROM community_setting s
                WHERE s.community_id = t.community_id AND s.key = '\(asked.rawValue)'), \(asked.standard))
            """
        return """
            (SELECT group_concat(w.said, '\(between)') FROM (
                SELECT \(late.replacing("%d", with: days)) AS said FROM session_attendee a
                WHERE a.session_id = t.id AND a.in_time = 0 HAVING count(*) > 0
                UNION ALL SELECT \(absent) FROM agenda_item i
                WHERE i.session_id = t.id AND i.absent IS NOT NULL) w)
            """
    }

    /// A number of a vote that nobody knows where its ballots were not opened.
    private static func counted(_ column: String) -> String { "CASE WHEN t.unopened IS NULL THEN t.\(column) END" }

    /// Of a project that a row is of: the unit that carries it out, who reported what is private of it, and that nothing is.
    private static let carrier = """
        (SELECT a.organization_id FROM project p JOIN account a ON a.id = p.carrier_account_id WHERE p.id = t.project_id)
        """
    private static let reporter = """
        (SELECT c.reporter_id FROM project p JOIN case_file c ON c.issue_id = p.issue_id
            WHERE p.id = t.project_id AND c.private = 1 AND c.reporter_id IS NOT NULL ORDER BY c.id LIMIT 1)
        """
    private static let notPrivate = """
        NOT EXISTS (SELECT 1 FROM project p JOIN issue i ON i.id = p.issue_id
            WHERE p.id = t.project_id AND i.confidential = 1)
        """

    /// What an open vote can not reach any more; of one that was counted or called off nothing is said to do.
    private static let stillOpen = "iif(t.status = 'open', t.unreachable, NULL)"
    private static let notOfParty = "t.rule <> '\(DecisionRule.partyMeeting.rawValue)'"
    private static let notOfPartyVote = """
        NOT EXISTS (SELECT 1 FROM vote v WHERE v.id = t.vote_id AND v.rule = '\(DecisionRule.partyMeeting.rawValue)')
        """
    /// The Party branch whose topic a row of a vote is of.
    private static let branchOfVote = """
        (SELECT i.party_organization_id FROM vote v JOIN issue i ON i.id = v.issue_id WHERE v.id = t.vote_id)
        """
    /// What a private case is part of is on no page, and so in nothing else that everybody reads.
    private static let notOfPrivateIssue =
        "NOT EXISTS (SELECT 1 FROM issue i WHERE i.id = t.issue_id AND i.confidential = 1)"

    /// The Party branch that takes the steps of the topic which a row is of.
    private static let branchOfIssue = "(SELECT i.party_organization_id FROM issue i WHERE i.id = t.issue_id)"
    /// The steps of 四议两公开 that are meetings of the Party, as SQL.
    private static let partySteps = DecisionStep.allCases.filter(\.isOfParty).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    /// The rows of a table that stand for somebody at the table of a session.
    private static func ofAttendee(_ table: String) -> Scope {
        Scope(
            organization: "(SELECT a.organization_id FROM session_attendee a WHERE a.id = t.attendee_id)",
            resident: "(SELECT a.resident_id FROM session_attendee a WHERE a.id = t.attendee_id)",
            idsOfResident: """
                SELECT r.id FROM session_attendee a JOIN \(table) r ON r.attendee_id = a.id WHERE a.resident_id = ?
                """
        )
    }

    /// To whom minutes were sent who sign them: whoever only looked on does neither.
    private static let signers = """
        FROM minutes_signature s JOIN session_attendee a ON a.id = s.attendee_id AND a.observer = 0 WHERE s.minutes_id = t.id
        """

    /// The people of a session who count for its quorum: invited, and more than lookers-on.
    private static let onRoll =
        "FROM session_attendee a WHERE a.session_id = t.id AND a.observer = 0 AND a.invited_at IS NOT NULL"
}
