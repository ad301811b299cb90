/// The dated grid memberships of buildings (楼栋网格归属).
package protocol TerritoryRepository {
    /// The open membership of a building, if it is in a grid.
    func currentMembership(ofBuilding building: Int64) throws -> GridMembership?
    /// Puts the open membership into another grid, from the day on which it began.
    func correctMembership(ofBuilding building: Int64, toGrid grid: Int64, reason: String?) throws
    /// Ends the open membership the day before `date`.
    func endMembership(ofBuilding building: Int64, on date: CivilDate) throws
    func beginMembership(
        ofBuilding building: Int64,
        inGrid grid: Int64,
        community: Int64,
        from date: CivilDate,
        reason: String?
    ) throws
    func community(of resource: ResourceName, id: Int64) throws -> Int64?
}

/// A span of days that a building belongs to a grid (归属).
package struct GridMembership: Sendable, Hashable {
    package let gridID: Int64
    package let from: CivilDate

    package init(gridID: Int64, from: CivilDate) {
        self.gridID = gridID
        self.from = from
    }
}
