import Domain

/// What codes and numbers that are stored say in a language (按读者语言生成的文字), as SQL: nothing of it is stored as prose.
enum StoredWords {
    static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    /// A column in which people write, and the server its codes.
    static func said(_ column: String, _ language: Language) -> String {
        let codes = HouseWord.sayings.map { saying in
            "WHEN \(literal(saying.code)) THEN \(literal(saying.title.text(in: language)))"
        }
        return """
            CASE WHEN \(column) NOT LIKE '§%' THEN \(column) WHEN \(column) LIKE '\(HouseWord.absent)%' \
            THEN \(literal(HouseWord.absentTitle.text(in: language))) || \(parties(column, language)) \
            ELSE CASE \(column) \(codes.joined(separator: " ")) ELSE \(column) END END
            """
    }

    /// The names of the parties whose codes follow the mark.
    private static func parties(_ column: String, _ language: Language) -> String {
        let codes = "substr(\(column), \(HouseWord.absent.count + 1))"
        let between = "replace(\(codes), ' ', \(literal(language == .chinese ? "、" : ", ")))"
        // The longest first: `residents` is a part of `residents_committee`.
        return CalledParty.allCases.sorted { $0.rawValue.count > $1.rawValue.count }.reduce(between) { sql, party in
            "replace(\(sql), '\(party.rawValue)', \(literal(party.title.text(in: language))))"
        }
    }

    /// The numbers that a vote lacks, from their codes.
    static func missing(_ column: String, _ language: Language) -> String {
        shortfalls(column, language) { Shortfall.words($0, $1) }
    }

    /// The numbers that an open vote can not reach any more, from their codes.
    static func unreachable(_ column: String, _ language: Language) -> String {
        shortfalls(column, language) { Shortfall.unreachable($0, $1) }
    }

    private static func shortfalls(
        _ column: String,
        _ language: Language,
        _ words: (Shortfall.Stage, Measure) -> Title
    ) -> String {
        func part(_ place: Int) -> String { "json_extract(l.value, '$[\(place)]')" }
        let sentences = Shortfall.Stage.allCases.flatMap { stage in
            Measure.allCases.map { measure in
                "WHEN '\(stage.rawValue) \(measure.rawValue)' THEN \(literal(words(stage, measure).text(in: language)))"
            }
        }
        return """
            (SELECT group_concat(replace(replace(replace(CASE \(part(0)) || ' ' || \(part(1)) \(sentences.joined(separator: " ")) \
            END, '{has}', \(part(2))), '{lacks}', \(part(3))), '{least}', \(part(2)) + \(part(3))), \
            '\(language == .chinese ? "；" : "; ")') FROM json_each(\(column)) l)
            """
    }

    /// What a vote `v` came to, as the outcome of its issue; of a meeting of the Party without its numbers.
    private static func outcome(_ language: Language) -> String {
        func heading(_ isPassed: Bool, _ isOpened: Bool) -> String {
            literal(Verdict.heading(isPassed: isPassed, isOpened: isOpened).text(in: language))
        }
        let rules = DecisionRule.allCases.map {
            "WHEN '\($0.rawValue)' THEN \(literal($0.title.text(in: language)))"
        }
        let rule = "CASE v.rule \(rules.joined(separator: " ")) END"
        return """
            CASE WHEN v.passed = 1 THEN replace(\(heading(true, true)), '{words}', \(rule)) \
            ELSE replace(iif(v.unopened IS NULL, \(heading(false, true)), \(heading(false, false))), '{words}', \
            iif(v.rule = '\(DecisionRule.partyMeeting.rawValue)', \(rule), \(missing("v.missing", language)))) END
            """
    }

    /// How the roll of a vote `v` that was held elsewhere differs from the register, where it does.
    private static func difference(_ language: Language) -> String {
        let areas = literal(language == .chinese ? "，面积 " : "; by area ")
        let register = literal(language == .chinese ? "，登记簿 " : ", by the register ")
        return """
            CASE WHEN v.deviation_reason IS NULL THEN '' ELSE \
            \(literal(language == .chinese ? "（应投 " : " (entitled ")) || v.eligible || \(register) || v.register_eligible \
            || CASE WHEN v.rule LIKE 'owners_%' THEN \(areas) || v.eligible_area || \(register) || v.register_area ELSE '' END \
            || \(literal(language == .chinese ? "；原因：" : "; reason: ")) || v.deviation_reason \
            || \(literal(language == .chinese ? "）" : ")")) END
            """
    }

    /// What the last vote of an issue came to, with how its roll differs from the register.
    static func lastVote(ofIssue id: String, _ language: Language) -> String {
        """
        (SELECT \(outcome(language)) || \(difference(language)) FROM vote v
            WHERE v.issue_id = \(id) AND v.status = 'closed' ORDER BY v.id DESC LIMIT 1)
        """
    }

    /// The outcome of an issue: what somebody wrote, or what its last vote came to; with how the roll of that differs from the
    /// register, as long as the outcome is that of the vote.
    static func outcome(ofIssue issue: String, _ language: Language) -> String {
        let last = "FROM vote v WHERE v.issue_id = \(issue).id AND v.status = 'closed' ORDER BY v.id DESC LIMIT 1"
        return """
            CASE WHEN \(issue).outcome IS NULL OR \(issue).status IN ('adopted', 'not_adopted', 'publicised', 'implementing') \
            THEN coalesce((SELECT coalesce(\(said("\(issue).outcome", language)), \(outcome(language))) \
            || \(difference(language)) \(last)), \(said("\(issue).outcome", language))) \
            ELSE \(said("\(issue).outcome", language)) END
            """
    }

    /// Somebody on a roll: where nobody has entered the owner, the server says so.
    static func voter(_ column: String, _ language: Language) -> String {
        let mark = Self.unknownOwner
        guard language == .english else { return column }
        return
            "iif(\(column) LIKE '\(mark)%', 'Owner not registered: ' || substr(\(column), \(mark.count + 1)), \(column))"
    }

    /// Before the address of a dwelling whose owner nobody has entered.
    static let unknownOwner = "业主未登记："
}
