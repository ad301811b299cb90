import Domain
import Services

/// The work of making the demonstration (制作): the registers first, then the accounts, then the diary of the year.
struct DemoWork: Sendable {
    let store: any Store
    let clock: SettableClock
    let plan: CommunityPlan

    /// The registers as they stood at the end of 2020.
    struct Registers: Sendable {
        var territory = TerritoryMaker.Made()
        var organizations = OrganizationMaker.Made()
        var residents: [Int64] = []
        var party = PartyMaker.Made()
    }

    func makeRegisters(progress: (DemoStep) -> Void) async throws -> Registers {
        var made = Registers()
        let territory = TerritoryMaker(plan: plan.territory, buildings: BuildingService(store: store))
        made.territory = try await write(on: TerritoryMaker.firstDay) { try territory.make(in: $0) }
        progress(step("辖区", "Territory", plan.territory.dwellings.count, of: plan.territory.dwellings.count))
        let organizations = OrganizationMaker(territory: made.territory)
        made.organizations = try await write(on: .on(2020, 1, 2)) { try organizations.make(in: $0) }
        made.residents = try await makePeople(made.territory, progress: progress)
        let party = PartyMaker(territory: made.territory, residents: made.residents, plan: plan.party)
        made.party = try await write(on: .on(2020, 12, 2)) { try party.make(in: $0) }
        progress(step("党员", "Party members", plan.party.members.count, of: plan.party.members.count))
        return made
    }

    func makeAccounts(_ registers: Registers, hashes: [String]) async throws -> Groundwork {
        let maker = AccountMaker(
            territory: registers.territory,
            organizations: registers.organizations,
            party: registers.party,
            residents: registers.residents,
            plan: plan.accounts,
            hashes: hashes
        )
        let principals = try await write(on: .on(2020, 12, 4)) { try maker.make(in: $0) }
        let staff = GridStaffMaker(
            territory: registers.territory,
            members: registers.party.members,
            plan: plan.gridStaff,
            principals: principals
        )
        try await write(on: .on(2020, 12, 5)) { try staff.make(in: $0) }
        return Groundwork(
            territory: registers.territory,
            organizations: registers.organizations,
            residents: registers.residents,
            party: registers.party,
            principals: principals
        )
    }

    /// All that happens in 2021.
    func diary(_ groundwork: Groundwork, _ pictures: DemoPictures, using chance: inout SeededGenerator) -> Diary {
        var diary = Diary()
        let cases = CaseService(store: store) { _ in false }
        var planner = CasePlanner(plan, chance.fork())
        CaseStory(plans: planner.plans(), territory: plan.territory, groundwork: groundwork, cases: cases)
            .write(into: &diary)
        let issues = IssueService(store: store, cases: cases)
        DeliberationStory(
            groundwork: groundwork,
            cases: cases,
            issues: issues,
            // Nobody checks in by a code that was said in the year before.
            sessions: SessionService(store: store, issues: issues) { "190000" },
            projects: ProjectService(store: store),
            votes: VoteService(store: store, issues: issues) { "" },
            minutes: MinutesService(store: store),
            files: AttachmentService(store: store),
            pictures: pictures,
            neighbors: neighbors(groundwork.residents),
            chance: chance.fork()
        ).write(into: &diary)
        var program = ActivityPlanner(people: plan.people, party: plan.party, chance: chance.fork())
        ActivityStory(
            plans: program.plans(),
            groundwork: groundwork,
            activities: ActivityService(store: store),
            series: SeriesService(store: store),
            signUps: SignUpService(store: store),
            bookings: BookingService(store: store),
            groups: ServiceGroupService(store: store),
            quotas: QuotaService(store: store)
        ).write(into: &diary)
        OrganizationStory(
            groundwork: groundwork,
            people: plan.people,
            leader: plan.accounts.accounts.first { $0.role == .resident }?.resident ?? 0,
            organizations: OrganizationService(store: store),
            activities: ActivityService(store: store)
        ).write(into: &diary)
        HonourStory(groundwork: groundwork).write(into: &diary)
        return diary
    }

    /// Some heads of households of each compound in which people were invented.
    private func neighbors(_ residents: [Int64]) -> [String: [Int64]] {
        var found: [String: [Int64]] = [:]
        for (place, person) in plan.people.people.enumerated() where person.relation == .head {
            let unit = plan.territory.units[plan.people.units[place]]
            let name = CompoundTable.all[plan.territory.buildings[unit.building].compound].name
            guard found[name, default: []].count < Self.neighborsOfCompound else { continue }
            found[name, default: []].append(residents[place])
        }
        return found
    }

    /// As many as judge a project, and one who has something against it.
    private static let neighborsOfCompound = 8

    /// How many rows the community has in all resources together.
    func rows(of community: Int64) async throws -> Int {
        try await store.read { reader in
            let view = View(scope: .community(community))
            return try ResourceName.allCases.reduce(0) { sum, resource in
                let page = try reader.page(resource, ListQuery(limit: 1, wantsTotal: true), view: view)
                return sum + Int(page.total ?? 0)
            }
        }
    }

    private func makePeople(_ territory: TerritoryMaker.Made, progress: (DemoStep) -> Void) async throws -> [Int64] {
        let maker = PeopleMaker(
            community: territory.community,
            dwellings: territory.dwellings,
            residents: ResidentService(store: store),
            owned: plan.territory.ownedDwellings
        )
        let households = plan.people.households
        var residents: [Int64] = []
        for first in stride(from: 0, to: households.count, by: PeopleMaker.batch) {
            let batch = households[first..<min(first + PeopleMaker.batch, households.count)]
            residents += try await write(on: PeoplePlan.registeredOn) { try maker.make(batch, in: $0) }
            progress(step("居民", "Residents", residents.count, of: plan.people.people.count))
        }
        return residents
    }

    /// One transaction on a morning.
    private func write<Result: Sendable>(
        on date: CivilDate,
        _ work: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        clock.set(CommunityTime().instant(date, hour: 9))
        return try await store.write(work)
    }

    private func step(_ chinese: String, _ english: String, _ done: Int, of total: Int) -> DemoStep {
        DemoStep(title: Title(chinese, english), done: done, total: total)
    }
}
