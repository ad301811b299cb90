import Domain

/// A row that a transaction changed (变更的行), with what it was like before.
struct ChangedRow {
    let resource: ResourceName
    let id: Int64
    let community: Int64?
    let before: [UInt8]?
}

/// The rows that a transaction changed (变更清单), each once: the first of them one by one, all of them by their number.
///
/// An import changes a hundred thousand, so that looking for one must not depend on how many there are.
struct ChangedRows {
    /// Above this many rows a transaction leaves one entry that counts them: an import is one act.
    static let named = 20

    private struct Key: Hashable {
        let resource: Int
        let id: Int64
    }

    /// Those that an entry may name, in the order in which they changed.
    private(set) var first: [ChangedRow] = []
    private var order: [Key] = []
    private var known: Set<Key> = []

    var count: Int { order.count }

    /// Whether more have changed than are named.
    var isMany: Bool { count > Self.named }

    /// Takes a row that changes; what it is like is asked only for those that may be named.
    mutating func add(_ resource: ResourceName, _ id: Int64, _ row: () throws -> ChangedRow) rethrows {
        let key = Key(resource: resource.index, id: id)
        guard !known.contains(key) else { return }
        if count < Self.named { first.append(try row()) }
        known.insert(key)
        order.append(key)
    }

    /// Forgets those that came after the first so many, because what changed them was undone.
    mutating func truncate(to count: Int) {
        for key in order[count...] { known.remove(key) }
        order.removeSubrange(count...)
        first.removeLast(max(first.count - count, 0))
    }
}
