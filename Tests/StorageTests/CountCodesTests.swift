import Crypto
import Domain
import SQLite
import Storage
import TestSupport
import Testing

@Suite("缺口代码：what a vote lacks is the same in codes as it was in words")
struct CountCodesTests {
    /// Votes that ended by every rule before the codes were there, each with the codes that it should have.
    private func votes(_ generator: inout SystemRandomNumberGenerator) -> [(values: String, codes: String)] {
        (1...400).map { _ in
            let rule = DecisionRule.allCases.randomElement(using: &generator) ?? .residents
            var tally = Tally()
            let people = (0..<4).map { _ in Int64.random(in: 0...6, using: &generator) }
            let areas = people.map { $0 * Int64.random(in: 0...90, using: &generator) }
            let count = { (place: Int) in
                Count(people: people[place], area: rule.countsAreas ? areas[place] : 0)
            }
            (tally.yes, tally.no, tally.abstained) = (count(0), count(1), count(2))
            let isUnopened = !rule.countsAreas && people[3] == 1
            if isUnopened {
                (tally.yes, tally.no, tally.abstained) = (Count(), Count(), Count())
                tally.unopened = Count(people: 2)
                tally.leastBallots = 3
            }
            tally.eligible = tally.cast
            tally.eligible += count(3)
            let verdict = rule.verdict(on: tally)
            let codes = verdict.missing.map {
                #"["\#($0.stage.rawValue)","\#($0.measure.rawValue)",\#($0.has),\#($0.lacks)]"#
            }
            let opened = isUnopened ? Count() : tally.cast
            let values = """
                (1, 1, '\(rule.rawValue)', \(rule.countsAreas ? "8" : "NULL"), '居委会', '2021-01-01', 'closed', 1, 2, 3, \
                \(tally.eligible.people), \(tally.eligible.area), \(opened.people), \(opened.area), \(tally.yes.people), \
                \(tally.yes.area), \(tally.no.people), \(tally.no.area), \(tally.abstained.people), \(tally.abstained.area), \
                \(verdict.isQuorate ? 1 : 0), \(verdict.isPassed ? 1 : 0), \(verdict.isPassed ? "NULL" : "'\(verdict.words.chinese)'"), \
                '\(isUnopened ? "closed" : "open")', \(isUnopened ? "2, 3" : "NULL, NULL"), 1, 1)
                """
            return (values, verdict.isPassed ? "" : "[\(codes.joined(separator: ","))]")
        }
    }

    @Test("Sentences that older programs stored become the numbers that the rules give for the same votes")
    func converted() throws {
        let folder = try TemporaryFolder()
        let connection = try Connection(path: "\(folder.path)/linli.db", access: .readWriteCreate, settings: .writer)
        let before = Array(Schema.migrations.prefix { $0.name != "0062_counts_as_codes" })
        _ = try Migrator(before, digest: SHA256.hexDigest, now: { 0 }).migrate(connection)
        try connection.run("PRAGMA foreign_keys = OFF")
        var generator = SystemRandomNumberGenerator()
        let votes = votes(&generator)
        for vote in votes {
            try connection.run(
                """
                INSERT INTO vote (community_id, issue_id, rule, matter, convenor, noticed_on, status, opened_at, closes_at, closed_at,
                    eligible, eligible_area, cast_people, cast_area, yes, yes_area, no, no_area, abstained, abstained_area,
                    quorum_met, passed, missing, secrecy, unopened, least_ballots, created_at, updated_at)
                VALUES \(vote.values)
                """
            )
        }
        _ = try Migrator(Schema.migrations, digest: SHA256.hexDigest, now: { 0 }).migrate(connection)
        let kept = try connection.query("SELECT coalesce(missing, '') FROM vote ORDER BY id") { $0.text(0) }
        #expect(kept == votes.map(\.codes))
        #expect(throws: SQLiteError.self) { try connection.run("UPDATE vote SET missing = NULL WHERE id = 1") }
    }
}
