import Domain
import SQLite

/// Where all that is held about a person is found (本人信息的存储).
///
/// It follows the person's number through every table that refers to it; a test holds the tables of the schema against this
/// list, so that one that comes later is not forgotten.
struct SQLPersonalDataRepository: PersonalDataRepository {
    let connection: Connection
    let vault: Vault

    private static let ofAttendee =
        "t.attendee_id IN (SELECT a.id FROM session_attendee a WHERE a.resident_id = ?1 OR a.account_id = ?2)"

    /// The registers in which a person stands, and the condition that finds the rows; `?1` is the resident, `?2` the account.
    private static let registers: [(name: ResourceName, key: String, condition: String)] = [
        (.accounts, "accounts", "t.id = ?2 OR t.resident_id = ?1"),
        (.residents, "resident", "t.id = ?1"),
        (.registrations, "registrations", "t.resident_id = ?1"),
        (
            .households, "households",
            "t.id IN (SELECT r.household_id FROM residence r WHERE r.resident_id = ?1)"
        ),
        (
            .ownerships, "ownerships",
            "t.id_number_hash = (SELECT p.id_number_hash FROM resident p WHERE p.id = ?1)"
        ),
        (.cases, "cases", "t.reporter_id = ?1"),
        (
            .caseTimeline, "case_timeline",
            """
            t.case_id IN (SELECT c2.id FROM case_file c2 WHERE c2.reporter_id = ?1)
                AND (t.visibility = 'public' OR t.move = 'rate')
            """
        ),
        (
            .caseAnswers, "case_answers",
            "t.case_id IN (SELECT c2.id FROM case_file c2 WHERE c2.reporter_id = ?1)"
        ),
        (.followers, "followed_cases", "t.resident_id = ?1"),
        (.subscriptions, "subscriptions", "t.resident_id = ?1"),
        (.followUps, "follow_ups", "t.case_id IN (SELECT c2.id FROM case_file c2 WHERE c2.reporter_id = ?1)"),
        (.notifications, "notifications", "t.resident_id = ?1 OR t.account_id = ?2"),
        (.uploads, "uploads", "t.account_id = ?2"),
        (.dutyShifts, "duty_shifts", "t.account_id = ?2"),
        (.attachments, "attachments", "t.account_id = ?2 OR t.reporter_id = ?1"),
        (
            .homeVisits, "home_visits",
            """
            t.id IN (SELECT v.id FROM home_visit v WHERE v.visitor_id = ?2
                UNION SELECT v.id FROM residence r JOIN home_visit v ON v.household_id = r.household_id
                WHERE r.resident_id = ?1 AND coalesce(v.resident_id, ?1) = ?1 AND unixepoch(r.from_date) * 1000 <= v.at
                    AND (r.until_date IS NULL OR v.at < unixepoch(r.until_date) * 1000))
            """
        ),
        (.heard, "heard", "t.resident_id = ?1"),
        (.wishes, "wishes", "t.resident_id = ?1"),
        (.signUps, "sign_ups", "t.resident_id = ?1 OR t.helper_id = ?1"),
        (
            .signUpAnswers, "sign_up_answers",
            "t.sign_up_id IN (SELECT s2.id FROM sign_up s2 WHERE s2.resident_id = ?1 OR s2.helper_id = ?1)"
        ),
        (.organizationMembers, "organization_memberships", "t.resident_id = ?1"),
        (.issues, "proposed_issues", "t.proposer_resident_id = ?1 OR t.proposer_account_id = ?2"),
        (.issueSupporters, "supported_issues", "t.resident_id = ?1"),
        (.issueEvaluators, "issue_evaluations", "t.account_id = ?2"),
        (.attendees, "session_attendance", "t.resident_id = ?1 OR t.account_id = ?2"),
        (.minutesSignatures, "minutes_signed", ofAttendee), (.minutesObjections, "minutes_objections", ofAttendee),
        (.voters, "ballots", "t.resident_id = ?1 OR t.account_id = ?2"),
        (.objections, "objections", "t.resident_id = ?1"),
        (.issueRatings, "issue_ratings", "t.resident_id = ?1"),
        (.consents, "consents", "t.resident_id = ?1 OR t.giver_id = ?1"),
        (.partyMembers, "party_member", "t.resident_id = ?1"),
        (
            .partyDisplays, "party_displays",
            "t.member_id IN (SELECT m2.id FROM party_member m2 WHERE m2.resident_id = ?1)"
        ),
        (
            .gridStaff, "grid_posts",
            "t.party_member_id IN (SELECT m2.id FROM party_member m2 WHERE m2.resident_id = ?1)"
        ),
    ]

    func data(ofAccount account: Int64) throws -> PersonalData? {
        let sql = "SELECT resident_id, community_id FROM account WHERE id = ?"
        let found = try connection.first(sql, [.integer(account)]) { ($0.optionalInteger(0), $0.optionalInteger(1)) }
        guard let found else { return nil }
        let values: [Value] = [.optional(found.0), .integer(account)]
        var sections = try Self.registers.map { try section(Projection[$0.name], $0.key, $0.condition, values) }
        sections += [try residences(values), try agents(values), try sessions(values), try bindings(values)]
        sections.append(try looks(values))
        return PersonalData(account: account, resident: found.0, community: found.1, sections: sections)
    }

    private func section(
        _ projection: Projection,
        _ key: String,
        _ condition: String,
        _ values: [Value]
    ) throws -> ReportSection {
        let fields = projection.resource.fields
        // The ids bind the sealed values to their rows.
        let sql = """
            SELECT \((projection.shown + ["t.id"]).joined(separator: ", ")) FROM \(projection.source.table) t \
            \(projection.source.joins) WHERE \(condition)
            """
        let rows = try query(sql, values) { row in
            try fields.indices.map { index in
                let column = Int32(index)
                guard !row.isNull(column) else { return ReportValue.null }
                switch fields[index].type {
                case .identifier, .integer, .reference: return .integer(row.integer(column))
                case .boolean: return .boolean(row.boolean(column))
                case .instant: return .instant(row.integer(column))
                case .text, .date, .timeOfDay, .timeLimit, .enumeration, .enumerations, .contact, .maskedDate:
                    return .text(row.text(column))
                case .sealed:
                    let id = row.integer(Int32(fields.count))
                    let name = fields[index].name
                    return .text(
                        try vault.open(row.blob(column), table: projection.source.table, column: name, row: id)
                    )
                }
            }
        }
        return .rows(key: key, title: projection.resource.title, columns: fields, rows: rows.sorted(by: Self.byID))
    }

    /// A statement that binds as many of the values as it has places.
    private func query<Row>(
        _ sql: String,
        _ values: [Value],
        _ row: (borrowing Statement) throws -> Row
    ) throws -> [Row] {
        let places = sql.contains("?2") ? 2 : 1
        return try connection.query(sql, Array(values.prefix(places)), row)
    }

    private func residences(_ values: [Value]) throws -> ReportSection {
        let sql = """
            SELECT id, household_id, relation, from_date, until_date FROM residence WHERE resident_id = ?1
            """
        return .rows(
            key: "residences",
            title: Title("居住史", "Residences"),
            columns: [
                .id, .reference("household_id", "户", "Household", to: .households),
                .choice("relation", "与户主关系", "Relation to the head", HouseholdRelation.self),
                .date("from_date", "入住日期", "From"), .date("until_date", "迁出日（不含）", "Until (not included)").nullable(),
            ],
            rows: try plain(sql, values)
        )
    }

    /// The ownerships `o` of a resident, by the number that tells owners apart.
    private static let owned =
        "resident p JOIN ownership o ON o.id_number_hash = p.id_number_hash WHERE p.id = ?1"

    /// When the co-owners of a dwelling named one of them by a paper that all of them signed, and took it back.
    private func agents(_ values: [Value]) throws -> ReportSection {
        let sql = """
            SELECT a.id, x.dwelling_id, x.id = o.id, a.named_at, a.withdrawn_at FROM \(Self.owned.replacing(
                " WHERE",
                with: " JOIN ownership x ON x.dwelling_id = o.dwelling_id JOIN ownership_agent a ON a.ownership_id = x.id WHERE"
            ))
            """
        let rows = try query(sql, values) { row -> [ReportValue] in
            [
                .integer(row.integer(0)), .integer(row.integer(1)), .boolean(row.boolean(2)), .instant(row.integer(3)),
                row.optionalInteger(4).map(ReportValue.instant) ?? .null,
            ]
        }
        return .rows(
            key: "co_owner_agents",
            title: Title("共有人推选代表", "Agents that the co-owners named"),
            columns: [
                .id, .reference("dwelling_id", "房屋", "Dwelling", to: .dwellings),
                Field("own", "推选的是本人", "Whether it is oneself", .boolean), .instant("named_at", "推选登记时间", "Named at"),
                .instant("withdrawn_at", "撤销时间", "Taken back at").nullable(),
            ],
            rows: rows.sorted(by: Self.byID)
        )
    }

    private func sessions(_ values: [Value]) throws -> ReportSection {
        .rows(
            key: "sessions",
            title: Title("登录会话", "Sessions"),
            columns: [
                .instant("created_at", "登录时间", "Signed in at"), .instant("last_seen_at", "最近使用", "Last used at"),
                .instant("expires_at", "有效至", "Good until"), .text("address", "来源地址", "Address", 1...64).nullable(),
                .text("device", "设备", "Device", 1...200).nullable(),
            ],
            rows: try query(
                "SELECT created_at, last_seen_at, expires_at, address, device FROM session WHERE account_id = ?2",
                values
            ) { row in
                [
                    .instant(row.integer(0)), .instant(row.integer(1)), .instant(row.integer(2)),
                    row.optionalText(3).map(ReportValue.text) ?? .null,
                    row.optionalText(4).map(ReportValue.text) ?? .null,
                ]
            }
        )
    }

    /// By what WeChat user and program the account is used; which they are is known to nobody here, or is their key's name.
    private func bindings(_ values: [Value]) throws -> ReportSection {
        let sql = """
            SELECT 'wechat' AS kind, b.proof, b.bound_at FROM wechat_binding b WHERE b.account_id = ?2
            UNION ALL SELECT 'program', k.name, b.bound_at FROM key_binding b JOIN api_key k ON k.id = b.key_id
                WHERE b.account_id = ?2
            UNION ALL SELECT 'calendar', 'activities.ics', f.created_at FROM calendar_feed f WHERE f.account_id = ?2
            """
        return .rows(
            key: "bindings",
            title: Title("微信与程序绑定", "WeChat and programs"),
            columns: [
                .text("kind", "种类", "Kind", 1...20), .text("by", "依据或程序", "Proof or program", 1...50),
                .instant("bound_at", "绑定时间", "Bound at"),
            ],
            rows: try query(sql, values) { [.text($0.text(0)), .text($0.text(1)), .instant($0.integer(2))] }
        )
    }

    /// What a program was let in by that asked for somebody; of one that was taken back its number is left.
    private static let keyName = "CASE WHEN a.key_id IS NOT NULL THEN coalesce(k.name, '密钥 key ' || a.key_id) END"

    /// Who looked at the person's data or changed them, when, and what for, and by which key where a program did.
    private func looks(_ values: [Value]) throws -> ReportSection {
        let sql = """
            SELECT a.id, a.at, a.action, a.object, x.name, x.role, n.text, \(Self.keyName)
            FROM audit a LEFT JOIN account x ON x.id = a.account_id LEFT JOIN audit_note n ON n.audit_id = a.id
                LEFT JOIN api_key k ON k.id = a.key_id
            WHERE a.object IN (SELECT 'residents/' || ?1 UNION ALL SELECT 'accounts/' || ?2
                UNION ALL SELECT 'party-members/' || m.id FROM party_member m WHERE m.resident_id = ?1
                UNION ALL SELECT 'ownerships/' || o.id FROM \(Self.owned))
            -- What a co-owner was named by carries the own signature, too.
            UNION SELECT a.id, a.at, a.action, a.object, x.name, x.role, n.text, \(Self.keyName)
            FROM audit a LEFT JOIN account x ON x.id = a.account_id LEFT JOIN audit_note n ON n.audit_id = a.id
                LEFT JOIN api_key k ON k.id = a.key_id
            WHERE a.action = 'get_agent_proof_of_ownerships' AND a.object IN (
                SELECT 'ownerships/' || x.id FROM \(Self.owned.replacing(
                    " WHERE",
                    with: " JOIN ownership x ON x.dwelling_id = o.dwelling_id JOIN ownership_agent g ON g.ownership_id = x.id WHERE"
                )))
            """
        let rows = try query(sql, values) { row -> [ReportValue] in
            [
                .integer(row.integer(0)), .instant(row.integer(1)), .text(row.text(2)), .text(row.text(3)),
                row.optionalText(4).map(ReportValue.text) ?? .null, row.optionalText(5).map(ReportValue.text) ?? .null,
                row.optionalText(6).map(ReportValue.text) ?? .null, row.optionalText(7).map(ReportValue.text) ?? .null,
            ]
        }
        return .rows(
            key: "looked_at",
            title: Title("谁看过、改过", "Who looked or changed"),
            columns: [
                .id, .instant("at", "时间", "At"), .text("action", "操作", "Action", 1...64),
                .text("object", "对象", "Object", 1...80), .text("by", "经办人", "By", 1...50).nullable(),
                Field("role", "角色", "Role", .enumeration(Enumeration(Role.self))).nullable(),
                .text("note", "用途", "What for", 1...1000).nullable(),
                .text("key", "所用密钥", "By which key", 1...60).nullable(),
            ],
            rows: rows.sorted(by: Self.byID)
        )
    }

    private func plain(_ sql: String, _ values: [Value]) throws -> [[ReportValue]] {
        try query(sql, values) { row in
            (0..<row.columnCount).map { ReportValue(row.value($0)) }
        }.sorted(by: Self.byID)
    }

    private static func byID(_ left: [ReportValue], _ right: [ReportValue]) -> Bool {
        guard case .integer(let first)? = left.first, case .integer(let second)? = right.first else { return false }
        return first < second
    }
}
