import SQLite

/// One community with its grids, buildings, categories, organizations and residents (辖区数据).
///
/// All ids count from 1, so that the load can name any of them without asking.
enum TerritoryFiller {
    static let community: Int64 = 1
    static let grids = 2_000
    static let compounds = 40
    static let buildings = grids * 2
    static let categories = 8
    static let organizations = 20
    static let residents = 5_000

    /// Everything here is older than every case.
    private static let beginning = CaseFiller.beginning - 86_400_000

    static func grid(ofBuilding building: Int) -> Int { (building + 1) / 2 }

    static func compound(ofBuilding building: Int) -> Int { (building - 1) * compounds / buildings + 1 }

    static func fill(_ connection: Connection) throws {
        try insert(connection, "subdistrict", "code, name", 1) { _ in [.text("320499"), .text("测试街道")] }
        try insert(connection, "community", "subdistrict_id, code, name, number_prefix", 1) { _ in
            [.integer(1), .text("320499001"), .text("测试社区"), .text("CS")]
        }
        try insert(connection, "compound", "community_id, name", compounds) { [.integer(community), .text("小区\($0)")] }
        try insert(connection, "grid", "community_id, code, name", grids) { number in
            [.integer(community), .text("G\(number)"), .text("第\(number)网格")]
        }
        try insert(connection, "building", "community_id, compound_id, code, name, floors", buildings) { number in
            [
                .integer(community), .number(compound(ofBuilding: number)), .text("B\(number)"), .text("\(number)幢"),
                .integer(18),
            ]
        }
        try insert(connection, "building_grid", "community_id, building_id, grid_id, from_date", buildings) { number in
            [.integer(community), .number(number), .number(grid(ofBuilding: number)), .text("2020-01-01")]
        }
        try insert(connection, "organization", "community_id, kind, name", organizations) { number in
            [.integer(community), .text("property"), .text("物业公司\(number)")]
        }
        try insert(connection, "case_category", "community_id, code, name", categories) { number in
            [.integer(community), .text("category-\(number)"), .text("类别\(number)")]
        }
        try insert(connection, "resident", "community_id, name, sex, birth_date", residents) { number in
            let sex = number % 2 == 0 ? "female" : "male"
            return [.integer(community), .text("居民\(number)"), .text(sex), .text("1980-06-15")]
        }
    }

    private static func insert(
        _ connection: Connection,
        _ table: String,
        _ columns: String,
        _ count: Int,
        _ row: (Int) -> [Value]
    ) throws {
        let marks = String(repeating: "?, ", count: columns.split(separator: ",").count)
        let sql = "INSERT INTO \(table) (\(columns), created_at, updated_at) VALUES (\(marks)?, ?)"
        for number in 1...count {
            try connection.run(sql, row(number) + [.integer(beginning), .integer(beginning)])
        }
    }
}

extension Value {
    fileprivate static func number(_ number: Int) -> Value { .integer(Int64(number)) }
}
