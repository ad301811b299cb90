extension Field {
    /// The row's own number.
    package static let id = Field("id", "编号", "Id", .identifier).filterable().sortable().forEveryone()

    /// The community that the row belongs to; taken from the caller's scope where that is one community.
    package static let community = Field("community_id", "社区", "Community", .reference(.communities))
        .required().fixed().filterable().forEveryone()

    /// Counts the changes of the row; `If-Match` compares it.
    package static let version = Field("version", "版本", "Version", .integer(1...Int64.max)).forEveryone()

    package static let createdAt = Field("created_at", "创建时间", "Created at", .instant).filterable().sortable()

    package static let updatedAt = Field("updated_at", "更新时间", "Updated at", .instant).filterable().sortable()

    package static func text(_ name: String, _ chinese: String, _ english: String, _ length: ClosedRange<Int>) -> Field
    {
        Field(name, chinese, english, .text(length))
    }

    package static func integer(
        _ name: String,
        _ chinese: String,
        _ english: String,
        _ range: ClosedRange<Int64>
    ) -> Field {
        Field(name, chinese, english, .integer(range))
    }

    package static func reference(
        _ name: String,
        _ chinese: String,
        _ english: String,
        to target: ResourceName
    ) -> Field {
        Field(name, chinese, english, .reference(target)).filterable()
    }

    package static func date(_ name: String, _ chinese: String, _ english: String) -> Field {
        Field(name, chinese, english, .date).filterable().sortable()
    }

    package static func instant(_ name: String, _ chinese: String, _ english: String) -> Field {
        Field(name, chinese, english, .instant).filterable().sortable()
    }

    package static func flag(_ name: String, _ chinese: String, _ english: String) -> Field {
        Field(name, chinese, english, .boolean).filterable().defaulting(to: .integer(0))
    }

    package static func choice<Value: TitledEnum>(
        _ name: String,
        _ chinese: String,
        _ english: String,
        _ type: Value.Type
    ) -> Field {
        Field(name, chinese, english, .enumeration(Enumeration(type))).filterable()
    }
}
