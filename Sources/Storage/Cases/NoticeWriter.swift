import Domain
import SQLite

/// Writes one notice to one receiver (通知写入): to whoever stands in for somebody absent, and never lost where nobody can read it.
struct NoticeWriter {
    private let connection: Connection
    private let time: CommunityTime

    init(_ connection: Connection, _ time: CommunityTime) {
        self.connection = connection
        self.time = time
    }

    /// Who is to hear of something.
    enum Receiver: Hashable {
        case account(Int64)
        case resident(Int64)
        /// A resident whose own matter it is not.
        case onlooker(Int64)
    }

    /// What a notice is about.
    enum Subject {
        case caseFile(Int64)
        case issue(Int64)
        case session(Int64)

        fileprivate var ids: (caseFile: Int64?, issue: Int64?, session: Int64?) {
            switch self {
            case .caseFile(let id): (id, nil, nil)
            case .issue(let id): (nil, id, nil)
            case .session(let id): (nil, nil, id)
            }
        }
    }

    /// What is nobody's to do waits for the one whom it is for, and does not go to who stands in for them.
    func write(
        _ topic: NoticeTopic,
        to receiver: Receiver,
        _ text: String,
        english: String? = nil,
        about subject: Subject?,
        of community: Int64,
        at moment: Instant,
        isWork: Bool = true
    ) throws {
        var (account, resident, instead): (Int64?, Int64?, Int64?) = (nil, nil, nil)
        var isReachable = true
        switch receiver {
        case .account(let id):
            let deputy = isWork ? try deputy(of: id, at: moment) : nil
            (account, instead) = (deputy ?? id, deputy == nil ? nil : id)
        case .resident(let id), .onlooker(let id):
            resident = id
            let sql = "SELECT 1 FROM account WHERE resident_id = ? AND disabled = 0"
            isReachable = try connection.first(sql, [.integer(id)]) { _ in true } ?? false
        }
        let ids = subject?.ids ?? (caseFile: nil, issue: nil, session: nil)
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, resident_id, topic, case_id, issue_id, session_id, instead_of_id,
                text, created_at, delivery, settled_at, english) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(community), .optional(account), .optional(resident), .text(topic.rawValue),
                .optional(ids.caseFile), .optional(ids.issue), .optional(ids.session), .optional(instead),
                .text(String(text.prefix(Self.textLimit))), .integer(moment.milliseconds),
                .text(isReachable ? "waiting" : "unreachable"), isReachable ? .null : .integer(moment.milliseconds),
                .optional(english == text ? nil : english.map { String($0.prefix(Self.textLimit)) }),
            ]
        )
    }

    /// As long as its column.
    private static let textLimit = 500

    /// Who receives all of it while somebody is absent.
    private func deputy(of account: Int64, at moment: Instant) throws -> Int64? {
        let today = time.date(of: moment).description
        return try connection.first(
            """
            SELECT deputy_id FROM deputy WHERE account_id = ?1 AND from_date <= ?2 AND (until_date IS NULL OR until_date > ?2)
                AND EXISTS (SELECT 1 FROM account a WHERE a.id = deputy_id AND a.disabled = 0)
            ORDER BY id DESC LIMIT 1
            """,
            [.integer(account), .text(today)]
        ) { $0.integer(0) }
    }
}
