import Domain
import Testing

@Suite("系列改期：which meeting goes to which day of the new rule")
struct SeriesMovesTests {
    private func day(_ number: Int) -> CivilDate { CivilDate(daysSince1970: 19_000 + number) }

    private func moves(_ old: [Int], _ new: [Int]) -> [Int?] {
        let meetings = old.map { number in
            SeriesMeeting(id: Int64(number), day: day(number), startsAt: Instant(milliseconds: 0), isPublished: true)
        }
        let moves = SeriesMoves(meetings, days: new.map(day), open: new.filter { !old.contains($0) }.map(day))
        return old.map { number in moves.days[Int64(number)].map { $0.daysSince1970 - 19_000 } }
    }

    @Test("The n-th goes to the n-th, and a day that both rules give keeps its meeting")
    func inOrder() {
        #expect(moves([0, 7, 14], [5, 12, 19]) == [5, 12, 19])
        #expect(moves([0, 7, 14], [0, 7, 21]) == [0, 7, 21])
        #expect(moves([0, 7, 14], [0, 7, 14, 21]) == [0, 7, 14])
    }

    @Test("Only what the new rule has no day for is called off")
    func surplus() {
        #expect(moves([0, 7, 14], [1, 8]) == [1, 8, nil])
        #expect(moves([0, 7], []) == [nil, nil])
    }

    @Test("Of more days than are needed a meeting takes the nearest, in order")
    func nearest() {
        #expect(moves([0, 28, 56], [1, 8, 15, 22, 29, 36, 43, 50, 57, 64]) == [1, 29, 57])
    }
}
