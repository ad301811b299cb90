/// What is asked of the server (负载).
enum Workload: String, CaseIterable {
    case livez, one, page
    /// One object and a page with the twelve columns that the C reference has, to be set beside it.
    case oneFields = "one_fields"
    case fields
    /// The first page for a case's number, a word that many cases hold, one character, two words, and a phrase.
    case searchNumber = "search_number"
    case searchWord = "search_word"
    case searchCharacter = "search_character"
    case searchWords = "search_words"
    case searchPhrase = "search_phrase"
    /// Reports that are counted beside the loops: the year of one community, and a year of all communities there are.
    case annual
    case caseStatistics = "case_statistics"
    /// What people work from: each list in turn, and all of them in one call.
    case lists
    case homeWork = "home_work"
    /// The backlog of any day, and the cases behind a figure of a month.
    case backlog
    case opened
    /// A durable move: a case is taken on and given to somebody.
    case move
    /// A durable create of a plain register row, and of a case with all that belongs to it.
    case create
    case createCase = "create_case"

    var isWrite: Bool { self == .create || self == .createCase || self == .move }

    var isReport: Bool { [.annual, .caseStatistics, .backlog, .opened].contains(self) }

    /// What one may cost, in milliseconds: the first page of a search, whatever is looked for, and a report.
    var budgetMilliseconds: Double? {
        switch self {
        case .searchNumber, .searchWord, .searchCharacter, .searchWords, .searchPhrase: 20
        case .annual, .caseStatistics, .opened: 1_000
        case .backlog: 300
        case .livez, .one, .page, .oneFields, .fields, .lists, .homeWork, .move, .create, .createCase: nil
        }
    }

    /// The columns of the C reference.
    static let columns =
        "id,number,title,description,category_id,status,grid_id,building_id,reporter_id,created_at,due_at,updated_at"
}
