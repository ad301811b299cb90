import Domain
import Services

/// The activities of the year (活动): published, signed up for, held and counted.
struct ActivityStory {
    let plans: [ActivityPlan]
    let groundwork: Groundwork
    let activities: ActivityService
    let series: SeriesService
    let signUps: SignUpService
    let bookings: BookingService
    let groups: ServiceGroupService
    let quotas: QuotaService

    /// Days before the activity on which things happen.
    enum Lead {
        static let published = 10
        static let signUps = [8, 6, 4]
        static let withdrawals = 2
        static let closed = 1
    }

    var principal: Principal { groundwork.principal(.socialWorker) }

    func write(into diary: inout Diary) {
        announceSeries(into: &diary)
        var firstSignUp = 0
        for (number, plan) in plans.enumerated() {
            publish(number, plan, into: &diary)
            let numbers = firstSignUp..<firstSignUp + plan.signUps.count
            collectSignUps(number, plan, numbers, into: &diary)
            hold(number, plan, numbers, into: &diary)
            firstSignUp = numbers.upperBound
        }
    }

    private func publish(_ number: Int, _ plan: ActivityPlan, into diary: inout Diary) {
        let (activities, draft, principal) = (activities, draft(of: plan), keeper(of: plan))
        let moment = self.moment(plan, daysBefore: Lead.published)
        if plan.series != nil { return find(number, plan, at: moment.instant, into: &diary) }
        diary.note(moment.instant) { transaction, book in
            let id = try activities.create(draft, scope: .everything, in: transaction)
            if let places = plan.placesForChildren { try keep(places, activity: id, in: transaction) }
            try activities.move(id, .publish, by: principal, scope: .everything, in: transaction)
            book[.activity(number)] = id
        }
    }

    /// Some places are the children's own until the others may have them.
    private func keep(_ places: Int, activity: Int64, in transaction: any Transaction) throws {
        let children = Draft(
            .serviceGroups,
            [
                "community_id": groundwork.community, "name": .text("学龄儿童"), "purpose": .text("亲子活动优先名额"),
                "least_age": .number(6), "most_age": .number(12),
            ]
        )
        let group = try groups.create(children, scope: .everything, in: transaction)
        let quota = Draft(
            .signUpQuotas,
            ["activity_id": .integer(activity), "group_id": .integer(group), "places": .number(places)]
        )
        _ = try quotas.create(quota, scope: .everything, in: transaction)
    }

    /// People sign up in some waves; those who withdraw make room for those who wait.
    private func collectSignUps(_ number: Int, _ plan: ActivityPlan, _ numbers: Range<Int>, into diary: inout Diary) {
        let (service, principal, community) = (signUps, keeper(of: plan), groundwork.community)
        for (position, signUp) in plan.signUps.enumerated() {
            let wave = Lead.signUps[position * Lead.signUps.count / plan.signUps.count]
            let resident = groundwork.residents[signUp.resident]
            let key = Book.Key.signUp(numbers.lowerBound + position)
            diary.note(moment(plan, daysBefore: wave).instant) { transaction, book in
                let draft = Draft(
                    .signUps,
                    [
                        "community_id": community, "activity_id": .integer(book[.activity(number)]),
                        "resident_id": .integer(resident), "party_size": .number(signUp.partySize),
                    ]
                )
                book[key] = try service.signUp(draft, by: principal, in: transaction)
            }
            guard signUp.isWithdrawn else { continue }
            diary.note(moment(plan, daysBefore: Lead.withdrawals).instant) { transaction, book in
                try service.move(book[key], SignUpAct(.cancel), by: principal, in: transaction)
            }
        }
    }

    /// Those who have a place check in at the start; at the end the others who came are counted.
    private func hold(_ number: Int, _ plan: ActivityPlan, _ numbers: Range<Int>, into diary: inout Diary) {
        if case .notYet = plan.attendance { return }
        let (service, activities, principal) = (signUps, activities, keeper(of: plan))
        diary.note(plan.start) { transaction, book in
            for (key, signUp) in zip(numbers, plan.signUps) where signUp.comes && !signUp.isWithdrawn {
                let id = book[.signUp(key)]
                let found = try transaction.activities.findSignUp(id, scope: principal.scope)
                guard found?.status == .confirmed else { continue }
                try service.move(id, SignUpAct(.checkIn), by: principal, in: transaction)
                book.countIn(signUp.partySize, activity: number)
            }
        }
        diary.note(plan.end) { transaction, book in
            let finish = plan.attendance.finish(checkedIn: book.peopleIn[number, default: 0])
            let activity = book[.activity(number)]
            try activities.move(activity, finish, by: principal, scope: .everything, in: transaction)
        }
    }

    func moment(_ plan: ActivityPlan, daysBefore days: Int) -> WorkMoment {
        // What begins in January is prepared in December, as far as the demonstration reaches.
        let start = min(CommunityTime().date(of: plan.start), DemoCommunity.today.advanced(byDays: Lead.withdrawals))
        return WorkMoment(start.advanced(byDays: -days), slot: days % 3 + 1)
    }

    private func isOfParty(_ plan: ActivityPlan) -> Bool {
        plan.kind == .partyDay || plan.kind == .partyMeeting || plan.kind == .alliance
    }

    /// An activity of the Party is announced, written down and ended by those who keep its records.
    private func keeper(of plan: ActivityPlan) -> Principal {
        isOfParty(plan) ? groundwork.principal(.staff) : principal
    }

    private func draft(of plan: ActivityPlan) -> Draft {
        let branch = plan.branch.map { groundwork.party.branches[$0] } ?? groundwork.party.generalBranch
        let closes = WorkMoment(CommunityTime().date(of: plan.start).advanced(byDays: -Lead.closed), slot: 2)
        return Draft(
            .activities,
            [
                "community_id": groundwork.community, "kind": .choice(plan.kind),
                "theme": .optional(plan.theme?.rawValue),
                "title": .text(plan.title), "summary": .text(plan.summary),
                "organizer_id": .optional(plan.organizer.map { groundwork.organization($0) }),
                "party_organization_id": .optional(isOfParty(plan) ? branch : nil),
                "venue_id": .optional(plan.venue.flatMap { groundwork.organizations.venues[$0] }),
                "online_url": .optional(plan.onlineURL), "starts_at": .moment(plan.start), "ends_at": .moment(plan.end),
                "sign_up_closes_at": plan.isLimitedInTime ? .moment(closes.instant) : .null,
                "capacity": .optional(plan.capacity.map(Int64.init)),
                "quotas_release_at": plan.placesForChildren == nil ? .null : .moment(closes.instant),
                "party_members_only": .flag(plan.isForPartyMembersOnly),
            ]
        )
    }
}

extension ActivityPlan.Attendance {
    /// The end of an activity to which so many checked in.
    fileprivate func finish(checkedIn: Int64) -> ActivityMove {
        switch self {
        case .total(let total):
            let others = Int64(total) - checkedIn
            return .finish(Domain.Attendance(walkIns: others * 3 / 5, headCount: others - others * 3 / 5))
        case .further(let walkIns, let headCount):
            return .finish(Domain.Attendance(walkIns: Int64(walkIns), headCount: Int64(headCount)))
        case .notYet:
            return .finish(Domain.Attendance(walkIns: 0, headCount: 0))
        }
    }
}
