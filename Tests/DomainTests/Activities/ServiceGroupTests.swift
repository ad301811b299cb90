import Domain
import Testing

@Suite("服务群体：one condition, whether somebody is held against it or all are listed")
struct ServiceGroupTests {
    private func person(_ birth: CivilDate, sex: Sex = .female, building: Int64? = 9) -> Applicant {
        Applicant(
            birth: birth,
            sex: sex,
            residency: .migrant,
            building: building,
            grid: 2,
            isPartyMember: false,
            branch: nil,
            careTag: .elderAlone
        )
    }

    @Test("All that a group names has to hold, and what it does not name does not matter")
    func all() throws {
        let day = try #require(CivilDate("2022-01-17"))
        let birth = try #require(CivilDate("1950-05-05"))
        var condition = GroupCondition()
        #expect(condition.fields.isEmpty && condition.holds(person(birth), on: day))
        condition.sex = .female
        condition.building = 9
        condition.grid = 2
        condition.residency = .migrant
        condition.careTag = .elderAlone
        condition.leastAge = 60
        #expect(condition.holds(person(birth), on: day))
        #expect(!condition.holds(person(birth, sex: .male), on: day))
        #expect(!condition.holds(person(birth, building: nil), on: day))
        condition.mostAge = 70
        #expect(!condition.holds(person(birth), on: day))
        #expect(condition.fields.count == GroupCondition.allFields.count)
        #expect(condition.words.english.contains("from 60 years on, up to 70 years"))
        var rules = Eligibility()
        rules.group = 1
        let group = ServiceGroup(id: 1, name: "独居女老人", condition: condition)
        let broken = rules.broken(by: person(birth), of: group, on: day)
        #expect(broken.map(\.code) == ["service_group"] && broken[0].message.chinese.contains("独居女老人"))
        #expect(broken[0].message.chinese.hasSuffix("，活动当日的年龄不在此列"))
        #expect(!person(birth).belongs(to: .group(group), on: day))
    }

    @Test("The filters of a list find by the written birth date whom the rule finds by age, also around a leap day")
    func ages() throws {
        let residents = Resource[.residents]
        let birthDate = try #require(residents.index(of: "birth_date"))
        let days = try ["2021-02-28", "2021-03-01", "2024-02-28", "2024-02-29", "2024-03-01"]
            .map { try #require(CivilDate($0)) }
        let births = (0..<800).map { CivilDate(daysSince1970: 10_600 + $0 * 3) }
        var differences: [String] = []
        for day in days {
            for age in Int64(0)...25 {
                var condition = GroupCondition()
                condition.leastAge = age
                condition.mostAge = age
                let filters = condition.filters(on: day)
                #expect(filters.map(\.field) == [birthDate, birthDate])
                for birth in births {
                    let isListed = filters.allSatisfy { filter in
                        guard case .text(let bound)? = filter.values.first else { return false }
                        return filter.comparison == .lessOrEqual
                            ? birth.description <= bound : birth.description > bound
                    }
                    if isListed != condition.holds(person(birth), on: day) { differences.append("\(birth) on \(day)") }
                }
            }
        }
        #expect(differences == [])
    }
}
