import Domain
import Services

/// The halls (议事): the demands of the grids become issues, issues are agreed on, carried out, and close their cases.
struct DeliberationStory {
    let groundwork: Groundwork
    let cases: CaseService
    let issues: IssueService
    /// How many people came to each session.
    let attendance: [Int]

    init(groundwork: Groundwork, cases: CaseService, issues: IssueService, chance: SeededGenerator) {
        var chance = chance
        self.groundwork = groundwork
        self.cases = cases
        self.issues = issues
        attendance = (0..<SessionCalendar.count).map { _ in chance.integer(11...24) }
    }

    private var secretary: Principal { groundwork.principal(.secretary) }

    func write(into diary: inout Diary) {
        for session in 0..<SessionCalendar.count { writeSession(session, into: &diary) }
        var firstDemand = 0
        for (number, entry) in IssueTable.all.enumerated() {
            let demands = firstDemand..<firstDemand + entry.demands.count
            writeIssue(number, entry, demands, into: &diary)
            firstDemand = demands.upperBound
        }
    }

    private func writeSession(_ session: Int, into diary: inout Diary) {
        let topics = IssueTable.all.filter { $0.session == session }.map { "“\($0.title)”" }.joined(separator: "、")
        let planned = Draft(
            .sessions,
            [
                "community_id": groundwork.community,
                "hall_id": .optional(groundwork.organizations.halls[SessionCalendar.hall(session)]),
                "title": .text(topics.isEmpty ? "议题征集与办理情况通报" : "协商\(topics)"),
                "starts_at": .moment(SessionCalendar.start(session)), "status": .choice(SessionStatus.planned),
            ]
        )
        diary.note(WorkMoment(SessionCalendar.preparation(of: session), slot: 0).instant) { transaction, book in
            book[.session(session)] = try transaction.insert(planned, scope: .everything)
        }
        let held = Draft(
            .sessions,
            [
                "status": .choice(SessionStatus.held), "present": .number(attendance[session]),
                "summary": .text("党员、业委会、物业、辖区民警和居民代表参加，\(topics.isEmpty ? "通报议题办理情况" : "就\(topics)协商一致")。"),
            ]
        )
        diary.note(SessionCalendar.end(session)) { transaction, book in
            try transaction.update(held, id: book[.session(session)], ifVersion: nil, scope: .everything)
        }
    }

    private func writeIssue(_ number: Int, _ entry: IssueTable.Entry, _ demands: Range<Int>, into diary: inout Diary) {
        let place = IssuePlace(entry, groundwork)
        let first = entry.session.map { SessionCalendar.preparation(of: $0) } ?? .on(2021, 12, 13 + number % 4)
        for demand in demands {
            submit(demand, entry.demands[demand - demands.lowerBound], place, on: first, into: &diary)
        }
        collect(number, entry, demands, place, on: first.advanced(byDays: 1), into: &diary)
        guard let session = entry.session else { return }
        move(number, at: WorkMoment(first.advanced(byDays: 2), slot: 2).instant, into: &diary) { _ in IssueAct(.screen)
        }
        move(number, at: WorkMoment(first.advanced(byDays: 3), slot: 1).instant, into: &diary) { book in
            IssueAct(.schedule, sessionID: book[.session(session)])
        }
        move(number, at: SessionCalendar.end(session), into: &diary) { _ in
            IssueAct(.agree, outcome: "多方议事协商一致，由社区推动实施。")
        }
        guard let work = entry.work else { return }
        let start = WorkMoment(SessionCalendar.date(session).advanced(byDays: work.start), slot: 1)
        let end = WorkMoment(start.date.advanced(byDays: work.end), slot: 2)
        move(number, at: start.instant, into: &diary) { _ in IssueAct(.start) }
        if let project = entry.project { carryOut(project, number, place, from: start, to: end, into: &diary) }
        // What has a project is completed once that was accepted.
        let done = entry.project == nil ? end : WorkMoment(end.date.advanced(byDays: Self.acceptance), slot: 2)
        move(number, at: done.instant, into: &diary) { _ in
            IssueAct(.complete, outcome: "“\(entry.title)”已按议事协商结果完成。")
        }
        close(demands, at: done.later(1), into: &diary)
    }

    private func move(
        _ number: Int,
        at instant: Instant,
        into diary: inout Diary,
        _ act: @escaping @Sendable (Book) -> IssueAct
    ) {
        let (issues, secretary) = (issues, secretary)
        diary.note(instant) { transaction, book in
            try issues.move(book[.issue(number)], act(book), by: secretary, in: transaction)
        }
    }

    private func collect(
        _ number: Int,
        _ entry: IssueTable.Entry,
        _ demands: Range<Int>,
        _ place: IssuePlace,
        on date: CivilDate,
        into diary: inout Diary
    ) {
        let draft = Draft(
            .issues,
            [
                "community_id": groundwork.community, "compound_id": .integer(place.compoundID),
                "grid_id": .integer(place.gridID), "title": .text(entry.title), "description": .text(entry.text),
                "proposer": .text(IssueTable.proposer(ofGrid: place.grid)),
            ]
        )
        let (issues, secretary) = (issues, secretary)
        diary.note(WorkMoment(date, slot: 2).instant) { transaction, book in
            let issue = try issues.collect(draft, by: secretary, in: transaction)
            book[.issue(number)] = issue
            for demand in demands {
                try transaction.update(
                    Draft(.cases, ["issue_id": .integer(issue)]),
                    id: book[.hallCase(demand)],
                    ifVersion: nil,
                    scope: secretary.scope
                )
            }
        }
    }
}
