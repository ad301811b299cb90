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
            open, close, record, cast, recuse, entrust, tally,
            .list(Resource[.votes]), .find(Resource[.votes]),
            .below(.votes, .voters, by: "vote_id", "roll", title: Title("表决名册与选票", "Roll and ballots of a vote")),
            .list(Resource[.voters]), .find(Resource[.voters]),
        ]
    }

    private static let plan = (
        rule: BodyField("rule", "表决规则", "Rule", .enumeration(Enumeration(DecisionRule.self)), isRequired: true),
        matter: BodyField("matter", "民法典第278条第几项", "Item of Civil Code 278", .integer(OwnersMatter.items)),
        reason: BodyField("rule_reason", "适用一般规则的理由", "Why the ordinary rule", .text(1...1000)),
        convenor: BodyField("convenor", "召集人", "Convenor", .text(1...100), isRequired: true),
        noticed: BodyField("noticed_on", "通知日期", "Notice given on", .date, isRequired: true)
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
    private static func readPlan(_ body: inout BodyReader, closes: Instant?) -> VotePlan {
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
            [fields.rule, fields.matter, fields.reason, fields.convenor, fields.noticed, Self.closes, Self.members]
        ) { [votes] call, body, view in
            let closes = body.integer(Self.closes).map(Instant.init(milliseconds:))
            var plan = Self.readPlan(&body, closes: closes)
            plan.members = body.objects(Self.members) { reader in
                let (name, account) = (reader.text(Self.member.name), reader.integer(Self.member.account))
                let resident = reader.integer(Self.member.resident)
                return name.map { VoterEntry(name: $0, account: account, resident: resident) }
            }
            plan.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await votes.open(call.id, plan, by: call.principal, view: view)
        }
    }

    private var close: Endpoint {
        made("close-vote", "close_vote_issues", Title("结束表决并计票", "End a vote and count it"), []) {
            [votes] call, body, view in
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await votes.close(call.id, ifVersion: version, by: call.principal, view: view)
        }
    }

    private static func number(_ name: String, _ chinese: String, _ english: String, isRequired: Bool) -> BodyField {
        BodyField(name, chinese, english, .integer(0...1_000_000_000_000), isRequired: isRequired)
    }

    private static let numbers = (
        eligible: number("eligible", "应投（人数）", "Entitled", isRequired: true),
        yes: number("for", "同意（人数）", "For", isRequired: true),
        no: number("against", "反对（人数）", "Against", isRequired: true),
        abstain: number("abstain", "弃权（人数）", "Abstained", isRequired: true),
        eligibleArea: number("eligible_area", "应投（面积）", "Entitled, by area", isRequired: false),
        yesArea: number("for_area", "同意（面积）", "For, by area", isRequired: false),
        noArea: number("against_area", "反对（面积）", "Against, by area", isRequired: false),
        abstainArea: number("abstain_area", "弃权（面积）", "Abstained, by area", isRequired: false)
    )
    private static let passed = BodyField("passed", "是否通过", "Whether it was adopted", .boolean, isRequired: true)
    private static let outcome = BodyField("outcome", "决议内容", "What was decided", .text(1...2000))
    private static let uploads = BodyField(
        "uploads",
        "表决结果文件",
        "Papers of the result",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit),
        isRequired: true
    )

    /// 另行举行: what a meeting elsewhere came to.
    private var record: Endpoint {
        let (fields, numbers) = (Self.plan, Self.numbers)
        return made(
            "record-outcome",
            "record_outcome_issues",
            Title(
                "录入另行举行的表决结果；不符合规则的不予录入",
                "Enter a result that was reached elsewhere; one that misses its rule is refused"
            ),
            [
                fields.rule, fields.matter, fields.reason, fields.convenor, fields.noticed, numbers.eligible,
                numbers.yes,
                numbers.no, numbers.abstain, numbers.eligibleArea, numbers.yesArea, numbers.noArea, numbers.abstainArea,
                Self.passed, Self.outcome, Self.uploads,
            ]
        ) { [votes] call, body, view in
            var plan = Self.readPlan(&body, closes: call.now.advanced(bySeconds: 1))
            var tally = Tally()
            func count(_ people: BodyField, _ area: BodyField) -> Count {
                Count(people: body.integer(people) ?? 0, area: body.integer(area) ?? 0)
            }
            tally.eligible = count(numbers.eligible, numbers.eligibleArea)
            tally.yes = count(numbers.yes, numbers.yesArea)
            tally.no = count(numbers.no, numbers.noArea)
            tally.abstained = count(numbers.abstain, numbers.abstainArea)
            let isPassed = body.integer(Self.passed) == 1
            let (text, files) = (body.text(Self.outcome), body.integers(Self.uploads))
            plan.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await votes.record(
                call.id,
                plan,
                tally,
                passed: isPassed,
                outcome: text,
                uploads: files,
                by: call.principal,
                view: view
            )
        }
    }

    /// An act on the vote of an issue, which is what it answers with.
    private func made(
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
    private static let channels = Enumeration(
        [BallotChannel.paper, .proxy].map { ($0.rawValue, $0.title.chinese, $0.title.english) }
    )
    private static let ballots = BodyField(
        "ballots",
        "代录的纸质、委托选票",
        "Ballots on paper or by proxy, entered by staff",
        shape: .objects([paper.voter, paper.choice, paper.channel], most: BallotEntry.most)
    )

    /// 投票: the own ballot, changeable until the end; or those that came on paper.
    private var cast: Endpoint {
        made(
            "ballots",
            "cast_issues",
            Title("投票（截止前可改）", "Vote; until the end it can be changed"),
            [Self.choice, Self.ballots],
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
            if entries.isEmpty { body.refuse("choice", "required", "请填写表决意见", "Say what you choose") }
            try body.finish()
            return try await votes.cast(call.id, entries, by: call.principal, view: view)
        }
    }

    private static let voter = BodyField("voter_id", "名册编号", "Row of the roll", .reference(.voters), isRequired: true)

    private var recuse: Endpoint {
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

    private var entrust: Endpoint {
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

    /// 计票: counted from the ballots at every call; while a vote runs only who took part is told, not how they chose.
    private var tally: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/issues/{id}/tally",
            access: .holders(of: .readDeliberation),
            Documentation(
                "get_tally_of_issues",
                Title("计票（由选票重算）", "The tally, counted anew from the ballots"),
                .deliberation,
                .document("Tally")
            ),
            .read { call, reader in
                guard try reader.contains(.issues, id: call.id, scope: call.principal.scope),
                    let (vote, tally) = try reader.votes.recount(ofIssue: call.id)
                else { throw DomainError.notFound }
                var out = ByteWriter(capacity: 512)
                Self.write(vote, tally, language: call.language, into: &out)
                var answer = Answer(.ok, body: out.array())
                answer.isTagged = true
                return .whole(answer)
            }
        )
    }

    private static func write(_ vote: IssueVote, _ tally: Tally, language: Language, into out: inout ByteWriter) {
        let verdict = vote.rule.verdict(on: tally)
        out.openObject()
        out.member("vote_id", vote.id)
        out.member("rule", vote.rule.rawValue)
        out.member("status", vote.status.rawValue)
        out.member("eligible", tally.eligible.people)
        out.member("cast", tally.cast.people)
        if vote.rule.countsAreas {
            out.member("eligible_area", tally.eligible.area)
            out.member("cast_area", tally.cast.area)
        }
        if vote.status == .closed {
            out.member("for", tally.yes.people)
            out.member("against", tally.no.people)
            out.member("abstain", tally.abstained.people)
            if vote.rule.countsAreas {
                out.member("for_area", tally.yes.area)
                out.member("against_area", tally.no.area)
                out.member("abstain_area", tally.abstained.area)
            }
            out.member("passed", verdict.isPassed)
            out.member("missing", verdict.words.text(in: language))
        }
        out.member("quorum_met", verdict.isQuorate)
        out.closeObject()
    }
}
