/// A move of a case and what it brings (诉求动作的内容).
///
/// What a move must bring stands in the endpoint that reads it; what it brings here is there.
package struct CaseAct: Sendable {
    package let move: CaseMove
    package var handler: CaseHandler?
    package var handlerName: String?
    /// What the resident reads.
    package var answer: String?
    /// What stays inside.
    package var remark: String?
    package var closingReason: ClosingReason?
    package var decliningReason: DecliningReason?
    package var returnReason: ReturnReason?
    package var externalNumber: String?
    /// By when: the follow-up of what was passed up, the review of what is shelved, what a supervision asks.
    package var until: Instant?
    /// Who keeps a shelved case in mind.
    package var owner: Int64?
    package var condition: String?
    package var limit: TimeLimit?
    package var told: CaseTold?
    /// How often the reporter was tried, where nobody could be reached.
    package var tries: Int64?
    package var target: MergeTarget?
    package var rating: CaseRating?
    package var mediation: Mediation?
    /// Whether photos of before and after lie with the case.
    package var hasPhotos = false
    /// Whether one of after the work does, whatever it looked like before.
    package var hasPhotoAfter = false
    /// Whether the draw says that somebody else is to look.
    package var isDrawn = false
    /// How the word of a partner arrived, where staff enter it (代录).
    package var channel: CaseChannel?
    package var ifVersion: VersionCondition?
    /// The template that gives the resident's text where none is given (答复模板).
    package var template: Int64?
    /// Files that were sent before and become part of the case with the move.
    package var uploads: [Int64] = []
    /// Files that came with the call itself.
    package var files: [KeptFile] = []
    /// Whether what is told holds for the households of the duplicates, too.
    package var tellsDuplicates = false
    /// Whether it goes at once to whoever is set for its category and grid; where nothing is said, as the category says.
    package var asksForRoute: Bool?

    package init(_ move: CaseMove) { self.move = move }

    /// Which photos lie with the case.
    package mutating func note(_ moments: Set<AttachmentMoment>) {
        hasPhotoAfter = moments.contains(.after)
        hasPhotos = hasPhotoAfter && moments.contains(.before)
    }
}

/// The case that another one is merged into (并入的诉求): not a duplicate itself.
package struct MergeTarget: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let status: CaseStatus
    package var difference: MergeDifference = []
    /// Whether it is a petition, which another registration of the same one can stand back for.
    package var isPetition = false

    package init(id: Int64, community: Int64, status: CaseStatus = .handling) {
        self.id = id
        self.community = community
        self.status = status
    }
}

/// In what two cases are not one matter at first sight (并案差异).
package struct MergeDifference: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let category = MergeDifference(rawValue: 1)
    /// Another building or place.
    package static let spot = MergeDifference(rawValue: 2)
    package static let grid = MergeDifference(rawValue: 4)

    var title: Title {
        let parts: [(MergeDifference, Title)] = [
            (.category, Title("类别", "category")), (.spot, Title("地点", "place")), (.grid, Title("网格", "grid")),
        ]
        let titles = parts.filter { contains($0.0) }.map(\.1)
        return Title(
            titles.map(\.chinese).joined(separator: "、"),
            titles.map(\.english).joined(separator: " and ")
        )
    }
}

/// What the reporter thinks of how it went (评价): each from 1 to 5.
package struct CaseRating: Sendable, Hashable {
    package let speed: Int64
    package let result: Int64
    package let attitude: Int64
    package let isSolved: Bool
    package let comment: String?
    /// Asks for a second handling by other people.
    package let asksAgain: Bool

    package init(speed: Int64, result: Int64, attitude: Int64, isSolved: Bool, comment: String?, asksAgain: Bool) {
        self.speed = speed
        self.result = result
        self.attitude = attitude
        self.isSolved = isSolved
        self.comment = comment
        self.asksAgain = asksAgain
    }

    /// As the timeline keeps it.
    var words: String {
        "速度 \(speed)、结果 \(result)、态度 \(attitude)，\(isSolved ? "已解决" : "未解决")" + (comment.map { "：\($0)" } ?? "")
    }
}

/// Who acts on a case, and as what (经办人).
package struct CaseParty: Sendable, Hashable {
    /// Nothing for the server itself.
    package let account: Int64?
    package let actors: CaseActors

    package init(account: Int64?, actors: CaseActors) {
        self.account = account
        self.actors = actors
    }

    /// The server itself, at a time that has come.
    package static let clock = CaseParty(account: nil, actors: [.clock])
}
