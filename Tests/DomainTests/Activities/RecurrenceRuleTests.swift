import Domain
import Glibc
import Testing

@Suite("Recurrence rules")
struct RecurrenceRuleTests {
    private func days(_ rule: String, from start: String, limit: Int = 30) throws -> [String] {
        let first = try #require(CivilDate(start))
        let last = try #require(CivilDate("2032-12-31"))
        return try RecurrenceRule(parsing: rule).days(from: first, through: last, limit: limit).map(\.description)
    }

    @Test("Six hundred random rules give the days that another implementation gave")
    func likeAnother() throws {
        let path = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Recurrence/rules.txt"
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var (line, size): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
        defer { free(line) }
        var (count, wrong) = (0, [String]())
        while getline(&line, &size, file) > 0, let text = line.map({ String(cString: $0) }) {
            let parts = text.split(separator: "\n", omittingEmptySubsequences: false)[0]
                .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let expected = parts[2].split(separator: " ").map(String.init)
            count += 1
            let found = try days(parts[1], from: parts[0])
            if found != expected { wrong.append("\(parts[0]) \(parts[1]): \(found), not \(expected)") }
        }
        #expect(count == 600)
        #expect(wrong.prefix(5) == [])
    }

    @Test(
        "RFC 5545 3.3.10: an end with a time is in UTC, and holds what begins by then at the clock of the community",
        arguments: [
            ("20210305T110000Z", "2021-03-05"), ("20210305T105959Z", "2021-02-26"), ("20210304T160000Z", "2021-02-26"),
            ("20210305T235959Z", "2021-03-05"), ("20210305T190000", "2021-03-05"), ("20210305T185959", "2021-02-26"),
            ("20210305", "2021-03-05"), ("20210304T235960Z", "2021-02-26"),
        ]
    )
    func untilTime(end: String, last: String) throws {
        let first = try #require(CivilDate("2021-01-01"))
        let horizon = try #require(CivilDate("2021-12-31"))
        let rule = try RecurrenceRule(parsing: "FREQ=WEEKLY;UNTIL=\(end)").ending(
            atSecond: 19 * 3600,
            offsetMinutes: 480
        )
        #expect(rule.days(from: first, through: horizon, limit: 60).last?.description == last)
    }

    @Test(
        "An end that is no time is no rule",
        arguments: [
            "20210305T", "20210305T1100Z", "20210305T240000Z", "20210305T106000Z", "20210305T110000+0800", "T110000Z",
        ]
    )
    func noTime(end: String) throws {
        #expect(throws: RecurrenceFault.self) { _ = try RecurrenceRule(parsing: "FREQ=WEEKLY;UNTIL=\(end)") }
    }

    @Test("一月三次: the first three Saturdays of each month")
    func threeAMonth() throws {
        #expect(
            try days("FREQ=MONTHLY;BYDAY=1SA,2SA,3SA;COUNT=4", from: "2021-01-01")
                == ["2021-01-02", "2021-01-09", "2021-01-16", "2021-02-06"]
        )
        #expect(
            try days("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", from: "2021-01-31") == [
                "2021-01-31", "2021-03-31", "2021-05-31",
            ]
        )
        // RFC 5545: the last working day of the month.
        #expect(
            try days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", from: "2021-01-01")
                == ["2021-01-29", "2021-02-26", "2021-03-31"]
        )
        #expect(try days("FREQ=YEARLY", from: "2024-02-29", limit: 2) == ["2024-02-29", "2028-02-29"])
    }

    @Test(
        "What is no rule is refused with the part that is wrong",
        arguments: [
            ("", ""), ("INTERVAL=2", "FREQ"), ("FREQ=HOURLY", "FREQ"), ("FREQ=DAILY;COUNT=0", "COUNT"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20220101", "UNTIL"), ("FREQ=DAILY;UNTIL=20220230", "UNTIL"),
            ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY"), ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY"), ("FREQ=MONTHLY;BYDAY=XX", "BYDAY"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"), ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"), ("FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY"), ("FREQ=DAILY;X=1", "X"),
            ("FREQ=DAILY;", ""), ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=999999999999999999999", "INTERVAL"),
        ]
    )
    func faults(text: String, part: String) {
        #expect(throws: RecurrenceFault(part: part)) { try RecurrenceRule(parsing: text) }
    }

    @Test("A rule without days ends at the last day that is asked for")
    func nothing() throws {
        #expect(try days("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", from: "2021-01-01") == [])
        #expect(try days("FREQ=YEARLY;INTERVAL=400", from: "2021-01-01") == ["2021-01-01"])
    }
}
