import Domain
import Formats

/// How the fields of a register become columns (列).
extension SelectPlan {
    static func cell(_ field: Field) -> CellKind {
        switch field.type {
        case .identifier, .integer, .reference: .integer
        case .text: .words
        case .date, .timeOfDay, .timeLimit, .enumeration, .enumerations: .text
        case .boolean: .boolean
        case .instant: .instant
        case .sealed(let mask): .sealed(mask, column: field.name)
        case .contact: .contact
        case .maskedDate: .maskedDate
        }
    }

    /// The joined name of a reference: `grid_name` beside `grid_id`.
    static func label(
        of field: Int,
        _ projection: Projection,
        _ scope: DataScope,
        _ reserves: Reserves,
        isAtTheDoor: Bool
    ) -> (column: Column, sql: String)? {
        let description = projection.resource.fields[field]
        guard case .reference(let target) = description.type else { return nil }
        let source = ResourceSource.of(target)
        // Where the scope holds only some of those rows, a name would tell of the others.
        guard source.scope.own(in: scope) == nil else { return nil }
        let key = description.name.hasSuffix("_id") ? String(description.name.dropLast(3)) : description.name
        let kept = source.reserve.isDisjoint(with: reserves) ? nil : source.reservedLabel
        let label = kept ?? (isAtTheDoor ? source.door : nil) ?? source.label
        let announced: String =
            switch scope {
            case .subdistrict, .onlooker:
                source.announcedCondition.map { " AND \($0.replacing("t.", with: "x."))" } ?? ""
            case .everything, .community, .civil, .grid, .branch, .organization, .resident, .visitor: ""
            }
        return (
            Column(
                key: "\(key)_name",
                title: description.title,
                type: .text(0...1000)
            ),
            "(SELECT \(label) FROM \(source.table) x WHERE x.id = \(projection.expressions[field])\(announced))"
        )
    }
}
