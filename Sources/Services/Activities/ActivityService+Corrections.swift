import Domain

/// Figures that others have counted on since are corrected with a reason, which stays with them (到场人数更正).
extension ActivityService {
    /// After how many days what was held is settled; nothing as long as it is not.
    func settledDays(_ activity: Activity, in transaction: any Transaction) throws -> Int64? {
        let days = try transaction.calendars.settings(community: activity.community)[.lateEntryDays]
        return activity.endsAt.advanced(bySeconds: days * 86_400) < transaction.now ? days : nil
    }

    /// All that is wrong with the figures, at once.
    func checkFigures(_ activity: Activity, _ attendance: Attendance, in transaction: any Transaction) throws {
        var faults = try reasonFaults(activity, attendance, in: transaction)
        faults += try countFaults(activity, attendance, in: transaction)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// What is entered for the first time long after it was counts as much as what is written over.
    private func reasonFaults(
        _ activity: Activity,
        _ attendance: Attendance,
        in transaction: any Transaction
    ) throws -> [FieldError] {
        let field = "\(attendance.place)reason"
        if let reason = attendance.reason {
            return try ReasonRule(transaction, community: activity.community).faults(reason, field)
        }
        guard let days = try settledDays(activity, in: transaction) else { return [] }
        return [
            .body(
                field,
                "required",
                "活动结束已超过 \(days) 天，数据已用于统计，补录或更正须填写原因",
                "It ended more than \(days) days ago and its figures were counted; an entry or correction needs a reason"
            )
        ]
    }

    /// Far more people than places are a question, which a reason answers; what no door lets in is not taken at all.
    private func countFaults(
        _ activity: Activity,
        _ attendance: Attendance,
        in transaction: any Transaction
    ) throws -> [FieldError] {
        guard attendance.headCount != nil || attendance.walkIns != nil else { return [] }
        let stored = try transaction.activities.counts(of: activity.id)
        let (heads, walkIns) = (attendance.headCount ?? stored.headCount, attendance.walkIns ?? stored.walkIns)
        let field = "\(attendance.place)\(attendance.headCount == nil ? "walk_ins" : "head_count")"
        let settings = try transaction.calendars.settings(community: activity.community)
        let places = try transaction.activities.seating(of: activity.id).capacity ?? 0
        let (percent, most) = (settings[.countLimitPercent], settings[.countLimit])
        // A capacity is typed by the same hand, so that it lowers the limit and never raises it.
        let isByPlaces = places > 0 && places * percent / 100 < most
        let limit = isByPlaces ? places * percent / 100 : most
        guard heads + walkIns <= limit else {
            let rule = isByPlaces ? RuleNumber.countLimitPercent : .countLimit
            let why = isByPlaces ? "名额 \(places) 的 \(percent)%" : "任何一场活动"
            let english = isByPlaces ? "\(percent) % of \(places) places" : "any activity"
            return [
                .body(
                    field,
                    "beyond_limit",
                    "现场参加 \(walkIns) 人、其他到场 \(heads) 人，超过上限 \(limit)（\(why)）；确有其事的，请先调整社区规则 \(rule.rawValue)",
                    "\(walkIns) walk-ins and \(heads) others are above \(limit), the most for \(english); "
                        + "where it is true, the setting \(rule.rawValue) is raised first"
                )
            ]
        }
        let question = settings[.countQuestionPercent]
        guard attendance.reason == nil, places > 0, let count = attendance.headCount, count * 100 > places * question
        else { return [] }
        return [
            .body(
                field,
                "unlikely",
                "人头数 \(count) 超过名额 \(places) 的 \(question)%；如属实请填写 reason 说明",
                "A head-count of \(count) is more than \(question) % of \(places) places; say why in reason if it is true"
            )
        ]
    }
}
