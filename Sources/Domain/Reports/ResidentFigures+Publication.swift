extension ResidentFigures {
    /// All that the report would show of these counts, by name, before it is held against what was published earlier.
    package var counts: [PublishedFigure] {
        let shown = shown
        let people = ages.map { $0.values.reduce(0, +) }
        let total = people.reduce(0, +)
        var counts = [Self.figure(Self.total, total, shown.people.total)]
        func add<Kind: TitledEnum & Hashable>(
            _ kinds: Kind.Type,
            _ values: [Int64?],
            in place: String,
            _ count: (Kind) -> Int64
        ) {
            for (kind, value) in zip(kinds.allCases, values) {
                counts.append(Self.figure(Self.name(kind, in: place), count(kind), value))
            }
        }
        add(AgeBand.self, shown.ages, in: Self.total) { band in ages.reduce(0) { $0 + ($1[band] ?? 0) } }
        add(Sex.self, shown.sexes, in: Self.total) { sex in sexes.reduce(0) { $0 + ($1[sex] ?? 0) } }
        add(ResidencyStatus.self, shown.residencies, in: Self.total) { residencies[$0] ?? 0 }
        add(CareTag.self, shown.careTags, in: Self.total) { careTags[$0] ?? 0 }
        counts.append(Self.figure(Self.untagged, total - careTags.values.reduce(0, +), shown.withoutTag))
        for index in grids.indices {
            let place = Self.place(of: grids[index].id)
            counts.append(Self.figure(place, people[index], shown.people.each[index]))
            add(AgeBand.self, shown.agesOfGrids[index], in: place) { ages[index][$0] ?? 0 }
            add(Sex.self, shown.sexesOfGrids[index], in: place) { sexes[index][$0] ?? 0 }
        }
        return counts
    }

    private static func figure(_ name: String, _ count: Int64, _ shown: Int64?) -> PublishedFigure {
        PublishedFigure(name, count, isHidden: shown == nil)
    }

    /// How many live in all grids.
    package static let total = "total"
    private static let untagged = "total/none"

    /// How many live in a grid.
    package static func place(of grid: Int64) -> String { "grid/\(grid)" }

    private static func name(_ kind: some TitledEnum, in place: String) -> String { "\(place)/\(kind.rawValue)" }

    /// What a publication shows of the grids that there are.
    static func shown(_ publication: ResidentPublication, of grids: [Grid]) -> Shown {
        func values<Kind: TitledEnum>(_ kinds: Kind.Type, in place: String) -> [Int64?] {
            kinds.allCases.map { publication.shown(name($0, in: place)) }
        }
        let places = grids.map { place(of: $0.id) }
        return Shown(
            people: ShownPeople(publication, grids.map(\.id)),
            ages: values(AgeBand.self, in: total),
            agesOfGrids: places.map { values(AgeBand.self, in: $0) },
            sexes: values(Sex.self, in: total),
            sexesOfGrids: places.map { values(Sex.self, in: $0) },
            residencies: values(ResidencyStatus.self, in: total),
            careTags: values(CareTag.self, in: total),
            withoutTag: publication.shown(untagged)
        )
    }
}

extension ShownPeople {
    /// What a publication shows of so many grids.
    package init(_ publication: ResidentPublication, _ grids: [Int64]) {
        self.init(
            each: grids.map { publication.shown(ResidentFigures.place(of: $0)) },
            total: publication.shown(ResidentFigures.total)
        )
    }
}
