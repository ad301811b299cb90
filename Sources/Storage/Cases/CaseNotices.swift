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

    func write(_ notices: [CaseNotice], about file: CaseFile, by actor: Int64?, at moment: Instant) throws {
        guard !notices.isEmpty else { return }
        let face = try connection.first(
            "SELECT number, title, private FROM case_file WHERE id = ?",
            [.integer(file.id)]
        ) { (number: $0.text(0), text: "\($0.text(0)) \($0.text(1))", isPrivate: $0.boolean(2)) }
        let own = try ownResident(of: actor)
        var told: Set<Told> = []
        for notice in notices {
            // What is told to all who follow, whoever did it knows; what is told to the reporter alone is an offer.
            let knowing = notice.receiver == .followers ? own : nil
            for receiver in try receivers(notice.receiver, file)
            where receiver != .account(actor ?? 0) && receiver != knowing {
                // Whoever is several things at once hears of it once.
                guard told.insert(Told(receiver: receiver, topic: notice.topic)).inserted else { continue }
                var words = face?.text ?? ""
                // A summoned organization reads of a private case what it is called for.
                if notice.topic.isOfSummons, case .unit(.organization(let id)) = notice.receiver,
                    file.handler != .organization(id), let face, face.isPrivate
                {
                    words = face.number
                }
                // The words of a reporter are not for those who only look on.
                if case .onlooker = receiver { words = try publicWords(of: file) }
                var about = file.id
                // Whoever reported what was merged into it knows their own case, and reads of no other one.
                if notice.receiver == .followers, let own = try duplicate(of: receiver, in: file) {
                    (about, words) = (own.id, own.words)
                }
                let said = { (more: String?) in more.map { "\(words) \($0)" } ?? words }
                try NoticeWriter(connection, time)
                    .write(
                        notice.topic,
                        to: receiver,
                        said(notice.words?.chinese),
                        english: said(notice.words?.english),
                        about: .caseFile(about),
                        of: file.community,
                        at: moment
                    )
            }
        }
    }

    private typealias Receiver = NoticeWriter.Receiver

    private struct Told: Hashable {
        let receiver: Receiver
        let topic: NoticeTopic
    }

    private func receivers(_ receiver: CaseNotice.Receiver, _ file: CaseFile) throws -> [Receiver] {
        switch receiver {
        case .account(let id): return [.account(id)]
        case .answerable: return [.account(file.answerable)]
        case .handler: return try file.handler.map(unit) ?? []
        case .unit(let named): return try unit(named)
        case .gridLeader: return try accounts("grid_id = ? AND role = 'grid_leader'", file.grid)
        case .secretary: return try accounts("community_id = ? AND role = 'secretary'", file.community)
        case .followers:
            // What has become private since is no longer for whoever only looks on.
            let followers = try connection.query(
                """
                SELECT f.resident_id, f.reported FROM case_follower f JOIN case_file c ON c.id = f.case_id
                WHERE f.case_id = ? AND (f.reported OR NOT (c.private OR c.anonymous))
                """,
                [.integer(file.id)]
            ) { $0.boolean(1) ? Receiver.resident($0.integer(0)) : .onlooker($0.integer(0)) }
            return reporter(file) + followers
        case .reporter: return reporter(file)
        case .area: return try area(file)
        }
    }

    /// The case by which a resident waits for the end of another one.
    private func duplicate(of receiver: Receiver, in file: CaseFile) throws -> (id: Int64, words: String)? {
        guard case .resident(let resident) = receiver, resident != file.reporter else { return nil }
        let sql = """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM case_file WHERE duplicate_of_id = ?1
                UNION SELECT c.id FROM below b JOIN case_file c ON c.duplicate_of_id = b.id)
            SELECT min(c.id), c.number || ' ' || c.title FROM below b JOIN case_file c ON c.id = b.id
            WHERE c.reporter_id = ?2
            """
        return try connection.first(sql, [.integer(file.id), .integer(resident)]) { row in
            row.optionalInteger(0).map { (id: $0, words: row.text(1)) }
        } ?? nil
    }

    private func reporter(_ file: CaseFile) -> [Receiver] { file.reporter.map { [.resident($0)] } ?? [] }

    /// Who wants to hear of the part of the territory where it lies; nobody of what is private, a charge or a quarrel.
    private func area(_ file: CaseFile) throws -> [Receiver] {
        try connection.query(
            """
            SELECT s.resident_id FROM case_file c JOIN case_category k ON k.id = c.category_id JOIN (
                SELECT resident_id FROM area_subscription WHERE grid_id = (SELECT grid_id FROM case_file WHERE id = ?1)
                UNION SELECT resident_id FROM area_subscription
                    WHERE compound_id = (SELECT compound_id FROM case_file WHERE id = ?1)
                UNION SELECT resident_id FROM area_subscription
                    WHERE building_id = (SELECT building_id FROM case_file WHERE id = ?1)) s
            WHERE c.id = ?1 AND NOT (c.private OR c.anonymous) AND c.kind <> 'report' AND k.path = 'ordinary'
                AND s.resident_id IS NOT c.reporter_id
                AND NOT EXISTS (SELECT 1 FROM case_follower f WHERE f.case_id = ?1 AND f.resident_id = s.resident_id)
            """,
            [.integer(file.id)]
        ) { .onlooker($0.integer(0)) }
    }

    /// What everybody may know of a case: its number, and what sort of matter it is.
    private func publicWords(of file: CaseFile) throws -> String {
        let sql =
            "SELECT c.number || ' ' || k.name FROM case_file c JOIN case_category k ON k.id = c.category_id WHERE c.id = ?"
        return try connection.first(sql, [.integer(file.id)]) { $0.text(0) } ?? ""
    }

    private func unit(_ unit: CaseHandler) throws -> [Receiver] {
        switch unit {
        case .person(let id): [.account(id)]
        case .organization(let id): try accounts("organization_id = ? AND role = 'partner'", id)
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
}
