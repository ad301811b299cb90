import Domain

/// One case of the year (诉求计划): where and when it came up, and by which moves it went on.
struct CasePlan: Sendable {
    let matter: Matter
    let opened: WorkMoment
    var steps: [Step]
    let source: CaseSource
    let priority: CasePriority
    let isPrivate: Bool
    let compound: Int
    let building: Int?
    /// The number of the unit, for the texts.
    let unit: String
    let place: Int?
    /// The position of the resident who reported it.
    let reporter: Int?
    /// What the reporter says of it some days after the end, and when.
    var rating: Rating?
    /// When others were called to the place, and what each of them answered.
    var whistle: Whistle?
    /// Whether the company that had it first was right to give it back; the community's own people have it from then on.
    var isDisowned = false

    /// The earlier case that it turns out to be a second report of.
    var duplicateOf: Int?

    struct Whistle: Sendable {
        let at: WorkMoment
        let replies: [Reply]
    }

    /// What a unit says that was called, how long after the call, and whether it helped (应哨).
    struct Reply: Sendable {
        let answer: SummonsAnswer
        let after: Int
        let isSolved: Bool
    }

    /// A word of a reporter: marks from 1 to 5, and whether it is solved.
    struct Rating: Sendable {
        let at: WorkMoment
        let speed: Int64
        let result: Int64
        let attitude: Int64
        var isSolved: Bool { result >= 3 }
    }

    /// Whether everybody may read of it once it was taken on.
    var isPublic: Bool {
        !isPrivate && matter.category.path != .petition && matter.kind != .errand && !matter.kind.isConfidential
    }

    struct Step: Sendable {
        let move: CaseMove
        let at: WorkMoment
    }

    var grid: Int { CompoundTable.all[compound].grid }

    /// A text of the matter, with the names of the place in it.
    func filled(_ text: String, _ territory: TerritoryPlan) -> String {
        var text = text.replacing("{小区}", with: CompoundTable.all[compound].name)
        if let building { text = text.replacing("{楼}", with: territory.buildings[building].name) }
        if let place { text = text.replacing("{部位}", with: PlaceTable.all[place].name) }
        return text.replacing("{单元}", with: unit + "单元")
    }
}
