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
            .text("login", "登录名", "Login", 2...64).required().fixed().filterable().sortable(),
            .text("name", "姓名", "Name", 1...50).required().filterable(),
            .choice("role", "角色", "Role", Role.self).required(),
            .reference("subdistrict_id", "街道", "Sub-district", to: .subdistricts).optional().fixed(),
            .reference("community_id", "社区", "Community", to: .communities).optional().fixed(),
            .reference("grid_id", "网格", "Grid", to: .grids).optional(),
            .reference("branch_id", "党支部", "Branch", to: .partyOrganizations).optional(),
            .reference("organization_id", "组织", "Organization", to: .organizations).optional(),
            .reference("resident_id", "居民", "Resident", to: .residents).optional(),
            .flag("disabled", "停用", "Disabled"),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["login"]],
        watch: .exports
    )
}
