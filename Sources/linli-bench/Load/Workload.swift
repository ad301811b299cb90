/// What is asked of the server (负载).
enum Workload: String, CaseIterable {
    case livez, one, page
    /// One object and a page with the twelve columns that the C reference has, to be set beside it.
    case oneFields = "one_fields"
    case fields
    /// A durable create of a plain register row, and of a case with all that belongs to it.
    case create
    case createCase = "create_case"

    var isWrite: Bool { self == .create || self == .createCase }

    /// The columns of the C reference.
    static let columns =
        "id,number,title,description,category_id,status,grid_id,building_id,reporter_id,created_at,due_at,updated_at"
}
