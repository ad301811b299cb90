import Domain

/// Invents people (人物): names, ID numbers with a right check digit, telephone numbers.
///
/// The area 320499 of the ID numbers is assigned to no place, and the telephone numbers all begin with 1990000.
struct PersonMaker: Sendable {
    private var chance: SeededGenerator
    private var sequences: [CivilDate: Int] = [:]
    private var phones = 0

    init(_ chance: SeededGenerator) { self.chance = chance }

    mutating func surname() -> String { chance.pick(NameTable.surnames) }

    mutating func name(_ sex: Sex, born year: Int, surname: String? = nil) -> String {
        let given = NameTable.given(isFemale: sex == .female, born: year)
        let first = chance.pick(given)
        return (surname ?? self.surname()) + first + (chance.happens(72) ? chance.pick(given) : "")
    }

    mutating func phone() -> String {
        // 7919 has no factor in common with 10000, so that no number comes twice.
        let digits = String(10_000 + (phones * 7919 + 421) % 10_000)
        phones += 1
        return "1990000" + digits.dropFirst()
    }

    /// The next number of a day and sex: an odd sequence is a man's (GB 11643).
    mutating func idNumber(_ sex: Sex, born date: CivilDate) -> String {
        var sequence = sequences[date, default: 0] + 1
        if sequence.isMultiple(of: 2) == (sex == .male) { sequence += 1 }
        sequences[date] = sequence
        let day = date.description.filter { $0 != "-" }
        let body = "320499" + day + String(1000 + sequence).dropFirst()
        let check = IdentityNumber.check(body.utf8.map { Int($0) - 48 })
        return body + String(decoding: [check], as: UTF8.self)
    }

    mutating func birthDate(aged age: Int) -> CivilDate {
        let last = PeoplePlan.registeredOn.advanced(byDays: -(age * 365 + age / 4))
        return chance.day(last.advanced(byDays: -360)...last)
    }
}
