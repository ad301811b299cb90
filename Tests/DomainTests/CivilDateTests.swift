import Domain
import Testing

@Suite("Dates and instants")
struct CivilDateTests {
    @Test(
        "Days that do not exist are refused",
        arguments: ["2021-02-29", "2021-13-01", "2021-00-10", "2021-4-1", "20210401", ""]
    )
    func refusesImpossibleDays(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test("A leap day exists in a leap year")
    func leapDay() throws {
        #expect(try #require(CivilDate("2020-02-29")).advanced(byDays: 1).description == "2020-03-01")
    }

    @Test("Counting days forth and back over four centuries meets every day once")
    func dayNumbers() {
        let broken = (-50_000...100_000).filter { CivilDate(daysSince1970: $0).daysSince1970 != $0 }
        #expect(broken.isEmpty)
    }

    @Test("The first and last days of four-digit years, and what lies far beyond them")
    func farDays() {
        let days = [
            (-719_528, "0000-01-01"), (-719_469, "0000-02-29"), (-719_468, "0000-03-01"), (2_932_896, "9999-12-31"),
            (-141_427, "1582-10-15"), (11_016, "2000-02-29"), (47_540, "2100-02-28"), (47_541, "2100-03-01"),
        ]
        for (number, text) in days { #expect(CivilDate(daysSince1970: number).description == text) }
        for number in [-400_000_000, 267_000_000, 268_435_455, 400_000_000] {
            #expect(CivilDate(daysSince1970: number).daysSince1970 == number)
        }
    }

    @Test("The article's day was a Friday")
    func weekday() throws {
        #expect(try #require(CivilDate("2021-12-24")).weekday == 5)
    }

    @Test("An RFC 3339 time is the same moment with any offset")
    func offsets() throws {
        let evening = try #require(Instant(rfc3339: "2021-11-05T19:00:00+08:00"))
        #expect(Instant(rfc3339: "2021-11-05T11:00:00Z") == evening)
        #expect(Instant(rfc3339: "2021-11-05T06:00:00.000-05:00") == evening)
        #expect(CommunityTime().rfc3339(evening) == "2021-11-05T19:00:00+08:00")
    }

    @Test(
        "What is no RFC 3339 time is refused",
        arguments: [
            "2021-11-05", "2021-11-05T19:00:00", "2021-11-05 19:00:00Z", "2021-11-05T24:00:00Z",
            "2021-11-05T19:00:00.Z",
        ]
    )
    func refusesOtherTimes(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("A year begins at the community's midnight, not at Greenwich's")
    func yearSpan() throws {
        let span = try #require(CommunityTime().year(2021))
        #expect(CommunityTime().rfc3339(span.lowerBound) == "2021-01-01T00:00:00+08:00")
        #expect(CommunityTime().rfc3339(span.upperBound) == "2022-01-01T00:00:00+08:00")
    }
}
