/// Which of the rules are not for those to set who work under them (须由书记设定的规则): deadlines, checks and second persons.
extension RuleNumber {
    package var isForSecretary: Bool {
        switch self {
        case .contactTries, .extensionsPerStep, .reporterSilenceDays, .checkSamplePercent, .reworkLimitWorkingMinutes,
            .returnWithinWorkingMinutes, .undoWithinMinutes, .warningPartPercent, .escalationAfterWorkingMinutes,
            .shelfGraceDays, .ratingWindowDays, .followUpAfterDays, .askingWindowDays, .tellingDays,
            .ownTopicScreening,
            .projectEvidence,
            .paperBallotSheet, .typedPresentMost, .closedVoteLeastBallots, .decidedVoteCloses,
            .outcomeRollTolerancePercent:
            true
        default: false
        }
    }
}

extension SettingChange {
    /// Every limit is one by which somebody's work is judged.
    package var isForSecretary: Bool {
        switch self {
        case .number(let number, _): number.isForSecretary
        case .limit: true
        case .word: false
        }
    }

    package var title: Title {
        switch self {
        case .number(let number, _): number.title
        case .limit(let limit, _): limit.title
        case .word(let word, _): word.title
        }
    }
}

extension Role {
    /// Whether somebody sets the rules by which the others work.
    package var setsRules: Bool { self == .secretary || self == .admin }
}

extension DomainError {
    /// Names what whoever asks works under themselves.
    package static func secretaryOnly(_ titles: [Title]) -> DomainError {
        DomainError(
            .forbidden,
            "secretary_only",
            "关系到时限、核查和双人规则的设置由书记或管理员修改：\(titles.map(\.chinese).joined(separator: "、"))",
            "What decides about deadlines, checks and second persons is set by the secretary or an administrator: "
                + titles.map(\.english).joined(separator: ", ")
        )
    }
}
