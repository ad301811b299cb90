import Domain

extension BookingService {
    /// Which activity each of the bookings is for: one that is still to be held, and stands in the room at that time.
    ///
    /// Several bookings are for the meetings of a series, each for the one of its own time.
    func meetings(
        _ id: Int64?,
        _ spans: [Range<Instant>],
        scope: DataScope,
        in transaction: any Transaction
    ) throws -> [Int64?] {
        guard let id else { return spans.map { _ in nil } }
        guard let named = try transaction.activities.find(id, scope: scope) else {
            throw DomainError.invalid([
                .body("activity_id", "unknown_reference", "没有这个活动", "There is no such activity")
            ])
        }
        guard spans.count > 1 else {
            guard let fault = fault(named, spans[0], transaction.time) else { return [id] }
            throw DomainError.invalid([fault])
        }
        guard let series = try transaction.series.series(ofActivity: id) else {
            throw DomainError.invalid([
                .body(
                    "activity_id",
                    "one_meeting",
                    "重复预约共 \(spans.count) 次，“\(named.title)”只有一次；只有系列活动可以重复预约",
                    "\(spans.count) bookings can not be for “\(named.title)”, which meets once; only a series is booked again and again"
                )
            ])
        }
        let meetings = try transaction.series.meetings(of: series, during: spans)
        var faults: [FieldError] = []
        for (span, meeting) in zip(spans, meetings) where meeting == nil {
            let when = transaction.time.minute(of: span.lowerBound)
            faults.append(
                .body(
                    "activity_id",
                    "no_meeting",
                    "\(when) 该系列没有待举办的活动",
                    "The series has no meeting to come at \(when)"
                )
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        return meetings
    }

    private func fault(_ activity: Activity, _ span: Range<Instant>, _ time: CommunityTime) -> FieldError? {
        guard activity.status == .draft || activity.status == .published else {
            return .body(
                "activity_id",
                "not_to_come",
                "活动现为“\(activity.status.title.chinese)”，不再需要场地",
                "The activity is “\(activity.status.title.english)” and needs no room any more"
            )
        }
        // Who needs time before and after books longer; who shares a day moves from room to room.
        guard span.lowerBound < activity.endsAt, activity.startsAt < span.upperBound else {
            let (from, to) = (time.minute(of: activity.startsAt), time.minute(of: activity.endsAt))
            return .body(
                "activity_id",
                "other_time",
                "预约时间与活动时间（\(from) 至 \(to)）不重合",
                "The booking is at another time than the activity (\(from) to \(to))"
            )
        }
        return nil
    }
}
