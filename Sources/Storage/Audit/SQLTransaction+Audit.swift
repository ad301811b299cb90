import Crypto
import Domain
import SQLite

/// Something that was done to no row of a resource (无行变更的操作), such as a session that was opened.
struct ActDone {
    let action: String
    let object: String
    let account: Int64?
    let community: Int64?
    var words: String?
}

extension SQLTransaction {
    /// Notes that a row is about to change, or was just made; `community` is asked for where it is not known.
    func touch(_ resource: ResourceName, _ id: Int64, isNew: Bool = false, community known: Int64? = nil) throws {
        // What the loops remember of accounts may be wrong from now on.
        if resource == .accounts || resource == .apiKeys { changedAccess = true }
        try changedRows.add(resource, id) {
            ChangedRow(
                resource: resource,
                id: id,
                // Asked now: afterwards the row may be gone.
                community: try known ?? community(of: resource, id),
                before: isNew ? nil : try digest(of: resource, id)
            )
        }
    }

    /// Notes an act of an account on itself, or, where it is not its own, of whoever asked for it.
    func note(_ action: String, account: Int64, isOwn: Bool = true) throws {
        let sql = "SELECT community_id FROM account WHERE id = ?"
        let community = try connection.first(sql, [.integer(account)]) { $0.optionalInteger(0) } ?? nil
        let doer = isOwn ? account : nil
        acts.append(ActDone(action: action, object: "accounts/\(account)", account: doer, community: community))
    }

    /// Tells the audit chain what the transaction did; called once, at its end.
    func recordAudit(_ origin: Origin?, changesBefore: Int) throws {
        guard !leavesNoEntry else { return }
        let origin = origin ?? Origin(action: "program")
        var entries = acts.map { act in
            var entry = entry(origin, action: act.action, object: act.object, account: act.account)
            entry.community = act.community
            return (entry: entry, note: act.words)
        }
        for entry in try changes(origin, changesBefore: changesBefore) { entries.append((entry, nil)) }
        guard var last = entries.popLast() else { return }
        let log = AuditLog(connection: connection)
        for (entry, note) in entries { try log.append(entry, note: note) }
        // The last one binds what the timelines have got, by whichever way.
        last.entry.seal = try TimelineSeal.next(connection)
        try log.append(last.entry, note: last.note)
    }

    /// The entries of the rows that changed: one each, or one for them all where they are many or nobody named them.
    private func changes(_ origin: Origin, changesBefore: Int) throws -> [AuditEntry] {
        if changedRows.isMany {
            var all = entry(origin, object: changedRows.first.first.map { $0.resource.path })
            all.rows = Int64(changedRows.count)
            all.community = changedRows.first.first?.community
            return [all]
        } else if changedRows.count == 0 {
            guard acts.isEmpty, connection.totalChanges != changesBefore else { return [] }
            var one = entry(origin, object: origin.object)
            one.rows = Int64(repeatedRows ?? 1)
            return [one]
        }
        return try changedRows.first.map { try change(of: $0, origin) }
    }

    private func change(of row: ChangedRow, _ origin: Origin) throws -> AuditEntry {
        var entry = entry(origin, object: "\(row.resource.path)/\(row.id)")
        entry.community = row.community
        entry.beforeDigest = row.before
        entry.afterDigest = try digest(of: row.resource, row.id)
        return entry
    }

    private func entry(
        _ origin: Origin,
        action: String? = nil,
        object: String?,
        account: Int64? = nil
    ) -> AuditEntry {
        // The chain gives it its number.
        var entry = AuditEntry(id: 0, at: now, action: action ?? origin.action)
        entry.key = origin.key
        entry.object = object
        // The number of the request would lead to its sender through the server's own log.
        guard !hidesSender else { return entry }
        entry.account = account ?? origin.account
        entry.address = origin.address
        entry.requestID = origin.requestID
        return entry
    }

    /// The community that a row belongs to.
    func community(of resource: ResourceName, _ id: Int64) throws -> Int64? {
        let source = Projection[resource].source
        guard let community = source.scope.community else { return nil }
        let sql = "SELECT \(community) FROM \(source.table) t \(source.joinsOfCommunity) WHERE t.id = ?"
        return try connection.first(sql, [.integer(id)]) { $0.optionalInteger(0) } ?? nil
    }

    /// A keyed digest of a row as it lies there: whoever has the file cannot guess its values by it.
    private func digest(of resource: ResourceName, _ id: Int64) throws -> [UInt8]? {
        let sql = "SELECT * FROM \(Projection[resource].source.table) WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(1024)
            for column in 0..<row.columnCount {
                row.withTextBytes(column) { value in
                    // The length in front keeps the values apart.
                    withUnsafeBytes(of: UInt32(truncatingIfNeeded: value.count).littleEndian) {
                        bytes.append(contentsOf: $0)
                    }
                    bytes.append(contentsOf: value)
                }
            }
            return reader.vault.auditDigest(of: bytes)
        }
    }
}
