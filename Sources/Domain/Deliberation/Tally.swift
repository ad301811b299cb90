/// What a decision is counted by (计数口径).
package enum Measure: String, TitledEnum {
    case people, area

    package var title: Title {
        switch self {
        case .people: Title("人数", "By number")
        case .area: Title("专有面积（0.01 ㎡）", "By area (0.01 m²)")
        }
    }
}

/// A number of voters and the areas that they stand for (计数).
package struct Count: Sendable, Hashable {
    package var people: Int64
    package var area: Int64

    package init(people: Int64 = 0, area: Int64 = 0) {
        self.people = people
        self.area = area
    }

    package subscript(measure: Measure) -> Int64 { measure == .people ? people : area }

    package static func += (left: inout Count, right: Count) {
        left.people += right.people
        left.area += right.area
    }
}

/// What was counted (计票结果); those who took part are those who agreed, disagreed or abstained, and in a closed vote those
/// whose ballots nobody has opened.
package struct Tally: Sendable, Hashable {
    package var eligible = Count()
    package var yes = Count()
    package var no = Count()
    package var abstained = Count()
    /// Ballots of a closed vote that are sealed still or were destroyed unread: that they were cast counts.
    package var unopened = Count()
    /// How many ballots a closed vote is opened with at least.
    package var leastBallots: Int64 = 0

    package init() {}

    package var cast: Count {
        var sum = yes
        sum += no
        sum += abstained
        sum += unopened
        return sum
    }

    /// Counts ballots anew: whoever did not vote, or stood back, counts only as entitled.
    ///
    /// So nobody makes a majority easier to reach by sending others out.
    package init(_ ballots: some Sequence<Ballot>) {
        for ballot in ballots {
            let one = Count(people: 1, area: ballot.area)
            eligible += one
            guard !ballot.isRecused else { continue }
            switch ballot.choice {
            case .yes?: yes += one
            case .no?: no += one
            case .abstain?: abstained += one
            case nil: break
            }
        }
    }
}

/// How somebody on the roll voted (选票), and for what area.
package struct Ballot: Sendable, Hashable {
    package let area: Int64
    package let isRecused: Bool
    package let choice: BallotChoice?

    package init(area: Int64, isRecused: Bool, choice: BallotChoice?) {
        self.area = area
        self.isRecused = isRecused
        self.choice = choice
    }
}

/// What a ballot says (表决意见).
package enum BallotChoice: String, TitledEnum {
    case yes = "for"
    case no = "against"
    case abstain

    package var title: Title {
        switch self {
        case .yes: Title("同意", "For")
        case .no: Title("反对", "Against")
        case .abstain: Title("弃权", "Abstains")
        }
    }
}
