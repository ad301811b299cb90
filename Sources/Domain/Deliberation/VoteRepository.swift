/// A vote as its rules see it (表决).
package struct IssueVote: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let issue: Int64
    package let rule: DecisionRule
    package let secrecy: BallotSecrecy
    package let status: VoteStatus
    package let closesAt: Instant
    package let cancelledAt: Instant?
    /// How many ballots a closed vote is opened with at least, as it stood when it opened.
    package let leastBallots: Int64

    package init(
        id: Int64,
        community: Int64,
        issue: Int64,
        rule: DecisionRule,
        secrecy: BallotSecrecy,
        status: VoteStatus,
        closesAt: Instant,
        cancelledAt: Instant?,
        leastBallots: Int64
    ) {
        self.id = id
        self.community = community
        self.issue = issue
        self.rule = rule
        self.secrecy = secrecy
        self.status = status
        self.closesAt = closesAt
        self.cancelledAt = cancelledAt
        self.leastBallots = leastBallots
    }

    /// Whether ballots are taken and changed.
    package func takesBallots(at now: Instant) -> Bool { status == .open && now < closesAt }

    /// Whether what was put on paper before the end is still entered: until it is counted.
    package var takesPaper: Bool { status == .open }

    /// What it can not reach any more where only so many may vote still; a closed one of too few is not even opened.
    package func unreachable(of eligible: Count, able: Count) -> [Shortfall] {
        var missing = rule.unreachable(of: eligible, able: able)
        if secrecy == .closed, able.people < leastBallots {
            let lacks = leastBallots - able.people
            missing.append(Shortfall(stage: .opening, measure: .people, has: able.people, lacks: lacks))
        }
        return missing
    }

    /// How far it has come at a moment, as everybody reads it.
    package func standing(at now: Instant) -> VoteStatus { status == .open && now >= closesAt ? .counting : status }
}

/// Somebody on the roll as the rules see them (名册人员).
package struct Voter: Sendable, Hashable {
    package let id: Int64
    package let vote: Int64
    package let name: String
    package let isRecused: Bool
    package let proxy: String?
    /// How they took part; nothing where they did not yet.
    package let channel: BallotChannel?
    package let resident: Int64?
    package let account: Int64?

    package init(
        id: Int64,
        vote: Int64,
        name: String,
        isRecused: Bool,
        proxy: String?,
        channel: BallotChannel?,
        resident: Int64?,
        account: Int64?
    ) {
        self.id = id
        self.vote = vote
        self.name = name
        self.isRecused = isRecused
        self.proxy = proxy
        self.channel = channel
        self.resident = resident
        self.account = account
    }
}

/// Somebody who is put on a roll by name (名册人员): members of a committee, Party members, representatives.
package struct VoterEntry: Sendable {
    package let name: String
    package let account: Int64?
    package let resident: Int64?

    package init(name: String, account: Int64?, resident: Int64?) {
        self.name = name
        self.account = account
        self.resident = resident
    }

    /// No assembly of representatives is larger.
    package static let most = 500
}

/// What a vote is opened with (表决安排).
package struct VotePlan: Sendable {
    package let rule: DecisionRule
    package var matter: Int64?
    package var reason: String?
    package var secrecy = BallotSecrecy.open
    /// How many ballots a closed vote is opened with at least.
    package var leastBallots: Int64?
    /// The day of a vote that was held elsewhere.
    package var heldOn: CivilDate?
    /// Why those entitled at a vote that was held elsewhere are not as many as the register has.
    package var deviationReason: String?
    /// How many the register has as entitled, where a register says so.
    package var register: Count?
    package let convenor: String
    package let noticed: CivilDate
    package let closesAt: Instant
    package var members: [VoterEntry] = []
    /// As long as an owners' assembly by written consultation runs at most; a vote that ends in a hundred years is a slip.
    package static let longestDays: Int64 = 90
    package var ifVersion: VersionCondition?

    package init(rule: DecisionRule, convenor: String, noticed: CivilDate, closesAt: Instant) {
        self.rule = rule
        self.convenor = convenor
        self.noticed = noticed
        self.closesAt = closesAt
    }
}

/// A ballot before it is taken (选票).
package struct BallotEntry: Sendable {
    package let voter: Int64?
    package let choice: BallotChoice
    package let channel: BallotChannel

    package init(voter: Int64?, choice: BallotChoice, channel: BallotChannel) {
        self.voter = voter
        self.choice = choice
        self.channel = channel
    }

    /// Paper ballots of one call.
    package static let most = 500
}

/// 表决的存储: votes, their rolls and ballots.
package protocol VoteRepository {
    /// The last vote of an issue.
    func vote(ofIssue id: Int64) throws -> IssueVote?
    func open(_ plan: VotePlan, of issue: Int64, community: Int64, compound: Int64?) throws -> Int64
    /// Puts everybody on the roll who is entitled by the rule now; says how many they are.
    func fillRoll(
        of vote: Int64,
        _ rule: DecisionRule,
        community: Int64,
        compound: Int64?,
        on day: CivilDate
    ) throws -> Int64
    /// How many that would be now, and with what area; nothing where the members are named.
    func entitled(by rule: DecisionRule, community: Int64, compound: Int64?, on day: CivilDate) throws -> Count?
    func add(_ member: VoterEntry, to vote: Int64, community: Int64) throws
    /// Notes what everybody on the roll is to be told of a vote that was counted.
    func noteResult(of vote: Int64, _ words: Title) throws
    /// Tells so many of a roll what their vote came to; says how many of it were gone through.
    func tellResults(limit: Int) throws -> Int
    /// Tells everybody on the roll who can be told.
    func tellRoll(_ vote: Int64, of issue: Int64, _ topic: NoticeTopic, _ words: Title) throws
    /// The open votes that the clock has to look at.
    func due(at now: Instant, limit: Int) throws -> [Int64]
    func issue(ofVote id: Int64) throws -> Int64?
    /// Notes that an open vote is past its end; says whether that was not noted before.
    func noteEnd(_ vote: Int64) throws -> Bool
    /// When the clock looks at an open vote next.
    func lookAt(_ vote: Int64, _ moment: Instant?) throws
    /// Destroys all ballots unread, sealed ones with their key, and keeps that the vote was called off, by whom and why.
    func callOff(_ vote: IssueVote, reason: String, by account: Int64) throws
    /// No roll and no term is changed after this.
    func freeze(_ vote: Int64) throws
    func voter(_ id: Int64, of vote: Int64) throws -> Voter?
    /// Who somebody is on the roll: themselves, or their household.
    func voter(of principal: Principal, in vote: Int64) throws -> Voter?
    /// One durable write.
    func cast(_ choice: BallotChoice, _ channel: BallotChannel, for voter: Int64, by account: Int64) throws
    func recuse(_ voter: Int64, reason: String) throws
    /// All who are on the roll, and those of them who did not stand back.
    func reach(of vote: Int64) throws -> (eligible: Count, able: Count)
    /// Notes what an open vote can not reach any more; says whether nothing of it was noted before.
    func noteUnreachable(_ missing: [Shortfall], of vote: Int64) throws -> Bool
    func proxies(of holder: String, in vote: Int64) throws -> Int64
    func setProxy(_ holder: String, for voter: Int64) throws
    /// Seals a ballot of a closed vote with the key of the vote; one durable write. A ballot that was there before is gone.
    func seal(_ choice: BallotChoice, receipt: String, for voter: Int64, of vote: Int64, by account: Int64) throws
    /// How somebody took part in a closed vote; nothing where they did not yet.
    func participation(of voter: Int64) throws -> BallotChannel?
    /// Notes that somebody put a ballot on paper into the box, by themselves or by proxy; which one it is nobody knows.
    func notePaper(_ voter: Int64, _ channel: BallotChannel, of vote: Int64, by account: Int64) throws
    /// Who noted the ballot on paper of somebody, and who doubts it; nothing where none was noted.
    func paperNote(of voter: Int64) throws -> (notedBy: Int64, doubtedBy: Int64?)?
    func doubtPaper(_ voter: Int64, by account: Int64) throws
    func removePaper(_ voter: Int64) throws
    /// How many ballots lie in the box.
    func papers(in vote: Int64) throws -> Int64
    /// Publishes the ballots of a closed vote in an order of chance, and destroys what could lead from them to anybody.
    ///
    /// Those on paper get receipts that nobody was given.
    func publish(paper: PaperCount, receipt: () -> String, of vote: IssueVote) throws
    /// How many took part in a closed vote.
    func turnout(of vote: Int64) throws -> Int64
    /// Destroys what the ballots of a closed vote say unread, with its key; that they were cast stays.
    func destroySeals(of vote: Int64) throws
    func tally(of vote: Int64) throws -> Tally
    func close(_ vote: Int64, _ tally: Tally, _ verdict: Verdict) throws
    /// Keeps the numbers of a vote that was held elsewhere.
    func record(
        _ plan: VotePlan,
        _ tally: Tally,
        _ verdict: Verdict,
        of issue: Int64,
        community: Int64,
        compound: Int64?
    ) throws -> Int64
}

/// Counts without writing (计票).
package protocol VoteReading {
    func recount(ofIssue id: Int64, at now: Instant) throws -> VoteCount?
    /// A print of a choice under the key of a closed vote, which goes with the key; nothing where there is none.
    func print(of choice: BallotChoice, ofIssue id: Int64) throws -> String?
}
