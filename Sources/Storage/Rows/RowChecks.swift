import Domain
import SQLite

/// What the store holds a draft against before it is written (写入检查): references, communities, and rules between
/// fields.
///
/// All faults are found at once.
struct RowChecks {
    let reader: SQLReader
    let projection: Projection

    /// Checks a draft; `community` is that of the row, which everything it refers to shares; what the
    /// fields `standing` refer to was found already, and `stored` gives the values that the row has, for the rules
    /// between fields.
    func check(
        _ draft: Draft,
        scope: DataScope,
        community: Int64?,
        standing: [String] = [],
        stored: (String) throws -> FieldValue
    ) throws {
        var faults = try brokenReferences(of: draft, scope: scope, community: community, standing: standing)
        var values: [String: FieldValue] = [:]
        for rule in projection.resource.rules {
            for name in rule.fields where values[name] == nil { values[name] = try draft[name] ?? stored(name) }
        }
        faults += projection.resource.brokenRules { values[$0] ?? .null }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    func brokenReferences(
        of draft: Draft,
        scope: DataScope,
        community: Int64?,
        standing: [String] = []
    ) throws -> [FieldError] {
        try draft.values.compactMap { index, value in
            let field = projection.resource.fields[index]
            guard case .reference(let target) = field.type, case .integer(let id) = value,
                !standing.contains(field.name)
            else { return nil }
            return try fault(of: field, to: target, id: id, scope: scope, community: community)
        }
    }

    private func fault(
        of field: Field,
        to target: ResourceName,
        id: Int64,
        scope: DataScope,
        community: Int64?
    ) throws -> FieldError? {
        guard let found = try reader.find(target, id: id, scope: scope) else {
            return .unknownReference(target, id, at: field.name)
        }
        guard let community, let other = found.community, other != community else { return nil }
        return .body(
            field.name,
            "other_community",
            "\(Resource[target].title.chinese) \(id) 属于另一个社区",
            "\(Resource[target].title.english) \(id) belongs to another community"
        )
    }
}

extension FieldRule {
    /// Whether it is about two values that are both there.
    var isOfOrder: Bool {
        switch self {
        case .ordered, .before: true
        case .presentExactlyWhen, .leastWhen, .together, .either: false
        }
    }

    var fields: [String] {
        switch self {
        case .ordered(let first, let second), .before(let first, let second),
            .presentExactlyWhen(let first, let second, _),
            .together(let first, let second), .either(let first, let second):
            [first, second]
        case .leastWhen(let name, _, let other, _): [name, other]
        }
    }
}
