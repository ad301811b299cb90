/// Who belongs to a resident organization (成员名册): by name, for those who lead it and for the community.
package struct OrganizationRoll: Sendable {
    package let community: ReportedCommunity
    package let name: String
    package let members: [Member]

    /// One of them, with a number that is masked (成员).
    package struct Member: Sendable, Hashable {
        package let id: Int64
        package let name: String
        package let role: OrganizationRole
        package let duty: String?
        package let phone: String?
        package let since: CivilDate

        package init(
            id: Int64,
            name: String,
            role: OrganizationRole,
            duty: String?,
            phone: String?,
            since: CivilDate
        ) {
            self.id = id
            self.name = name
            self.role = role
            self.duty = duty
            self.phone = phone
            self.since = since
        }
    }

    package init(community: ReportedCommunity, name: String, members: [Member]) {
        self.community = community
        self.name = name
        self.members = members
    }

    package var report: ReportDocument {
        var document = ReportDocument(
            name: "organization-roll",
            title: Title("成员名册：\(name)", "Members: \(name)"),
            header: community.header,
            chapters: [
                ReportChapter(
                    title: Title("成员", "Members"),
                    sections: [
                        .rows(
                            key: "items",
                            title: Title("成员", "Members"),
                            columns: Self.columns,
                            rows: members.map(row)
                        )
                    ]
                )
            ]
        )
        document.people = ReportDocument.People(resource: .organizationMembers, ids: members.map(\.id))
        return document
    }

    private static let columns: [Field] = [
        .text("name", "姓名", "Name", 1...50), .choice("role", "身份", "Role", OrganizationRole.self),
        .text("duty", "分工", "Duty", 1...50).nullable(),
        .text("phone", "手机号（脱敏）", "Mobile number, masked", 1...20).nullable(),
        .date("from_date", "加入日期", "From"),
    ]

    private func row(_ member: Member) -> [ReportValue] {
        [
            .text(member.name), .text(member.role.rawValue), member.duty.map { .text($0) } ?? .null,
            member.phone.map { .text($0) } ?? .null, .text(member.since.description),
        ]
    }
}
