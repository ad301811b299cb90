extension Resource {
    /// The decisions to show Party members to everybody (党员公示), each for one purpose.
    package static let partyDisplays = Resource(
        .partyDisplays,
        Title("党员公示", "Displays of Party members"),
        area: .party,
        read: .holders(of: .readParty),
        write: .writeParty,
        fields: [
            .id, .community,
            .reference("member_id", "党员", "Party member", to: .partyMembers).required().fixed(),
            .choice("purpose", "用途", "Purpose", DisplayPurpose.self).required().fixed(),
            .reference("decided_by", "决定账号", "Decided by", to: .accounts).nullable(),
            .instant("decided_at", "决定时间", "Decided at"),
            .instant("acknowledged_at", "本人确认时间", "Acknowledged at").nullable(),
            .text("proof", "确认凭证", "Proof of it", 1...200).nullable(),
            .instant("ended_at", "终止时间", "Ended at").nullable(),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["member_id", "purpose"]]
    )

    /// The Party members whom everybody may see (公示党员): name, branch and duty, nothing else.
    package static let displayedMembers = Resource(
        .displayedMembers,
        Title("公示党员", "Displayed Party members"),
        area: .party,
        read: .everyone,
        write: .writeParty,
        fields: [
            .id, .community,
            .choice("purpose", "用途", "Purpose", DisplayPurpose.self).forEveryone(),
            .text("name", "姓名", "Name", 1...50).forEveryone(),
            .text("branch", "所在支部", "Branch", 1...50).forEveryone(),
            .text("duty", "党内职务", "Duty", 1...50).nullable().forEveryone(),
        ]
    )
}
