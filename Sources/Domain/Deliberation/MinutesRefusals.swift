extension DomainError {
    /// Minutes are of a session that was held, once.
    package static let minutesNotNow = DomainError(
        .conflict,
        "session_not_held",
        "议事会尚未结束，不能归档纪要",
        "The session has not been held; its minutes come afterwards"
    )

    package static let minutesExist = DomainError(
        .conflict,
        "minutes_exist",
        "该议事会已有纪要，请修改或补充",
        "The session has minutes already; change them or add to them"
    )

    /// What binds others is signed by those who were there.
    package static let needsFullForm = DomainError(
        .conflict,
        "needs_full_form",
        "本次议事会有表决事项，须用正式纪要：送阅、异议、签字、归档",
        "Something of the session binds others; its minutes take the full form: sent, objected to, signed, archived"
    )

    /// Something that the minutes do not stand for.
    package static func minutesStand(_ status: MinutesStatus) -> DomainError {
        DomainError(
            .conflict,
            "minutes_stand",
            "纪要现为“\(status.title.chinese)”，不能执行此操作",
            "The minutes are “\(status.title.english)”; this is not possible now",
            details: [("minutes_status", .text(status.rawValue))]
        )
    }

    /// What was signed stays.
    package static func minutesSigned(_ count: Int64) -> DomainError {
        DomainError(
            .conflict,
            "minutes_signed",
            "已有 \(count) 人签字，正文不能再改；归档后可作补充",
            "\(count) have signed, so the text is not changed any more; it is added to once it is archived",
            details: [("signed", .integer(count))]
        )
    }

    /// Nobody signs what they were not sent.
    package static let notCirculatedTo = DomainError(
        .conflict,
        "not_circulated_to",
        "纪要未送阅此人（只送阅签到的到会人，不含旁听），不能签字或提出异议",
        "The minutes were not sent to them, as they are to whoever checked in and did not only look on; nobody signs or "
            + "objects to what was not sent"
    )

    package static let hasSigned = DomainError(.conflict, "already_signed", "已签字", "Has signed already")

    /// Minutes without anybody who was there.
    package static let nobodyPresent = DomainError(
        .conflict,
        "nobody_present",
        "除旁听外无人签到，无从送阅",
        "Nobody but onlookers checked in to whom they could be sent"
    )

    /// Each objection is answered before minutes are archived.
    package static func minutesObjections(_ open: Int64) -> DomainError {
        DomainError(
            .conflict,
            "objections_unanswered",
            "还有 \(open) 条异议未答复",
            "\(open) objections are not answered yet",
            details: [("unanswered", .integer(open))]
        )
    }

    /// k of n.
    package static func tooFewSignatures(_ signed: Int64, of sent: Int64, needed: Int64) -> DomainError {
        DomainError(
            .conflict,
            "too_few_signatures",
            "送阅 \(sent) 人，已签 \(signed) 人，还差 \(needed - signed) 人",
            "Sent to \(sent), signed by \(signed); \(needed - signed) more are needed",
            details: [("signed", .integer(signed)), ("sent", .integer(sent)), ("missing", .integer(needed - signed))]
        )
    }
}
