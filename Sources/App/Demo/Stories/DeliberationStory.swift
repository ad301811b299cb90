import Domain
import Services

/// The halls (议事): the demands of the grids become issues, issues are agreed on, carried out, and close their cases.
struct DeliberationStory {
    let groundwork: Groundwork
    let cases: CaseService
    let issues: IssueService
    let sessions: SessionService
    let projects: ProjectService
    let votes: VoteService
    let minutes: MinutesService
    let files: AttachmentService
    let pictures: DemoPictures
    /// Some adults of each invented compound, by its name.
    let neighbors: [String: [Int64]]
    /// How many people came to each session.
    let attendance: [Int]

    init(
        groundwork: Groundwork,
        cases: CaseService,
        issues: IssueService,
        sessions: SessionService,
        projects: ProjectService,
        votes: VoteService,
        minutes: MinutesService,
        files: AttachmentService,
        pictures: DemoPictures,
        neighbors: [String: [Int64]],
        chance: SeededGenerator
    ) {
        var chance = chance
        (self.sessions, self.projects, self.votes) = (sessions, projects, votes)
        (self.minutes, self.files, self.pictures) = (minutes, files, pictures)
        self.groundwork = groundwork
        self.neighbors = neighbors
        self.cases = cases
        self.issues = issues
        attendance = (0..<SessionCalendar.count).map { _ in chance.integer(11...24) }
    }

    var secretary: Principal { groundwork.principal(.secretary) }

    func write(into diary: inout Diary) {
        for session in 0..<SessionCalendar.count { writeSession(session, into: &diary) }
        var firstDemand = 0
        for (number, entry) in IssueTable.all.enumerated() {
            let demands = firstDemand..<firstDemand + entry.demands.count
            writeIssue(number, entry, demands, into: &diary)
            firstDemand = demands.upperBound
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
        if entry.takesSixSteps {
            decide(number, entry, session, from: first, into: &diary)
        } else {
            move(number, at: WorkMoment(first.advanced(byDays: 3), slot: 1).instant, into: &diary) { book in
                IssueAct(.schedule, sessionID: book[.session(session)])
            }
            move(number, at: SessionCalendar.end(session), into: &diary) { _ in
                IssueAct(.agree, outcome: "多方议事协商一致，由社区推动实施。")
            }
        }
        if entry.project != nil || entry.takesSixSteps {
            let shown = SessionCalendar.date(session).advanced(byDays: 2)
            publish(number, entry, on: shown, into: &diary)
            if let account = entry.project?.account, let person = neighbors[entry.compound]?.last {
                object(account, number, of: person, shownOn: shown, into: &diary)
            }
        }
        guard let work = entry.work else { return }
        let start = WorkMoment(SessionCalendar.date(session).advanced(byDays: work.start), slot: 1)
        let end = WorkMoment(start.date.advanced(byDays: work.end), slot: 2)
        if let project = entry.project {
            carryOut(project, number, place, from: start, to: end, into: &diary)
        } else {
            // One begins, another says that it is done.
            let (issues, staff) = (issues, groundwork.principal(.staff))
            diary.note(start.instant) { transaction, book in
                try issues.move(book[.issue(number)], IssueAct(.start), by: staff, in: transaction)
            }
        }
        // What has a project is completed once that was accepted.
        let done = entry.project == nil ? end : WorkMoment(end.date.advanced(byDays: Self.acceptance), slot: 2)
        move(number, at: done.instant, into: &diary) { _ in
            IssueAct(.complete, outcome: "“\(entry.title)”已按议事协商结果完成。")
        }
        close(demands, at: done.later(1), into: &diary)
        if let account = entry.project?.account, let people = neighbors[entry.compound] {
            judge(account, number, by: people, from: done.date, into: &diary)
        }
        if entry.takesSixSteps { disclose(number, entry, at: done.later(2), into: &diary) }
    }

    func move(
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
        var draft = Draft(
            .issues,
            [
                "community_id": groundwork.community, "compound_id": .integer(place.compoundID),
                "grid_id": .integer(place.gridID), "title": .text(entry.title), "description": .text(entry.text),
                "proposer": .text(IssueTable.proposer(ofGrid: place.grid)),
            ]
        )
        if entry.takesSixSteps {
            draft["authority"] = .choice(IssueAuthority.residents)
            draft["six_steps"] = .integer(1)
        }
        let (issues, secretary, topic) = (issues, secretary, draft)
        diary.note(WorkMoment(date, slot: 2).instant) { transaction, book in
            let issue = try issues.collect(topic, by: secretary, in: transaction)
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
