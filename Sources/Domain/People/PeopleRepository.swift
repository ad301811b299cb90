/// The dated residences of residents (居住史).
package protocol PeopleRepository {
    func beginResidence(
        of resident: Int64,
        in household: Int64,
        community: Int64,
        relation: String,
        from date: CivilDate
    ) throws
    /// The first day of a household.
    func start(ofHousehold household: Int64) throws -> CivilDate?
    func hasHead(household: Int64) throws -> Bool
}
