import Domain
import Routing
import Services

extension VoteRoutes {
    private static let choice = BodyField(
        "choice",
        "表决意见（本人）",
        "Own choice",
        .enumeration(Enumeration(BallotChoice.self))
    )
    private static let paper = (
        voter: BodyField("voter_id", "名册编号", "Row of the roll", .reference(.voters), isRequired: true),
        choice: BodyField("choice", "表决意见", "Choice", .enumeration(Enumeration(BallotChoice.self)), isRequired: true),
        channel: BodyField("channel", "投票方式", "How it came", .enumeration(channels), isRequired: true)
    )
    static let channels = Enumeration(
        [BallotChannel.paper, .proxy].map { ($0.rawValue, $0.title.chinese, $0.title.english) }
    )
    private static let ballots = BodyField(
        "ballots",
        "代录的纸质、委托选票",
        "Ballots on paper or by proxy, entered by staff",
        shape: .objects([paper.voter, paper.choice, paper.channel], most: BallotEntry.most)
    )

    private static let sheets = BodyField(
        "uploads",
        "纸质票票样或签领单",
        "The ballots on paper, or the sheet that was signed for them",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit)
    )

    /// 投票: the own ballot, changeable until the end; or those that came on paper.
    var cast: Endpoint {
        made(
            "ballots",
            "cast_issues",
            Title("投票（截止前可改）", "Vote; until the end it can be changed"),
            [Self.choice, Self.ballots, Self.sheets],
            access: .joinDeliberation
        ) { [votes] call, body, view in
            let own = body.text(Self.choice).flatMap { BallotChoice(rawValue: $0) }
            var entries = body.objects(Self.ballots) { reader -> BallotEntry? in
                let voter = reader.integer(Self.paper.voter)
                let choice = reader.text(Self.paper.choice).flatMap { BallotChoice(rawValue: $0) }
                let channel = reader.text(Self.paper.channel).flatMap { BallotChannel(rawValue: $0) }
                guard let voter, let choice, let channel else { return nil }
                return BallotEntry(voter: voter, choice: choice, channel: channel)
            }
            if let own { entries.append(BallotEntry(voter: nil, choice: own, channel: .online)) }
            let sheets = body.integers(Self.sheets)
            if entries.isEmpty { body.refuse("choice", "required", "请填写表决意见", "Say what you choose") }
            try body.finish()
            return try await votes.cast(
                call.id,
                entries,
                sheets: sheets,
                by: call.principal,
                view: view
            )
        }
    }

    private static let voter = BodyField("voter_id", "名册编号", "Row of the roll", .reference(.voters), isRequired: true)

    var recuse: Endpoint {
        let reason = BodyField("reason", "回避事由", "Why", .text(1...500), isRequired: true)
        return made(
            "recusals",
            "recuse_issues",
            Title("登记回避", "Note that somebody recuses themselves"),
            [Self.voter, reason],
            answersWith: .voters
        ) { [votes] call, body, view in
            let (id, why) = (body.integer(Self.voter), body.text(reason))
            try body.finish()
            return try await votes.recuse(call.id, voter: id ?? 0, reason: why ?? "", by: call.principal, view: view)
        }
    }

    var entrust: Endpoint {
        let holder = BodyField("proxy", "受托人", "Proxy", .text(1...50), isRequired: true)
        let upload = BodyField("upload_id", "委托书", "Written proxy", .reference(.uploads), isRequired: true)
        return made(
            "proxies",
            "entrust_issues",
            Title("登记书面委托", "Note a written proxy"),
            [Self.voter, holder, upload],
            answersWith: .voters
        ) { [votes] call, body, view in
            let (id, name, file) = (body.integer(Self.voter), body.text(holder), body.integer(upload))
            try body.finish()
            return try await votes.entrust(
                call.id,
                voter: id ?? 0,
                to: name ?? "",
                upload: file ?? 0,
                by: call.principal,
                view: view
            )
        }
    }
}
