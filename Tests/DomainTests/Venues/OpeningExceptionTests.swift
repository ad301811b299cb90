import Domain
import Testing

@Suite("特殊开放日：what contradicts what")
struct OpeningExceptionTests {
    private func exception(_ id: Int64, _ minutes: Range<Int>?, day: Int = 19_000) -> OpeningException {
        OpeningException(id: id, venue: 1, day: CivilDate(daysSince1970: day), minutes: minutes)
    }

    @Test("A day is closed or open, hours may follow each other and not overlap, and another day is another matter")
    func contradictions() {
        let morning = exception(1, 540..<720)
        #expect(morning.contradicts(exception(2, nil)) && exception(2, nil).contradicts(morning))
        #expect(morning.contradicts(exception(2, 600..<800)))
        #expect(!morning.contradicts(exception(2, 720..<800)))
        #expect(!morning.contradicts(exception(2, nil, day: 19_001)))
        // The same twice is a duplicate.
        #expect(!morning.contradicts(exception(2, 540..<720)) && !morning.contradicts(exception(1, nil)))
        #expect(morning.words.chinese == "09:00–12:00 开放")
    }
}
