import Domain
import Formats

extension ResourceSource {
    /// What stands for a field where the register leaves masked.
    fileprivate func masked(_ field: String) -> String? {
        if let words = leaving[field] { return words }
        guard reserve == .ownWords else { return listed[field] }
        return reserved[field] ?? reservedWords[field]?(.chinese) ?? listed[field]
    }

    /// By what a row is known where a register that refers to it leaves masked.
    fileprivate var maskedLabel: String { reserve == .ownWords ? reservedLabel ?? label : label }

    /// Which rows leave masked; nothing for all.
    var maskedRows: String? { reserve == .ownWords ? unreservedRows : nil }
}

/// A column of an exported register (导出列): a field, or what people call the row that a field refers to.
///
/// Ids mean nothing outside the database that gave them, so that each stands beside the words by which an import finds the
/// row again.
struct ExportColumn {
    let column: Column
    let sql: String
    let cell: SelectPlan.CellKind
    let canBeNull: Bool

    private init(_ field: Field, _ sql: String, key: String? = nil, title: Title? = nil, isHidden: Bool = false) {
        column = Column(key: key ?? field.name, title: title ?? field.title, type: field.type)
        self.sql = sql
        cell = SelectPlan.cell(field)
        canBeNull = field.isOptional || isHidden
    }

    private init(_ key: String, _ title: Title, _ sql: String) {
        column = Column(key: key, title: title, type: .text(0...100))
        self.sql = sql
        cell = .words
        canBeNull = true
    }

    /// The columns of a register.
    ///
    /// Beside a person who is shown masked, the place stops at the building, and no number leads on to the door; what people wrote
    /// and nobody has read is not in it.
    static func all(of projection: Projection, isUnmasked: Bool = true) -> [ExportColumn] {
        projection.resource.fields.enumerated().flatMap { index, field -> [ExportColumn] in
            let masked = isUnmasked ? nil : projection.source.masked(field.name)
            let sql = masked ?? projection.expressions[index]
            switch field.type {
            case .identifier:
                return [ExportColumn(field, sql, title: ImportKind.idTitle)]
            case .reference(let target):
                let title = Title(
                    "\(field.title.chinese)（\(ImportKind.idTitle.chinese)）",
                    "\(field.title.english) (\(ImportKind.idTitle.english))"
                )
                let isHidden = !isUnmasked && target == .dwellings
                return [ExportColumn(field, isHidden ? "NULL" : sql, title: title, isHidden: isHidden)]
                    + words(for: field, to: target, projection, sql, isUnmasked: isUnmasked)
            default:
                return [ExportColumn(field, sql)]
            }
        }
    }

    /// What people call the row that a reference leads to.
    private static func words(
        for field: Field,
        to target: ResourceName,
        _ projection: Projection,
        _ id: String,
        isUnmasked: Bool
    ) -> [ExportColumn] {
        switch (projection.resource.name, field.name) {
        case (.buildings, "compound_id"): return place(.compounds, id)
        case (.units, "building_id"): return place(.buildings, id)
        case (.dwellings, "unit_id"): return place(.units, id)
        case (.households, "dwelling_id"):
            return place(.dwellings, id, showsDoor: isUnmasked) + [head("t.id")]
        case (.ownerships, "dwelling_id"):
            return place(.dwellings, id, showsDoor: isUnmasked)
        case (.residents, "household_id"):
            let dwelling = "(SELECT hh.dwelling_id FROM household hh WHERE hh.id = \(id))"
            return place(.dwellings, dwelling, showsDoor: isUnmasked) + [head(id)]
        // Said by the place already; the import would take them for something else.
        case (.units, _), (.dwellings, _), (.ownerships, _), (.households, _), (.residents, _),
            (.partyMembers, "resident_id"), (.buildings, "community_id"), (.partyMembers, "community_id"),
            (.compounds, _), (.grids, _):
            return []
        default:
            let source = ResourceSource.of(target)
            let label = isUnmasked ? source.door ?? source.label : source.maskedLabel
            let sql = "(SELECT \(label) FROM \(source.table) x WHERE x.id = \(id))"
            let key = field.name.hasSuffix("_id") ? String(field.name.dropLast(3)) : field.name
            return [ExportColumn(key, field.title, sql)]
        }
    }

    private static func head(_ household: String) -> ExportColumn {
        ExportColumn(
            "head",
            Title("户主", "Head of the household"),
            """
            coalesce((SELECT hp.name FROM residence hr JOIN resident hp ON hp.id = hr.resident_id \
            WHERE hr.household_id = \(household) AND hr.until_date IS NULL AND hr.relation = 'head'), \
            (SELECT hh.registered_head FROM household hh WHERE hh.id = \(household)))
            """
        )
    }

    /// The words of a place from the compound down to the level of the resource.
    private static func place(_ resource: ResourceName, _ id: String, showsDoor: Bool = true) -> [ExportColumn] {
        let levels: [(resource: ResourceName, key: String, title: Title, sql: String)] = [
            (.compounds, "compound", Title("小区", "Compound"), "x0.name"),
            (.buildings, "building", Title("楼栋", "Building"), "x1.name"),
            (.units, "unit", Title("单元", "Unit"), "x2.code"),
            (.dwellings, "room", Title("室号", "Room"), "x3.room"),
        ]
        let depth = levels.firstIndex { $0.resource == resource } ?? 0
        let from = [
            "compound x0 WHERE x0.id = \(id)",
            "building x1 JOIN compound x0 ON x0.id = x1.compound_id WHERE x1.id = \(id)",
            """
            unit x2 JOIN building x1 ON x1.id = x2.building_id JOIN compound x0 ON x0.id = x1.compound_id \
            WHERE x2.id = \(id)
            """,
            """
            dwelling x3 JOIN unit x2 ON x2.id = x3.unit_id JOIN building x1 ON x1.id = x2.building_id \
            JOIN compound x0 ON x0.id = x1.compound_id WHERE x3.id = \(id)
            """,
        ]
        return levels.prefix(depth + 1).map { level in
            let isHidden = !showsDoor && [.units, .dwellings].contains(level.resource)
            let sql = isHidden ? "'\(Masking.door)'" : level.sql
            return ExportColumn(level.key, level.title, "(SELECT \(sql) FROM \(from[depth]))")
        }
    }
}
