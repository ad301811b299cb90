/// A whistle before it is blown (吹哨): who is summoned to an open case, what for, and by when they answer.
package struct WhistleCall: Sendable, Hashable {
    package let matter: String
    package let respondBy: Instant
    package let units: [CaseHandler]
    package var ifVersion: VersionCondition?

    /// More are not called to one case by one word.
    package static let unitLimit = 20

    package init(matter: String, respondBy: Instant, units: [CaseHandler]) {
        self.matter = matter
        self.respondBy = respondBy
        self.units = units
    }
}

/// What a summoned unit answers (报到情况).
package enum SummonsAnswer: String, TitledEnum {
    case came, sent, declined

    package var title: Title {
        switch self {
        case .came: Title("已到场", "Came")
        case .sent: Title("已派人", "Sent somebody")
        case .declined: Title("不能到场", "Declined")
        }
    }
}

/// A unit that was summoned to a case (应哨单位): what it answered, and how whoever called it scores that.
package struct Summons: Sendable, Hashable {
    package let id: Int64
    package let caseID: Int64
    package let caller: Int64
    package let unit: CaseHandler
    package let respondBy: Instant
    package var answer: SummonsAnswer?
    /// Who gave the answer, or entered it for the unit.
    package var answeredBy: Int64?
    package var score: SummonsScore?
    /// How far its warnings have come: the unit and its caller, then the secretary.
    package var warned: Int64
    /// When the clock has to look at it next.
    package var lookAt: Instant?

    package init(
        id: Int64,
        caseID: Int64,
        caller: Int64,
        unit: CaseHandler,
        respondBy: Instant,
        answer: SummonsAnswer?,
        score: SummonsScore?,
        warned: Int64,
        lookAt: Instant?
    ) {
        self.id = id
        self.caseID = caseID
        self.caller = caller
        self.unit = unit
        self.respondBy = respondBy
        self.answer = answer
        self.score = score
        self.warned = warned
        self.lookAt = lookAt
    }
}

/// What a unit says to a summons (应哨答复), and how its word arrived where staff enter it.
package struct SummonsReply: Sendable, Hashable {
    package let answer: SummonsAnswer
    package let sentName: String?
    package let remark: String?
    package let channel: CaseChannel?
    package var ifVersion: VersionCondition?

    package init(answer: SummonsAnswer, sentName: String?, remark: String?, channel: CaseChannel?) {
        self.answer = answer
        self.sentName = sentName
        self.remark = remark
        self.channel = channel
    }
}

/// How a summons is scored (应哨评分): that somebody came, and that it helped, are two things.
package struct SummonsScore: Sendable, Hashable {
    package let came: Bool
    package let solved: Bool

    package init(came: Bool, solved: Bool) {
        self.came = came
        self.solved = solved
    }
}

/// 吹哨的存储: whistles, and the units that they summoned.
package protocol WhistleRepository {
    /// Keeps a whistle with a summons for each unit, whom the clock looks at when the time to answer is over.
    func insert(_ call: WhistleCall, of file: CaseFile, by caller: Int64) throws -> Int64
    /// Whether a unit was summoned to a case and did not decline.
    func isSummoned(_ unit: CaseHandler, to caseID: Int64) throws -> Bool
    /// Whether a unit has not answered yet to an earlier summons to a case.
    func isAwaited(_ unit: CaseHandler, at caseID: Int64) throws -> Bool
    /// The summonses of a whistle, in the order of its units.
    func summonses(of whistle: Int64) throws -> [Int64]
    /// A summons in scope.
    func find(_ id: Int64, scope: DataScope) throws -> Summons?
    func save(_ reply: SummonsReply, to summons: Summons, by account: Int64) throws
    func save(_ score: SummonsScore, of summons: Summons) throws
    /// Whether a whistle called somebody, who does not score themselves.
    func calls(_ account: Int64, in whistle: Int64) throws -> Bool
    /// The case to which a whistle in scope was blown.
    func caseID(ofWhistle id: Int64, scope: DataScope) throws -> Int64?
    /// A whistle is another's to score.
    func handOver(_ whistle: Int64, to other: Int64) throws
    /// Whether the whistle of a summons called somebody else's account, too.
    func calls(_ account: Int64, besideSummons id: Int64) throws -> Bool
    /// A summons that is not answered is another's to answer.
    func pass(summons id: Int64, to account: Int64) throws
    /// How far the warnings of a summons have come.
    func saveWarning(_ summons: Summons) throws
    /// The summonses whose time has come, the longest due first.
    func due(at now: Instant, limit: Int) throws -> [Int64]
}
