import SQLite

/// Writes the communities with their grids, buildings, categories, organizations and residents (辖区数据).
struct TerritoryFiller {
    let connection: Connection
    let territory: ScratchTerritory

    /// Everything here is older than every case.
    private static let beginning = CaseFiller.beginning - 86_400_000

    func fill() throws {
        try insert("subdistrict", "code, name", territory.subdistricts) { number in
            [.text("\(320_498 + number)"), .text(name("测试街道", number))]
        }
        for community in 1...territory.communities { try fill(community) }
    }

    private func fill(_ community: Int) throws {
        let own = Value.number(community)
        try insert("community", "subdistrict_id, code, name, number_prefix", 1) { _ in
            [
                .number(territory.subdistrict(ofCommunity: community)), .text("\(320_499_000 + community)"),
                .text(name("测试社区", community)), .text(name("CS", community)),
            ]
        }
        try insert("compound", "community_id, name", territory.compounds) { [own, .text("小区\($0)")] }
        try insert("grid", "community_id, code, name", territory.grids) { number in
            [own, .text("G\(number)"), .text("第\(number)网格")]
        }
        let (grids, compounds, buildings) = (territory.grids, territory.compounds, territory.buildings)
        try insert("building", "community_id, compound_id, code, name, floors", buildings) { number in
            let compound = territory.compound(ofBuilding: number)
            return [
                own, .number(territory.id(compound, of: compounds, in: community)), .text("B\(number)"),
                .text("\(number)幢"), .integer(18),
            ]
        }
        try insert("building_grid", "community_id, building_id, grid_id, from_date", buildings) { number in
            [
                own, .number(territory.id(number, of: buildings, in: community)),
                .number(territory.id(territory.grid(ofBuilding: number), of: grids, in: community)),
                .text("2020-01-01"),
            ]
        }
        try insert("organization", "community_id, kind, name", territory.organizations) { number in
            [own, .text("property"), .text("物业公司\(number)")]
        }
        // One person alone brings a case to its end here, so that nobody else is to look.
        try insert("case_category", "community_id, code, name, check_policy", territory.categories) { number in
            [own, .text("category-\(number)"), .text("类别\(number)"), .text("none")]
        }
        try insert("resident", "community_id, name, sex, birth_date", territory.residents) { number in
            let sex = number % 2 == 0 ? "female" : "male"
            return [own, .text("居民\(number)"), .text(sex), .text("1980-06-15")]
        }
    }

    /// In a city the names tell the communities apart.
    private func name(_ name: String, _ number: Int) -> String { territory.isCity ? "\(name)\(number)" : name }

    private func insert(_ table: String, _ columns: String, _ count: Int, _ row: (Int) -> [Value]) throws {
        let marks = String(repeating: "?, ", count: columns.split(separator: ",").count)
        let sql = "INSERT INTO \(table) (\(columns), created_at, updated_at) VALUES (\(marks)?, ?)"
        for number in 1...count {
            try connection.run(sql, row(number) + [.integer(Self.beginning), .integer(Self.beginning)])
        }
    }
}

extension Value {
    static func number(_ number: Int) -> Value { .integer(Int64(number)) }
}
