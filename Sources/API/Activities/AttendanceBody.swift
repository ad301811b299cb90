import Domain
import Routing

/// What a body says of who came (到场登记).
enum AttendanceBody {
    static let walkIns = BodyField("walk_ins", "现场参加人数", "Walk-ins", .integer(0...100_000))
    static let headCount = BodyField("head_count", "其他到场人数", "Others present", .integer(0...100_000))
    private static let outcome = BodyField("outcome", "活动小结", "Summary afterwards", .text(1...2000))
    private static let present = BodyField(
        "sign_ups",
        "到场的报名",
        "Sign-ups whose people came",
        .reference(.signUps),
        shape: .values(most: Attendance.listLimit)
    )
    private static let resident = BodyField("resident_id", "居民", "Resident", .reference(.residents), isRequired: true)
    private static let size = BodyField("party_size", "人数", "Party size", .integer(1...20))
    private static let guests = BodyField(
        "guests",
        "未报名到场的居民",
        "Residents who came without signing up",
        shape: .objects([resident, size], most: Attendance.listLimit)
    )

    static let reason = BodyField("reason", "更正或人数异常的原因", "Why it is corrected, or so many", .text(1...500))

    static let members = [walkIns, headCount, outcome, present, guests, reason]

    /// Of an activity that was held before it was entered nobody had signed up.
    static let held = BodyField(
        "held",
        "已举办：到场情况",
        "Already held: who came",
        shape: .object([walkIns, headCount, outcome, guests, reason])
    )

    static func read(_ body: inout BodyReader) -> Attendance { read(&body, knowsSignUps: true) }

    static func read(_ body: inout BodyReader, knowsSignUps: Bool) -> Attendance {
        var attendance = Attendance(walkIns: body.integer(walkIns), headCount: body.integer(headCount))
        attendance.outcome = body.text(outcome)
        attendance.reason = body.text(reason)
        if knowsSignUps { attendance.present = body.integers(present) }
        attendance.guests = body.objects(guests) { guest in
            guard let person = guest.integer(resident) else { return nil }
            return Attendance.Guest(resident: person, size: guest.integer(size) ?? 1)
        }
        return attendance
    }
}
