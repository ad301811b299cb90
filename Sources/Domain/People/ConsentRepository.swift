/// Who agreed to what (同意的存储).
package protocol ConsentRepository {
    /// What the rules of consent ask of a resident.
    func person(_ resident: Int64) throws -> Person?
    /// Whether a consent stands on a day: given, not withdrawn, not outgrown.
    func stands(_ purpose: Purpose, of resident: Int64, on day: CivilDate) throws -> Bool
    func consent(_ id: Int64) throws -> Consent?
    /// The other consents that stand for a child and the same purpose.
    func others(besides consent: Consent) throws -> [Int64]
}

/// What the rules of consent ask of a resident (当事人).
package struct Person: Sendable, Hashable {
    package let id: Int64
    package let community: Int64
    package let birth: CivilDate
    /// The household that the resident lives in today.
    package let household: Int64?
    /// What the resident is to the head of that household.
    package let relation: HouseholdRelation?

    package init(id: Int64, community: Int64, birth: CivilDate, household: Int64?, relation: HouseholdRelation?) {
        self.relation = relation
        self.id = id
        self.community = community
        self.birth = birth
        self.household = household
    }

    /// Whether the register says that somebody is a parent: a child of the head has the head and the spouse for parents.
    ///
    /// Whoever else lives there, a lodger or an uncle, is no guardian by that (Civil Code article 27).
    package func isParent(of child: Person) -> Bool {
        household != nil && household == child.household && child.relation == .child
            && (relation == .head || relation == .spouse)
    }

    /// The day on which the resident is so old; who was born on 29 February is a year older on 1 March.
    package func birthday(_ age: Int) -> CivilDate {
        let year = birth.year + age
        return CivilDate(year: year, month: birth.month, day: birth.day) ?? CivilDate(year: year, month: 3, day: 1)
            ?? birth
    }
}

/// A consent (同意), as far as taking it back asks.
package struct Consent: Sendable, Hashable {
    package let id: Int64
    package let resident: Int64
    package let purpose: Purpose
    package let isWithdrawn: Bool
    /// Whether a guardian gave it for a child.
    package let isForChild: Bool

    package init(id: Int64, resident: Int64, purpose: Purpose, isWithdrawn: Bool, isForChild: Bool) {
        self.isForChild = isForChild
        self.id = id
        self.resident = resident
        self.purpose = purpose
        self.isWithdrawn = isWithdrawn
    }
}

extension DomainError {
    /// A child does this only with the guardian.
    package static func guardianMissing(_ purpose: Purpose) -> DomainError {
        DomainError(
            .conflict,
            "guardian_consent_required",
            "不满 \(Purpose.ageOfOwnConsent) 周岁，“\(purpose.title.chinese)”须先登记监护人的同意",
            "Under \(Purpose.ageOfOwnConsent) years “\(purpose.title.english)” needs a guardian's consent first",
            details: [("purpose", .text(purpose.rawValue))]
        )
    }

    /// Consent is the basis, and there is none.
    package static func consentMissing(_ purpose: Purpose) -> DomainError {
        DomainError(
            .conflict,
            "consent_required",
            "“\(purpose.title.chinese)”以个人同意为依据，该居民没有同意或已经撤回",
            "“\(purpose.title.english)” rests on consent, which this resident did not give or has withdrawn",
            details: [("purpose", .text(purpose.rawValue)), ("basis", .text(purpose.basis.rawValue))]
        )
    }
}
