import Domain
import Services

/// An issue that the residents' representatives decide by the six steps of 四议两公开 (四议两公开示例).
extension DeliberationStory {
    /// The branch, both committees and the Party meeting, each some days after the one before.
    private static let deliberations: [(step: DecisionStep, after: Int, due: Int64, present: Int64)] = [
        (.partyProposal, 4, 5, 5), (.committeesConsult, 6, 9, 8), (.partyMeeting, 9, 36, 30),
    ]
    private static let noticed = 10
    /// Those who are due, agree and do not at the representatives' meeting.
    private static let vote = (due: Int64(45), yes: Int64(38), no: Int64(3))

    func decide(
        _ number: Int,
        _ entry: IssueTable.Entry,
        _ session: Int,
        from first: CivilDate,
        into diary: inout Diary
    ) {
        let (issues, votes, secretary) = (issues, votes, secretary)
        for (step, after, due, present) in Self.deliberations {
            let day = first.advanced(byDays: after)
            var record = StepRecord(step, on: day, minutes: "\(step.title.chinese)“\(entry.title)”，同意。")
            (record.due, record.present, record.yes, record.no, record.abstained) = (due, present, present, 0, 0)
            let taken = record
            diary.note(WorkMoment(day, slot: 2).instant) { transaction, book in
                guard let issue = try transaction.issues.find(book[.issue(number)], scope: .everything) else { return }
                try issues.take(taken, of: issue, by: secretary, in: transaction)
            }
        }
        let day = SessionCalendar.date(session)
        var plan = VotePlan(
            rule: .representatives,
            convenor: "居委会",
            noticed: first.advanced(byDays: Self.noticed),
            closesAt: SessionCalendar.end(session).advanced(bySeconds: 60)
        )
        plan.heldOn = day
        var tally = Tally()
        tally.eligible = Count(people: Self.vote.due)
        tally.yes = Count(people: Self.vote.yes)
        tally.no = Count(people: Self.vote.no)
        let (complete, counted) = (plan, tally)
        diary.note(SessionCalendar.end(session)) { transaction, book in
            try votes.record(
                book[.issue(number)],
                complete,
                counted,
                passed: true,
                outcome: "居民代表会议表决通过“\(entry.title)”。",
                uploads: [],
                by: secretary,
                in: transaction
            )
        }
    }

    /// Public notice of an outcome, which runs out before the work begins.
    func publish(_ number: Int, _ entry: IssueTable.Entry, on date: CivilDate, into diary: inout Diary) {
        let (issues, secretary) = (issues, secretary)
        diary.note(WorkMoment(date, slot: 1).instant) { transaction, book in
            try issues.publish(
                book[.issue(number)],
                text: nil,
                place: "\(entry.compound)宣传栏",
                days: nil,
                by: secretary,
                in: transaction
            )
        }
    }

    /// The sixth step: what came of it is shown, too.
    func disclose(_ number: Int, _ entry: IssueTable.Entry, at moment: WorkMoment, into diary: inout Diary) {
        let (issues, secretary) = (issues, secretary)
        var record = StepRecord(.outcomeDisclosed, on: moment.date, minutes: "“\(entry.title)”已完成，结果公开。")
        record.location = "\(entry.compound)宣传栏"
        (record.from, record.until) = (moment.date, moment.date.advanced(byDays: 10))
        let taken = record
        diary.note(moment.instant) { transaction, book in
            guard let issue = try transaction.issues.find(book[.issue(number)], scope: .everything) else { return }
            try issues.take(taken, of: issue, by: secretary, in: transaction)
        }
    }
}
