import Domain

/// Where the words of a resource lie (检索来源), and by which tags of the index its rows can be chosen.
struct SearchSource: Sendable {
    /// What the index, the view of the texts and the rows of the queue are named after.
    let name: String
    /// The letter that stands before the number in the index, by the field that holds the number.
    let tags: [String: String]

    var index: String { "\(name)_search" }
    var texts: String { "\(name)_text" }

    static let all = ResourceName.allCases.compactMap { ResourceSource.of($0).search }

    static let cases = SearchSource(
        name: "case",
        tags: [
            "community_id": "c", "grid_id": "g", "building_id": "b", "handler_organization_id": "o", "reporter_id": "r",
        ]
    )
    static let issues = SearchSource(name: "issue", tags: ["community_id": "c", "grid_id": "g"])
    static let activities = SearchSource(
        name: "activity",
        tags: ["community_id": "c", "organizer_id": "o", "party_organization_id": "p"]
    )
    static let organizations = SearchSource(name: "organization", tags: ["community_id": "c"])

    /// The tag of a field called by its SQL expression.
    func tag(ofExpression expression: String) -> String? {
        expression.hasPrefix("t.") ? tags[String(expression.dropFirst(2))] : nil
    }
}
