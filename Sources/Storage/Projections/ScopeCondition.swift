import Domain
import SQLite

/// The condition that cuts rows to a data scope, and the values that it binds (数据范围条件).
struct ScopeCondition {
    let sql: String
    let values: [Value]

    init(_ scope: DataScope, _ source: ResourceSource) {
        sql = Self.sql(scope, source)
        values = scope.bindings(source)
    }

    private static func sql(_ scope: DataScope, _ source: ResourceSource) -> String {
        switch scope {
        case .everything: "1"
        case .visitor: source.visitorCondition ?? "1"
        case .subdistrict:
            source.scope.community.map { "\($0) IN (SELECT id FROM community WHERE subdistrict_id = ?)" } ?? "t.id = ?"
        case .community: community(source)
        case .grid: source.scope.grid.map { "\($0) = ?" } ?? community(source)
        case .resident: source.scope.resident.map { "\($0) = ?" } ?? community(source)
        }
    }

    private static func community(_ source: ResourceSource) -> String {
        // Above communities stands only the sub-district, and of it the caller sees the own one.
        source.scope.community.map { "\($0) = ?" } ?? "t.id = (SELECT subdistrict_id FROM community WHERE id = ?)"
    }
}

extension DataScope {
    /// The values that the condition of a scope binds; as many as it has ids to compare with.
    func bindings(_ source: ResourceSource) -> [Value] {
        switch self {
        case .everything, .visitor: []
        case .subdistrict(let id), .community(let id): [.integer(id)]
        case .grid(let grid, community: let community): [.integer(source.scope.grid == nil ? community : grid)]
        case .resident(let resident, community: let community):
            [.integer(source.scope.resident == nil ? community : resident)]
        }
    }
}

/// The kind of a scope, without its ids: what the text of a statement depends on.
enum ScopeShape: Hashable {
    case everything, subdistrict, community, grid, resident, visitor

    init(_ scope: DataScope) {
        switch scope {
        case .everything: self = .everything
        case .subdistrict: self = .subdistrict
        case .community: self = .community
        case .grid: self = .grid
        case .resident: self = .resident
        case .visitor: self = .visitor
        }
    }
}
