/// When a decision is valid (表决规则): who has to take part and who has to agree, in whole numbers.
package enum DecisionRule: String, TitledEnum {
    case committee
    case partyMeeting = "party_meeting"
    case representatives, residents, households
    case ownersOrdinary = "owners_ordinary"
    case ownersSpecial = "owners_special"

    package var title: Title {
        switch self {
        case .committee: Title("委员会（全体过半数同意）", "Committee: more than half of all agree")
        case .partyMeeting: Title("党员大会（三分之二到会、应到过半数同意）", "Party meeting: 2/3 present, more than half of all agree")
        case .representatives:
            Title("居民代表会议（三分之二到会、到会过半数同意）", "Representatives: 2/3 present, more than half of them agree")
        case .residents:
            Title("居民会议（过半数参加、参加的过半数同意）", "Residents: more than half take part, more than half of them agree")
        case .households:
            Title("户代表会议（过半数参加、参加的过半数同意）", "Households: more than half take part, more than half of them agree")
        case .ownersOrdinary: Title("业主共同决定（一般事项）", "Owners, ordinary matters")
        case .ownersSpecial: Title("业主共同决定（特别事项，四分之三）", "Owners, special matters: 3/4")
        }
    }

    /// Whether owners decide, whose certified areas count beside their number (Civil Code article 278).
    package var countsAreas: Bool { self == .ownersOrdinary || self == .ownersSpecial }

    /// Whose decision it is.
    package var authority: IssueAuthority {
        switch self {
        case .committee, .partyMeeting: .committee
        case .representatives, .residents, .households: .residents
        case .ownersOrdinary, .ownersSpecial: .owners
        }
    }

    /// The least part that has to take part.
    private var participation: Share? {
        switch self {
        case .committee: nil
        case .partyMeeting, .representatives, .ownersOrdinary, .ownersSpecial: Share(2, of: 3, exactlyIsEnough: true)
        case .residents, .households: Share(1, of: 2, exactlyIsEnough: false)
        }
    }

    /// The least part that has to agree, of all or of those who took part.
    private var approval: (share: Share, ofAll: Bool) {
        switch self {
        case .committee, .partyMeeting: (Share(1, of: 2, exactlyIsEnough: false), true)
        case .representatives, .residents, .households, .ownersOrdinary:
            (Share(1, of: 2, exactlyIsEnough: false), false)
        case .ownersSpecial: (Share(3, of: 4, exactlyIsEnough: true), false)
        }
    }

    /// What a tally comes to: whether it is valid, and which numbers are missing where it is not.
    package func verdict(on tally: Tally) -> Verdict {
        var missing: [Shortfall] = []
        var isQuorate = tally.eligible.people > 0
        for measure in countsAreas ? Measure.allCases : [.people] {
            let (all, part, yes) = (tally.eligible[measure], tally.cast[measure], tally.yes[measure])
            if let participation, let lack = participation.lacking(part, of: all) {
                isQuorate = false
                missing.append(Shortfall(stage: .participation, measure: measure, has: part, lacks: lack))
            }
            // How they chose nobody knows of ballots that were not opened, so that nothing is said to be missing of it.
            guard tally.unopened.people == 0 else { continue }
            if let lack = approval.share.lacking(yes, of: approval.ofAll ? all : part) {
                missing.append(Shortfall(stage: .approval, measure: measure, has: yes, lacks: lack))
            }
        }
        if tally.unopened.people > 0, tally.unopened.people < tally.leastBallots {
            let (has, least) = (tally.unopened.people, tally.leastBallots)
            missing.append(Shortfall(stage: .opening, measure: .people, has: has, lacks: least - has))
        }
        return Verdict(isQuorate: isQuorate, missing: missing)
    }

    /// What a decision lacks even where everybody who may still vote agrees: whoever stood back counts as entitled and takes no part.
    ///
    /// Where anything is missing here no ballots reach the rule any more.
    package func unreachable(of eligible: Count, able: Count) -> [Shortfall] {
        var best = Tally()
        (best.eligible, best.yes) = (eligible, able)
        return verdict(on: best).missing
    }

    /// A part of a whole that is reached or passed (比例), without fractions.
    private struct Share {
        let part: Int64
        let whole: Int64
        /// 以上 includes the number itself, 过半数 does not (Civil Code article 1259).
        let exactlyIsEnough: Bool

        init(_ part: Int64, of whole: Int64, exactlyIsEnough: Bool) {
            self.part = part
            self.whole = whole
            self.exactlyIsEnough = exactlyIsEnough
        }

        /// How much more is needed; nothing where it is enough.
        ///
        /// Of nothing nothing is enough.
        func lacking(_ number: Int64, of all: Int64) -> Int64? {
            guard all > 0 else { return 1 }
            let product = all * part
            let least = exactlyIsEnough ? (product + whole - 1) / whole : product / whole + 1
            return number >= least ? nil : least - number
        }
    }
}

/// Whether a decision is valid (表决结论).
package struct Verdict: Sendable, Hashable {
    package let isQuorate: Bool
    package let missing: [Shortfall]

    package init(isQuorate: Bool, missing: [Shortfall]) {
        self.isQuorate = isQuorate
        self.missing = missing
    }

    package var isPassed: Bool { missing.isEmpty }

    /// Why nothing was counted, where that is so.
    package var unopened: UnopenedReason? { missing.contains { $0.stage == .opening } ? .tooFew : nil }

    /// What it is called as the outcome of an issue, with the rule where it passed and else a place for what was missing.
    package static func heading(isPassed: Bool, isOpened: Bool) -> Title {
        if isPassed { return Title("表决通过：{words}", "Adopted by vote: {words}") }
        return isOpened
            ? Title("表决未通过：{words}", "Not adopted by vote: {words}")
            : Title("表决未开票，不通过：{words}", "Not opened and not adopted: {words}")
    }

    /// As the outcome of an issue; of a meeting of the Party without its numbers.
    package func outcome(of rule: DecisionRule) -> Title {
        let heading = Self.heading(isPassed: isPassed, isOpened: unopened == nil)
        let words = isPassed || rule == .partyMeeting ? rule.title : self.words
        return Title(
            heading.chinese.replacing("{words}", with: words.chinese),
            heading.english.replacing("{words}", with: words.english)
        )
    }

    /// The missing numbers as a sentence.
    package var words: Title {
        Title(
            missing.map(\.title.chinese).joined(separator: "；"),
            missing.map(\.title.english).joined(separator: "; ")
        )
    }
}

/// A number that a decision lacks (缺口).
package struct Shortfall: Sendable, Hashable {
    package enum Stage: String, TitledEnum {
        case participation, approval
        /// A closed vote of too few ballots is not opened.
        case opening

        package var title: Title {
            switch self {
            case .participation: Title("参与", "Taking part")
            case .approval: Title("同意", "Agreeing")
            case .opening: Title("开票", "Opening the ballots")
            }
        }
    }

    package let stage: Stage
    package let measure: Measure
    package let has: Int64
    package let lacks: Int64

    package init(stage: Stage, measure: Measure, has: Int64, lacks: Int64) {
        self.stage = stage
        self.measure = measure
        self.has = has
        self.lacks = lacks
    }

    package var title: Title {
        let words = Self.words(stage, measure)
        return Title(filled(words.chinese), filled(words.english))
    }

    /// The same of a number that those who are left can not reach, whatever they choose.
    package static func unreachable(_ stage: Stage, _ measure: Measure) -> Title {
        if stage == .opening {
            return Title(
                "回避后最多 {has} 人投票，无记名表决至少 {least} 票方可开票（closed_vote_least_ballots），差 {lacks}：选票将不开启即销毁，"
                    + "请撤销表决（cancel-vote）改为记名或重新确定名册",
                "Since people stood back, {has} can vote at most, and a closed vote is opened with {least} ballots at least "
                    + "(closed_vote_least_ballots), {lacks} more: they would be destroyed unread; call the vote off (cancel-vote) "
                    + "and vote openly, or settle the roll anew"
            )
        }
        let what = stage == .approval ? ("同意", "can agree") : ("参与", "can take part")
        return Title(
            "回避后最多 {has} \(what.0)（\(measure.title.chinese)），规则须 {least}，差 {lacks}：不论如何投票都不能通过，"
                + "请撤销表决（cancel-vote）重新确定名册，或报上级决定",
            "Since people stood back, \(measure.title.english.lowercased()) {has} \(what.1) at most and the rule asks for {least}, "
                + "{lacks} more: however it is voted, it does not pass; call the vote off (cancel-vote) and settle the roll "
                + "anew, or pass it up"
        )
    }

    /// As a sentence about an open vote.
    package var unreachableTitle: Title {
        let words = Self.unreachable(stage, measure)
        return Title(filled(words.chinese), filled(words.english))
    }

    private func filled(_ words: String) -> String {
        words.replacing("{has}", with: "\(has)").replacing("{lacks}", with: "\(lacks)")
            .replacing("{least}", with: "\(has + lacks)")
    }

    /// The sentence of a number that is missing, with places for the numbers: the same wherever it is said.
    package static func words(_ stage: Stage, _ measure: Measure) -> Title {
        if stage == .opening {
            return Title(
                "{has} 人投票，至少 {least} 票方可开票，否则会暴露个人意见，选票不开启即销毁",
                "{has} took part, and a closed vote is opened with {least} ballots at least, since it would tell "
                    + "who chose what; they are destroyed unread"
            )
        }
        let what = stage == .participation ? ("参与", "take part") : ("同意", "agree")
        return Title(
            "\(what.0)（\(measure.title.chinese)）现为 {has}，还差 {lacks}",
            "\(measure.title.english) {has} \(what.1), {lacks} more are needed"
        )
    }
}

/// The matters that owners decide together (业主共同决定事项): Civil Code article 278, items 1 to 9.
package enum OwnersMatter {
    package static let items: ClosedRange<Int64> = 1...9

    /// Raising the maintenance fund, rebuilding, and using or changing common parts take three quarters.
    package static func rule(of item: Int64) -> DecisionRule {
        (6...8).contains(item) ? .ownersSpecial : .ownersOrdinary
    }
}
