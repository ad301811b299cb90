import Domain
import Formats
import JSON
import Testing

@Suite("Writing instants")
struct InstantWriterTests {
    private func rfc3339(_ milliseconds: Int64, _ offset: Int) -> String {
        var out = ByteWriter()
        var writer = InstantWriter(offsetMinutes: offset)
        writer.appendRFC3339(milliseconds, to: &out)
        return String(decoding: out.array(), as: UTF8.self)
    }

    @Test(
        "An instant is shown in its zone, with milliseconds where there are any",
        arguments: [
            (Sample.evening, 480, "2021-11-05T19:00:00+08:00"), (Sample.evening, 0, "2021-11-05T11:00:00Z"),
            (Sample.evening + 20, -210, "2021-11-05T07:30:00.020-03:30"), (0, 480, "1970-01-01T08:00:00+08:00"),
            (-1, 0, "1969-12-31T23:59:59.999Z"), (951_782_399_000, 0, "2000-02-28T23:59:59Z"),
            (951_782_400_000, 0, "2000-02-29T00:00:00Z"), (253_402_300_799_999, 0, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, Int, String)]
    )
    func writesRFC3339(milliseconds: Int64, offset: Int, text: String) {
        #expect(rfc3339(milliseconds, offset) == text)
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test("Instants beyond four-digit years do no harm", arguments: [Int64.min, .min + 1, .max - 1, .max])
    func survivesExtremes(milliseconds: Int64) {
        #expect(rfc3339(milliseconds, 480).hasSuffix("+08:00"))
        #expect(rfc3339(milliseconds, -480).hasSuffix("-08:00"))
    }

    @Test("One writer goes from day to day and back")
    func changesDays() {
        var out = ByteWriter()
        var writer = InstantWriter(offsetMinutes: 480)
        let day: Int64 = 86_400_000
        for step in [0, day, 0, -day] as [Int64] {
            writer.appendPlain(Sample.evening + step, to: &out)
            out.append(";")
        }
        let expected = "2021-11-05 19:00:00;2021-11-06 19:00:00;2021-11-05 19:00:00;2021-11-04 19:00:00;"
        #expect(String(decoding: out.array(), as: UTF8.self) == expected)
    }
}
