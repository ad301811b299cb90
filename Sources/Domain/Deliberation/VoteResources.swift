/// How far a vote has come (表决状态).
package enum VoteStatus: String, TitledEnum {
    case open
    /// Past its end, so that nobody votes online any more, and not counted yet.
    case counting
    case closed, cancelled

    package var title: Title {
        switch self {
        case .open: Title("表决中", "Open")
        case .counting: Title("已截止，待计票", "Ended, waits to be counted")
        case .closed: Title("已结束", "Closed")
        case .cancelled: Title("已撤销", "Called off")
        }
    }
}

/// By which way a ballot came (投票方式).
package enum BallotChannel: String, TitledEnum {
    case online, paper, proxy

    package var title: Title {
        switch self {
        case .online: Title("线上", "Online")
        case .paper: Title("纸质", "On paper")
        case .proxy: Title("委托", "By proxy")
        }
    }
}

extension Resource {
    /// Binding votes with what they came to (表决).
    package static let votes = Resource(
        .votes,
        Title("表决", "Votes"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("issue_id", "议题", "Issue", to: .issues),
            .reference("compound_id", "小区", "Compound", to: .compounds).nullable(),
            .choice("rule", "表决规则", "Rule", DecisionRule.self),
            .choice("secrecy", "表决方式", "Open or closed", BallotSecrecy.self),
            .integer("matter", "民法典第278条事项", "Item of Civil Code 278", OwnersMatter.items).nullable(),
            .text("rule_reason", "适用一般规则的理由", "Why the ordinary rule", 1...1000).nullable(),
            .text("convenor", "召集人", "Convenor", 1...100),
            .date("noticed_on", "通知日期", "Notice given on"),
            .choice("status", "状态", "Status", VoteStatus.self),
            Field("held_elsewhere", "另行举行", "Held elsewhere", .boolean).filterable(),
            .date("held_on", "举行日期", "Held on").nullable(),
            .instant("opened_at", "开始时间", "Opened at"),
            .instant("closes_at", "截止时间", "Closes at"),
            .instant("ended_at", "到期待计票时间", "Waits to be counted since").nullable(),
            .instant("closed_at", "结束时间", "Closed at").nullable(),
            .integer("eligible", "应投（人数）", "Entitled", 0...Int64.max).nullable(),
            .integer("eligible_area", "应投（面积）", "Entitled, by area", 0...Int64.max).nullable(),
            .integer("register_eligible", "登记簿应投（人数）", "Entitled by the register", 0...Int64.max).nullable(),
            .integer("register_area", "登记簿应投（面积）", "Entitled by the register, by area", 0...Int64.max).nullable(),
            .text("deviation_reason", "与登记簿不一致的原因", "Why it differs from the register", 1...500).nullable(),
            .integer("cast", "参与（人数）", "Took part", 0...Int64.max).nullable(),
            .integer("cast_area", "参与（面积）", "Took part, by area", 0...Int64.max).nullable(),
            .integer("for", "同意（人数）", "For", 0...Int64.max).nullable(),
            .integer("for_area", "同意（面积）", "For, by area", 0...Int64.max).nullable(),
            .integer("against", "反对（人数）", "Against", 0...Int64.max).nullable(),
            .integer("abstain", "弃权（人数）", "Abstained", 0...Int64.max).nullable(),
            Field("quorum_met", "参与达到要求", "Enough took part", .boolean).nullable(),
            Field("passed", "通过", "Passed", .boolean).filterable().nullable(),
            .text("missing", "缺口", "What was missing", 1...1000).nullable(),
            .text("unreachable", "已无法达到的要求", "What it can not reach any more", 1...1000).nullable(),
            .choice("unopened_reason", "未开票原因", "Why the ballots were not opened", UnopenedReason.self).nullable(),
            .integer("least_ballots", "无记名表决开票所需票数", "Ballots that a closed vote is opened with", 0...1000).nullable(),
            Field("cancelled_at", "撤销时间", "Called off at", .instant).nullable(),
            .reference("cancelled_by", "撤销人", "Called off by", to: .accounts).nullable(),
            .text("cancel_reason", "撤销事由", "Why it was called off", 1...500).nullable(),
            .version, .createdAt, .updatedAt,
        ],
        defaultSort: [SortKey("id", descending: true)]
    )

    /// The roll of a vote with its ballots: frozen when it opened (表决名册).
    package static let voters = Resource(
        .voters,
        Title("表决名册", "Roll of a vote"),
        area: .deliberation,
        read: .holders(of: .readRolls),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("vote_id", "表决", "Vote", to: .votes),
            .text("name", "姓名", "Name", 1...50),
            .reference("resident_id", "居民", "Resident", to: .residents).nullable(),
            .reference("household_id", "户", "Household", to: .households).nullable(),
            .reference("account_id", "账号", "Account", to: .accounts).nullable(),
            .integer("area", "专有面积（0.01 ㎡）", "Area (0.01 m²)", 0...Int64.max),
            .integer("agent_dwellings", "作为共有人代表的房屋数", "Dwellings that its co-owners named them for", 0...Int64.max),
            Field("recused", "回避", "Recused", .boolean).filterable(),
            .text("recusal", "回避事由", "Why recused", 1...500).nullable(),
            .text("warning", "回避后的提示", "What the recusals mean for the vote", 1...1000).nullable(),
            .text("proxy", "受托人", "Proxy", 1...50).nullable(),
            .choice("choice", "表决意见", "Choice", BallotChoice.self).nullable(),
            .choice("channel", "投票方式", "How it came", BallotChannel.self).nullable(),
            .instant("cast_at", "投票时间", "Cast at").nullable(),
            .reference("cast_by", "录入账号", "Entered by", to: .accounts).nullable(),
            Field("doubted_at", "登记存疑时间", "Note doubted at", .instant).nullable(),
            .version, .updatedAt,
        ],
        watch: .exports
    )

    /// The ballots of closed votes that have ended, which lead to nobody (公布的选票).
    package static let publishedBallots = Resource(
        .publishedBallots,
        Title("公布的无记名选票", "Published ballots of closed votes"),
        area: .deliberation,
        read: .holders(of: .readDeliberation),
        write: .writeDeliberation,
        fields: [
            .id, .community,
            .reference("vote_id", "表决", "Vote", to: .votes),
            .text("receipt", "回执号", "Receipt", 19...19).filterable(),
            .choice("choice", "表决意见", "Choice", BallotChoice.self),
        ]
    )
}
