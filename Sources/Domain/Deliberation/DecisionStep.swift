/// The steps of 四议两公开 in their order (四议两公开步骤): four deliberations and two disclosures, none of them skipped.
package enum DecisionStep: String, TitledEnum {
    case partyProposal = "party_proposal"
    case committeesConsult = "committees_consult"
    case partyMeeting = "party_meeting"
    case representativesDecide = "representatives_decide"
    case decisionDisclosed = "decision_disclosed"
    case outcomeDisclosed = "outcome_disclosed"

    package var title: Title {
        switch self {
        case .partyProposal: Title("党组织提议", "The Party branch proposes")
        case .committeesConsult: Title("“两委”商议", "Both committees consult")
        case .partyMeeting: Title("党员大会审议", "The Party meeting reviews")
        case .representativesDecide: Title("居民（代表）会议决议", "The residents or their representatives decide")
        case .decisionDisclosed: Title("决议公开", "The decision is disclosed")
        case .outcomeDisclosed: Title("实施结果公开", "The outcome is disclosed")
        }
    }

    /// From 1 to 6.
    package var place: Int64 { Int64((Self.allCases.firstIndex(of: self) ?? 0) + 1) }

    /// Whether members of the Party sit there as such; what they say and count is for those who keep its records.
    package var isOfParty: Bool {
        switch self {
        case .partyProposal, .committeesConsult, .partyMeeting: true
        case .representativesDecide, .decisionDisclosed, .outcomeDisclosed: false
        }
    }

    package var isDisclosure: Bool { self == .decisionDisclosed || self == .outcomeDisclosed }

    /// Which step comes next after so many.
    package static func after(_ taken: Int64) -> DecisionStep? {
        allCases.first { $0.place == taken + 1 }
    }

    /// By which rule a deliberation passes on what it deliberated.
    ///
    /// The residents' own decision has the rule of its vote.
    package var rule: DecisionRule? {
        switch self {
        case .partyProposal, .committeesConsult: .committee
        case .partyMeeting: .partyMeeting
        case .representativesDecide, .decisionDisclosed, .outcomeDisclosed: nil
        }
    }

    /// What takes the step where it is not entered by hand: the vote of the issue, or its public notice.
    package var follows: IssueMove? {
        switch self {
        case .representativesDecide: .adopt
        case .decisionDisclosed: .publish
        case .partyProposal, .committeesConsult, .partyMeeting, .outcomeDisclosed: nil
        }
    }

    /// Where an issue has to stand for the step to be entered.
    package func fits(_ status: IssueStatus) -> Bool {
        switch status {
        case .screened, .scheduled, .deliberating, .deferred, .notAdopted: !isDisclosure
        case .completed: self == .outcomeDisclosed
        default: false
        }
    }
}

/// A step as it was taken (步骤记录): when, by whom and how many, with what outcome, and where it was disclosed.
package struct StepRecord: Sendable, Hashable {
    package let step: DecisionStep
    package let heldOn: CivilDate
    package let minutes: String
    package var due: Int64?
    package var present: Int64?
    package var yes: Int64?
    package var no: Int64?
    package var abstained: Int64?
    package var location: String?
    package var from: CivilDate?
    package var until: CivilDate?

    package init(_ step: DecisionStep, on day: CivilDate, minutes: String) {
        self.step = step
        heldOn = day
        self.minutes = minutes
    }

    /// What was counted; whoever was present and did not choose took part and did not agree.
    package var tally: Tally {
        var tally = Tally()
        tally.eligible = Count(people: due ?? 0)
        tally.yes = Count(people: yes ?? 0)
        tally.no = Count(people: no ?? 0)
        tally.abstained = Count(people: (present ?? 0) - (yes ?? 0) - (no ?? 0))
        return tally
    }

    /// What is missing or does not fit; disclosures run for so many days at least.
    package func faults(days: Int64) -> [FieldError] {
        var faults: [FieldError] = []
        func require(_ name: String, _ isThere: Bool) {
            if !isThere { faults.append(.body(name, "required", "这一步须填写", "This step needs it")) }
        }
        if step.isDisclosure {
            require("location", location != nil)
            require("from_date", from != nil)
            require("until_date", until != nil)
            if let from, let until, until < from.advanced(byDays: Int(days)) {
                faults.append(
                    .body("until_date", "too_short", "公开至少 \(days) 天", "Is disclosed for \(days) days at least")
                )
            }
            return faults
        }
        for (name, value) in [
            ("due", due), ("present", present), ("for", yes), ("against", no), ("abstain", abstained),
        ] {
            require(name, value != nil)
        }
        if let due, let present, present > due {
            faults.append(.body("present", "more_than_due", "到会不能多于应到", "More are present than are due"))
        }
        if let present, (yes ?? 0) + (no ?? 0) + (abstained ?? 0) > present {
            faults.append(.body("for", "more_than_present", "表决的不能多于到会的", "More choose than are present"))
        }
        return faults
    }
}

extension DomainError {
    /// The steps are taken one after another.
    package static func stepOutOfOrder(_ step: DecisionStep, next: DecisionStep?) -> DomainError {
        let (chinese, english) = (next?.title.chinese ?? "六步均已完成", next?.title.english ?? "all six are taken")
        return DomainError(
            .conflict,
            "step_out_of_order",
            "四议两公开须依次进行，不能跳过：不能进行“\(step.title.chinese)”，下一步是“\(chinese)”",
            "The six steps are taken in order and none is skipped: not “\(step.title.english)” now, next is “\(english)”",
            details: next.map { [("next_step", .text($0.rawValue))] } ?? []
        )
    }

    /// A step that is entered by what it consists of.
    package static func stepFollows(_ step: DecisionStep) -> DomainError {
        let isVote = step == .representativesDecide
        return DomainError(
            .conflict,
            "step_follows",
            "“\(step.title.chinese)”由\(isVote ? "议题的表决" : "议题的公示")自动记录",
            "“\(step.title.english)” is recorded by the \(isVote ? "vote" : "public notice") of the issue"
        )
    }

    /// The steps of a Party branch are its own secretary's to enter, or the staff's.
    package static func notYourBranch(_ step: DecisionStep) -> DomainError {
        DomainError(
            .forbidden,
            "not_your_branch",
            "“\(step.title.chinese)”由提议党组织的支部书记或社区工作人员记录，该议题不属于您的支部",
            "“\(step.title.english)” is entered by the secretary of the branch that proposed the issue, or by staff; it is not "
                + "of your branch"
        )
    }

    /// The issue does not take the six steps.
    package static let noSixSteps = DomainError(
        .conflict,
        "no_six_steps",
        "该议题未要求四议两公开",
        "The issue does not take the six steps"
    )
}
