extension Resource {
    /// Who owns a dwelling (产权), beside who lives in it; the rolls of owners' votes come from here.
    package static let ownerships = Resource(
        .ownerships,
        Title("产权", "Ownerships"),
        area: .territory,
        read: .holders(of: .readPeople),
        write: .writePeople,
        fields: [
            .id, .community,
            .reference("dwelling_id", "房屋", "Dwelling", to: .dwellings).required().fixed(),
            .text("name", "产权人", "Owner", 1...50).required().filterable(),
            Field("phone", "手机号", "Mobile number", .sealed(.phone)).optional().filterable(),
            Field("id_number", "身份证号", "ID number", .sealed(.identityNumber)).optional().filterable(),
            .integer("share_numerator", "份额（分子）", "Share (numerator)", 1...OwnershipShare.limit)
                .defaulting(to: .integer(1)),
            .integer("share_denominator", "份额（分母）", "Share (denominator)", 1...OwnershipShare.limit)
                .defaulting(to: .integer(1)).noted("1/1 为单独所有", "1/1 is sole ownership"),
            Field("agent", "共有人代表", "Votes for the co-owners", .boolean).nullable()
                .noted(
                    "未推选的由份额最大者投票，份额相同的由登记最早者",
                    "Where nobody was named, the largest share votes, of equal ones the first registered"
                ),
            .instant("agent_since", "推选登记时间", "Named since").nullable(),
            .reference("agent_by", "登记账号", "Noted by", to: .accounts).nullable(),
            .integer("agent_proofs", "推选书（份，含已撤销）", "Papers that named them, withdrawn ones included", 0...100_000),
            .date("until_date", "产权终止日期", "Owned until").nullable()
                .noted("终止后不再计入份额、名册，推选书留存", "After it the share and the roll are without it; what was signed stays"),
            .version, .createdAt, .updatedAt,
        ],
        unique: [["dwelling_id", "id_number"]],
        rules: [.ordered("share_numerator", "share_denominator")],
        watch: .homes
    )
}
