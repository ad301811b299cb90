import Domain
import Testing

@Suite("Groups that are too small are hidden, and nobody calculates them back")
struct SmallGroupTests {
    @Test(
        "A community with fewer inhabitants than the smallest group has no figure of them in its year",
        arguments: [0, 1, 4, 5]
    )
    func year(residents: Int64) throws {
        let figures = AnnualFigures(
            community: ReportedCommunity(id: 1, name: "国宾社区", isDemonstration: false),
            year: 2021,
            smallest: 5,
            counts: [.residents: residents, .grids: 1],
            casesByCategory: [],
            projects: [],
            activitiesByKind: [],
            threeSocietyByTheme: [],
            residentOrganizations: [],
            honours: []
        )
        let territory = figures.report.chapters.flatMap(\.sections).compactMap { section -> [ReportFigure]? in
            guard case .figures("territory", _, let figures) = section else { return nil }
            return figures
        }
        let shown = Dictionary(uniqueKeysWithValues: territory.joined().map { ($0.key, $0.value) })
        #expect(shown["residents"] == ((1..<5).contains(residents) ? .null : .integer(residents)))
        #expect(shown["grids"] == .integer(1))
    }

    /// A table of chance: its counts by row and column.
    private func table(rows: Int, columns: Int, upTo most: Int64, _ chance: inout Chance) -> [[Int64]] {
        (0..<rows).map { _ in
            // Some rows are nearly empty, some nearly full.
            let limit = Int64.random(in: 0...most, using: &chance)
            return (0..<columns).map { _ in Int64.random(in: 0...limit, using: &chance) }
        }
    }

    /// A table with its sums as a network: from all through the rows to the columns, and back.
    private struct Published {
        var network = CountNetwork()
        var cells: [[Int]] = []
        var rows: [Int] = []
        var columns: [Int] = []
        var total = 0

        init(_ table: [[Int64]], smallest: Int64) {
            let width = table[0].count
            cells = table.enumerated().map { row, counts in
                counts.enumerated().map { network.add($1, from: 2 + row, to: 2 + table.count + $0) }
            }
            rows = table.enumerated().map { network.add($1.reduce(0, +), from: 0, to: 2 + $0) }
            columns = (0..<width).map { column in
                network.add(table.reduce(0) { $0 + $1[column] }, from: 2 + table.count + column, to: 1)
            }
            total = network.add(table.reduce(0) { $0 + $1.reduce(0, +) }, from: 1, to: 0)
            network.hide(below: smallest)
        }

        var attack: Subtraction {
            var attack = Subtraction()
            let places = network.counts.indices.map { attack.add(network.shown($0)) }
            for (row, cells) in zip(rows, cells) { attack.add(cells.map { places[$0] }, sum: places[row]) }
            for (column, sum) in columns.enumerated() {
                attack.add(cells.map { places[$0[column]] }, sum: places[sum])
            }
            attack.add(rows.map { places[$0] }, sum: places[total])
            attack.add(columns.map { places[$0] }, sum: places[total])
            return attack
        }

        var small: [Int] { network.counts.indices.filter { network.counts[$0].value < 5 } }
    }

    @Test("Hiding the small counts alone is not enough: subtraction gives them back, and the attack here finds it")
    func attackWorks() {
        var attack = Subtraction()
        let (hidden, other, sum) = (attack.add(nil), attack.add(12), attack.add(15))
        attack.add([hidden, other], sum: sum)
        #expect(attack.solved() == [hidden])
        #expect(attack.limits()[hidden] == 3)
    }

    @Test("A small count takes one more with it in its row and in its column, and no more")
    func fewest() {
        let published = Published([[2, 30, 40], [50, 10, 70], [80, 90, 20]], smallest: 5)
        let hidden = published.network.counts.filter(\.isHidden).map(\.value)
        #expect(hidden.sorted() == [2, 10, 30, 50])
    }

    @Test("What is large enough everywhere is shown everywhere")
    func nothingToHide() {
        let published = Published([[5, 30], [50, 6]], smallest: 5)
        #expect(published.network.counts.allSatisfy { !$0.isHidden })
    }

    @Test("No subtraction finds a small count in a table of chance, nor that it is small", arguments: 0..<200)
    func chance(seed: UInt64) {
        var chance = Chance(seed: seed)
        let table = table(
            rows: .random(in: 1...6, using: &chance),
            columns: .random(in: 1...6, using: &chance),
            upTo: .random(in: 1...40, using: &chance),
            &chance
        )
        let published = Published(table, smallest: 5)
        let (solved, limits) = (published.attack.solved(), published.attack.limits())
        #expect(published.small.allSatisfy { published.network.counts[$0].isHidden }, "\(table)")
        #expect(solved.isDisjoint(with: published.small), "\(table)")
        #expect(published.small.allSatisfy { limits[$0] >= 5 }, "\(table)")
    }

    @Test("Of all tables that look the same, one has a large count where this has a small one", arguments: 0..<30)
    func everyTable(seed: UInt64) {
        var chance = Chance(seed: seed)
        let table = table(rows: 2, columns: 2, upTo: 6, &chance)
        let published = Published(table, smallest: 3)
        let counts = published.network.counts
        // No count of a table that looks the same need be larger than all people and the smallest size together.
        let most = counts[published.total].value + 3
        func range(_ index: Int) -> ClosedRange<Int64> {
            counts[index].isHidden ? 0...most : counts[index].value...counts[index].value
        }
        var largest = [Int64](repeating: 0, count: counts.count)
        for a in range(0) {
            for b in range(1) where range(published.rows[0]).contains(a + b) {
                for c in range(2) where range(published.columns[0]).contains(a + c) {
                    for d in range(3) {
                        let other = [a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d]
                        guard other.indices.allSatisfy({ range($0).contains(other[$0]) }) else { continue }
                        for index in other.indices { largest[index] = max(largest[index], other[index]) }
                    }
                }
            }
        }
        for index in counts.indices where counts[index].value < 3 { #expect(largest[index] >= 3, "\(table)") }
    }

    @Test(
        "The report about residents gives no small group away, over all its tables and the coverage",
        arguments: 0..<100
    )
    func residents(seed: UInt64) {
        var chance = Chance(seed: seed)
        let grids = (1...Int64.random(in: 1...6, using: &chance)).map { ResidentFigures.Grid(id: $0, name: "网格\($0)") }
        let most = Int64.random(in: 1...12, using: &chance)
        var groups: [ResidentFigures.Group] = []
        for _ in 0..<Int.random(in: 0...80, using: &chance) {
            groups.append(
                ResidentFigures.Group(
                    grid: grids[Int.random(in: 0..<grids.count, using: &chance)].id,
                    age: AgeBand.allCases.randomElement(using: &chance) ?? .from18,
                    sex: Sex.allCases.randomElement(using: &chance) ?? .female,
                    residency: Bool.random(using: &chance) ? .registered : .migrant,
                    careTag: Bool.random(using: &chance) ? nil : CareTag.allCases.randomElement(using: &chance),
                    people: .random(in: 1...most, using: &chance)
                )
            )
        }
        let figures = ResidentFigures(
            community: ReportedCommunity(id: 1, name: "社区", isDemonstration: true),
            date: CivilDate(daysSince1970: 0),
            smallest: 5,
            grids: grids,
            groups: groups
        )
        let (attack, small) = Self.attack(figures)
        #expect(small.allSatisfy { attack.shown[$0] == nil })
        #expect(attack.solved().isDisjoint(with: small))
        let limits = attack.limits()
        #expect(small.allSatisfy { limits[$0] >= 5 })
    }

    /// All that the report and the coverage show, with the sums that bind it, and which of it is small in truth.
    private static func attack(_ figures: ResidentFigures) -> (Subtraction, small: Set<Int>) {
        let shown = figures.shown
        var attack = Subtraction()
        var small = Set<Int>()
        func add(_ count: Int64?, _ truth: Int64) -> Int {
            let place = attack.add(count)
            if truth < 5 { small.insert(place) }
            return place
        }
        let people = figures.ages.map { $0.values.reduce(0, +) }
        let total = add(shown.people.total, people.reduce(0, +))
        let each = zip(shown.people.each, people).map { add($0, $1) }
        attack.add(each, sum: total)
        let ages = zip(AgeBand.allCases, shown.ages).map { band, count in
            add(count, figures.ages.reduce(0) { $0 + ($1[band] ?? 0) })
        }
        attack.add(ages, sum: total)
        let sexes = zip(Sex.allCases, shown.sexes).map { sex, count in
            add(count, figures.sexes.reduce(0) { $0 + ($1[sex] ?? 0) })
        }
        attack.add(sexes, sum: total)
        var cells: [(ages: [Int], sexes: [Int])] = []
        for grid in figures.grids.indices {
            cells.append(
                (
                    zip(AgeBand.allCases, shown.agesOfGrids[grid]).map { add($1, figures.ages[grid][$0] ?? 0) },
                    zip(Sex.allCases, shown.sexesOfGrids[grid]).map { add($1, figures.sexes[grid][$0] ?? 0) }
                )
            )
            attack.add(cells[grid].ages, sum: each[grid])
            attack.add(cells[grid].sexes, sum: each[grid])
        }
        for (index, sum) in ages.enumerated() { attack.add(cells.map { $0.ages[index] }, sum: sum) }
        for (index, sum) in sexes.enumerated() { attack.add(cells.map { $0.sexes[index] }, sum: sum) }
        let residencies = zip(ResidencyStatus.allCases, shown.residencies).map {
            add($1, figures.residencies[$0] ?? 0)
        }
        attack.add(residencies, sum: total)
        let tags = zip(CareTag.allCases, shown.careTags).map { add($1, figures.careTags[$0] ?? 0) }
        let rest = add(shown.withoutTag, people.reduce(0, +) - figures.careTags.values.reduce(0, +))
        attack.add(tags + [rest], sum: total)
        return (attack, small)
    }

    /// Figures of chance over the months, each moving by a few people.
    @Test("Over any months, no published figure is less than a group away from another of its kind", arguments: 0..<100)
    func overTime(seed: UInt64) {
        var chance = Chance(seed: seed)
        let smallest = Int64.random(in: 2...8, using: &chance)
        var counts: [Int64] = (0..<6).map { _ in .random(in: 0...60, using: &chance) }
        var published: [PublishedFigure] = []
        var months: [ResidentPublication] = []
        for _ in 0..<60 {
            counts = counts.map { max(0, $0 + Int64.random(in: -2...2, using: &chance)) }
            var network = CountNetwork()
            let places = counts.map { network.add($0, from: 0, to: 1) }
            let sum = network.add(counts.reduce(0, +), from: 1, to: 0)
            network.hide(below: smallest)
            let figures = (places + [sum]).map { place in
                PublishedFigure(
                    "\(place)",
                    network.counts[place].value,
                    isHidden: network.counts[place].isHidden
                )
            }
            let month = ResidentPublication(figures, after: published, smallest: smallest)
            months.append(month)
            published += month.figures
            for (figure, count) in zip(month.figures, figures) {
                #expect(abs(figure.people - count.people) < smallest, "a figure is a group away from the truth")
            }
        }
        // Somebody who has all of them subtracts any from any.
        for name in (0...6).map(String.init) {
            let values = Set(months.compactMap { $0.shown(name) }).sorted()
            for (lower, higher) in zip(values, values.dropFirst()) { #expect(higher - lower >= smallest) }
            #expect(values.allSatisfy { $0 >= smallest })
        }
    }

    @Test("A group that was hidden is shown when a group more are in it, and not at the one who makes it large enough")
    func comesToLight() {
        func publish(_ people: Int64, after old: [PublishedFigure]) -> PublishedFigure {
            let count = PublishedFigure("grid/1", people, isHidden: people < 5)
            return ResidentPublication([count], after: old, smallest: 5).figures[0]
        }
        let hidden = publish(4, after: [])
        #expect(hidden.isHidden)
        #expect(publish(5, after: [hidden]).isHidden && publish(8, after: [hidden]).isHidden)
        #expect(publish(9, after: [hidden]) == PublishedFigure("grid/1", 9, isHidden: false))
        #expect(publish(4, after: [PublishedFigure("grid/1", 6, isHidden: false)]).people == 6)
    }
}
