import Domain

/// Where an issue lies (议题地点): its compound, the grid of the compound, and the public place if it concerns one.
struct IssuePlace: Sendable {
    let grid: Int
    let compoundID: Int64
    let gridID: Int64
    let placeID: Int64?

    init(_ entry: IssueTable.Entry, _ groundwork: Groundwork) {
        guard let compound = CompoundTable.all.firstIndex(where: { $0.name == entry.compound }) else {
            preconditionFailure("\(entry.compound) is no compound")
        }
        grid = CompoundTable.all[compound].grid
        compoundID = groundwork.territory.compounds[compound]
        gridID = groundwork.territory.grids[grid]
        placeID = PlaceTable.all.firstIndex { $0.compound == entry.compound && $0.name == entry.place }
            .map { groundwork.organizations.places[$0] }
    }
}
