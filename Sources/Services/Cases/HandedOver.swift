package import Domain

/// What became of the open work of somebody (移交结果).
package struct HandedOver: Sendable {
    package internal(set) var given: [GivenCase] = []
    package internal(set) var parts: [GivenPart] = []
    package internal(set) var skipped: [SkippedWork] = []
    /// How many orders from above went with the cases.
    package internal(set) var orders: Int64 = 0
    /// How many whoever handed over does not see; they stay where they are.
    package internal(set) var unseen = 0

    /// Who has something of it now, in the order in which it went.
    var receivers: [Int64] {
        (given.compactMap(\.account) + parts.map(\.account)).reduce(into: []) { seen, id in
            if !seen.contains(id) { seen.append(id) }
        }
    }

    /// What of it went to one of them.
    func part(of receiver: Int64) -> HandedOver {
        var own = HandedOver()
        own.given = given.filter { $0.account == receiver }
        own.parts = parts.filter { $0.account == receiver }
        return own
    }

    /// What it was in a few words: how much of each kind, by the numbers of the cases.
    func words(_ opening: Title, _ remark: String?) -> Title {
        let kinds = WorkKind.allCases.map { kind in
            (kind.title, kind == .caseFile ? given.map(\.number) : parts.filter { $0.kind == kind }.map(\.number))
        }.filter { !$0.1.isEmpty }
        let chinese = kinds.map { "\($0.chinese) \($1.count) 件（\(Self.named($1, "、", " 等"))）" }
        let english = kinds.map { "\($0.english): \($1.count) (\(Self.named($1, ", ", " and more")))" }
        return Title(
            opening.chinese + chinese.joined(separator: "，") + (remark.map { "；原因：\($0)" } ?? ""),
            opening.english + english.joined(separator: ", ") + (remark.map { "; why: \($0)" } ?? "")
        )
    }

    /// So many numbers fit into a notice.
    private static let namedMost = 8

    private static func named(_ numbers: [String], _ separator: String, _ more: String) -> String {
        numbers.prefix(namedMost).joined(separator: separator) + (numbers.count > namedMost ? more : "")
    }
}

/// What sort of work is handed over (移交类别).
package enum WorkKind: String, TitledEnum {
    case caseFile = "case"
    case coHandling = "co_handler"
    case summons
    /// A whistle whose answers wait for a score.
    case whistle
    /// A mediation that somebody is to ask after.
    case followUp = "follow_up"
    /// A shelved case that somebody keeps in mind.
    case shelved

    package var title: Title {
        switch self {
        case .caseFile: Title("诉求", "Cases")
        case .coHandling: Title("协办", "Joint handling")
        case .summons: Title("应哨", "Summonses")
        case .whistle: Title("应哨评分", "Scores of summonses")
        case .followUp: Title("调解回访", "Follow-ups of mediations")
        case .shelved: Title("挂账责任", "Shelved cases to keep in mind")
        }
    }
}

/// A part in a case, or whatever else of it, that another one has now (移交的协办、应哨等).
package struct GivenPart: Sendable, Hashable {
    package let kind: WorkKind
    package let id: Int64
    package let caseID: Int64
    package let number: String
    package let account: Int64
    /// Whether the receiver worked on the case already, so that the part has ended.
    package let hasIt: Bool

    init(_ kind: WorkKind, _ id: Int64, caseID: Int64, number: String, to account: Int64, hasIt: Bool) {
        self.kind = kind
        self.id = id
        self.caseID = caseID
        self.number = number
        self.account = account
        self.hasIt = hasIt
    }
}

/// Work that stayed where it was, and why (未移交的工作).
package struct SkippedWork: Sendable {
    package let kind: WorkKind
    /// That of the case, the part, the summons, the whistle or the mediation, by its kind.
    package let id: Int64
    package let caseID: Int64
    package let number: String
    package let reason: DomainError

    init(_ kind: WorkKind, _ id: Int64, caseID: Int64, number: String, _ reason: DomainError) {
        self.kind = kind
        self.id = id
        self.caseID = caseID
        self.number = number
        self.reason = reason
    }
}
