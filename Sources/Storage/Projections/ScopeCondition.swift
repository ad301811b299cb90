import Domain
import SQLite

/// The condition that cuts rows to a data scope, and the values that it binds (数据范围条件).
struct ScopeCondition {
    let sql: String
    let values: [Value]

    /// For a page the rows are found by the scope; one row is found by its id and then held against it.
    ///
    /// Without `isReading` it is what the scope may change, which does not grow by what the public sees; `sight` says whether
    /// it grows by the cases that somebody helps with.
    init(
        _ scope: DataScope,
        _ source: ResourceSource,
        isPage: Bool = false,
        isReading: Bool = true,
        sight: GuestSight = .none
    ) {
        let cut =
            if let guests = source.guestCondition(scope, sight) {
                guests
            } else if isPage, case .grid = scope, let ids = source.scope.idsInGrid {
                "t.id IN (\(ids))"
            } else if isReading, let shared = source.sharedCondition(scope) {
                shared
            } else {
                Self.sql(scope, source)
            }
        sql = [cut, source.insideCondition(scope)].compactMap { $0 }.joined(separator: " AND ")
        values = scope.bindings(source, isReading: isReading, sight: sight)
    }

    private static func sql(_ scope: DataScope, _ source: ResourceSource) -> String {
        switch scope {
        case .everything: "1"
        case .visitor:
            [source.publicCondition ?? "1", source.visitorCondition].compactMap { $0 }.joined(separator: " AND ")
        case .subdistrict:
            announced(
                source,
                source.scope.community.map { "\($0) IN (SELECT id FROM community WHERE subdistrict_id = ?)" }
                    ?? "t.id = ?"
            )
        case .onlooker: announced(source, community(source))
        case .civil: kept(source.partyCondition, community(source))
        case .organization:
            kept(
                // What is entrusted to it by a Party organization is its own to hold.
                source.partyCondition.map { "(\($0) OR \(ResourceSource.heldForParty))" },
                source.scope.own(in: scope).map { "\($0) = ?" } ?? community(source)
            )
        case .community, .grid, .branch:
            source.scope.own(in: scope).map { "\($0) = ?" } ?? community(source)
        case .resident:
            [
                source.scope.idsOfResident.map { "t.id IN (\($0))" }
                    ?? source.scope.own(in: scope).map { "\($0) = ?" } ?? community(source),
                source.publicCondition,
            ]
            .compactMap { $0 }.joined(separator: " AND ")
        }
    }

    private static func kept(_ more: String?, _ condition: String) -> String {
        [condition, more].compactMap { $0 }.joined(separator: " AND ")
    }

    private static func announced(_ source: ResourceSource, _ condition: String) -> String {
        [condition, source.announcedCondition].compactMap { $0 }.joined(separator: " AND ")
    }

    private static func community(_ source: ResourceSource) -> String {
        // Above communities stands only the sub-district, and of it the caller sees the own one.
        source.scope.community.map { "\($0) = ?" } ?? "t.id = (SELECT subdistrict_id FROM community WHERE id = ?)"
    }
}

extension ResourceSource {
    /// What units from outside and those above the community read of its rows.
    fileprivate func insideCondition(_ scope: DataScope) -> String? {
        switch scope {
        case .organization, .subdistrict: outsideRows
        case .everything, .community, .civil, .onlooker, .grid, .branch, .resident, .visitor: nil
        }
    }

    /// The own rows and the public ones of the community, where a scope smaller than it reads both.
    fileprivate func sharedCondition(_ scope: DataScope) -> String? {
        guard isShared, let own = self.scope.own(in: scope), let community = self.scope.community,
            let shared = sharedRows ?? publicCondition
        else { return nil }
        return "\(community) = ? AND (\(own) = ? OR \(shared))"
    }
}

extension ResourceSource.Scope {
    /// The expression that says whose row it is, where a scope smaller than a community has rows of its own.
    func own(in scope: DataScope) -> String? {
        switch scope {
        case .grid: grid
        case .branch: branch
        case .organization: organization
        case .resident: resident ?? idsOfResident
        case .everything, .subdistrict, .community, .civil, .onlooker, .visitor: nil
        }
    }
}

extension DataScope {
    /// The values that the condition of a scope binds; as many as it has ids to compare with.
    func bindings(_ source: ResourceSource, isReading: Bool = true, sight: GuestSight = .none) -> [Value] {
        switch self {
        case .everything, .visitor: return []
        case .subdistrict(let id), .community(let id), .civil(community: let id), .onlooker(community: let id):
            return [.integer(id)]
        case .grid(let id, community: let community, account: _), .branch(let id, community: let community),
            .organization(let id, community: let community), .resident(let id, community: let community):
            if let values = source.guestValues(self, sight) { return values }
            if source.scope.own(in: self) == nil {
                return [.integer(community)]
            }
            return isReading && source.isShared ? [.integer(community), .integer(id)] : [.integer(id)]
        }
    }
}

/// The kind of a scope, without its ids: what the text of a statement depends on.
enum ScopeShape: UInt8, CaseIterable {
    case everything, subdistrict, community, civil, onlooker, grid, branch, organization, resident, visitor

    init(_ scope: DataScope) {
        switch scope {
        case .everything: self = .everything
        case .subdistrict: self = .subdistrict
        case .community: self = .community
        case .civil: self = .civil
        case .onlooker: self = .onlooker
        case .grid: self = .grid
        case .branch: self = .branch
        case .organization: self = .organization
        case .resident: self = .resident
        case .visitor: self = .visitor
        }
    }
}
