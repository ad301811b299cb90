extension Resource {
    /// Accounts (账号).
    package static let accounts = Resource(
        .accounts,
        Title("账号", "Accounts"),
        area: .access,
        read: .holders(of: .readAccounts),
        write: .manageAccounts,
        fields: [
            .id,
            .text("login", "登录名", "Login", 2...64).filterable().sortable(),
            .text("name", "姓名", "Name", 1...50).filterable(),
            .choice("role", "角色", "Role", Role.self),
            .reference("subdistrict_id", "街道", "Sub-district", to: .subdistricts).nullable(),
            .reference("community_id", "社区", "Community", to: .communities).nullable(),
            .reference("grid_id", "网格", "Grid", to: .grids).nullable(),
            .reference("branch_id", "党支部", "Branch", to: .partyOrganizations).nullable(),
            .reference("organization_id", "组织", "Organization", to: .organizations).nullable(),
            .reference("resident_id", "居民", "Resident", to: .residents).nullable(),
            Field("disabled", "停用", "Disabled", .boolean).filterable(),
            .version, .createdAt, .updatedAt,
        ]
    )
}
