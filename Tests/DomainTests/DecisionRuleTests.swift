import Domain
import Testing

/// Numbers that repeat themselves (可重现的随机数), so that a failure can be looked at again.
private struct Repeatable: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Suite("表决规则：a decision is valid exactly when its rule is met")
struct DecisionRuleTests {
    private static func tally(_ eligible: Count, _ yes: Count, _ no: Count, _ abstained: Count = Count()) -> Tally {
        var tally = Tally()
        (tally.eligible, tally.yes, tally.no, tally.abstained) = (eligible, yes, no, abstained)
        return tally
    }

    /// The rule as its law words it, told once more with fractions of a large whole.
    private static func isValid(_ rule: DecisionRule, _ tally: Tally) -> Bool {
        func meets(_ measure: Measure) -> Bool {
            let (all, part, yes) = (tally.eligible[measure], tally.cast[measure], tally.yes[measure])
            guard all > 0, part > 0 else { return false }
            switch rule {
            case .committee: return 2 * yes > all
            case .partyMeeting: return 3 * part >= 2 * all && 2 * yes > all
            case .representatives: return 3 * part >= 2 * all && 2 * yes > part
            case .residents, .households: return 2 * part > all && 2 * yes > part
            case .ownersOrdinary: return 3 * part >= 2 * all && 2 * yes > part
            case .ownersSpecial: return 3 * part >= 2 * all && 4 * yes >= 3 * part
            }
        }
        return rule.countsAreas ? meets(.people) && meets(.area) : meets(.people)
    }

    @Test(
        "Over random rolls a decision passes if and only if every count of its rule does",
        arguments: DecisionRule.allCases
    )
    func randomRolls(rule: DecisionRule) {
        var chance = Repeatable(state: 278)
        for _ in 0..<4_000 {
            let ballots = (0..<Int.random(in: 1...40, using: &chance)).map { _ in
                Ballot(
                    area: Int64.random(in: 1...20_000, using: &chance),
                    isRecused: Int.random(in: 0..<12, using: &chance) == 0,
                    choice: [.yes, .yes, .yes, .no, .abstain, nil].randomElement(using: &chance) ?? nil
                )
            }
            let tally = Tally(ballots)
            #expect(rule.verdict(on: tally).isPassed == Self.isValid(rule, tally), "\(rule) \(tally)")
        }
    }

    @Test(
        "A rule is out of reach exactly when no ballots of those who did not stand back meet it",
        arguments: DecisionRule.allCases
    )
    func outOfReach(rule: DecisionRule) {
        var chance = Repeatable(state: 41)
        for _ in 0..<2_000 {
            let roll = (0..<Int.random(in: 1...9, using: &chance)).map { _ in
                (area: Int64.random(in: 1...200, using: &chance), isRecused: Bool.random(using: &chance))
            }
            let able = roll.filter { !$0.isRecused }
            func sum(_ rows: [(area: Int64, isRecused: Bool)]) -> Count {
                Count(people: Int64(rows.count), area: rows.reduce(0) { $0 + $1.area })
            }
            let missing = rule.unreachable(of: sum(roll), able: sum(able))
            let allAgree = Tally(roll.map { Ballot(area: $0.area, isRecused: $0.isRecused, choice: .yes) })
            #expect(missing.isEmpty == Self.isValid(rule, allAgree), "\(rule) \(roll)")
            guard !missing.isEmpty else { continue }
            // Whatever they choose, it does not pass.
            for _ in 0..<10 {
                let ballots = roll.map {
                    Ballot(
                        area: $0.area,
                        isRecused: $0.isRecused,
                        choice: [.yes, .no, .abstain, nil].randomElement(using: &chance) ?? nil
                    )
                }
                #expect(!rule.verdict(on: Tally(ballots)).isPassed, "\(rule) \(roll)")
            }
        }
        #expect(DecisionRule.representatives.unreachable(of: Count(people: 6), able: Count(people: 4)).isEmpty)
        let short = DecisionRule.representatives.unreachable(of: Count(people: 6), able: Count(people: 3))
        #expect(short == [Shortfall(stage: .participation, measure: .people, has: 3, lacks: 1)])
    }

    @Test("With exactly the missing number more it passes, with one less it does not", arguments: DecisionRule.allCases)
    func missingNumbers(rule: DecisionRule) {
        for eligible in Int64(1)...60 {
            for yes in Int64(0)...eligible {
                let tally = Self.tally(Count(people: eligible, area: eligible), Count(people: yes, area: yes), Count())
                let verdict = rule.verdict(on: tally)
                guard let lack = verdict.missing.map(\.lacks).max() else { continue }
                let enough = Self.tally(tally.eligible, Count(people: yes + lack, area: yes + lack), Count())
                let short = Self.tally(tally.eligible, Count(people: yes + lack - 1, area: yes + lack - 1), Count())
                #expect(rule.verdict(on: enough).isPassed, "\(rule) \(eligible) \(yes)")
                #expect(!rule.verdict(on: short).isPassed, "\(rule) \(eligible) \(yes)")
            }
        }
    }

    @Test(
        "300 owners of 30,000 m²: 200 with 20,000 take part; 101 and 10,001 pass the ordinary rule, 150 and 15,000 the special one"
    )
    func owners() {
        let all = Count(people: 300, area: 30_000)
        func verdict(_ rule: DecisionRule, _ people: Int64, _ area: Int64, of part: Count) -> Verdict {
            rule.verdict(
                on: Self.tally(
                    all,
                    Count(people: people, area: area),
                    Count(people: part.people - people, area: part.area - area)
                )
            )
        }
        let part = Count(people: 200, area: 20_000)
        #expect(verdict(.ownersOrdinary, 101, 10_001, of: part).isPassed)
        #expect(!verdict(.ownersOrdinary, 100, 10_001, of: part).isPassed)
        #expect(!verdict(.ownersOrdinary, 101, 10_000, of: part).isPassed)
        #expect(verdict(.ownersSpecial, 150, 15_000, of: part).isPassed)
        let short = verdict(.ownersSpecial, 149, 15_000, of: part)
        #expect(short.missing == [Shortfall(stage: .approval, measure: .people, has: 149, lacks: 1)])
        let few = verdict(.ownersOrdinary, 199, 19_999, of: Count(people: 199, area: 20_000))
        #expect(
            !few.isQuorate
                && few.missing.first == Shortfall(stage: .participation, measure: .people, has: 199, lacks: 1)
        )
        #expect(few.words.chinese.contains("还差 1") && few.words.english.contains("1 more"))
    }

    @Test(
        "Whoever stood back stays among those entitled; an abstention takes part and does not agree; nobody is no majority"
    )
    func counting() {
        let ballots = [
            Ballot(area: 10, isRecused: true, choice: nil), Ballot(area: 20, isRecused: false, choice: .yes),
            Ballot(area: 30, isRecused: false, choice: .abstain), Ballot(area: 40, isRecused: false, choice: nil),
        ]
        let tally = Tally(ballots)
        #expect(tally.eligible == Count(people: 4, area: 100) && tally.cast == Count(people: 2, area: 50))
        #expect(!DecisionRule.residents.verdict(on: tally).isPassed)
        #expect(
            DecisionRule.allCases.allSatisfy { !$0.verdict(on: Tally()).isPassed && !$0.verdict(on: Tally()).isQuorate }
        )
        #expect((1...9).filter { OwnersMatter.rule(of: $0) == .ownersSpecial } == [6, 7, 8])
    }
}
