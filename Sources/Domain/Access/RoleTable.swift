/// The rights of all roles as a report (权限表), so that a person can read and review them.
package enum RoleTable {
    package static let report = ReportDocument(
        name: "roles",
        title: Title("角色权限表", "Rights of the roles"),
        header: [],
        chapters: [
            ReportChapter(
                title: Title("角色", "Roles"),
                sections: [
                    .rows(
                        key: "items",
                        title: Title("角色", "Roles"),
                        columns: columns,
                        rows: Role.allCases.map(row)
                    )
                ]
            )
        ]
    )

    private static let columns: [Field] = [
        .text("role", "代码", "Role", 1...40), .text("title_zh", "角色", "Title in Chinese", 1...40),
        .text("title_en", "英文名", "Title in English", 1...40),
        .text("scope", "数据范围", "Scope that is named", 1...40).nullable(),
        .text("permissions", "权限", "Permissions", 0...1000),
    ]

    private static func row(_ role: Role) -> [ReportValue] {
        [
            .text(role.rawValue), .text(role.title.chinese), .text(role.title.english),
            role.scopeField.map { .text($0) } ?? .null,
            .text(Permission.allCases.filter(role.permissions.contains).map(\.code).joined(separator: " ")),
        ]
    }
}
