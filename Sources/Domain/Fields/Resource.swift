/// The description of a resource (资源描述): its fields, who may read and write it, and the rules between its fields.
///
/// A list, an object, a filter, a sort, an export, a body and a schema are all derived from this one value. It is a class
/// only so that handing it on costs one count instead of one for each of its parts.
package final class Resource: Sendable {
    package let name: ResourceName
    package let title: Title
    package let area: Area
    package let fields: [Field]
    package let read: Access
    package let write: Permission
    /// The order of a list that asks for none; the id always follows, in the direction of the last key.
    package let defaultSort: [SortKey]
    /// Sets of fields whose values may stand together only once.
    package let unique: [[String]]
    /// The fields that `q` looks through; nothing where there is no search.
    package let searched: [String]
    package let rules: [FieldRule]
    /// Whether PATCH and DELETE must say which version they mean (428 otherwise).
    package let needsPrecondition: Bool
    /// Which readings of it the audit is told of.
    package let watch: Watch
    /// When a row is no mistake any more that could be taken out.
    package let kept: [Keeping]
    private let positions: [String: Int]
    private let names: [[UInt8]]

    package init(
        _ name: ResourceName,
        _ title: Title,
        area: Area,
        read: Access,
        write: Permission,
        fields: [Field],
        defaultSort: [SortKey] = [SortKey("id")],
        unique: [[String]] = [],
        searched: [String] = [],
        rules: [FieldRule] = [],
        needsPrecondition: Bool = false,
        watch: Watch = .nothing,
        kept: [Keeping] = []
    ) {
        self.name = name
        self.title = title
        self.area = area
        self.read = read
        self.write = write
        self.fields = fields
        self.defaultSort = defaultSort
        self.unique = unique
        self.searched = searched
        self.rules = rules
        self.needsPrecondition = needsPrecondition
        self.watch = watch
        self.kept = kept
        names = fields.map { Array($0.name.utf8) }
        positions = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
    }

    package func field(_ name: String) -> Field? { positions[name].map { fields[$0] } }

    /// Whether a row can be made without the value that a fault is of.
    package func canDo(without location: FieldError.Location) -> Bool {
        guard case .pointer(let pointer) = location, let field = field(String(pointer.dropFirst(2))) else {
            return false
        }
        return field.writing.presence != .required
    }

    package func index(of name: String) -> Int? { positions[name] }

    /// The position of a field by the bytes of its name, looked for from `hint` on: clients name fields in their order.
    package func index(of name: borrowing Span<UInt8>, near hint: Int) -> Int? {
        for offset in names.indices {
            let position = (hint + offset) % names.count
            if Self.isEqual(names[position], name) { return position }
        }
        return nil
    }

    private static func isEqual(_ name: [UInt8], _ other: borrowing Span<UInt8>) -> Bool {
        guard name.count == other.count else { return false }
        for index in name.indices where name[index] != other[index] { return false }
        return true
    }
}

/// The areas of the product (领域), which repeat as folders in every layer.
package enum Area: String, Sendable, CaseIterable {
    case territory, people, party, cases, care, deliberation, activities, organizations, reports, access

    package var title: Title {
        switch self {
        case .territory: Title("辖区", "Territory")
        case .people: Title("人口", "People")
        case .party: Title("党建", "Party")
        case .cases: Title("诉求", "Cases")
        case .care: Title("走访与关怀", "Visits and care")
        case .deliberation: Title("议事", "Deliberation")
        case .activities: Title("活动", "Activities")
        case .organizations: Title("组织与阵地", "Organizations")
        case .reports: Title("报表", "Reports")
        case .access: Title("访问", "Access")
        }
    }
}

/// A field by which a list is ordered, and its direction.
package struct SortKey: Sendable, Hashable {
    package let field: String
    package let isDescending: Bool

    package init(_ field: String, descending: Bool = false) {
        self.field = field
        self.isDescending = descending
    }
}

/// A rule between the fields of one row.
package enum FieldRule: Sendable {
    /// A number is not below this one when the second field holds one of these values, where it is present.
    case leastWhen(String, Int64, String, [String])
    /// The first value is not after the second, where both are present.
    case ordered(String, String)
    /// The first value is before the second, where both are present.
    case before(String, String)
    /// The first field is present exactly when the second holds one of these values.
    case presentExactlyWhen(String, String, [String])
    /// Both are present or neither is.
    case together(String, String)
    /// Exactly one of them is present.
    case either(String, String)
}
