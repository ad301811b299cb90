package import Domain
import SQLite

/// Reads service groups (服务群体读取).
enum ServiceGroupTable {
    /// What `group` reads, of the group called `g`.
    static let columns = """
        g.id, g.name, g.grid_id, g.building_id, g.sex, g.least_age, g.most_age, g.residency, g.care_tag,
        (SELECT x.name FROM grid x WHERE x.id = g.grid_id), (SELECT x.name FROM building x WHERE x.id = g.building_id)
        """

    static func group(_ row: borrowing Statement, from first: Int32) -> ServiceGroup {
        var condition = GroupCondition()
        condition.grid = row.optionalInteger(first + 2)
        condition.building = row.optionalInteger(first + 3)
        condition.sex = row.optionalText(first + 4).flatMap { Sex(rawValue: $0) }
        condition.leastAge = row.optionalInteger(first + 5)
        condition.mostAge = row.optionalInteger(first + 6)
        condition.residency = row.optionalText(first + 7).flatMap { ResidencyStatus(rawValue: $0) }
        condition.careTag = row.optionalText(first + 8).flatMap { CareTag(rawValue: $0) }
        condition.gridName = row.optionalText(first + 9)
        condition.buildingName = row.optionalText(first + 10)
        return ServiceGroup(id: row.integer(first), name: row.text(first + 1), condition: condition)
    }

    static func find(_ id: Int64, _ connection: Connection) throws -> ServiceGroup? {
        try connection.first("SELECT \(columns) FROM service_group g WHERE g.id = ?", [.integer(id)]) {
            group($0, from: 0)
        }
    }
}

extension SQLActivityRepository {
    func group(_ id: Int64) throws -> ServiceGroup? { try ServiceGroupTable.find(id, connection) }
}

extension SQLReader {
    package func serviceGroup(_ id: Int64, scope: DataScope) throws -> ServiceGroup? {
        guard try contains(.serviceGroups, id: id, scope: scope) else { return nil }
        return try ServiceGroupTable.find(id, connection)
    }
}
