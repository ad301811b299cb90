import Domain

/// How much has to be said for a figure of the past to be another one (更正原因).
struct ReasonRule {
    private let least: Int64

    init(_ transaction: any Transaction, community: Int64) throws {
        least = try transaction.calendars.settings(community: community)[.leastReasonCharacters]
    }

    func faults(_ reason: String, _ field: String) -> [FieldError] {
        // One letter many times says as much as one.
        let said = Set(reason.filter { !$0.isWhitespace }).count
        guard said < min(least, 2) || reason.count < least else { return [] }
        return [
            .body(
                field,
                "too_short",
                "原因至少 \(least) 个字，且不能只重复同一个字；现为 \(reason.count) 个",
                "A reason has \(least) characters at least, and not one of them only; this has \(reason.count)"
            )
        ]
    }

    /// What is wrong with the reason of an entry about a day that is over; one has to be there.
    func faults(ofPast reason: String?, _ field: String, _ day: CivilDate) -> [FieldError] {
        if let reason { return faults(reason, field) }
        return [
            .body(
                field,
                "required",
                "\(day) 已经过去，应开放天数已用于统计，补录或更正须填写原因",
                "\(day) is over and its figures were counted; an entry or correction needs a reason"
            )
        ]
    }
}
