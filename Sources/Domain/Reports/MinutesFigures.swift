/// The minutes of a session as they are printed (纪要打印件): who was there and signed, what became of each item, what was said
/// against them and added since.
package struct MinutesFigures: Sendable {
    package let community: ReportedCommunity
    package let head: [ReportValue]
    package let attendance: [[ReportValue]]
    package let agenda: [[ReportValue]]
    package let objections: [[ReportValue]]
    package let addenda: [[ReportValue]]

    package init(
        community: ReportedCommunity,
        head: [ReportValue],
        attendance: [[ReportValue]],
        agenda: [[ReportValue]],
        objections: [[ReportValue]],
        addenda: [[ReportValue]]
    ) {
        self.community = community
        self.head = head
        self.attendance = attendance
        self.agenda = agenda
        self.objections = objections
        self.addenda = addenda
    }

    private static let names: [(key: String, title: Title)] = [
        ("session", Title("议事会", "Session")), ("hall", Title("议事厅", "Hall")),
        ("starts_at", Title("时间", "Time")), ("chair", Title("主持人", "Chair")),
        ("present", Title("到会人数", "People present")),
        ("typed_present", Title("其中手工填报（未签到）", "Of them typed in, not signed in")), ("form", Title("形式", "Form")),
        ("status", Title("状态", "Status")), ("text", Title("正文", "Text")), ("sent", Title("送阅人数", "Sent to")),
        ("signed", Title("签字人数", "Signed by")), ("archived_at", Title("归档时间", "Archived at")),
        ("fingerprint", Title("指纹（SHA-256）", "Fingerprint (SHA-256)")),
    ]

    private static let choices: [String: Enumeration] = [
        "form": Enumeration(MinutesForm.self), "status": Enumeration(MinutesStatus.self),
    ]

    package var report: ReportDocument {
        ReportDocument(
            name: "minutes",
            title: Title("会议纪要", "Minutes"),
            header: community.header,
            chapters: [ReportChapter(title: Title("会议纪要", "Minutes"), sections: sections)]
        )
    }

    private var sections: [ReportSection] {
        [
            .figures(
                key: "minutes",
                title: Title("议事会", "Session"),
                zip(Self.names, head).map {
                    ReportFigure(key: $0.key, title: $0.title, value: $1, choices: Self.choices[$0.key])
                }
            ),
            .rows(
                key: "agenda",
                title: Title("议程与结论", "Agenda and outcomes"),
                columns: [
                    .integer("place", "次序", "Place", 1...50), .text("title", "标题", "Title", 1...100),
                    .choice("status", "结论", "How it ended", AgendaStatus.self),
                    .text("outcome", "协商意见", "What was agreed", 1...2000),
                ],
                rows: agenda
            ),
            .rows(
                key: "attendance",
                title: Title("到会与签字", "Who was there and signed"),
                columns: [
                    .choice("party", "参会方", "Party", CalledParty.self), .text("name", "姓名或单位", "Name", 1...50),
                    Field("observer", "列席", "Looked on only", .boolean),
                    .instant("checked_in_at", "签到时间", "Checked in at"),
                    .instant("signed_at", "签字时间", "Signed at"),
                ],
                rows: attendance
            ),
            .rows(
                key: "objections",
                title: Title("异议与答复", "Objections and answers"),
                columns: [
                    .text("name", "提出人", "Who objected", 1...50), .integer("item", "议程项", "Item", 1...50),
                    .text("text", "异议", "Objection", 1...2000), .text("answer", "答复", "Answer", 1...2000),
                ],
                rows: objections
            ),
            .rows(
                key: "addenda",
                title: Title("归档后的补充", "Added since"),
                columns: [.instant("at", "时间", "At"), .text("text", "内容", "Text", 1...4000)],
                rows: addenda
            ),
        ]
    }
}
