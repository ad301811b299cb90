import Domain
import SQLite

/// The condition that cuts rows to a data scope, and the values that it binds (数据范围条件).
struct ScopeCondition {
    let sql: String
    let values: [Value]

    init(_ scope: DataScope, _ source: ResourceSource) {
        switch scope {
        case .everything:
            self.init("1", [])
        case .visitor:
            self.init(source.visitorCondition ?? "1", [])
        case .subdistrict(let id):
            guard let community = source.scope.community else {
                self.init("t.id = ?", [.integer(id)])
                return
            }
            self.init("\(community) IN (SELECT id FROM community WHERE subdistrict_id = ?)", [.integer(id)])
        case .community(let id):
            self.init(community: id, source)
        case .grid(let grid, community: let community):
            guard let expression = source.scope.grid else {
                self.init(community: community, source)
                return
            }
            self.init("\(expression) = ?", [.integer(grid)])
        case .resident(let resident, community: let community):
            guard let expression = source.scope.resident else {
                self.init(community: community, source)
                return
            }
            self.init("\(expression) = ?", [.integer(resident)])
        }
    }

    private init(_ sql: String, _ values: [Value]) {
        self.sql = sql
        self.values = values
    }

    private init(community: Int64, _ source: ResourceSource) {
        guard let expression = source.scope.community else {
            // Above communities stands only the sub-district, and of it the caller sees the own one.
            self.init("t.id = (SELECT subdistrict_id FROM community WHERE id = ?)", [.integer(community)])
            return
        }
        self.init("\(expression) = ?", [.integer(community)])
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
