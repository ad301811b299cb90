import Domain

/// The households that live in a community today, by their dwellings and heads (户册), held in memory during an import.
struct HouseholdRoll {
    private var households: [Int64: [KnownHousehold]] = [:]
    private var heads: [Int64: Int64] = [:]

    init(_ known: [KnownHousehold]) {
        for household in known { add(household) }
    }

    enum Found {
        case one(KnownHousehold)
        case several
        case none
    }

    mutating func add(_ household: KnownHousehold) {
        households[household.dwelling, default: []].append(household)
        if let head = household.head { heads[household.id] = head }
    }

    /// The household of a dwelling that is called by this head.
    func find(dwelling: Int64, head: String?) -> Found {
        let all = households[dwelling] ?? []
        guard let head else { return all.count > 1 ? .several : all.first.map(Found.one) ?? .none }
        let called = all.filter { $0.names.contains(head) }
        if called.count == 1 { return .one(called[0]) }
        return called.isEmpty ? .none : .several
    }

    /// The only household of a dwelling whose head nobody knows yet.
    func nameless(dwelling: Int64) -> KnownHousehold? {
        let all = (households[dwelling] ?? []).filter(\.names.isEmpty)
        return all.count == 1 ? all[0] : nil
    }

    func head(of household: Int64) -> Int64? { heads[household] }

    mutating func setHead(_ resident: Int64?, of household: KnownHousehold, name: String) {
        heads[household.id] = resident
        guard resident != nil, !household.names.contains(name) else { return }
        let position = households[household.dwelling]?.firstIndex { $0.id == household.id }
        guard let position else { return }
        households[household.dwelling]?[position] = KnownHousehold(
            id: household.id,
            dwelling: household.dwelling,
            names: household.names + [name],
            head: resident
        )
    }

    /// A resident is the head of this household no longer.
    mutating func dropHead(_ resident: Int64, of household: Int64) {
        if heads[household] == resident { heads[household] = nil }
    }
}
