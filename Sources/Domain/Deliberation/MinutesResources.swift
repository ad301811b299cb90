extension Resource {
    /// The minutes of sessions (会议纪要).
    package static let sessionMinutes = Resource(
        .sessionMinutes,
        Title("会议纪要", "Minutes of sessions"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("session_id", "议事会", "Session", to: .sessions),
            .choice("form", "形式", "Form", MinutesForm.self),
            .choice("status", "状态", "Status", MinutesStatus.self),
            .text("text", "正文", "Text", 1...20_000).required(),
            .integer("sent", "送阅人数", "Sent to", 0...10_000),
            .integer("signed", "签字人数", "Signed by", 0...10_000),
            .integer("objections", "异议数", "Objections", 0...10_000),
            .integer("addenda", "补充数", "Addenda", 0...10_000),
            .instant("circulated_at", "送阅时间", "Circulated at").nullable(),
            .instant("archived_at", "归档时间", "Archived at").nullable(),
            .text("fingerprint", "指纹（SHA-256）", "Fingerprint (SHA-256)", 64...64).nullable(),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// To whom minutes were sent and who signed (签字情况).
    package static let minutesSignatures = Resource(
        .minutesSignatures,
        Title("纪要签字", "Signatures of minutes"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("minutes_id", "纪要", "Minutes", to: .sessionMinutes),
            .reference("attendee_id", "参会人员", "Attendee", to: .attendees),
            .instant("circulated_at", "送阅时间", "Sent at"),
            .instant("signed_at", "签字时间", "Signed at").nullable(),
            .reference("signed_by", "签字账号", "Signed by", to: .accounts).nullable(),
            Field("on_paper", "纸质签字", "On paper", .boolean).filterable(),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// What those who were there have against minutes (纪要异议).
    package static let minutesObjections = Resource(
        .minutesObjections,
        Title("纪要异议", "Objections to minutes"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("minutes_id", "纪要", "Minutes", to: .sessionMinutes),
            .reference("attendee_id", "参会人员", "Attendee", to: .attendees),
            .reference("item_id", "议程项", "Agenda item", to: .agendaItems).nullable(),
            .text("text", "异议", "Objection", 1...2000),
            .text("answer", "答复", "Answer", 1...2000).nullable(),
            .instant("answered_at", "答复时间", "Answered at").nullable(),
            .reference("answered_by", "答复人", "Answered by", to: .accounts).nullable(),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// What was put right in archived minutes (纪要补充).
    package static let minutesAddenda = Resource(
        .minutesAddenda,
        Title("纪要补充", "Addenda to minutes"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("minutes_id", "纪要", "Minutes", to: .sessionMinutes),
            .text("text", "内容", "Text", 1...4000),
            .reference("added_by", "补充人", "Added by", to: .accounts),
            .version, .createdAt, .updatedAt,
        ]
    )
}
