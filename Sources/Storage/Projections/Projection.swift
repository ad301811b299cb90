import Domain
import Formats
import SQLite

/// A resource as it is read (投影): its description, its source, and what follows from both once and for all.
final class Projection: Sendable {
    let resource: Resource
    let source: ResourceSource
    /// How each field is named and typed in an answer, in the order of the description.
    let columns: [Column]
    /// The SQL of each field.
    let expressions: [String]
    /// The same as it is shown: where codes stand in a field, what they say.
    let shown: [String]
    /// The same of the few fields that say words, for whoever reads English.
    private let english: [Int: String]
    /// The same to those from whom something of the rows is kept.
    private let unreserved: [String]
    private let unreservedEnglish: [Int: String]
    /// The fields that everybody may see.
    let publicFields: [Int]
    let hasVersion: Bool
    /// Whether some of its fields are shown to few of those who see the row.
    let namesPeople: Bool
    let sealed: [Int]

    init(_ name: ResourceName) {
        let resource = Resource[name]
        let source = ResourceSource.of(name)
        self.resource = resource
        self.source = source
        columns = resource.fields.map(Self.column)
        expressions = resource.fields.map { source.expressions[$0.name] ?? "t.\($0.name)" }
        let shown = resource.fields.map { field in
            source.written[field.name]?(.chinese) ?? source.expressions[field.name] ?? "t.\(field.name)"
        }
        self.shown = shown
        english = Dictionary(
            uniqueKeysWithValues: resource.fields.indices.compactMap { index in
                let name = resource.fields[index].name
                return (source.english[name] ?? source.written[name]?(.english)).map { (index, $0) }
            }
        )
        /// What stands for a field to the others, unless the row is their own.
        func kept(_ index: Int, _ language: Language) -> String? {
            let name = resource.fields[index].name
            guard let sql = source.reserved[name] ?? source.reservedWords[name]?(language) else { return nil }
            return source.ownRow.map { "CASE WHEN \($0) THEN \(shown[index]) ELSE \(sql) END" } ?? sql
        }
        unreserved = resource.fields.indices.map { kept($0, .chinese) ?? shown[$0] }
        unreservedEnglish = Dictionary(
            uniqueKeysWithValues: resource.fields.indices.compactMap { index in
                guard source.reservedWords[resource.fields[index].name] != nil else { return nil }
                return kept(index, .english).map { (index, $0) }
            }
        )
        publicFields = resource.fields.indices.filter { resource.fields[$0].sensitivity == .everyone }
        namesPeople = resource.fields.contains { $0.sensitivity == .names }
        hasVersion = resource.field("version") != nil
        sealed = resource.fields.indices.filter {
            if case .sealed = resource.fields[$0].type { true } else { false }
        }
    }

    /// The id of something is called so, since its name may stand beside it: 楼栋编号, 楼栋.
    private static func column(_ field: Field) -> Column {
        guard case .reference = field.type else { return Column(field) }
        let title = Title("\(field.title.chinese)编号", "\(field.title.english) id")
        return Column(key: field.name, title: title, type: field.type)
    }

    /// The fields that a scope may see, of those asked for.
    func visible(_ asked: [Int]?, in view: View) -> [Int] {
        let allowed =
            view.scope == .visitor ? publicFields : resource.fields.indices.filter { view.shows(resource.fields[$0]) }
        let format = view.format
        guard let asked else { return format == .table ? allowed.filter(fitsTable) : allowed }
        return asked.filter { allowed.contains($0) }
    }

    /// Whether something of its rows is kept from whoever asks.
    func keeps(from view: View) -> Bool { !source.reserve.isDisjoint(with: view.reserves) }

    /// Whether whoever asks reads other words than those that lie in its expressions.
    func translates(for view: View) -> Bool {
        view.language == .english && (!english.isEmpty || !unreservedEnglish.isEmpty && keeps(from: view))
    }

    /// The SQL of a field as somebody is shown it.
    func expression(_ field: Int, keepsReserve: Bool, isTranslated: Bool) -> String {
        if isTranslated, keepsReserve, let words = unreservedEnglish[field] { return words }
        if isTranslated, let words = english[field] { return words }
        return keepsReserve ? unreserved[field] : shown[field]
    }

    /// The SQL by which rows are compared and put in order: what is kept from somebody is not found out by asking for it either.
    func compared(_ field: Int, keepsReserve: Bool) -> String {
        guard keepsReserve else { return expressions[field] }
        let name = resource.fields[field].name
        return source.reserved[name] ?? source.reservedWords[name]?(.chinese) ?? expressions[field]
    }

    /// What narrows its rows for a view beside the scope.
    func clauses(_ view: View, _ query: ListQuery?) -> [String] {
        guard let condition = narrowing(view, query) else { return [] }
        return [source.ownAccount.map { "(\(condition) OR \($0) = ?)" } ?? "(\(condition))"]
    }

    /// The values that the clauses bind.
    func values(_ view: View, _ query: ListQuery?) -> [Value] {
        narrowing(view, query) == nil || source.ownAccount == nil ? [] : [.optional(view.account)]
    }

    private func narrowing(_ view: View, _ query: ListQuery?) -> String? {
        guard keeps(from: view), let condition = source.unreservedRows else { return nil }
        // Nothing is kept from anybody of the own rows alone.
        if case .resident = view.scope, source.scope.idsOfResident != nil { return nil }
        let knows = query?.filters.contains { filter in
            resource.fields[filter.field].name == source.ownWord && filter.comparison == .equal
                && !filter.values.contains(.null)
        }
        return knows == true ? nil : condition
    }

    /// Whether the homes of its rows are named down to the door (住址到户): to whoever goes there, one by one; in a list only where
    /// neither its rows nor what they were asked for by say who lives there.
    func namesDoors(beside fields: [Int], _ key: SelectPlan.Key, isOne: Bool) -> Bool {
        guard source.isAtTheDoor else { return false }
        if isOne, key.showsDoors { return true }
        var known = fields
        if case .page(let filters, _, _, _) = key.shape { known += filters.map(\.field) }
        return !known.contains { index in
            if source.names.contains(resource.fields[index].name) { return true }
            return switch resource.fields[index].type {
            // The number of a household stands in the row of whoever lives there.
            case .reference(.residents), .reference(.households): true
            default: false
            }
        }
    }

    /// Whether a field belongs into a table that people read on a screen without asking for more.
    private func fitsTable(_ position: Int) -> Bool {
        let field = resource.fields[position]
        if case .text(let length) = field.type, length.upperBound > 200 { return false }
        return !["community_id", "version", "created_at", "updated_at"].contains(field.name)
            || field.isSortable
                && field.name == resource.defaultSort.first?.field
    }

    /// Whether a field is a column of the table and may be written.
    func isStored(_ field: Int) -> Bool { source.expressions[resource.fields[field].name] == nil }

    /// All projections, by the dense index of their resource.
    static let all: [Projection] = ResourceName.allCases.map(Projection.init)

    static subscript(_ name: ResourceName) -> Projection { all[name.index] }
}
