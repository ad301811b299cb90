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
    /// Removes the residences of a resident who was entered by mistake.
    func forgetResidences(of resident: Int64) throws
    func hasHead(household: Int64) throws -> Bool
}
