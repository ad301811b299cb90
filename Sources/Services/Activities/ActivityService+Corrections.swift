import Domain

/// Figures that others have counted on since are corrected with a reason, which stays with them (到场人数更正).
extension ActivityService {
    /// After how many days what was held is settled; nothing as long as it is not, or is not entered yet.
    func lateDays(_ activity: Activity, in transaction: any Transaction) throws -> Int64? {
        guard activity.status == .finished else { return nil }
        let days = try transaction.calendars.settings(community: activity.community)[.lateEntryDays]
        return activity.endsAt.advanced(bySeconds: days * 86_400) < transaction.now ? days : nil
    }

    func checkReason(_ activity: Activity, _ attendance: Attendance, in transaction: any Transaction) throws {
        guard attendance.reason == nil, let days = try lateDays(activity, in: transaction) else { return }
        throw DomainError.invalid([
            .body(
                "reason",
                "required",
                "活动结束已超过 \(days) 天，数据已用于统计，更正须填写原因",
                "It ended more than \(days) days ago and its figures were counted; a correction needs a reason"
            )
        ])
    }

    /// Far more people than places are a question, which a reason answers.
    func checkCount(_ activity: Activity, _ attendance: Attendance, in transaction: any Transaction) throws {
        guard attendance.reason == nil, let count = attendance.headCount,
            let capacity = try transaction.activities.seating(of: activity.id).capacity
        else { return }
        let percent = try transaction.calendars.settings(community: activity.community)[.countQuestionPercent]
        guard count * 100 > capacity * percent else { return }
        throw DomainError.invalid([
            .body(
                "\(attendance.place)head_count",
                "unlikely",
                "人头数 \(count) 超过名额 \(capacity) 的 \(percent)%；如属实请填写 reason 说明",
                "A head-count of \(count) is more than \(percent) % of \(capacity) places; say why in reason if it is true"
            )
        ])
    }
}
