import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// 表决: opened after their notice, voted on by the roll, counted anew by anybody who may read.
package struct VoteRoutes: RouteGroup {
    let votes: VoteService

    package init(votes: VoteService) { self.votes = votes }

    package var endpoints: [Endpoint] {
        [
            open, close, callOff, record, cast, recuse, entrust, sealedBallot, paperVoters, takeBackPaper,
            .list(Resource[.votes]), .find(Resource[.votes]),
            .below(.votes, .voters, by: "vote_id", "roll", title: Title("表决名册与选票", "Roll and ballots of a vote")),
            .list(Resource[.voters]), .find(Resource[.voters]),
            .below(
                .votes,
                .publishedBallots,
                by: "vote_id",
                "ballots",
                title: Title("公布的无记名选票", "Published ballots of a closed vote")
            ),
            .list(Resource[.publishedBallots]), .find(Resource[.publishedBallots]),
        ]
    }

    static let plan = (
        rule: BodyField("rule", "表决规则", "Rule", .enumeration(Enumeration(DecisionRule.self)), isRequired: true),
        matter: BodyField("matter", "民法典第278条第几项", "Item of Civil Code 278", .integer(OwnersMatter.items)),
        reason: BodyField("rule_reason", "适用一般规则的理由", "Why the ordinary rule", .text(1...1000)),
        convenor: BodyField("convenor", "召集人", "Convenor", .text(1...100), isRequired: true),
        noticed: BodyField("noticed_on", "通知日期", "Notice given on", .date, isRequired: true)
    )
    private static let secrecy = BodyField(
        "secrecy",
        "表决方式（默认记名）",
        "Open, which is the default, or closed",
        .enumeration(Enumeration(BallotSecrecy.self))
    )
    private static let closes = BodyField("closes_at", "截止时间", "Closes at", .instant, isRequired: true)
    private static let member = (
        name: BodyField("name", "姓名", "Name", .text(1...50), isRequired: true),
        account: BodyField("account_id", "账号", "Account", .reference(.accounts)),
        resident: BodyField("resident_id", "居民", "Resident", .reference(.residents))
    )
    private static let members = BodyField(
        "members",
        "应到人员（委员、党员、居民代表）",
        "Everybody who is due: members, Party members, representatives",
        shape: .objects([member.name, member.account, member.resident], most: VoterEntry.most)
    )

    /// The rule comes from the matter where that says it.
    static func readPlan(_ body: inout BodyReader, closes: Instant?) -> VotePlan {
        let rule = body.text(plan.rule).flatMap { DecisionRule(rawValue: $0) }
        let matter = body.integer(plan.matter)
        let reason = body.text(plan.reason)
        let convenor = body.text(plan.convenor)
        let noticed = body.text(plan.noticed).flatMap { CivilDate($0) }
        var read = VotePlan(
            rule: rule ?? .residents,
            convenor: convenor ?? "",
            noticed: noticed ?? CivilDate(daysSince1970: 0),
            closesAt: closes ?? Instant(milliseconds: 0)
        )
        (read.matter, read.reason) = (matter, reason)
        return read
    }

    private var open: Endpoint {
        let fields = Self.plan
        return made(
            "open-vote",
            "open_vote_issues",
            IssueMove.openVote.title,
            [
                fields.rule, Self.secrecy, fields.matter, fields.reason, fields.convenor, fields.noticed, Self.closes,
                Self.members,
            ]
        ) { [votes] call, body, view in
            let closes = body.integer(Self.closes).map(Instant.init(milliseconds:))
            var plan = Self.readPlan(&body, closes: closes)
            plan.members = body.objects(Self.members) { reader in
                let (name, account) = (reader.text(Self.member.name), reader.integer(Self.member.account))
                let resident = reader.integer(Self.member.resident)
                return name.map { VoterEntry(name: $0, account: account, resident: resident) }
            }
            if let secrecy = body.text(Self.secrecy).flatMap({ BallotSecrecy(rawValue: $0) }) { plan.secrecy = secrecy }
            plan.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await votes.open(call.id, plan, by: call.principal, view: view)
        }
    }

    private var close: Endpoint {
        made("close-vote", "close_vote_issues", Title("结束表决并计票", "End a vote and count it"), [Self.box]) {
            [votes] call, body, view in
            let paper = Self.readBox(&body)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await votes.close(call.id, paper: paper, ifVersion: version, by: call.principal, view: view)
        }
    }

    private var callOff: Endpoint {
        let reason = BodyField(
            "reason",
            "撤销事由（告知名册人员、提出人、联名人）",
            "Why; everybody concerned is told",
            .text(1...500),
            isRequired: true
        )
        return made("cancel-vote", "cancel_vote_issues", IssueMove.cancelVote.title, [reason]) {
            [votes] call, body, view in
            let why = body.text(reason)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await votes.callOff(
                call.id,
                reason: why ?? "",
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    /// An act on the vote of an issue, which is what it answers with.
    func made(
        _ path: String,
        _ operation: String,
        _ title: Title,
        _ fields: [BodyField],
        access: Permission = .writeDeliberation,
        answersWith name: ResourceName = .votes,
        _ act: @escaping @Sendable (Call, inout BodyReader, View) async throws -> Rendered
    ) -> Endpoint {
        var documentation = Documentation(operation, title, .deliberation, .one(name))
        documentation.body = .fields(fields)
        documentation.sendsMuch = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/issues/{id}/\(path)",
            access: .holders(of: access),
            documentation,
            .act { call in
                let view = try call.view(of: Resource[name])
                var body = try BodyReader(call, isOptional: true)
                return call.changed(try await act(call, &body, view), view)
            }
        )
    }
}
