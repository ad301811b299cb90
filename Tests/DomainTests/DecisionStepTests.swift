import Domain
import Testing

@Suite("四议两公开：six steps in their order")
struct DecisionStepTests {
    private func record(_ step: DecisionStep, due: Int64, present: Int64, yes: Int64) -> StepRecord {
        var record = StepRecord(step, on: CivilDate(daysSince1970: 19_000), minutes: "同意")
        (record.due, record.present, record.yes, record.no, record.abstained) = (due, present, yes, present - yes, 0)
        return record
    }

    @Test("Whatever was taken, exactly one step is next, until all six are taken")
    func order() {
        #expect((0...5).map { DecisionStep.after($0)?.place } == [1, 2, 3, 4, 5, 6])
        #expect(DecisionStep.after(6) == nil)
    }

    @Test(
        "The Party meeting passes with two thirds present and more than half of those due agreeing, and not with one less"
    )
    func partyMeeting() throws {
        let rule = try #require(DecisionStep.partyMeeting.rule)
        #expect(rule.verdict(on: record(.partyMeeting, due: 30, present: 20, yes: 16).tally).isPassed)
        #expect(!rule.verdict(on: record(.partyMeeting, due: 30, present: 20, yes: 15).tally).isPassed)
        #expect(!rule.verdict(on: record(.partyMeeting, due: 30, present: 19, yes: 19).tally).isPassed)
    }

    @Test("Whoever is present and does not choose takes part and does not agree")
    func silent() {
        var silent = record(.partyMeeting, due: 30, present: 20, yes: 16)
        silent.no = 0
        #expect(silent.tally.cast.people == 20 && silent.tally.yes.people == 16)
    }

    @Test("A disclosure names its place and runs for its days; a deliberation names who was due and came")
    func faults() {
        var disclosure = StepRecord(.outcomeDisclosed, on: CivilDate(daysSince1970: 19_000), minutes: "公开")
        #expect(disclosure.faults(days: 7).count == 3)
        disclosure.location = "宣传栏"
        disclosure.from = CivilDate(daysSince1970: 19_000)
        disclosure.until = CivilDate(daysSince1970: 19_006)
        #expect(disclosure.faults(days: 7).map(\.code) == ["too_short"])
        disclosure.until = CivilDate(daysSince1970: 19_007)
        #expect(disclosure.faults(days: 7).isEmpty)
        #expect(
            StepRecord(.partyProposal, on: CivilDate(daysSince1970: 19_000), minutes: "提议").faults(days: 7).count == 5
        )
        #expect(record(.partyProposal, due: 3, present: 4, yes: 4).faults(days: 7).map(\.code) == ["more_than_due"])
    }
}
