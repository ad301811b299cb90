extension Resource {
    /// Who is invited to a session and who came (参会人员).
    package static let attendees = Resource(
        .attendees,
        Title("参会人员", "Attendees of sessions"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("session_id", "议事会", "Session", to: .sessions),
            .choice("party", "参会方", "Party", CalledParty.self),
            .text("name", "姓名或单位", "Name", 1...50).naming(),
            .reference("organization_id", "单位", "Organization", to: .organizations).nullable(),
            .reference("account_id", "账号", "Account", to: .accounts).nullable().naming(),
            .reference("resident_id", "居民", "Resident", to: .residents).nullable().naming(),
            Field("observer", "列席", "Looks on only", .boolean).filterable(),
            .instant("invited_at", "邀请时间", "Invited at").nullable(),
            Field("in_time", "按时邀请", "Invited in time", .boolean).filterable().nullable(),
            .integer("notice_days", "邀请应提前天数", "Days that an invitation is due before", 0...60).nullable(),
            .choice("answer", "答复", "Answer", InvitationAnswer.self).nullable(),
            .instant("answered_at", "答复时间", "Answered at").nullable(),
            .text("sent_name", "派了谁", "Who is sent", 1...50).nullable().naming(),
            .text("remark", "说明", "Remark", 1...500).nullable().naming(),
            .instant("checked_in_at", "签到时间", "Checked in at").nullable(),
            .reference("checked_in_by", "签到登记人", "Noted by", to: .accounts).nullable(),
            Field("by_code", "扫码签到", "By code", .boolean).filterable(),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// The agenda of a session in its order (议程).
    package static let agendaItems = Resource(
        .agendaItems,
        Title("议程", "Agenda items"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("session_id", "议事会", "Session", to: .sessions),
            .integer("place", "次序", "Place", 1...50),
            .reference("issue_id", "议题", "Issue", to: .issues).nullable(),
            .text("title", "标题", "Title", 1...100),
            .integer("minutes", "用时（分钟）", "Time box in minutes", 1...480),
            Field("required_parties", "必到方", "Required parties", .enumerations(Enumeration(CalledParty.self)))
                .nullable(),
            Field(
                "absent",
                "缺席的必到方",
                "Required parties that were absent",
                .enumerations(Enumeration(CalledParty.self))
            ).nullable(),
            .choice("status", "状态", "Status", AgendaStatus.self),
            .instant("started_at", "开始时间", "Taken up at").nullable(),
            .instant("ended_at", "结束时间", "Settled at").nullable(),
            .text("outcome", "结论", "Outcome", 1...2000).nullable(),
            .integer("statements", "发言数", "Statements", 0...10_000),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// What the parties said to an item (发言记录).
    package static let agendaStatements = Resource(
        .agendaStatements,
        Title("发言记录", "Statements"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("item_id", "议程项", "Agenda item", to: .agendaItems),
            .choice("party", "发言方", "Party", CalledParty.self),
            .text("speaker", "发言人", "Speaker", 1...50).nullable()
                .noted("只对主办议事的人显示", "Shown to those who run the hall"),
            .text("text", "内容", "Text", 1...2000),
            .reference("recorded_by", "记录人", "Recorded by", to: .accounts),
            .version, .createdAt, .updatedAt,
        ]
    )

    /// Files of sessions, issues and projects (议事材料).
    package static let deliberationPapers = Resource(
        .deliberationPapers,
        Title("议事材料", "Papers of deliberation"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .choice("kind", "种类", "Kind", PaperKind.self),
            .text("caption", "说明", "Caption", 1...200).nullable(),
            .reference("session_id", "议事会", "Session", to: .sessions).nullable(),
            .reference("item_id", "议程项", "Agenda item", to: .agendaItems).nullable(),
            .reference("issue_id", "议题", "Issue", to: .issues).nullable(),
            .reference("project_id", "项目", "Project", to: .projects).nullable(),
            .reference("milestone_id", "项目节点", "Milestone", to: .milestones).nullable(),
            Field("step", "四议两公开步骤", "Step of the six", .enumeration(Enumeration(DecisionStep.self))).nullable(),
            .reference("account_id", "上传账号", "Sent by", to: .accounts),
            Field("media_type", "文件类型", "Type", .enumeration(Enumeration(MediaType.self))),
            .integer("size", "字节数", "Bytes", 1...Int64.max),
            .text("sha256", "内容摘要（SHA-256）", "SHA-256", 64...64),
            .version, .createdAt, .updatedAt,
        ],
        watch: .partyRecords
    )
}
