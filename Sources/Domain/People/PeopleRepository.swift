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
    /// The whole value of a personal field, with the community of the resident; nothing where there is none.
    func personalValue(_ field: PersonalField, of resident: Int64) throws -> (value: String, community: Int64)?
}
