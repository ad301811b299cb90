import Domain

extension VenueTable {
    /// Hours of a venue on some days of the week, 1 is Monday (开放时间表).
    struct Hours: Sendable {
        let venue: String
        let weekdays: ClosedRange<Int>
        let opens: String
        let closes: String
    }

    /// The book house is open when the office is not, as the article says; the station when it is.
    static let hours = [
        Hours(venue: center, weekdays: 1...5, opens: "08:30", closes: "18:00"),
        Hours(venue: bookHouse, weekdays: 1...5, opens: "18:00", closes: "21:00"),
        Hours(venue: bookHouse, weekdays: 6...7, opens: "09:00", closes: "21:00"),
        Hours(venue: station, weekdays: 1...6, opens: "09:00", closes: "17:00"),
    ]

    static let classroom = "课堂"

    /// Rooms by their venue, with the floor and how many people sit there.
    static let rooms: [(venue: String, name: String, floor: Int64, seats: Int64)] = [
        (bookHouse, "阅览区", 1, 30), (bookHouse, classroom, 2, 24), (station, "活动室", 3, 40), (center, "议事厅", 1, 50),
    ]

    /// What the book house sells, in fen.
    static let offerings: [(name: String, price: Int64)] = [("茶水", 1_000), ("咖啡", 1_500), ("甜品", 1_800)]
}
