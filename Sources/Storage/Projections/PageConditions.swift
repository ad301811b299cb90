import Domain
import SQLite

/// The conditions, the order and the keyset of a page (分页条件), as SQL.
struct PageConditions {
    let filters: [String]
    let sortExpressions: [String]
    let order: String
    /// The rows after the one where the last page ended.
    let keyset: String

    init(_ projection: Projection, _ query: ListQuery, keepsReserve: Bool = false) {
        var filters = query.filters.map { Self.condition($0, projection, keepsReserve) }
        if keepsReserve, query.search != nil, let found = projection.source.unreservedFinds {
            filters.append("(\(found))")
        }
        self.filters = filters
        let keys = Self.totalOrder(query.sort, projection.resource)
        let expressions = keys.map { Self.sortable($0, projection, keepsReserve) }
        sortExpressions = expressions
        order = zip(keys, expressions).map { key, sql in "\(sql) \(key.isDescending ? "DESC" : "ASC")" }
            .joined(separator: ", ")
        keyset = Self.keyset(keys, expressions)
    }

    /// The keys asked for, or the resource's own, always ended by the id so that the order is total.
    static func totalOrder(_ asked: [SortKey], _ resource: Resource) -> [SortKey] {
        let keys = asked.isEmpty ? resource.defaultSort : asked
        guard let last = keys.last, !keys.contains(where: { $0.field == "id" }) else { return keys }
        return keys + [SortKey("id", descending: last.isDescending)]
    }

    /// The values that filters bind, in the order of their placeholders.
    ///
    /// Sealed values are bound by their keyed hash.
    static func values(_ query: ListQuery, _ projection: Projection, _ vault: Vault) -> [Value] {
        query.filters.flatMap { filter in
            // What is absent is asked for by IS NULL, which binds nothing.
            filter.values.filter { !$0.isNull }.map { value in
                if case .sealed = projection.resource.fields[filter.field].type, case .text(let text) = value {
                    return .blob(vault.lookupHash(text))
                }
                return Value(value)
            }
        }
    }

    private static func condition(_ filter: Filter, _ projection: Projection, _ keepsReserve: Bool) -> String {
        let field = projection.resource.fields[filter.field]
        var expression = projection.compared(filter.field, keepsReserve: keepsReserve)
        if case .sealed = field.type { expression = "t.\(field.name)_hash" }
        let present = filter.values.filter { !$0.isNull }
        let marks = Array(repeating: "?", count: present.count).joined(separator: ", ")
        let asksForNull = present.count < filter.values.count
        switch filter.comparison {
        case .equal:
            if present.isEmpty { return "\(expression) IS NULL" }
            let reach = projection.source.reach[field.name]?.condition(expression, marks: marks)
            let match = reach ?? (present.count == 1 ? "\(expression) = ?" : "\(expression) IN (\(marks))")
            return asksForNull ? "(\(match) OR \(expression) IS NULL)" : match
        case .not:
            if present.isEmpty { return "\(expression) IS NOT NULL" }
            let reach = projection.source.reach[field.name]?.condition(expression, marks: marks)
            let other = reach.map { "NOT \($0)" } ?? "\(expression) NOT IN (\(marks))"
            return asksForNull ? "(\(other) AND \(expression) IS NOT NULL)" : "(\(other) OR \(expression) IS NULL)"
        case .greater: return "\(expression) > ?"
        case .greaterOrEqual: return "\(expression) >= ?"
        case .less: return "\(expression) < ?"
        case .lessOrEqual: return "\(expression) <= ?"
        }
    }

    /// What is absent sorts first; a comparison with NULL would drop it from the next page.
    private static func sortable(_ key: SortKey, _ projection: Projection, _ keepsReserve: Bool) -> String {
        guard let index = projection.resource.index(of: key.field) else { return "t.id" }
        let field = projection.resource.fields[index]
        let expression = projection.compared(index, keepsReserve: keepsReserve)
        guard field.isOptional else { return expression }
        switch field.type {
        case .text, .date, .enumeration, .timeOfDay, .timeLimit: return "coalesce(\(expression), '')"
        default: return "coalesce(\(expression), -9223372036854775807)"
        }
    }

    private static func keyset(_ keys: [SortKey], _ expressions: [String]) -> String {
        let isUniform = keys.allSatisfy { $0.isDescending == keys.first?.isDescending }
        if isUniform {
            // A row value, which SQLite can look up in an index.
            let comparison = keys.first?.isDescending == true ? "<" : ">"
            let marks = Array(repeating: "?", count: keys.count).joined(separator: ", ")
            return "(\(expressions.joined(separator: ", "))) \(comparison) (\(marks))"
        }
        let alternatives = expressions.indices.map { index in
            let equal = expressions[..<index].map { "\($0) = ?" }
            let beyond = "\(expressions[index]) \(keys[index].isDescending ? "<" : ">") ?"
            return "(\((equal + [beyond]).joined(separator: " AND ")))"
        }
        return "(\(alternatives.joined(separator: " OR ")))"
    }

    /// The values of a cursor in the order of the keyset's placeholders.
    static func keysetValues(_ values: [Value], _ keys: [SortKey]) -> [Value] {
        let isUniform = keys.allSatisfy { $0.isDescending == keys.first?.isDescending }
        return isUniform ? values : values.indices.flatMap { values[...$0] }
    }
}

extension FieldValue {
    var isNull: Bool { self == .null }
}

extension Value {
    init(_ value: FieldValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .text(let text): self = .text(text)
        }
    }
}
