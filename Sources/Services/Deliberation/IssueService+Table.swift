import Domain

/// What an agreement round a table rests on (协商一致的条件): enough of those who were called, and the sheet that they signed.
extension IssueService {
    /// Whether as many have signed in as the session asks for, counted as it stands now.
    static func checkQuorum(of session: Int64, in transaction: any Transaction) throws {
        let turnout = try transaction.sessions.turnout(of: session)
        if let lack = SessionRules.lacking(turnout) { throw DomainError.quorumMissing(turnout, lacks: lack) }
    }

    /// A table agrees where its quorum is there, on a sheet whose photo lies with the session, its items or the issue.
    static func checkTable(of session: Int64, issue: Int64?, in transaction: any Transaction) throws {
        try checkQuorum(of: session, in: transaction)
        let places = [.session(session)] + (issue.map { [PaperPlace.issue($0)] } ?? [])
        let sheets = try places.reduce(0) { try $0 + transaction.papers.count(of: $1, .signedSheet) }
        guard sheets == 0 else { return }
        throw DomainError.invalid([
            .body("uploads", "required", "协商一致的须附签字单照片", "What was agreed needs the photo of the signed sheet")
        ])
    }

    /// The sheet of a table lies with its session; the letter of a body outside is a proof of the issue.
    func keepPapers(
        of issue: DeliberationIssue,
        _ act: IssueAct,
        by principal: Principal,
        in transaction: any Transaction
    ) throws {
        let isOfTable = act.move == .agree && issue.authority == .hall
        let place = isOfTable ? issue.session.map(PaperPlace.session) ?? .issue(issue.id) : .issue(issue.id)
        try HallPapers.keep(
            act.uploads,
            at: place,
            of: issue.community,
            as: isOfTable ? .signedSheet : .proof,
            by: principal,
            in: transaction
        )
    }

    /// Carried out by cases, it is done once each of them has ended, and somebody says so who did none of it.
    func checkTasks(_ issue: DeliberationIssue, by principal: Principal, in transaction: any Transaction) throws {
        let tasks = try transaction.issues.tasks(of: issue.id)
        let open = tasks.filter { !$0.status.isFinal }.map(\.number)
        guard open.isEmpty else {
            let list = open.joined(separator: "、")
            throw DomainError(
                .conflict,
                "tasks_open",
                "还有 \(open.count) 件落实事项未办结：\(list)",
                "\(open.count) of the cases that carry it out have not ended: \(list)",
                details: [("open", .texts(open))]
            )
        }
        // What has a project was accepted with it, by another.
        let hasProject = try !transaction.outcomes.projects(ofIssue: issue.id).isEmpty
        guard !hasProject || !tasks.isEmpty else { return }
        guard let account = principal.accountID, try !transaction.issues.carriers(of: issue.id).contains(account) else {
            throw DomainError(
                .forbidden,
                "carrier_accepts",
                "开始实施的人、办理其诉求的人不能验收，须由他人验收",
                "Whoever began to carry it out or handled one of its cases does not accept it; somebody else does"
            )
        }
    }
}
