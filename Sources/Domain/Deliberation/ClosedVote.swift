/// Whether it is known who chose what (表决方式): in a closed vote it is known who voted, and never how.
package enum BallotSecrecy: String, TitledEnum {
    case open, closed

    package var title: Title {
        switch self {
        case .open: Title("记名", "Open")
        case .closed: Title("无记名", "Closed")
        }
    }
}

/// Why the ballots of a closed vote were not counted (未开票原因).
package enum UnopenedReason: String, TitledEnum {
    /// With so few everybody knows from the result how the others chose: of two, by looking at the own ballot.
    case tooFew = "too_few_to_open"

    package var title: Title {
        switch self {
        case .tooFew: Title("选票过少，开票会暴露个人意见", "Too few ballots to be opened without telling who chose what")
        }
    }
}

/// What lay in the box of a closed vote (纸质票计数), as it was counted when the vote ended.
package struct PaperCount: Sendable, Hashable {
    package let yes: Int64
    package let no: Int64
    package let abstained: Int64

    package init(yes: Int64 = 0, no: Int64 = 0, abstained: Int64 = 0) {
        self.yes = yes
        self.no = no
        self.abstained = abstained
    }

    package var sum: Int64 { yes + no + abstained }

    package var choices: [BallotChoice] {
        Array(repeating: .yes, count: Int(yes)) + Array(repeating: .no, count: Int(no))
            + Array(repeating: .abstain, count: Int(abstained))
    }
}

/// What a voter keeps of a closed vote (投票回执): by it the own ballot is found in the published list.
package struct BallotReceipt: Sendable, Hashable {
    package let vote: Int64
    package let text: String

    package init(vote: Int64, text: String) {
        self.vote = vote
        self.text = text
    }

    /// Letters and digits that are not taken for one another when they are read aloud.
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")

    /// Sixteen characters in groups of four: eighty bits, of which two are never the same and none is guessed.
    package static func text(from generator: inout some RandomNumberGenerator) -> String {
        (0..<4).map { _ in
            String((0..<4).map { _ in alphabet[Int(generator.next() & 31)] })
        }
        .joined(separator: "-")
    }
}

/// How a ballot stands in its seal (密封选票): as long whatever it says, so that its length tells nothing.
package struct SealedBallot: Sendable, Hashable {
    package let choice: BallotChoice
    package let receipt: String

    package init(choice: BallotChoice, receipt: String) {
        self.choice = choice
        self.receipt = receipt
    }

    package var bytes: [UInt8] { [Self.code(of: choice)] + receipt.utf8 }

    package init?(_ bytes: [UInt8]) {
        guard let first = bytes.first, let choice = BallotChoice.allCases.first(where: { Self.code(of: $0) == first })
        else { return nil }
        self.init(choice: choice, receipt: String(decoding: bytes.dropFirst(), as: UTF8.self))
    }

    private static func code(of choice: BallotChoice) -> UInt8 {
        switch choice {
        case .yes: 1
        case .no: 2
        case .abstain: 3
        }
    }
}

extension DomainError {
    /// The roll shows how somebody chose, so that in a closed vote no ballot is entered by it.
    package static let voteIsClosed = DomainError(
        .conflict,
        "vote_is_closed",
        "本次为无记名表决：本人用 sealed-ballot 投票；纸质票投入票箱，只登记谁已投",
        "The vote is closed: vote by sealed-ballot; of ballots on paper only who cast one is noted"
    )

    /// The call is for closed votes.
    package static let voteIsOpen = DomainError(
        .conflict,
        "vote_is_open",
        "本次为记名表决，请用 ballots 投票",
        "The vote is not a closed one; vote by ballots"
    )

    /// What is in the box cannot be taken out again.
    package static let paperIsInTheBox = DomainError(
        .conflict,
        "paper_in_the_box",
        "已投入纸质票，无法取出，不能再投",
        "A ballot on paper lies in the box already and is not taken out again"
    )

    /// As many ballots are counted as were put into the box.
    package static func paperCount(_ counted: Int64, noted: Int64) -> DomainError {
        DomainError.invalid([
            .body(
                "paper",
                "other_number",
                "登记投入票箱 \(noted) 张，清点为 \(counted) 张",
                "\(noted) ballots were put into the box, and \(counted) are counted"
            )
        ])
    }

    /// A closed vote of so few could never be opened: the result would tell how each chose.
    package static func rollTooSmall(_ roll: Int64, least: Int64) -> DomainError {
        DomainError(
            .conflict,
            "roll_too_small",
            "名册中可投票的仅 \(roll) 人，无记名表决至少 \(least) 票方可开票（closed_vote_least_ballots），"
                + "否则结果会暴露各人意见；请改为记名表决",
            "\(roll) on the roll may vote, and a closed vote is opened with \(least) ballots at least "
                + "(closed_vote_least_ballots), since the result would tell how each chose; vote openly",
            details: [("roll", .integer(roll)), ("least", .integer(least))]
        )
    }
}
