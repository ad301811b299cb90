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
    /// A durable create of a plain register row, and of a case with all that belongs to it.
    case create
    case createCase = "create_case"

    var isWrite: Bool { self == .create || self == .createCase }

    var isSearch: Bool {
        switch self {
        case .searchNumber, .searchWord, .searchCharacter, .searchWords, .searchPhrase: true
        case .livez, .one, .page, .oneFields, .fields, .create, .createCase: false
        }
    }

    /// What the first page of a search may cost, whatever is looked for, among a million cases.
    static let searchMilliseconds = 20.0

    /// The columns of the C reference.
    static let columns =
        "id,number,title,description,category_id,status,grid_id,building_id,reporter_id,created_at,due_at,updated_at"
}
