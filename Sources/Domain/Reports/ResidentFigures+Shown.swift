extension ResidentFigures {
    /// The figures that may be shown (可公布的人数); nothing where one is hidden.
    package struct Shown: Sendable {
        package var people: ShownPeople
        package var ages: [Int64?] = []
        package var agesOfGrids: [[Int64?]] = []
        package var sexes: [Int64?] = []
        package var sexesOfGrids: [[Int64?]] = []
        package var residencies: [Int64?] = []
        package var careTags: [Int64?] = []
        package var withoutTag: Int64?
    }

    /// Hides what must be hidden.
    ///
    /// All tables are bound by how many live in each grid, so they are one network: from the sum of all through the ages to
    /// the grids, from the grids through the sexes back to the sum. How many live in a grid is shown by the coverage of
    /// grids, too; what is hidden of it is decided once, alike for both.
    package var shown: Shown {
        let people = ages.map { $0.values.reduce(0, +) }
        var shown = Shown(people: ShownPeople(people, smallest: smallest))
        var network = CountNetwork()
        var next = 3
        let (all, tagged, source) = (0, 1, 2)
        func node() -> Int {
            next += 1
            return next - 1
        }
        let bands = AgeBand.allCases.map { _ in node() }
        let kinds = Sex.allCases.map { _ in node() }
        let inhabited = grids.map { _ in (node(), node()) }

        let byResidency = ResidencyStatus.allCases.map { network.add(residencies[$0] ?? 0, from: all, to: tagged) }
        let total = people.reduce(0, +)
        let byTag = CareTag.allCases.map { network.add(careTags[$0] ?? 0, from: tagged, to: source) }
        let untagged = network.add(total - careTags.values.reduce(0, +), from: tagged, to: source)
        // The sum itself, which ends where the ages begin.
        let root = node()
        _ = network.add(total, from: source, to: root, isHidden: shown.people.total == nil)
        let byAge = zip(AgeBand.allCases, bands).map { band, node in
            network.add(ages.reduce(0) { $0 + ($1[band] ?? 0) }, from: root, to: node)
        }
        let bySex = zip(Sex.allCases, kinds).map { sex, node in
            network.add(sexes.reduce(0) { $0 + ($1[sex] ?? 0) }, from: node, to: all)
        }
        var cells: [(ages: [Int], sexes: [Int])] = []
        for index in grids.indices {
            let (entry, exit) = inhabited[index]
            _ = network.add(people[index], from: entry, to: exit, isHidden: shown.people.each[index] == nil)
            cells.append(
                (
                    zip(AgeBand.allCases, bands).map { network.add(ages[index][$0] ?? 0, from: $1, to: entry) },
                    zip(Sex.allCases, kinds).map { network.add(sexes[index][$0] ?? 0, from: exit, to: $1) }
                )
            )
        }
        network.hide(below: smallest)
        shown.residencies = byResidency.map { network.shown($0) }
        shown.careTags = byTag.map { network.shown($0) }
        shown.withoutTag = network.shown(untagged)
        shown.ages = byAge.map { network.shown($0) }
        shown.sexes = bySex.map { network.shown($0) }
        shown.agesOfGrids = cells.map { $0.ages.map { network.shown($0) } }
        shown.sexesOfGrids = cells.map { $0.sexes.map { network.shown($0) } }
        return shown
    }
}
