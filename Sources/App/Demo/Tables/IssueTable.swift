import Domain

/// The issues of the halls (议题表), in the order of their sessions.
enum IssueTable {
    struct Entry: Sendable {
        let title: String
        let text: String
        let compound: String
        /// The public place that it concerns, if it is one.
        var place: String?
        /// The session that agreed on it, counted from the first of the year; nothing while it is not scheduled.
        let session: Int?
        /// The demands that it grew from, by their titles.
        let demands: [String]
        /// Days from the agreement to the start of the work, and from there to its end; nothing while it goes on.
        var work: (start: Int, end: Int)?
        /// The project that carries it out.
        var project: Project?
        /// Whether the residents' representatives decide it, by the six steps of 四议两公开.
        var takesSixSteps = false
    }

    struct Project: Sendable {
        let name: String
        var quantity: Int?
        var unit: String?
        /// What else is known of it; nothing where it carries a real name, of which the article does not say it.
        var account: Account?
    }

    /// Who carries an invented project out, for what, and what residents say to it (项目账目与评价).
    struct Account: Sendable {
        let carrier: String
        /// In fen.
        let budget: Int64
        let spent: Int64
        /// What somebody has against it while it is shown, and what is answered.
        let objection: (text: String, answer: String)
        /// How residents of the compound judge what came of it, from 1 to 5.
        let scores: [Int64]
    }

    static let all = named + small + open

    /// Who brings an issue before the hall: in the article the grids collect them.
    static func proposer(ofGrid grid: Int) -> String { GridTable.names[grid] + "网格长" }
}
