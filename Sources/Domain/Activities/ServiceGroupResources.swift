extension Resource {
    /// Service groups (服务群体).
    package static let serviceGroups = Resource(
        .serviceGroups,
        Title("服务群体", "Service groups"),
        area: .activities,
        read: .holders(of: .readActivities),
        write: .manageSettings,
        fields: [
            .id, .community,
            .text("name", "名称", "Name", 1...50).required().filterable().sortable(),
            .text("purpose", "用途", "What it is for", 1...500).optional(),
            .reference("grid_id", "网格", "Grid", to: .grids).optional(),
            .reference("building_id", "楼栋", "Building", to: .buildings).optional(),
            .choice("sex", "性别", "Sex", Sex.self).optional(),
            .integer("least_age", "最小年龄", "From age", 0...150).optional(),
            .integer("most_age", "最大年龄", "Up to age", 0...150).optional(),
            .choice("residency", "户籍类型", "Residency", ResidencyStatus.self).optional(),
            .choice("care_tag", "关怀类别", "Care tag", CareTag.self).optional(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["community_id", "name"]],
        rules: [.ordered("least_age", "most_age")]
    )
}
