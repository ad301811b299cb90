/// Who is expected at a door (签到名单): by name, for whoever stands there, since not everybody brings a ticket.
package struct DoorList: Sendable {
    package let community: ReportedCommunity
    package let title: String
    package let rows: [[ReportValue]]

    package init(community: ReportedCommunity, title: String, rows: [[ReportValue]]) {
        self.community = community
        self.title = title
        self.rows = rows
    }

    package var report: ReportDocument {
        var document = ReportDocument(
            name: "door-list",
            title: Title("签到名单：\(title)", "Door list: \(title)"),
            header: community.header,
            chapters: [
                ReportChapter(
                    title: Title("名单", "People"),
                    sections: [
                        .rows(key: "items", title: Title("名单", "People"), columns: Self.columns, rows: rows)
                    ]
                )
            ]
        )
        let ids = rows.compactMap { row in if case .integer(let id)? = row.first { id } else { nil } }
        document.people = ReportDocument.People(resource: .signUps, ids: ids)
        return document
    }

    private static let columns: [Field] = [
        .integer("sign_up_id", "报名编号", "Sign-up", 1...Int64.max), .text("name", "姓名", "Name", 1...50),
        .integer("party_size", "人数", "Party size", 1...20),
        Field("status", "状态", "Status", .enumeration(Enumeration(SignUpStatus.self))),
    ]
}
