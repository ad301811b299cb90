/// A client with a mind of its own (邻居): it does one everyday thing after another, and remembers its own cases.
package struct Neighbor {
    /// What there is to act upon.
    package struct Surroundings: Sendable {
        let grids: Int64
        let residents: Int64

        package init(grids: Int64, residents: Int64) {
            self.grids = grids
            self.residents = residents
        }
    }

    private let ledger: Ledger
    private let surroundings: Surroundings
    private let activity: Int64
    private let sendsKeys: Bool
    private var chance: any RandomNumberGenerator
    private var cases: [(id: Int64, version: Int64)] = []
    private var places: [Int64] = []

    package init(
        _ ledger: Ledger,
        _ surroundings: Surroundings,
        activity: Int64,
        sendsKeys: Bool = false,
        chance: any RandomNumberGenerator
    ) {
        self.ledger = ledger
        self.surroundings = surroundings
        self.activity = activity
        self.sendsKeys = sendsKeys
        self.chance = chance
    }

    /// Publishes an activity with few places.
    ///
    /// - Returns: Its id; nothing when the server refused or ended.
    package static func openActivity(_ server: some Connected, capacity: Int, ledger: Ledger) -> Int64? {
        let draft = Ask(
            "/api/v1/activities",
            """
            {"kind":"class","title":"茶艺","starts_at":"2035-01-01T09:00:00+08:00",\
            "ends_at":"2035-01-01T10:00:00+08:00","capacity":\(capacity)}
            """
        )
        guard let id = server.ask(draft)?.integer("id"),
            server.ask(Ask("/api/v1/activities/\(id)/publish", "{}"))?.isSuccess == true
        else { return nil }
        ledger.begin(activity: id)
        return id
    }

    /// Does one thing.
    ///
    /// - Returns: What it was told; nothing when the connection ended.
    @discardableResult
    package mutating func act(on server: some Connected) -> Told? {
        let deed = choose()
        let key = sendsKeys ? ledger.newName() : nil
        let told = server.ask(deed.ask(key: key))
        ledger.note(deed, key: key, told)
        if let told, told.isSuccess, let id = told.integer("id") { remember(deed, id, told) }
        return told
    }

    private mutating func choose() -> Deed {
        switch Int.random(in: 0..<100, using: &chance) {
        case 0..<25:
            return .addPlace(grid: .random(in: 1...surroundings.grids, using: &chance), name: ledger.newName())
        case 25..<35 where !places.isEmpty:
            return .cancel(signUp: places.removeFirst())
        case 25..<60:
            return .signUp(activity: activity, resident: ledger.newResident(of: surroundings.residents))
        case 60..<75 where !cases.isEmpty, 75..<100 where !cases.isEmpty:
            // Whatever becomes of it, the case is forgotten unless the answer says where it stands.
            let file = cases.removeFirst()
            return .moveCase(id: file.id, version: file.version)
        default:
            return .openCase(title: ledger.newName())
        }
    }

    private mutating func remember(_ deed: Deed, _ id: Int64, _ told: Told) {
        switch deed {
        case .openCase: cases.append((id, 1))
        case .moveCase(_, let version) where version + 1 < Deed.closedVersion: cases.append((id, version + 1))
        case .signUp where told.text("status") == "confirmed": places.append(id)
        case .addPlace, .signUp, .cancel, .moveCase: break
        }
    }
}
