import Domain
import SQLite

/// 统计的存储: every figure is counted from rows.
struct SQLReportRepository: ReportRepository {
    let connection: Connection

    func communities(in scope: DataScope, only community: Int64?) throws -> [Int64] {
        let condition = ScopeCondition(scope, Projection[.communities].source)
        let only = community == nil ? "" : " AND t.id = ?"
        return try connection.query(
            "SELECT t.id FROM community t WHERE \(condition.sql)\(only) ORDER BY t.id",
            condition.values + (community.map { [.integer($0)] } ?? [])
        ) { $0.integer(0) }
    }

    func isDemonstration() throws -> Bool {
        try connection.first("SELECT EXISTS (SELECT 1 FROM community WHERE demo = 1)") { $0.boolean(0) } ?? false
    }

    func community(_ id: Int64) throws -> ReportedCommunity? {
        try connection.first("SELECT name, demo FROM community WHERE id = ?", [.integer(id)]) { row in
            ReportedCommunity(id: id, name: row.text(0), isDemonstration: row.boolean(1))
        }
    }

    /// One figure, by a statement that needs the first of these values, as many as it has places for.
    func count(_ sql: String, _ values: [Value]) throws -> Int64 {
        try connection.withStatement(sql) { statement in
            try statement.bind(Array(values.prefix(Int(statement.parameterCount))), from: 1)
            return try statement.step() ? statement.integer(0) : 0
        }
    }

    func rows(_ sql: String, _ values: [Value]) throws -> [[ReportValue]] {
        try connection.query(sql, values) { row in
            var values: [ReportValue] = []
            for column in 0..<row.columnCount { values.append(ReportValue(row.value(column))) }
            return values
        }
    }
}

extension ReportValue {
    init(_ value: Value) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .text(let text): self = .text(text)
        case .null, .real, .blob: self = .null
        }
    }
}
