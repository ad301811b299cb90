/// A member of a case that was changed besides its moves (诉求修改项), as the timeline names it.
package enum CaseChangedField: String, TitledEnum {
    case kind, title, description, priority, `private`
    case category = "category_id"
    case publicTitle = "public_title"
    case grid = "grid_id"
    case compound = "compound_id"
    case building = "building_id"
    case place = "place_id"
    case unit = "unit_id"
    case household = "household_id"
    case answerable = "answerable_id"
    case issue = "issue_id"
    /// Who worked on it, beside it or was called to it, where that went to another one.
    case handler = "handler_id"
    case coHandler = "co_handler_id"
    case summoned = "summoned_id"
    /// Who called others to it, asks whether its mediation holds, or keeps it in mind while it is shelved.
    case whistler = "whistler_id"
    case followUpBy = "follow_up_by_id"
    case owner = "owner_id"

    /// Those that a change of the case itself can touch.
    package static let ofCase = allCases.filter { !ofHands.contains($0) }
    private static let ofHands: Set<CaseChangedField> = [
        .handler, .coHandler, .summoned, .whistler, .followUpBy, .owner,
    ]

    package var title: Title {
        switch self {
        case .coHandler: Title("协办人", "Co-handler")
        case .summoned: Title("应哨人", "Whoever was summoned")
        case .whistler: Title("吹哨人", "Whoever blew the whistle")
        case .followUpBy: Title("调解回访人", "Whoever follows the mediation up")
        case .owner: Title("挂账责任人", "Owner while it is shelved")
        default: Resource.cases.field(rawValue)?.title ?? Title(rawValue, rawValue)
        }
    }

    /// Whether it says who somebody is, where they live or what they said, and goes when the case is erased.
    package var isPersonal: Bool {
        switch self {
        case .title, .description, .publicTitle, .unit, .household: true
        case .kind, .priority, .private, .category, .grid, .compound, .building, .place, .answerable, .issue, .handler,
            .coHandler, .summoned, .whistler, .followUpBy, .owner:
            false
        }
    }
}

/// What one member was and what it became (修改前后): codes and numbers as they are kept, so that a program can replay them.
package struct CaseChange: Sendable, Hashable {
    package let field: CaseChangedField
    package let from: String?
    package let to: String?

    package init(_ field: CaseChangedField, from: String?, to: String?) {
        self.field = field
        self.from = from
        self.to = to
    }

    /// What differs between two states of a case, in the order of the fields.
    package static func between(
        _ before: [CaseChangedField: String],
        _ after: [CaseChangedField: String]
    ) -> [CaseChange] {
        CaseChangedField.ofCase.filter { before[$0] != after[$0] }
            .map { CaseChange($0, from: before[$0], to: after[$0]) }
    }
}
