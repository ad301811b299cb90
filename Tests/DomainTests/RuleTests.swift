import Domain
import Testing

@Suite("Rules between fields")
struct RuleTests {
    private func faults(_ resource: ResourceName, _ values: [String: FieldValue]) -> [String] {
        Resource[resource].brokenRules { values[$0] ?? .null }.map(\.code)
    }

    @Test("An end before the beginning is named")
    func order() {
        #expect(faults(.activities, ["starts_at": .integer(2), "ends_at": .integer(1)]) == ["not_after"])
        // What takes place takes its time; a shift may end in the minute that it begins.
        #expect(faults(.activities, ["starts_at": .integer(1), "ends_at": .integer(1)]) == ["not_after"])
        #expect(faults(.activities, ["starts_at": .integer(1), "ends_at": .integer(2)]).isEmpty)
        #expect(faults(.dutyShifts, ["starts_at": .integer(1), "ends_at": .integer(1)]).isEmpty)
    }

    @Test("A resident organization has a stage, and nothing else has one")
    func stage() {
        #expect(faults(.organizations, ["kind": .text("resident_organization")]) == ["required"])
        #expect(faults(.organizations, ["kind": .text("police"), "stage": .text("mature")]) == ["not_allowed"])
        #expect(faults(.organizations, ["kind": .text("police")]).isEmpty)
    }

    @Test("A quantity goes with its unit")
    func together() {
        #expect(faults(.projects, ["quantity": .integer(15)]) == ["required"])
        #expect(faults(.projects, ["quantity": .integer(15), "quantity_unit": .text("个")]).isEmpty)
    }

    @Test("Every resource has one description, and every field of it one name")
    func descriptions() {
        #expect(Set(Resource.all.map(\.name)) == Set(ResourceName.allCases))
        let repeated = Resource.all.filter { Set($0.fields.map(\.name)).count != $0.fields.count }
        #expect(repeated.map(\.name).isEmpty)
    }

    @Test("Sorts, unique sets and rules name fields that exist")
    func names() {
        let wrong = Resource.all.flatMap { resource in
            (resource.unique.flatMap { $0 } + resource.defaultSort.map(\.field)).filter { resource.field($0) == nil }
        }
        #expect(wrong.isEmpty)
    }

    @Test("Every title is there in both languages")
    func titles() {
        let titles = Resource.all.flatMap { [$0.title] + $0.fields.map(\.title) }
        #expect(titles.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty && $0.chinese != $0.english })
    }

    @Test("Grid coverage warns of missing people and unfitting sizes, and of nothing else")
    func gaps() {
        let line = GridCoverage.Line(
            id: 1,
            name: "第一网格",
            buildings: 1,
            units: 2,
            households: 299,
            leader: nil,
            fullTime: 0,
            partTime: 3,
            partyVolunteers: 3
        )
        let coverage = GridCoverage(
            community: ReportedCommunity(id: 1, name: "国宾社区", isDemonstration: true),
            date: CivilDate(daysSince1970: 0),
            households: 300...500,
            grids: [line],
            buildingsWithoutGrid: [],
            unitsWithoutPartyMember: []
        )
        #expect(coverage.gaps(of: line) == [.noLeader, .noFullTimeWorker, .tooFewHouseholds])
    }
}
