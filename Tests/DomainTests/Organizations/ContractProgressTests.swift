import Domain
import Testing

@Suite("Promises of contracts")
struct ContractProgressTests {
    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: year, month: month, day: day))
    }

    private func contract() throws -> ContractProgress.Contract {
        ContractProgress.Contract(
            id: 1,
            title: "运营",
            provider: 2,
            providerName: "书院",
            startsOn: try day(2021, 3, 16),
            endsOn: try day(2022, 3, 15)
        )
    }

    @Test("A year is cut into the months that the term touches")
    func months() throws {
        let contract = try contract()
        let months = contract.periods(.month, in: 2021)
        #expect(months.count == 10)
        #expect(try months.first == day(2021, 3, 16)...day(2021, 3, 31))
        #expect(try contract.periods(.year, in: 2022) == [day(2022, 1, 1)...day(2022, 3, 15)])
        #expect(try contract.periods(.term, in: 2022) == [day(2021, 3, 16)...day(2022, 3, 15)])
        #expect(contract.periods(.month, in: 2023).isEmpty)
    }

    @Test("A shortfall warns before the period is over, and is missed after it")
    func states() throws {
        let month = try day(2021, 6, 1)...day(2021, 6, 30)
        let state = { (delivered: Int64, today: CivilDate) in
            ContractProgress.Period(days: month, delivered: delivered).state(of: 3, on: today)
        }
        #expect(try state(3, day(2021, 6, 2)) == .kept)
        #expect(try state(1, day(2021, 6, 11)) == .onTime)
        #expect(try state(1, day(2021, 6, 12)) == .behind)
        #expect(try state(2, day(2021, 7, 1)) == .missed)
        #expect(try state(0, day(2021, 5, 31)) == .toCome)
    }

    @Test("What is missing for a stage is named with its numbers")
    func gaps() throws {
        let terms = try #require(GrowthTerms(.mature, CommunitySettings()))
        let gaps = terms.gaps(OrganizationStanding(leaders: 2, members: 19, activities: 12), .recorded)
        #expect(gaps == [GrowthGap(rule: .members, there: 19, needed: 20)])
        let all = terms.gaps(OrganizationStanding(leaders: 0, members: 0, activities: 0), OrganizationRegistration.none)
        #expect(all.map(\.rule) == [.leaders, .members, .activities, .registration])
        #expect(GrowthTerms(.starting, CommunitySettings()) == nil)
    }
}
