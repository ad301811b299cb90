/// Numbers by which somebody is called, known or paid (个人号码), as people write them into a text: a mobile number, an ID number, the
/// number of a bank card.
///
/// They are found also where they stand in groups of any size, with any sign between them, or in a longer run of digits, and in
/// wide, Chinese and other digits. A day is none, nor a time, what a comma cuts into thousands, or a list of what counts up.
package enum PersonalNumber {
    /// Digits that stand together, as far as a separator or another character.
    typealias Group = [UInt8]

    /// What ends an ID number in place of a digit.
    static let tenth: UInt8 = 10
    private static let mobileLength = 11
    static let identityLength = 18
    /// ISO/IEC 7812; shorter ones are hardly issued, and are what other numbers are.
    private static let cardLengths = 16...19

    package static func isIn(_ text: some StringProtocol) -> Bool {
        guard mayHold(text) else { return false }
        return NumberRun.all(in: text).contains { run in
            run.groups.contains { isMobileIn($0) || isIdentityIn($0) || isCard($0[...]) } || isWrittenInGroups(run)
        } || NumberRun.all(in: text, over: .disguise).contains(where: isDisguised)
    }

    /// Whether a text has as many digits, however they are written, as the shortest number has; of most texts that is all that has to
    /// be asked, and a file has thousands of them.
    static func mayHold(_ text: some StringProtocol) -> Bool {
        var digits = 0
        for scalar in text.unicodeScalars {
            if scalar.value < 128 {
                guard (48...57).contains(scalar.value) || NumberRun.isDigitWord(scalar) else { continue }
            } else {
                guard scalar.properties.numericType != nil || NumberRun.isDigitWord(scalar) else { continue }
            }
            digits += 1
            if digits == mobileLength { return true }
        }
        return false
    }

    /// What is said of each named text that has one, all of them at once.
    package static func faults(_ texts: KeyValuePairs<String, String?>) -> [FieldError] {
        texts.compactMap { name, text in
            guard let text, isIn(text) else { return nil }
            return .body(
                name,
                "personal_number",
                "该内容会公开或供他人阅读，不得含手机号（11 位）、身份证号（18 位）、银行卡号（16–19 位），请删去",
                "Others read it; leave out numbers of mobiles (11 digits), identities (18) and bank cards (16 to 19)"
            )
        }
    }

    package static func refuse(_ texts: KeyValuePairs<String, String?>) throws {
        let faults = faults(texts)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) } }

    private static func isMobileIn(_ digits: Group) -> Bool {
        digits.indices.contains { isMobile(digits.dropFirst($0).prefix(mobileLength)) }
    }

    private static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == mobileLength, let second = digits.dropFirst().first, !digits.contains(tenth) else {
            return false
        }
        return digits.first == 1 && (3...9).contains(second)
    }

    /// By its length where it stands alone, in a longer run by the birthday in it.
    private static func isIdentityIn(_ digits: Group) -> Bool {
        if digits.count == identityLength { return true }
        return digits.indices.contains { isIdentity(digits.dropFirst($0).prefix(identityLength)) }
    }

    private static func isIdentity(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == identityLength, digits.first != 0, !digits.dropLast().contains(tenth) else {
            return false
        }
        let birthday = digits.dropFirst(6).prefix(8)
        let year = number(birthday.prefix(4))
        return (1900...2100).contains(year)
            && CivilDate(year: year, month: number(birthday.dropFirst(4).prefix(2)), day: number(birthday.suffix(2)))
                != nil
    }

    /// A card by its length, the industry in its first digit, and its check digit: of ten other numbers of that length hardly one.
    private static func isCard(_ digits: ArraySlice<UInt8>) -> Bool {
        guard cardLengths.contains(digits.count), let first = digits.first, (3...6).contains(first) || first == 9,
            !digits.contains(tenth)
        else { return false }
        let sum = digits.reversed().enumerated().reduce(0) { sum, place in
            let twice = Int(place.element) * 2
            return sum + (place.offset % 2 == 0 ? Int(place.element) : twice > 9 ? twice - 9 : twice)
        }
        return sum % 10 == 0
    }

    /// The way that is printed on cards: fours, and what is left; of UnionPay alone, as rooms and years stand in fours, too.
    private static func isCardInFours(_ groups: [Group]) -> Bool {
        groups.indices.contains { start in
            let fours = groups.dropFirst(start).prefix { $0.count == 4 }
            guard fours.count >= 4, groups[start].starts(with: [6, 2]) else { return false }
            let digits = fours.prefix(4).flatMap { $0 }
            let rest = groups.dropFirst(start + 4).first.map { $0.count < 4 ? $0 : [] } ?? []
            return isCard(digits[...]) || isCard((digits + rest)[...])
        }
    }

    /// Whether groups with more than signs between them are a mobile or an identity number: lines and joined figures are mostly
    /// things of their own, so that nothing may stand before or behind it, and a mobile number is cut as people cut it.
    private static func isDisguised(_ run: NumberRun) -> Bool {
        let digits = run.groups.flatMap { $0 }
        if isIdentity(digits[...]) { return true }
        guard isMobile(digits[...]), !run.isList(from: 0, to: digits.count) else { return false }
        let cuts = run.groups.dropLast().reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.count) }
        return [[], [3, 7], [3], [7]].contains(cuts) || run.groups.allSatisfy { $0.count == 1 }
    }

    /// Whether groups are one number together: from the begin of one to the end of another, or in the way of telephones.
    private static func isWrittenInGroups(_ run: NumberRun) -> Bool {
        let groups = run.groups
        if isCardInFours(groups) { return true }
        let digits = groups.flatMap { $0 }
        var starts: [Int] = []
        var place = 0
        for group in groups {
            starts.append(place)
            place += group.count
        }
        let edges = Set(starts + [place])
        return digits.indices.contains { start in
            let identity = digits.dropFirst(start).prefix(identityLength)
            if isIdentity(identity) { return true }
            guard isMobile(digits.dropFirst(start).prefix(mobileLength)) else { return false }
            let end = start + mobileLength
            if edges.contains(start), edges.contains(end), !run.isList(from: start, to: end) { return true }
            let cuts = edges.filter { $0 > start && $0 < end }.map { $0 - start }.sorted()
            return cuts.isEmpty || cuts == [3, 7] || cuts == [3] || cuts == [7]
        }
    }
}
