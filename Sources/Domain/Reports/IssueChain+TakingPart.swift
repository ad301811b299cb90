/// How people take part in an issue that is not decided yet (如何参加).
extension IssueChain {
    /// Says it in the head, from where the issue stands now: when its session is, until when it is voted on and by whom.
    package mutating func sayHowToTakePart(in language: Language, _ time: CommunityTime) {
        guard let words = takingPart(time) else { return }
        say("take_part", .text(words.text(in: language)))
    }

    private func takingPart(_ time: CommunityTime) -> Title? {
        switch status {
        case .scheduled:
            guard let (hall, start) = nextSession(time) else { return nil }
            return Title(
                "\(start) 在\(hall)协商，居民可到场旁听、发言",
                "It is deliberated at \(hall) on \(start); residents may come, listen and speak"
            )
        case .deliberating:
            let hall = agenda.last.map { Self.text($0, 3) } ?? ""
            return Title(
                "正在\(hall)协商，居民可到场旁听、发言",
                "It is being deliberated at \(hall); residents may come, listen and speak"
            )
        case .deferred: return Title("已暂缓；重新列入议程后，时间在此公布", "It was put off; the new date will stand here")
        case .voting: return voting(time)
        default: return nil
        }
    }

    private func nextSession(_ time: CommunityTime) -> (hall: String, start: String)? {
        guard let row = agenda.last, row.count > 4, case .instant(let start) = row[4] else { return nil }
        return (Self.text(row, 3), time.minute(of: Instant(milliseconds: start)))
    }

    private func voting(_ time: CommunityTime) -> Title? {
        guard let row = votes.last, row.count > 5, case .instant(let end) = row[5],
            let rule = DecisionRule(rawValue: Self.text(row, 1))
        else { return nil }
        guard Self.text(row, 3) == VoteStatus.open.rawValue else {
            return Title("表决已截止，计票后在此公布结果", "The vote is over; the result will stand here once it is counted")
        }
        let who = rule.entitled
        let moment = time.minute(of: Instant(milliseconds: end))
        return Title(
            "\(who.chinese)（名册内）可在 \(moment) 前登录投票、改票，或到居委会领取纸质票，或书面委托他人",
            "\(who.english) on the roll vote until \(moment), signed in and changeable, on paper from the residents’ "
                + "committee, or by a written proxy"
        )
    }

    private static func text(_ row: [ReportValue], _ place: Int) -> String {
        guard place < row.count, case .text(let text) = row[place] else { return "" }
        return text
    }
}

extension DecisionRule {
    /// Who votes by it.
    var entitled: Title {
        switch self {
        case .committee: Title("委员", "Members of the committee")
        case .partyMeeting: Title("党员", "Party members")
        case .representatives: Title("居民代表", "Residents’ representatives")
        case .residents: Title("成年居民", "Adult residents")
        case .households: Title("户代表", "Households")
        case .ownersOrdinary, .ownersSpecial: Title("业主", "Owners")
        }
    }
}
