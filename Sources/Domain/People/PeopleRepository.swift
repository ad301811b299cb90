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
    /// ID number, birth date and sex as they are held.
    func identity(of resident: Int64) throws -> [String: FieldValue]
    /// When a resident was entered.
    func entered(_ resident: Int64) throws -> Instant?
    /// The registers in which something refers to a resident, beside the residence.
    func references(to resident: Int64) throws -> [ResourceName]
    /// Removes the residences of a resident who was entered by mistake.
    func forgetResidences(of resident: Int64) throws
    func hasHead(household: Int64) throws -> Bool
    /// Whose a number is, in a sealed field of a register of people.
    func rows(
        with number: String,
        in field: String,
        of resource: ResourceName
    ) throws -> [(id: Int64, community: Int64)]
    /// Tells secretary and staff of a community something that is no case's; whoever has not read it yet is not told again.
    func tellStaff(of community: Int64, _ topic: NoticeTopic, _ text: String) throws
    /// The whole value of a personal field, with the community of the resident; nothing where there is none.
    func personalValue(_ field: PersonalField, of resident: Int64) throws -> (value: String, community: Int64)?
}
