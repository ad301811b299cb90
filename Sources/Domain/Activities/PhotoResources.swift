extension Resource {
    /// Photos of an activity afterwards (活动照片).
    package static let activityPhotos = Resource(
        .activityPhotos,
        Title("活动照片", "Photos of activities"),
        area: .activities,
        read: .everyone,
        write: .manageSignUps,
        fields: [
            .id, .reference("community_id", "社区", "Community", to: .communities).forEveryone(),
            .reference("activity_id", "活动", "Activity", to: .activities).forEveryone(),
            .text("caption", "说明", "Caption", 1...200).optional().forEveryone(),
            .flag("shown", "公开", "Shown to everybody").noted("照片上的人同意后再公开", "Only once those in it agree")
                .forEveryone(),
            .reference("account_id", "上传账号", "Sent by", to: .accounts), .version, .createdAt, .updatedAt,
        ]
    )
}
