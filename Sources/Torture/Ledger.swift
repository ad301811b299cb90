import Synchronization

/// What clients were promised and what they were left in doubt about (承诺账): the database is held against it.
package final class Ledger: Sendable {
    struct SignUp {
        let activity: Int64
        let resident: Int64
        let status: String
    }

    /// A deed without a success: refused, or never answered.
    struct Doubt {
        let deed: Deed
        let key: String?
        let isRefused: Bool
    }

    struct State {
        var places: [String: Int64] = [:]
        var signUps: [Int64: SignUp] = [:]
        var cancelled: Set<Int64> = []
        /// The titles of the cases, and the versions that were last acknowledged.
        var titles: [Int64: String] = [:]
        var versions: [Int64: Int64] = [:]
        var doubts: [Doubt] = []
        var tally = Tally()
        var faults: [String] = []
        var lastResident: Int64 = 0
        /// The first activity of this ledger; sign-ups to earlier ones are not its business.
        var firstActivity: Int64?
        var names = 0
    }

    /// How the deeds ended (统计).
    package struct Tally: Sendable {
        package var acknowledged = 0
        package var refused = 0
        /// The connection ended before an answer.
        package var silent = 0
        /// Those of the refused and silent ones that were found in the database all the same.
        package var foundLater = 0
        /// Repeats after a restart, each answered as it should be.
        package var repeated = 0

        package init() {}

        package static func += (sum: inout Tally, other: Tally) {
            sum.acknowledged += other.acknowledged
            sum.refused += other.refused
            sum.silent += other.silent
            sum.foundLater += other.foundLater
            sum.repeated += other.repeated
        }
    }

    let state = Mutex(State())
    private let run: String

    /// - Parameter run: A word that no other ledger of the same database has: it begins every name.
    package init(run: String) { self.run = run }

    package var tally: Tally { state.withLock { $0.tally } }

    /// Answers that nobody should have got.
    package var faults: [String] { state.withLock { $0.faults } }

    /// A name that nobody had before.
    func newName() -> String {
        state.withLock { state in
            state.names += 1
            return "\(run)-\(state.names)"
        }
    }

    /// The beginning of all names of this ledger, as a pattern of SQL.
    var pattern: String { "\(run)-%" }

    /// A resident who has not asked for anything yet.
    func newResident(of count: Int64) -> Int64 {
        state.withLock { state in
            state.lastResident = state.lastResident % count + 1
            return state.lastResident
        }
    }

    /// Begins an activity: everybody may sign up again.
    func begin(activity: Int64) {
        state.withLock { state in
            state.lastResident = 0
            state.firstActivity = state.firstActivity ?? activity
        }
    }

    var firstActivity: Int64? { state.withLock { $0.firstActivity } }

    /// Writes down what became of a deed.
    func note(_ deed: Deed, key: String?, _ told: Told?) {
        state.withLock { state in
            guard let told else {
                state.tally.silent += 1
                state.doubts.append(Doubt(deed: deed, key: key, isRefused: false))
                return
            }
            if told.isSuccess {
                state.tally.acknowledged += 1
                state.acknowledge(deed, told)
            } else if told.status == 503 || told.status == 507 {
                state.tally.refused += 1
                state.doubts.append(Doubt(deed: deed, key: key, isRefused: true))
            } else {
                state.faults.append("\(deed): \(told.status) \(String(decoding: told.body.prefix(300), as: UTF8.self))")
            }
        }
    }
}

extension Ledger.State {
    mutating func acknowledge(_ deed: Deed, _ told: Told) {
        guard let id = told.integer("id") else {
            faults.append("\(deed): a success without an id")
            return
        }
        switch deed {
        case .addPlace(_, let name): places[name] = id
        case .signUp(let activity, let resident):
            signUps[id] = Ledger.SignUp(
                activity: activity,
                resident: resident,
                status: told.text("status") ?? ""
            )
        case .cancel: cancelled.insert(id)
        case .openCase(let title):
            titles[id] = title
            versions[id] = 1
        case .moveCase(_, let version):
            versions[id] = version + 1
            if told.integer("version") != version + 1 { faults.append("\(deed): not the next version") }
        }
    }
}
