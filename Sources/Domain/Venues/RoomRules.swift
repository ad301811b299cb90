/// Who books a room (可预约人群).
package enum RoomBookers: String, TitledEnum {
    case bookers, `operator`, staff

    package var title: Title {
        switch self {
        case .bookers: Title("可预约场地者", "Whoever may book rooms")
        case .operator: Title("仅场馆运营方", "The operator of the venue only")
        case .staff: Title("仅社区工作者", "Community staff only")
        }
    }
}

/// What somebody who does not keep the keys is held to when booking a room (场室预约规则).
package struct RoomRules: Sendable, Hashable {
    package var venue: Int64
    /// The organization that runs the venue.
    package var operatorID: Int64?
    package var bookers: RoomBookers
    package var noticeHours: Int64?
    package var daysAhead: Int64?
    package var longestMinutes: Int64?
    package var cancelHours: Int64?

    package init(venue: Int64, operatorID: Int64? = nil, bookers: RoomBookers = .bookers) {
        self.venue = venue
        self.operatorID = operatorID
        self.bookers = bookers
    }

    /// Whether the room is open to whoever sees so much of the data.
    package func admit(_ scope: DataScope) -> Bool {
        switch (bookers, scope) {
        case (.bookers, _): true
        case (.operator, .organization(let id, community: _)): id == operatorID
        case (.operator, _), (.staff, _): false
        }
    }

    /// What is wrong with a span of time, with the rule and its number.
    package func faults(_ span: Range<Instant>, now: Instant, _ when: String) -> [FieldError] {
        var faults: [FieldError] = []
        let minutes = (span.upperBound.milliseconds - span.lowerBound.milliseconds) / 60_000
        if let longestMinutes, minutes > longestMinutes {
            faults.append(
                .body(
                    "ends_at",
                    "too_long",
                    "\(when)：每次最多 \(longestMinutes) 分钟，申请 \(minutes) 分钟",
                    "\(when): at most \(longestMinutes) minutes at a time, \(minutes) were asked for"
                )
            )
        }
        if let noticeHours, span.lowerBound < now.advanced(bySeconds: noticeHours * 3600) {
            faults.append(
                .body(
                    "starts_at",
                    "too_soon",
                    "\(when)：须提前 \(noticeHours) 小时预约",
                    "\(when): is to be booked \(noticeHours) hours before"
                )
            )
        }
        if let daysAhead, span.lowerBound > now.advanced(bySeconds: daysAhead * 86_400) {
            faults.append(
                .body(
                    "starts_at",
                    "too_early",
                    "\(when)：最多提前 \(daysAhead) 天预约",
                    "\(when): is to be booked at most \(daysAhead) days ahead"
                )
            )
        }
        return faults
    }

    /// Until when a booking that begins then is given back.
    package func cancelEnd(_ start: Instant) -> Instant? {
        cancelHours.map { start.advanced(bySeconds: -$0 * 3600) }
    }
}

/// A room that is kept for an activity (活动用房).
package struct ActivityRoom: Sendable, Hashable {
    package let booking: VenueBooking
    package let room: Int64
    package let organization: Int64?

    package init(booking: VenueBooking, room: Int64, organization: Int64?) {
        self.booking = booking
        self.room = room
        self.organization = organization
    }
}
