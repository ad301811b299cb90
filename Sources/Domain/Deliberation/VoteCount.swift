/// A vote as it is counted anew (计票): how it stands, and how the roll compares with the register.
package struct VoteCount: Sendable {
    package let vote: IssueVote
    package let tally: Tally
    /// How many the register had as entitled to a vote that was held elsewhere.
    package var register: Count?
    /// Why that is another number.
    package var deviationReason: String?

    /// What an open vote can not reach any more, since people stood back.
    package var unreachable: [Shortfall] = []

    /// As everybody reads it now.
    private let standing: VoteStatus

    package init(_ vote: IssueVote, _ tally: Tally, at now: Instant) {
        standing = vote.standing(at: now)
        self.vote = vote
        self.tally = tally
    }

    /// The tally as a document; while a vote runs it says who took part, and not how they chose.
    ///
    /// Of a meeting of the Party others read that it was held, and no numbers.
    package func report(_ language: Language, isMasked: Bool = false) -> ReportDocument {
        let verdict = vote.rule.verdict(on: tally)
        // What nobody chose yet is not told, so that of that nothing is told to be missing either.
        let missing = isMasked ? [] : verdict.missing.filter { vote.status == .closed || $0.stage != .approval }
        return ReportDocument(
            name: "tally",
            title: Title("计票", "Tally"),
            header: [],
            chapters: [
                ReportChapter(
                    title: Title("计票", "Tally"),
                    sections: [
                        .figures(
                            key: "",
                            title: Title("计票", "Tally"),
                            isMasked ? heading : heading + figures(verdict) + outOfReach(language)
                        ),
                        .rows(
                            key: "missing",
                            title: Title("缺口", "What is missing"),
                            columns: Self.missing,
                            rows: missing.map { shortfall in
                                [
                                    .text(shortfall.stage.rawValue), .text(shortfall.measure.rawValue),
                                    .integer(shortfall.has), .integer(shortfall.lacks),
                                    .text(shortfall.title.text(in: language)),
                                ]
                            }
                        ),
                    ]
                )
            ]
        )
    }

    private static let missing: [Field] = [
        .choice("rule", "环节", "Part of the rule", Shortfall.Stage.self),
        .choice("measure", "口径", "Counted by", Measure.self),
        .integer("has", "现有", "There are", 0...Int64.max), .integer("lacks", "还差", "More are needed", 0...Int64.max),
        .text("words", "说明", "In words", 1...1000),
    ]

    private var heading: [ReportFigure] {
        [
            ReportFigure(key: "vote_id", title: Title("表决编号", "Vote"), value: .integer(vote.id)),
            Self.choice("rule", Title("规则", "Rule"), vote.rule),
            Self.choice("secrecy", Title("表决方式", "Open or closed"), vote.secrecy),
            Self.choice("status", Title("状态", "Status"), standing),
        ]
    }

    /// While it runs: whether it can still pass.
    private func outOfReach(_ language: Language) -> [ReportFigure] {
        guard vote.status == .open else { return [] }
        let words = unreachable.map { $0.unreachableTitle.text(in: language) }
        let between = language == .chinese ? "；" : "; "
        return [
            ReportFigure(
                key: "unreachable",
                title: Title("已无法达到的要求", "What it can not reach any more"),
                value: words.isEmpty ? .null : .text(words.joined(separator: between))
            )
        ]
    }

    private func figures(_ verdict: Verdict) -> [ReportFigure] {
        var figures: [ReportFigure] = []
        figures += counts("eligible", Title("应投", "Entitled"), tally.eligible)
        figures += counts("cast", Title("参与", "Took part"), tally.cast)
        if let register {
            figures.append(
                ReportFigure(
                    key: "register_eligible",
                    title: Title("登记簿应投（人数）", "Entitled by the register"),
                    value: .integer(register.people)
                )
            )
            if vote.rule.countsAreas {
                figures.append(
                    ReportFigure(
                        key: "register_area",
                        title: Title("登记簿应投（面积）", "Entitled by the register, by area"),
                        value: .integer(register.area)
                    )
                )
            }
            figures.append(
                ReportFigure(
                    key: "deviation_reason",
                    title: Title("与登记簿不一致的原因", "Why it differs from the register"),
                    value: deviationReason.map { .text($0) } ?? .null
                )
            )
        }
        if vote.status == .closed {
            if let reason = verdict.unopened {
                figures.append(
                    Self.choice("unopened_reason", Title("未开票原因", "Why the ballots were not opened"), reason)
                )
            } else {
                figures += counts("for", Title("同意", "For"), tally.yes)
                figures += counts("against", Title("反对", "Against"), tally.no)
                figures += counts("abstain", Title("弃权", "Abstained"), tally.abstained)
            }
            figures.append(
                ReportFigure(key: "passed", title: Title("通过", "Passed"), value: .boolean(verdict.isPassed))
            )
        }
        figures.append(
            ReportFigure(
                key: "quorum_met",
                title: Title("参与达到要求", "Enough took part"),
                value: .boolean(verdict.isQuorate)
            )
        )
        return figures
    }

    private static func choice<Choice: TitledEnum>(_ key: String, _ title: Title, _ value: Choice) -> ReportFigure {
        ReportFigure(key: key, title: title, value: .text(value.rawValue), choices: Enumeration(Choice.self))
    }

    /// By number, and for owners by area, too.
    private func counts(_ key: String, _ title: Title, _ count: Count) -> [ReportFigure] {
        let people = ReportFigure(
            key: key,
            title: Title("\(title.chinese)（人数）", title.english),
            value: .integer(count.people)
        )
        guard vote.rule.countsAreas else { return [people] }
        let area = ReportFigure(
            key: "\(key)_area",
            title: Title("\(title.chinese)（面积）", "\(title.english), by area"),
            value: .integer(count.area)
        )
        return [people, area]
    }
}
