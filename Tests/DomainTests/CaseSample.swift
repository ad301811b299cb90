import Domain

/// A case and who acts on it, for the tests of its rules (诉求样例).
enum CaseSample {
    static let clerk: Int64 = 1
    static let worker: Int64 = 2
    static let secretary: Int64 = 3
    static let resident: Int64 = 9
    /// A Friday at nine in the morning.
    static let morning = CommunityTime().instant(CivilDate(daysSince1970: 18_936), hour: 9)

    static func rules(
        _ policy: CheckPolicy = .photo,
        _ path: CasePath = .ordinary,
        handleLimit: TimeLimit? = nil
    ) -> CaseRules {
        CaseRules(
            CaseTerms(
                settings: CommunitySettings(),
                calendar: WorkingCalendar(),
                handleLimit: handleLimit,
                checkPolicy: policy,
                path: path
            )
        )
    }

    static func file(_ rules: CaseRules, kind: CaseKind = .help, reporter: Int64? = resident) -> CaseFile {
        rules.begun(
            CaseFile(
                id: 7,
                community: 1,
                kind: kind,
                reporter: reporter,
                createdAt: morning,
                secondOf: nil,
                category: 4,
                grid: 5,
                status: .received,
                priority: .normal,
                version: 1,
                answerable: clerk
            )
        )
    }

    static let desk = CaseParty(account: clerk, actors: [.intake, .checker, .intakeForPartner])
    static let leadership = CaseParty(account: secretary, actors: [.secretary, .intake, .checker])
    static let reporting = CaseParty(account: 20, actors: [.reporter])

    static func handling(_ file: CaseFile) -> CaseParty {
        CaseParty(account: worker, actors: file.handler == .person(worker) ? [.handler, .gridStaff] : [.gridStaff])
    }

    static func act(_ move: CaseMove, _ change: (inout CaseAct) -> Void = { _ in }) -> CaseAct {
        var act = CaseAct(move)
        change(&act)
        return act
    }
}

extension CaseFile {
    /// The case after a move by somebody, at a time.
    func moved(
        _ act: CaseAct,
        by party: CaseParty,
        after minutes: Int64 = 1,
        _ rules: CaseRules
    ) throws -> CaseFile {
        let now = (lastMove?.at ?? createdAt).advanced(bySeconds: minutes * 60)
        return try rules.turn(act, self, by: party, at: now).file
    }
}
