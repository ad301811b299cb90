import Domain

/// Invents the cases of the year (诉求计划): more in the cold and hot months, fewer at weekends.
struct CasePlanner {
    let territory: TerritoryPlan
    /// Positions of the invented compounds, each as often as it has buildings.
    private let compounds: [Int]
    private let buildings: [Int: [Int]]
    private let places: [Int: [Int]]
    private let neighbors: [Int: [Int]]
    private var chance: SeededGenerator
    /// Of what goes on beside the moves; drawn apart, so that it changes nothing else of the year.
    var fate = SeededGenerator(seed: 2021)
    /// Of what becomes of calls and returns, apart from that.
    var answers = SeededGenerator(seed: 202_112)

    /// Of what ends without being handled, apart from both.
    var ends = SeededGenerator(seed: 202_107)

    /// Cases on a working day of each month.
    private static let perDay = [8, 8, 7, 6, 7, 8, 9, 9, 7, 7, 7, 8]

    init(_ plan: CommunityPlan, _ chance: SeededGenerator) {
        territory = plan.territory
        self.chance = chance
        let invented = territory.buildings.indices.filter {
            !CompoundTable.all[plan.territory.buildings[$0].compound].isReal
        }
        compounds = invented.map { plan.territory.buildings[$0].compound }
        buildings = Dictionary(grouping: invented) { plan.territory.buildings[$0].compound }
        places = Dictionary(grouping: PlaceTable.all.indices) { place in
            CompoundTable.all.firstIndex { $0.name == PlaceTable.all[place].compound } ?? 0
        }
        neighbors = Dictionary(
            grouping: plan.people.people.indices.filter { plan.people.people[$0].age >= 18 }
        ) { plan.territory.units[plan.people.units[$0]].building }
    }

    /// How the cases of a day spread over its moments: few come in the evening.
    private static let slots = [32, 28, 30, 10]

    mutating func plans() -> [CasePlan] {
        var plans: [CasePlan] = []
        var date = CivilDate.on(2021, 1, 1)
        while date.year == 2021 {
            let usual = Self.perDay[date.month - 1]
            let count = date.weekday >= 6 ? usual / 2 : usual
            let slots = (0..<chance.integer(max(1, count - 2)...count + 2)).map { _ in
                chance.index(weighted: Self.slots)
            }
            for slot in slots.sorted() {
                let plan = plan(opened: WorkMoment(date, slot: slot))
                plans.append(endedOtherwise(plan, after: plans))
            }
            date = date.advanced(byDays: 1)
        }
        return plans
    }

    private mutating func plan(opened: WorkMoment) -> CasePlan {
        let matter = matter(in: opened.date.month)
        let compound = chance.pick(compounds)
        let building = chance.pick(buildings[compound] ?? [])
        let place = chance.pick(places[compound] ?? [])
        let isSpotted = matter.kind == .patrol
        let isDiscreet = matter.category == .petition || matter.category == .dispute
        var plan = CasePlan(
            matter: matter,
            opened: opened,
            steps: steps(of: matter, opened: opened),
            source: source(of: matter.kind),
            priority: [.urgent, .high, .normal, .low][chance.index(weighted: [2, 10, 80, 8])],
            isPrivate: isDiscreet && chance.happens(30),
            compound: compound,
            building: matter.spot == .unit || matter.spot == .building ? building : nil,
            unit: String(chance.integer(1...CompoundTable.unitsPerBuilding)),
            place: matter.spot == .place ? place : nil,
            reporter: isSpotted || chance.happens(8) ? nil : chance.pick(neighbors[building] ?? [])
        )
        plan.isDisowned = isDisowned(plan)
        plan.whistle = whistle(of: plan)
        plan.rating = rating(of: plan)
        return plan
    }

    private mutating func matter(in month: Int) -> Matter {
        let current = MatterTable.all.filter { $0.months.isEmpty || $0.months.contains(month) }
        // What belongs to a season fills it.
        return current[chance.index(weighted: current.map { $0.months.isEmpty ? $0.weight : $0.weight * 3 / 2 })]
    }

    private mutating func source(of kind: CaseKind) -> CaseSource {
        switch kind {
        case .patrol: .patrol
        case .errand: chance.happens(60) ? .errand : .homeVisit
        case .consultation, .help, .complaint, .report, .suggestion, .praise:
            [.resident, .hotline, .homeVisit, .hall][chance.index(weighted: [62, 18, 16, 4])]
        }
    }

    private mutating func steps(of matter: Matter, opened: WorkMoment) -> [CasePlan.Step] {
        if matter.handler == .desk, matter.category != .petition {
            // Somebody is on duty to answer even in the evening, and whoever asked has heard it then.
            let answered = chance.happens(96) ? opened : opened.later(1)
            return [CasePlan.Step(move: .answer, at: answered), CasePlan.Step(move: .tell, at: answered)]
        }
        let accepted = opened.later(chance.happens(85) ? 0 : 1)
        var dispatched = accepted.later(chance.happens(80) ? 0 : 1)
        var steps = [CasePlan.Step(move: .accept, at: accepted), CasePlan.Step(move: .dispatch, at: dispatched)]
        dispatched = disowned(matter, dispatched, &steps)
        var started = dispatched
        if chance.happens(60) {
            started = dispatched.later(1)
            steps.append(CasePlan.Step(move: .start, at: started))
        }
        if matter.category == .petition {
            // It is not the community's to decide: the sub-district has it for some days.
            let passedUp = started.later(1)
            started = passedUp.later(chance.integer(4...20))
            steps += [CasePlan.Step(move: .referUp, at: passedUp), CasePlan.Step(move: .referBack, at: started)]
        }
        var done = started.later(workingTime(matter.category, openedOn: opened.date))
        steps.append(CasePlan.Step(move: .reportDone, at: done))
        done = reworked(matter, done, &steps)
        let closed = done.later(1)
        steps.append(CasePlan.Step(move: .close, at: closed))
        if chance.happens(97) { steps.append(CasePlan.Step(move: .tell, at: closed.later(chance.integer(0...4)))) }
        return steps
    }

    /// Moments from the start of the work to its end: within the limit but for a few, and rather short.
    ///
    /// In the last days of the year it takes as long as it may, so that something is still open at its end.
    private mutating func workingTime(_ category: DemoCategory, openedOn date: CivilDate) -> Int {
        let limit = category.limits.handle * WorkMoment.perDay
        if chance.happens(Self.late) { return chance.integer(limit...limit * 3) }
        // Starting and checking take their part of the limit.
        let longest = max(1, limit - 4)
        if date >= CivilDate.on(2021, 12, 20) { return limit }
        return min(chance.integer(1...longest), chance.integer(1...longest))
    }

    /// So many of a hundred cases miss their deadline.
    private static let late = 4
}
