import Domain

/// What whoever signed up hears of a change (活动变更告知).
extension ActivityService {
    func tell(
        _ activity: Activity,
        _ place: String,
        became changed: Activity,
        _ newPlace: String,
        in transaction: any Transaction
    ) throws {
        var words: [String] = []
        let time = transaction.time
        if (activity.startsAt, activity.endsAt) != (changed.startsAt, changed.endsAt) {
            words.append(
                "时间改为 \(time.minute(of: changed.startsAt)) 至 \(time.minute(of: changed.endsAt))"
            )
        }
        if place != newPlace { words.append("地点改为 \(newPlace)") }
        guard !words.isEmpty else { return }
        try transaction.activities.advanceSequence(activity: activity.id)
        try transaction.activities.tellAll(
            .activityChanged,
            activity: activity.id,
            words.joined(separator: "；")
        )
    }

    /// A free class that is not free any more, or that can not be cancelled so long, is told of; its calendar stays.
    func tellTerms(
        _ activity: Activity,
        _ price: Int64,
        became changed: Activity,
        in transaction: any Transaction
    ) throws {
        var words: [String] = []
        let (newPrice, time) = (try transaction.activities.price(of: activity.id), transaction.time)
        if price != newPrice {
            let fen = newPrice % 100
            words.append("费用改为 ¥\(newPrice / 100).\(fen < 10 ? "0" : "")\(fen)")
        }
        if let end = changed.window.cancelClosesAt, end != activity.window.cancelClosesAt,
            // Where it moved along with the beginning, the new time says it.
            activity.window.cancelClosesAt.map({ end.milliseconds - $0.milliseconds })
                != changed.startsAt.milliseconds - activity.startsAt.milliseconds
        {
            words.append("自行取消截止于 \(time.minute(of: end))")
        }
        guard !words.isEmpty else { return }
        try transaction.activities.tellAll(.activityChanged, activity: activity.id, words.joined(separator: "；"))
    }
}
