package import Domain
import SQLite

extension SQLTransaction {
    package func insert(_ draft: Draft, scope: DataScope, standing: [String]) throws -> Int64 {
        let projection = Projection[draft.resource]
        try check(draft, scope: scope, standing: standing)
        let id = projection.sealed.isEmpty ? nil : try nextID(of: projection.source.table)
        var columns: [String] = []
        var values: [Value] = []
        if let id {
            columns.append("id")
            values.append(.integer(id))
        }
        try collect(draft, projection, row: id, &columns, &values)
        if !columns.contains("created_at"), projection.resource.field("created_at") != nil {
            columns.append("created_at")
            values.append(.integer(now.milliseconds))
        }
        columns.append("updated_at")
        values.append(.integer(now.milliseconds))
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        try explaining(draft, projection, id: nil) {
            try connection.run(
                "INSERT INTO \(projection.source.table) (\(columns.joined(separator: ", "))) VALUES (\(marks))",
                values
            )
        }
        let made = connection.lastInsertedID
        let isOwn = projection.source.scope.community == ResourceSource.ownCommunity
        try touch(draft.resource, made, isNew: true, community: isOwn ? draft.community : nil)
        return made
    }

    package func check(_ draft: Draft, scope: DataScope, standing: [String]) throws {
        let community = draft.resource == .communities ? nil : draft.community
        try RowChecks(reader: reader, projection: Projection[draft.resource])
            .check(draft, scope: scope, community: community, standing: standing) { _ in .null }
    }

    package func faults(inValuesOf draft: Draft, scope: DataScope) throws -> [FieldError] {
        let projection = Projection[draft.resource]
        let community = draft.resource == .communities ? nil : draft.community
        return try RowChecks(reader: reader, projection: projection)
            .brokenReferences(of: draft, scope: scope, community: community)
            + projection.resource.brokenRules(where: \.isOfOrder) { draft[$0] ?? .null }
    }

    package func update(_ draft: Draft, id: Int64, ifVersion: VersionCondition?, scope: DataScope) throws {
        let projection = Projection[draft.resource]
        let community = try current(draft.resource, id: id, ifVersion: ifVersion, scope: scope)
        try RowChecks(reader: reader, projection: projection)
            .check(draft, scope: scope, community: draft.resource == .communities ? nil : community) { name in
                try stored(name, projection, id: id)
            }
        guard !draft.values.isEmpty else {
            // The answer shows it as a reading would.
            if Resource[draft.resource].watch.notesReadings { try touch(draft.resource, id) }
            return
        }
        try refuseCycle(draft, projection, id: id)
        try touch(draft.resource, id)
        var columns: [String] = []
        var values: [Value] = []
        try collect(draft, projection, row: id, &columns, &values)
        var assignments = columns.map { "\($0) = ?" }
        if let phone = newPhone(draft, projection) {
            assignments += phone.assignments
            values += phone.values
        }
        assignments += ["version = version + 1", "updated_at = ?"]
        values += [.integer(now.milliseconds), .integer(id)]
        try explaining(draft, projection, id: id) {
            try connection.run(
                "UPDATE \(projection.source.table) SET \(assignments.joined(separator: ", ")) WHERE id = ?",
                values
            )
        }
    }

    package func expect(
        _ resource: ResourceName,
        id: Int64,
        ifVersion: VersionCondition?,
        scope: DataScope
    ) throws {
        _ = try current(resource, id: id, ifVersion: ifVersion, scope: scope)
    }

    package func delete(_ resource: ResourceName, id: Int64, ifVersion: VersionCondition?, scope: DataScope) throws {
        _ = try current(resource, id: id, ifVersion: ifVersion, scope: scope)
        for rule in Resource[resource].kept {
            let value = try stored(rule.field, Projection[resource], id: id)
            guard !rule.holds(for: value, today: time.date(of: now)) else { throw DomainError.kept(Resource[resource]) }
        }
        try touch(resource, id)
        do {
            try connection.run("DELETE FROM \(Projection[resource].source.table) WHERE id = ?", [.integer(id)])
        } catch {
            guard error.isForeignKey else { throw error }
            throw DomainError(
                .conflict,
                "in_use",
                "仍有其他记录引用它，不能删除",
                "Other records refer to it, so it can not be removed"
            )
        }
    }

    /// The community of a row in scope that still has the version which the caller saw.
    private func current(
        _ resource: ResourceName,
        id: Int64,
        ifVersion: VersionCondition?,
        scope: DataScope
    ) throws -> Int64? {
        guard let found = try reader.find(resource, id: id, scope: scope) else { throw DomainError.notFound }
        if let ifVersion, !ifVersion.allows(found.version) { throw DomainError.stale(current: found.version) }
        return found.community
    }

    /// Nothing stands below itself, however far down: a parent is followed up to its root.
    private func refuseCycle(_ draft: Draft, _ projection: Projection, id: Int64) throws {
        for (index, value) in draft.values {
            let field = projection.resource.fields[index]
            guard case .reference(projection.resource.name) = field.type, case .integer(var parent) = value else {
                continue
            }
            let sql = "SELECT \(field.name) FROM \(projection.source.table) WHERE id = ?"
            while true {
                guard parent != id else {
                    throw DomainError.invalid([
                        .body(field.name, "cycle", "不能成为自己的下级", "Would stand below itself")
                    ])
                }
                guard let next = try connection.first(sql, [.integer(parent)], { $0.optionalInteger(0) }) ?? nil else {
                    break
                }
                parent = next
            }
        }
    }

    private func stored(_ name: String, _ projection: Projection, id: Int64) throws -> FieldValue {
        guard let index = projection.resource.index(of: name), projection.isStored(index) else { return .null }
        let sql = "SELECT \(name) FROM \(projection.source.table) WHERE id = ?"
        return try connection.first(sql, [.integer(id)]) { row in
            switch row.value(0) {
            case .integer(let number): .integer(number)
            case .text(let text): .text(text)
            default: .null
            }
        } ?? .null
    }

    /// The columns and values of a draft; a sealed field becomes two, the sealed value and its keyed hash.
    private func collect(
        _ draft: Draft,
        _ projection: Projection,
        row: Int64?,
        _ columns: inout [String],
        _ values: inout [Value]
    ) throws {
        for (index, value) in draft.values where projection.isStored(index) {
            let field = projection.resource.fields[index]
            columns.append(field.name)
            guard case .sealed = field.type, let row else {
                values.append(Value(value))
                continue
            }
            columns.append("\(field.name)_hash")
            if case .text(let plain) = value {
                values.append(
                    .blob(try reader.vault.seal(plain, table: projection.source.table, column: field.name, row: row))
                )
                values.append(.blob(reader.vault.lookupHash(plain)))
            } else {
                values += [.null, .null]
            }
        }
    }

    /// The id that the next row of a table gets: a sealed value is bound to its row before the row is there.
    func nextID(of table: String) throws -> Int64 {
        try connection.first("SELECT seq + 1 FROM sqlite_sequence WHERE name = ?", [.text(table)]) {
            $0.integer(0)
        } ?? 1
    }
}

extension Draft {
    /// The community of the row, where its resource has one.
    var community: Int64? {
        Resource[resource].index(of: "community_id").flatMap { index in
            if case .integer(let id)? = self[index] { id } else { nil }
        }
    }
}
