extension Resource {
    /// Organizations that carry an activity with its organizer (协办组织).
    package static let activityPartners = Resource(
        .activityPartners,
        Title("协办组织", "Partners of activities"),
        area: .activities,
        read: .everyone,
        write: .writeActivities,
        fields: [
            .id, .community,
            .reference("activity_id", "活动", "Activity", to: .activities).required().fixed().forEveryone(),
            .reference("organization_id", "协办组织", "Partner", to: .organizations).required().fixed().forEveryone(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["activity_id", "organization_id"]]
    )
}
