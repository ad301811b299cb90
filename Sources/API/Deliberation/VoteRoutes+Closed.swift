import Domain
import HTTPWire
import JSON
import Routing
import Services

/// 无记名表决: the own ballot under seal, and who put one into the box.
extension VoteRoutes {
    /// A repeat is told that it was done: the receipt is said once.
    var sealedBallot: Endpoint {
        let choice = BodyField(
            "choice",
            "表决意见",
            "Choice",
            .enumeration(Enumeration(BallotChoice.self)),
            isRequired: true
        )
        var documentation = Documentation(
            "cast_sealed_issues",
            Title(
                "无记名投票（截止前可改）；回执只显示一次",
                "Vote in a closed vote; until the end it can be changed, and the receipt is said once"
            ),
            .deliberation,
            .document("BallotReceipt")
        )
        documentation.body = .fields([choice])
        documentation.sendsMuch = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/issues/{id}/sealed-ballot",
            access: .holders(of: .joinDeliberation),
            documentation,
            .act { [votes] call in
                var body = try BodyReader(call)
                let chosen = body.text(choice).flatMap { BallotChoice(rawValue: $0) }
                try body.finish()
                guard let chosen else { throw DomainError.notFound }
                let receipt = try await votes.castSealed(call.id, chosen, by: call.principal)
                var out = ByteWriter(capacity: 64)
                out.openObject()
                out.member("vote_id", receipt.vote)
                out.member("receipt", receipt.text)
                out.closeObject()
                return Answer(.ok, body: out.array())
            }
        )
    }

    private static let entry = (
        voter: BodyField("voter_id", "名册编号", "Row of the roll", .reference(.voters), isRequired: true),
        channel: BodyField("channel", "投票方式", "How it came", .enumeration(channels), isRequired: true)
    )
    private static let voters = BodyField(
        "voters",
        "已投入纸质票的",
        "Who put a ballot on paper into the box",
        shape: .objects([entry.voter, entry.channel], most: BallotEntry.most),
        isRequired: true
    )

    private static let sheets = BodyField(
        "uploads",
        "纸质票签领单",
        "The sheet that was signed for the ballots",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit)
    )

    var paperVoters: Endpoint {
        made(
            "paper-voters",
            "note_paper_issues",
            Title("登记谁已投入纸质票（无记名）", "Note who put a ballot on paper into the box"),
            [Self.voters, Self.sheets]
        ) { [votes] call, body, view in
            let entries = body.objects(Self.voters) { reader -> (voter: Int64, channel: BallotChannel)? in
                let voter = reader.integer(Self.entry.voter)
                let channel = reader.text(Self.entry.channel).flatMap { BallotChannel(rawValue: $0) }
                guard let voter, let channel else { return nil }
                return (voter, channel)
            }
            let sheets = body.integers(Self.sheets)
            try body.finish()
            return try await votes.notePaper(call.id, entries, sheets: sheets, by: call.principal, view: view)
        }
    }

    var takeBackPaper: Endpoint {
        let reason = BodyField("reason", "事由", "Why", .text(1...500), isRequired: true)
        return made(
            "paper-voters/take-back",
            "take_back_paper_issues",
            Title(
                "撤回误登的纸质票（登记人提出，另一人核实）",
                "Take back a mistaken note of a ballot on paper: whoever made it, then somebody else"
            ),
            [Self.entry.voter, reason],
            answersWith: .voters
        ) { [votes] call, body, view in
            let (voter, why) = (body.integer(Self.entry.voter), body.text(reason))
            try body.finish()
            return try await votes.takeBackPaper(
                call.id,
                voter: voter ?? 0,
                reason: why ?? "",
                by: call.principal,
                view: view
            )
        }
    }

    private static let counts = (
        yes: BodyField("for", "同意", "For", .integer(0...1_000_000), isRequired: true),
        no: BodyField("against", "反对", "Against", .integer(0...1_000_000), isRequired: true),
        abstain: BodyField("abstain", "弃权", "Abstained", .integer(0...1_000_000), isRequired: true)
    )
    static let box = BodyField(
        "paper",
        "票箱清点（无记名表决有纸质票时）",
        "What lay in the box, where a closed vote had one",
        shape: .object([counts.yes, counts.no, counts.abstain])
    )

    static func readBox(_ body: inout BodyReader) -> PaperCount? {
        body.object(box) { reader in
            let (yes, no) = (reader.integer(counts.yes), reader.integer(counts.no))
            let abstained = reader.integer(counts.abstain)
            guard let yes, let no, let abstained else { return nil }
            return PaperCount(yes: yes, no: no, abstained: abstained)
        }
    }
}
