import SQLite

/// The rows of a ledger as the database has them (库中所见).
struct Seen {
    private var places: [String: Int64] = [:]
    private var signUps: [Int64: Ledger.SignUp] = [:]
    private var cases: [Int64: (title: String, version: Int64)] = [:]
    private(set) var faults: [String] = []

    init(_ connection: Connection, pattern: String, firstActivity: Int64?) throws {
        // One snapshot, also beside a server that is at work.
        try connection.transaction(.deferred) {
            try readPlaces(connection, pattern)
            try readSignUps(connection, from: firstActivity ?? .max)
            try readCases(connection, pattern)
            faults += try connection.query(Self.oversold) { "activity \($0.integer(0)) is oversold" }
        }
    }

    private mutating func readPlaces(_ connection: Connection, _ pattern: String) throws {
        let rows = try connection.query("SELECT name, id FROM place WHERE name LIKE ?", [.text(pattern)]) { row in
            (row.text(0), row.integer(1))
        }
        for (name, id) in rows where places.updateValue(id, forKey: name) != nil {
            faults.append("the place \(name) is there twice")
        }
    }

    private mutating func readSignUps(_ connection: Connection, from activity: Int64) throws {
        let sql = "SELECT id, activity_id, resident_id, status FROM sign_up WHERE activity_id >= ?"
        let rows = try connection.query(sql, [.integer(activity)]) { row in
            (
                row.integer(0),
                Ledger.SignUp(activity: row.integer(1), resident: row.integer(2), status: row.text(3))
            )
        }
        signUps = Dictionary(uniqueKeysWithValues: rows)
    }

    private mutating func readCases(_ connection: Connection, _ pattern: String) throws {
        let sql = """
            SELECT id, title, version, (SELECT count(*) FROM case_event WHERE case_id = c.id) FROM case_file c
            WHERE title LIKE ?
            """
        let rows = try connection.query(sql, [.text(pattern)]) { row in
            (row.integer(0), row.text(1), row.integer(2), row.integer(3))
        }
        var titles: Set<String> = []
        for (id, title, version, events) in rows {
            // A case and each of its moves write one row of the timeline, in the same transaction.
            if version != events {
                faults.append("case \(id) has \(events) rows in its timeline at version \(version)")
            }
            if !titles.insert(title).inserted { faults.append("the case \(title) is there twice") }
            cases[id] = (title, version)
        }
    }

    private static let oversold = """
        SELECT a.id FROM activity a WHERE a.capacity < (
            SELECT coalesce(sum(s.party_size), 0) FROM sign_up s
            WHERE s.activity_id = a.id AND s.status IN ('pending', 'confirmed', 'offered', 'attended'))
        """

    /// Whether a deed in doubt is there; if so it is known from now on.
    func adopt(_ deed: Deed, into known: inout Ledger.State) -> Bool {
        switch deed {
        case .addPlace(_, let name):
            known.places[name] = places[name]
            return places[name] != nil
        case .signUp(let activity, let resident):
            // Acknowledged rows of the same resident are another deed's.
            let found = signUps.first { id, row in
                row.activity == activity && row.resident == resident && known.signUps[id] == nil
            }
            if let found { known.signUps[found.key] = found.value }
            return found != nil
        case .cancel(let id):
            guard signUps[id]?.status == "cancelled" else { return false }
            known.cancelled.insert(id)
            return true
        case .openCase(let title):
            guard let found = cases.first(where: { $0.value.title == title }) else { return false }
            known.titles[found.key] = title
            known.versions[found.key] = found.value.version
            return true
        case .moveCase(let id, let version):
            guard cases[id]?.version == version + 1 else { return false }
            known.versions[id] = version + 1
            return true
        }
    }

    /// What was acknowledged and is not there, or is there and nobody asked for.
    func differences(from known: Ledger.State) -> [String] {
        var faults: [String] = []
        for (name, id) in known.places where places[name] != id { faults.append("LOST: place \(id) \(name)") }
        for name in places.keys where known.places[name] == nil { faults.append("nobody asked for the place \(name)") }
        for (id, promised) in known.signUps {
            guard let row = signUps[id], row.activity == promised.activity, row.resident == promised.resident else {
                faults.append("LOST: sign-up \(id) of resident \(promised.resident)")
                continue
            }
            let allowed: [String] =
                known.cancelled.contains(id)
                ? ["cancelled"] : promised.status == "waitlisted" ? ["waitlisted", "confirmed"] : [promised.status]
            if !allowed.contains(row.status) { faults.append("LOST: sign-up \(id) is \(row.status), not \(allowed)") }
        }
        for (id, row) in signUps where known.signUps[id] == nil {
            faults.append("nobody asked for sign-up \(id) of resident \(row.resident)")
        }
        for (id, version) in known.versions where cases[id]?.version != version {
            faults.append("LOST: case \(id) is at version \(cases[id]?.version ?? 0), not \(version)")
        }
        for id in cases.keys where known.versions[id] == nil { faults.append("nobody asked for case \(id)") }
        return faults
    }
}
