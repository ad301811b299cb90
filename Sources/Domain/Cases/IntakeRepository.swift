/// What is read to take a report in and to show a case to everybody (受理查询).
package protocol IntakeReading {
    /// What a report in a category must bring; nothing for a category that the community does not have.
    func form(ofCategory category: Int64, community: Int64?) throws -> CaseForm?
    /// Earlier cases like one that is about to be reported, of the present grid of its place, as whoever asks may see them.
    func similar(_ question: LikenessQuestion, for scope: DataScope, at now: Instant) throws -> [LikeCase]
    /// What was merged into a case and answered with it, in scope, and whose households are still to be told.
    func untoldDuplicates(ofCase id: Int64, scope: DataScope) throws -> [UntoldCase]
    /// What everybody would see of a case.
    func face(ofCase id: Int64) throws -> PublicFace?
    /// An approved photo of a case that everybody may see. Throws `not_found` for any other.
    func publicPhoto(_ id: Int64) throws -> KeptFile
}

/// 受理的存储: what the intake of cases keeps beside the case.
package protocol IntakeRepository: IntakeReading {
    /// The case that an account's device sent before under a name of its own, and whether it said the same.
    func sent(_ report: SentReport) throws -> (caseID: Int64, isSame: Bool)?
    func noteSent(_ report: SentReport, as caseID: Int64) throws
    func keep(_ answers: [KeptAnswer], of caseID: Int64) throws
    /// A sealed answer as it is; nothing for one that is not sealed or not in scope.
    func openAnswer(_ id: Int64, scope: DataScope) throws -> OpenedAnswer?
    /// To whom a case of a category in a grid goes on a day: by the grid before the whole community, by the category
    /// before those above it.
    func route(category: Int64, grid: Int64, on day: CivilDate) throws -> CaseRoute?
    /// Who stands in for somebody who is absent on a day (AB岗).
    func deputy(of account: Int64, on day: CivilDate) throws -> (id: Int64, name: String)?
    /// The household that somebody lives in now.
    func household(ofResident resident: Int64) throws -> Int64?
    /// The home that a household or a unit lies in.
    func home(household: Int64?, unit: Int64?) throws -> CaseHome?
    /// An open case of the same matter at the same place, of another reporter, the newest one since a moment.
    func earlier(than caseID: Int64, since moment: Instant) throws -> Int64?
    /// Notes that a matter came again; says whether it is the first time.
    func noteRepeat(_ caseID: Int64, of earlier: Int64) throws -> Bool
    /// Where a category stands in its tree; nothing for one that is not there.
    func place(ofCategory category: Int64) throws -> CategoryPlace?
    /// Whether cases of a category are nobody else's business.
    func isPrivate(category: Int64) throws -> Bool
    func question(_ id: Int64) throws -> AskedQuestion?
    /// Whether a question of that code is asked above or below a category or in it, a retired one aside.
    func isAsked(_ code: String, inFamilyOf category: Int64, otherThan question: Int64?) throws -> Bool
    /// How many questions a category and those above it ask.
    func asked(inCategory category: Int64) throws -> Int
    /// A template of the community of a case that fits its category.
    func template(_ id: Int64, for caseID: Int64) throws -> ReplyTemplate?
    func facts(of caseID: Int64) throws -> ReplyFacts
}

/// A duplicate whose household was not told yet (待告知的并案).
package struct UntoldCase: Sendable, Hashable {
    package let id: Int64
    package let number: String

    package init(id: Int64, number: String) {
        self.id = id
        self.number = number
    }
}

/// Where a category stands in its tree (类别层级).
package struct CategoryPlace: Sendable, Hashable {
    package let community: Int64
    /// Categories above it, and steps below it.
    package let above: Int64
    package let below: Int64

    package init(community: Int64, above: Int64, below: Int64) {
        self.community = community
        self.above = above
        self.below = below
    }
}

/// A question as the other questions of its family see it (已设追问).
package struct AskedQuestion: Sendable, Hashable {
    package let category: Int64
    package let code: String
    package let isRetired: Bool

    package init(category: Int64, code: String, isRetired: Bool) {
        self.category = category
        self.code = code
        self.isRetired = isRetired
    }
}

/// A sealed answer that was opened for somebody (查看原值的回答).
package struct OpenedAnswer: Sendable, Hashable {
    /// The case or the sign-up that it belongs to.
    package let owner: Int64
    package let community: Int64
    /// Whose answer it is, where that is known.
    package let person: Int64?
    package let code: String
    package let value: String

    package init(owner: Int64, community: Int64, person: Int64?, code: String, value: String) {
        self.owner = owner
        self.community = community
        self.person = person
        self.code = code
        self.value = value
    }
}

/// Where a household or a unit lies (住处).
package struct CaseHome: Sendable, Hashable {
    package let unit: Int64
    package let building: Int64

    package init(unit: Int64, building: Int64) {
        self.unit = unit
        self.building = building
    }
}
