import Domain
import SQLite

/// Writes the notices of a move (诉求通知): to whom, about what, and in whose place.
struct CaseNotices {
    private let connection: Connection
    private let time: CommunityTime

    init(_ connection: Connection, _ time: CommunityTime) {
        self.connection = connection
        self.time = time
    }

    func write(_ turn: CaseTurn) throws {
        try write(turn.notices, about: turn.file, by: turn.actor, at: turn.at)
    }

    /// Whoever made the move needs no word of it.
    func write(_ notices: [CaseNotice], about file: CaseFile, by actor: Int64?, at moment: Instant) throws {
        guard !notices.isEmpty else { return }
        let text = try connection.first(
            "SELECT number || ' ' || title FROM case_file WHERE id = ?",
            [.integer(file.id)]
        ) {
            $0.text(0)
        }
        let own = try ownResident(of: actor)
        var told: Set<Told> = []
        for notice in notices {
            for receiver in try receivers(notice.receiver, file)
            where receiver != .account(actor ?? 0) && receiver != own {
                // Whoever is several things at once hears of it once.
                guard told.insert(Told(receiver: receiver, topic: notice.topic)).inserted else { continue }
                try write(notice.topic, to: receiver, text ?? "", about: file, at: moment)
            }
        }
    }

    private enum Receiver: Hashable {
        case account(Int64)
        case resident(Int64)
    }

    private struct Told: Hashable {
        let receiver: Receiver
        let topic: NoticeTopic
    }

    private func receivers(_ receiver: CaseNotice.Receiver, _ file: CaseFile) throws -> [Receiver] {
        switch receiver {
        case .account(let id): return [.account(id)]
        case .answerable: return [.account(file.answerable)]
        case .handler:
            switch file.handler {
            case nil: return []
            case .person(let id)?: return [.account(id)]
            case .organization(let id)?:
                return try accounts("organization_id = ? AND role = 'partner'", id)
            }
        case .gridLeader: return try accounts("grid_id = ? AND role = 'grid_leader'", file.grid)
        case .secretary: return try accounts("community_id = ? AND role = 'secretary'", file.community)
        case .followers:
            let followers = try connection.query(
                "SELECT resident_id FROM case_follower WHERE case_id = ?",
                [.integer(file.id)]
            ) { Receiver.resident($0.integer(0)) }
            return (file.reporter.map { [.resident($0)] } ?? []) + followers
        }
    }

    /// The resident whose account it is that acts.
    private func ownResident(of account: Int64?) throws -> Receiver? {
        guard let account else { return nil }
        let resident = try connection.first("SELECT resident_id FROM account WHERE id = ?", [.integer(account)]) {
            $0.optionalInteger(0)
        }
        return resident.flatMap { $0 }.map { .resident($0) }
    }

    private func accounts(_ condition: String, _ id: Int64) throws -> [Receiver] {
        try connection.query("SELECT id FROM account WHERE \(condition) AND disabled = 0 ORDER BY id", [.integer(id)]) {
            Receiver.account($0.integer(0))
        }
    }

    private func write(
        _ topic: NoticeTopic,
        to receiver: Receiver,
        _ text: String,
        about file: CaseFile,
        at moment: Instant
    ) throws {
        var (account, resident, instead): (Int64?, Int64?, Int64?) = (nil, nil, nil)
        var isReachable = true
        switch receiver {
        case .account(let id):
            let deputy = try deputy(of: id, at: moment)
            (account, instead) = (deputy ?? id, deputy == nil ? nil : id)
        case .resident(let id):
            resident = id
            isReachable =
                try connection.first("SELECT 1 FROM account WHERE resident_id = ? AND disabled = 0", [.integer(id)]) {
                    _ in
                    true
                } ?? false
        }
        try connection.run(
            """
            INSERT INTO notification (community_id, account_id, resident_id, topic, case_id, instead_of_id, text, created_at,
                delivery, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(file.community), .optional(account), .optional(resident), .text(topic.rawValue),
                .integer(file.id), .optional(instead), .text(text), .integer(moment.milliseconds),
                .text(isReachable ? "waiting" : "unreachable"),
                isReachable ? .null : .integer(moment.milliseconds),
            ]
        )
    }

    /// Who receives all of it while somebody is absent.
    private func deputy(of account: Int64, at moment: Instant) throws -> Int64? {
        let today = time.date(of: moment).description
        return try connection.first(
            """
            SELECT deputy_id FROM deputy WHERE account_id = ?1 AND from_date <= ?2 AND (until_date IS NULL OR until_date > ?2)
            ORDER BY id DESC LIMIT 1
            """,
            [.integer(account), .text(today)]
        ) { $0.integer(0) }
    }
}
