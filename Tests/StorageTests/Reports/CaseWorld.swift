import Domain
import SQLite
import TestSupport

@testable import Storage

/// Communities whose cases come, move, end, come back and vanish at random, by plain SQL as nobody's service would.
struct CaseWorld {
    enum Deed: CaseIterable, Hashable {
        case arrive, arriveEnded, postpone, end, reopen, changeEnd, merge, backdate, move, vanish
        /// Of a limit of a case: it begins, moves, stands still, ends, and is gone.
        case limit, shift, pause, judge, drop
    }

    private let connection: Connection
    private let communities: Int64
    private var chance: Chance
    private(set) var deeds: [Deed: Int] = [:]

    /// Cases of a year, so that days hold several.
    private static let beginning: Int64 = 1_609_430_400_000
    private static let day: Int64 = 86_400_000
    private static let final = ["closed", "declined", "withdrawn", "void"]

    init(_ connection: Connection, communities: Int64, seed: UInt64) {
        self.connection = connection
        self.communities = communities
        chance = Chance(state: seed)
    }

    /// Each community has one grid, compound, category and account, all under its own id; the last one is of another
    /// sub-district than the others.
    static func build(_ connection: Connection, communities: Int64) throws {
        try connection.execute(
            """
            INSERT INTO subdistrict (id, code, name, created_at, updated_at) VALUES (1, '1', '一', 0, 0), (2, '2', '二', 0, 0)
            """
        )
        for id in 1...communities {
            try connection.execute(
                """
                INSERT INTO community (id, subdistrict_id, code, name, number_prefix, created_at, updated_at)
                VALUES (\(id), \(id == communities ? 2 : 1), 'C\(id)', '社区\(id)', 'P\(id)', 0, 0);
                INSERT INTO compound (id, community_id, name, created_at, updated_at) VALUES (\(id), \(id), '小区', 0, 0);
                INSERT INTO grid (id, community_id, code, name, created_at, updated_at) VALUES (\(id), \(id), 'G', '网格', 0, 0);
                INSERT INTO case_category (id, community_id, code, name, created_at, updated_at)
                VALUES (\(id), \(id), 'K', '类别', 0, 0);
                INSERT INTO account (id, login, name, password, role, community_id, created_at, updated_at)
                VALUES (\(id), 'secretary-\(id)', '书记', '$scrypt$none', 'secretary', \(id), 0, 0);
                """
            )
        }
    }

    mutating func act() throws {
        let deed = chance.pick(Deed.allCases + [.arrive, .arrive, .end, .limit, .judge])
        if [.shift, .pause, .judge, .drop].contains(deed) { return try actOnLimit(deed) }
        let isOpen = [.postpone, .end].contains(deed)
        let condition =
            isOpen ? "closed_at IS NULL" : [.reopen, .changeEnd, .merge].contains(deed) ? "closed_at IS NOT NULL" : "1"
        let found = try connection.query("SELECT id FROM case_file WHERE \(condition)") { $0.integer(0) }
        guard deed == .arrive || deed == .arriveEnded || !found.isEmpty else { return }
        let id = found.isEmpty ? 0 : chance.pick(found)
        deeds[deed, default: 0] += 1
        switch deed {
        case .shift, .pause, .judge, .drop: break
        case .limit: try begin(id)
        case .arrive: try arrive(endsAs: nil)
        case .arriveEnded: try arrive(endsAs: chance.pick(Self.final))
        case .postpone: try set("due_at = \(moment())", id)
        case .end: try set("status = '\(chance.pick(Self.final))', closed_at = \(moment())", id)
        case .reopen: try set("status = 'filed', closed_at = NULL, due_at = \(moment())", id)
        case .changeEnd: try set("status = '\(chance.pick(Self.final))', closed_at = \(moment())", id)
        case .merge:
            // Into any other of its community; once more, and it is none.
            try set(
                """
                duplicate_of_id = CASE WHEN duplicate_of_id IS NULL THEN (
                    SELECT max(o.id) FROM case_file o WHERE o.community_id = case_file.community_id AND o.id <> \(id)) END
                """,
                id
            )
        case .backdate: try set("created_at = \(moment())", id)
        case .move:
            let to = chance.integer(1...communities)
            try release(id)
            try set("community_id = \(to), grid_id = \(to), compound_id = \(to), category_id = \(to)", id)
            try connection.run("UPDATE case_step SET community_id = ? WHERE case_id = ?", [.integer(to), .integer(id)])
        case .vanish:
            try release(id)
            try connection.run("DELETE FROM case_step WHERE case_id = ?", [.integer(id)])
            try connection.run("DELETE FROM case_file WHERE id = ?", [.integer(id)])
        }
    }

    /// Of any kind; a case has one that runs at a time.
    private mutating func begin(_ id: Int64) throws {
        let kind = chance.pick(["handle", "handle", "accept", "check"])
        try connection.run(
            "UPDATE case_step SET paused_at = NULL, ended_at = 0, on_time = 1 WHERE case_id = ? AND ended_at IS NULL",
            [.integer(id)]
        )
        try connection.run(
            """
            INSERT INTO case_step (case_id, community_id, kind, grid_id, category_id, started_at, time_limit, due_at)
            SELECT id, community_id, '\(kind)', grid_id, category_id, created_at, '8 working_hours', \(moment()) FROM case_file
            WHERE id = ?
            """,
            [.integer(id)]
        )
    }

    private mutating func actOnLimit(_ deed: Deed) throws {
        let found = try connection.query("SELECT id FROM case_step") { $0.integer(0) }
        guard !found.isEmpty else { return }
        let id = chance.pick(found)
        deeds[deed, default: 0] += 1
        let change: String
        switch deed {
        case .shift: change = "due_at = \(moment())"
        case .pause: change = "paused_at = CASE WHEN paused_at IS NULL AND ended_at IS NULL THEN \(moment()) END"
        case .drop:
            return try connection.run("DELETE FROM case_step WHERE id = ?", [.integer(id)])
        default:
            let verdict = chance.integer(0...1)
            let excused = verdict == 1 ? chance.integer(0...1) : 0
            change = "paused_at = NULL, ended_at = \(moment()), on_time = \(verdict), excused = \(excused)"
        }
        try connection.run("UPDATE case_step SET \(change) WHERE id = ?", [.integer(id)])
    }

    /// Acts that are taken back, inside a transaction that stays and in one that does not.
    mutating func actInVain() throws {
        try connection.transaction {
            try connection.execute("SAVEPOINT vain")
            for _ in 0..<5 { try act() }
            try connection.execute("ROLLBACK TO vain; RELEASE vain")
            try act()
        }
    }

    private mutating func arrive(endsAs status: String?) throws {
        let community = chance.integer(1...communities)
        let closed = status == nil ? "NULL" : "\(moment())"
        // What has ended may be without a deadline.
        let due = status != nil && chance.integer(0...3) == 0 ? "NULL" : "\(moment())"
        let number = String(1_000_000_000 + (deeds[.arrive] ?? 0) * 100_000 + (deeds[.arriveEnded] ?? 0))
        try connection.run(
            """
            INSERT INTO case_file (
                community_id, number, kind, source, category_id, title, description, status, grid_id, compound_id,
                answerable_id, created_at, due_at, closed_at, updated_at)
            VALUES (?1, ?2, 'help', 'hall', ?1, '标题', '内容', ?3, ?1, ?1, ?1, \(moment()), \(due), \(closed), 0)
            """,
            [.integer(community), .text(number), .text(status ?? "received")]
        )
    }

    /// Nothing is a duplicate of what goes, nor it of anything.
    private func release(_ id: Int64) throws {
        try connection.run(
            "UPDATE case_file SET duplicate_of_id = NULL WHERE id = ?1 OR duplicate_of_id = ?1",
            [.integer(id)]
        )
    }

    private func set(_ assignments: String, _ id: Int64) throws {
        try connection.run("UPDATE case_file SET \(assignments) WHERE id = ?", [.integer(id)])
    }

    /// Often at the very edge of a day.
    private mutating func moment() -> Int64 {
        let midnight = Self.beginning + chance.integer(0...120) * Self.day - 480 * 60_000
        return midnight + chance.pick([-1, 0, 1, chance.integer(0...Self.day - 1)])
    }
}

/// SplitMix64, so that a failure comes again with its seed.
struct Chance {
    var state: UInt64

    mutating func integer(_ range: ClosedRange<Int64>) -> Int64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return range.lowerBound + Int64(mixed % UInt64(range.upperBound - range.lowerBound + 1))
    }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[Int(integer(0...Int64(choices.count - 1)))] }
}
