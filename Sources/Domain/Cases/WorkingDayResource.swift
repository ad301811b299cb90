extension Resource {
    /// The days on which a community works or rests otherwise than in any other week (工作日).
    ///
    /// Those of the country are there from the first day on; a community changes them where it does otherwise.
    package static let workingDays = Resource(
        .workingDays,
        Title("工作日与节假日", "Working days and holidays"),
        area: .cases,
        read: .everyone,
        write: .manageSettings,
        fields: [
            .id, .community,
            .date("date", "日期", "Date").required().fixed().forEveryone(),
            .choice("kind", "性质", "Kind", WorkingDayKind.self).required().forEveryone(),
            .text("name", "名称", "Name", 1...50).required().filterable().forEveryone(),
            Field("source", "来源", "Source", .enumeration(Enumeration(WorkingDaySource.self)))
                .noted("国家公布的日子经社区修改后即为社区自定", "A day of the country that a community changes becomes its own")
                .filterable().forEveryone(),
            .version.forEveryone(), .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("date", descending: true)],
        unique: [["community_id", "date"]]
    )
}

/// Who says what sort of day it is (日期来源).
package enum WorkingDaySource: String, TitledEnum {
    /// The yearly notice of the General Office of the State Council.
    case official
    case own

    package var title: Title {
        switch self {
        case .official: Title("国家公布", "Of the country")
        case .own: Title("社区自定", "The community's own")
        }
    }
}
