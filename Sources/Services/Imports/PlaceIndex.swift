import Domain

/// The places of a community by the words that people call them (地点索引), held in memory for the time of an import.
struct PlaceIndex {
    private struct Key: Hashable {
        let level: PlaceLevel
        let above: Int64
        let name: String
    }

    /// What a name leads to.
    enum Found: Hashable {
        case one(Int64)
        /// Two places are called so once their numbers are written the same way.
        case several
        case none
    }

    private var places: [Key: Found] = [:]
    private var rows: [PlaceLevel: [Int64]] = [:]

    /// Adds rows: their first names, which are their numbers, go before the others.
    mutating func add(_ level: PlaceLevel, _ known: [KnownRow]) {
        for row in known { insert(level, row.above, row.names.first ?? "", row.id, replaces: true) }
        for row in known {
            for name in row.names.dropFirst() { insert(level, row.above, name, row.id, replaces: false) }
        }
        rows[level, default: []] += known.map(\.id)
    }

    func find(_ level: PlaceLevel, above: Int64 = 0, _ name: String) -> Found {
        places[Key(level: level, above: above, name: level.key(name))] ?? .none
    }

    /// The only place of a level, where it is the only one.
    func only(_ level: PlaceLevel) -> Int64? {
        guard let ids = rows[level], ids.count == 1 else { return nil }
        return ids[0]
    }

    private mutating func insert(_ level: PlaceLevel, _ above: Int64, _ name: String, _ id: Int64, replaces: Bool) {
        let key = Key(level: level, above: above, name: level.key(name))
        switch places[key] {
        case nil: places[key] = .one(id)
        case .one(id): break
        default: if replaces { places[key] = .several }
        }
    }
}
