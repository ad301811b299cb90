/// 走访与心愿的存储: what the one entry at a door needs beyond the plain registers.
package protocol VisitRepository {
    /// The home behind a household, or a flat, in scope.
    func home(household: Int64?, dwelling: Int64?, scope: DataScope) throws -> VisitedHome?
    /// The entry that a device sent before under the same id, and whether it said the same.
    func sent(_ entry: VisitEntry, named name: String, by visitor: Int64) throws -> (id: Int64, isSame: Bool)?
    func noteSent(_ entry: VisitEntry, as visit: Int64) throws
    func add(_ supplies: [Supply], to visit: Int64) throws
    /// Whether somebody lives in a household now.
    func lives(_ resident: Int64, in household: Int64) throws -> Bool
    func name(ofResident resident: Int64) throws -> String?
    /// Where something belongs that nobody sorted: the category `other`, else the community's first.
    func commonCategory(community: Int64) throws -> Int64?
    func wish(_ id: Int64, scope: DataScope) throws -> WishStatus?
}

/// A home that was visited (走访的住处).
package struct VisitedHome: Sendable, Hashable {
    package let community: Int64
    package let dwelling: Int64
    package let building: Int64
    package let compound: Int64
    package let household: Int64?
    package let grid: Int64?

    package init(community: Int64, dwelling: Int64, building: Int64, compound: Int64, household: Int64?, grid: Int64?) {
        self.community = community
        self.dwelling = dwelling
        self.building = building
        self.compound = compound
        self.household = household
        self.grid = grid
    }
}
