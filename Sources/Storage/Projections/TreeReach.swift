/// What belongs to a row of a tree when it is asked for (树的范围), as a SELECT before the marks of its values.
enum TreeReach {
    /// All that stands below it.
    case below(String)
    /// What stands above it, and what is said of no row and so of all.
    case above(String)

    func condition(_ expression: String, marks: String) -> String {
        switch self {
        case .below(let select): "\(expression) IN (\(select) IN (\(marks)))"
        case .above(let select): "(\(expression) IN (\(select) IN (\(marks))) OR \(expression) IS NULL)"
        }
    }

    static let categoriesBelow = TreeReach.below(
        "SELECT p.category_id FROM case_category_path p WHERE p.ancestor_id"
    )
    static let categoriesAbove = TreeReach.above(
        "SELECT p.ancestor_id FROM case_category_path p WHERE p.category_id"
    )
}
