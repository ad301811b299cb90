/// Whether a room is kept for somebody (预约状态).
package enum BookingStatus: String, TitledEnum {
    case booked, cancelled

    package var title: Title {
        switch self {
        case .booked: Title("已预约", "Booked")
        case .cancelled: Title("已取消", "Cancelled")
        }
    }
}

/// A booking of a room, as its rules see it (场地预约).
package struct VenueBooking: Sendable, Hashable {
    package let id: Int64
    package let title: String
    package let span: Range<Instant>
    package let status: BookingStatus

    package init(id: Int64, title: String, span: Range<Instant>, status: BookingStatus) {
        self.id = id
        self.title = title
        self.span = span
        self.status = status
    }

    /// A room is kept for a day at a time; who needs more books the days one by one or week by week.
    package static let longest: Int64 = 24 * 60 * 60 * 1000
    /// A row of bookings reaches over a good year, whatever its rule.
    package static let daysAhead = 400
    /// A row of weekly bookings reaches over one year.
    package static let weekLimit: Int64 = 53

    /// The same hours in the following weeks.
    package static func weekly(_ first: Range<Instant>, times: Int64) -> [Range<Instant>] {
        (0..<max(1, times)).map { week in
            let seconds = week * 7 * 86_400
            return first.lowerBound.advanced(bySeconds: seconds)..<first.upperBound.advanced(bySeconds: seconds)
        }
    }
}

/// A booking with the room that it keeps (已订场室).
package struct KeptRoom: Sendable, Hashable {
    package let booking: VenueBooking
    package let room: Int64
    package let roomName: String
    package let venueName: String

    package init(booking: VenueBooking, room: Int64, roomName: String, venueName: String) {
        self.booking = booking
        self.room = room
        self.roomName = roomName
        self.venueName = venueName
    }
}

/// Where rooms, opening times and bookings lie (场馆的存储).
package protocol VenueRepository {
    func rules(ofRoom id: Int64) throws -> RoomRules?
    func rules(ofBooking id: Int64) throws -> RoomRules?
    /// What is kept for an activity and not given back.
    func rooms(ofActivity id: Int64) throws -> [ActivityRoom]
    /// The same in one venue, with the names of the rooms.
    func rooms(ofActivity id: Int64, inVenue venue: Int64) throws -> [KeptRoom]
    func openingTimes(ofVenue id: Int64) throws -> OpeningTimes
    func hours(_ id: Int64) throws -> WeeklyHours?
    /// Other hours of the same weekday that hold at the same time, as `09:00-21:00`.
    func overlap(with span: OpeningSpan) throws -> (id: Int64, words: String)?
    func venue(ofHours id: Int64) throws -> Int64?
    func exception(_ id: Int64) throws -> OpeningException?
    func exceptions(ofVenue id: Int64, on day: CivilDate) throws -> [OpeningException]
    /// What is booked in the rooms of a venue and not over.
    func bookingsToCome(inVenue id: Int64) throws -> [KeptRoom]
    /// What is to be held in a venue without a room booked in it, with the name of the place.
    func activitiesToCome(inVenue id: Int64) throws -> [(id: Int64, span: Range<Instant>, place: String)]
    /// Tells those who hold an activity, the community's staff where it holds it itself, but not whoever acts.
    func tellHolders(ofActivity id: Int64, _ topic: NoticeTopic, _ words: String) throws
    /// Accounts that count on a booking: who made it, and who holds the activity that it is for.
    func concerned(byBooking id: Int64) throws -> [Int64]
    /// Keeps what held until a day as a row of its own; the row itself goes on from that day.
    func keepHours(_ id: Int64, until day: CivilDate) throws
    /// Who booked; nothing where the account is closed or it was nobody.
    func booker(ofBooking id: Int64) throws -> Int64?
    /// Tells an account of a booking of its own.
    func tell(account: Int64, booking: Int64, _ topic: NoticeTopic, _ words: String) throws
    /// The booking that has a room in a span of time.
    func booking(inRoom id: Int64, during span: Range<Instant>) throws -> VenueBooking?
    func findBooking(_ id: Int64, scope: DataScope) throws -> VenueBooking?
    func cancel(booking id: Int64) throws
    /// Of which day a count of visitors is.
    func visitCount(_ id: Int64, scope: DataScope) throws -> (community: Int64, day: CivilDate)?
    func community(ofVenue id: Int64) throws -> Int64?
    /// Those of the same row that have not begun.
    func following(_ id: Int64) throws -> [Int64]
}
