/// The three classes of the book house, each once a month (国学素养课堂).
enum LessonTable {
    struct Entry: Sendable {
        let title: String
        let capacity: Int
        let ages: ClosedRange<Int>
        /// Which Saturday of the month, from 0, and the minute after midnight.
        let saturday: Int
        let start: Int
    }

    static let minutes = 90
    static let summary = "社区“国学素养课堂”，由\(OrganizationTable.bookHouse)承接。"

    static let all = [
        Entry(title: "成人茶艺班", capacity: 12, ages: 28...70, saturday: 0, start: 1140),
        Entry(title: "儿童经典古诗词班", capacity: 16, ages: 30...46, saturday: 1, start: 570),
        Entry(title: "儿童古筝班", capacity: 10, ages: 30...46, saturday: 2, start: 870),
    ]
}
