/// The title by which everybody reads of a case (公开标题).
package enum PublicTitle {
    /// From so many digits on a number is somebody's telephone, card or identity, and not one of a house or a lamp.
    private static let longNumber = 7
    private static let cover = "＊＊＊"
    /// Of digits that are words so many before a typed number are the end of a name.
    private static let shortWord = 2
    /// Of the eighteen places of an identity number those that are always digits.
    private static let identityDigits = 17

    /// A reporter's title without the numbers of people; nothing where it holds none.
    ///
    /// A day, a sum, a list of counts and the number of a case or topic are no number of somebody.
    package static func hiding(_ title: String) -> String? {
        alsoDisguised(title) {
            hiding(in: $0) { PersonalNumber.isIn($0) || digits($0).count >= longNumber && !isNobodys($0) }
        }
    }

    /// The same, and after it what is written so that it does not look like one number.
    private static func alsoDisguised(_ text: String, _ hide: (String) -> String?) -> String? {
        let shown = hide(text)
        guard PersonalNumber.isIn(shown ?? text) else { return shown }
        return hidingDisguised(shown ?? text) ?? shown
    }

    /// Over signs first, so that as little as can be is covered, and then over whatever else may stand between.
    private static func hidingDisguised(_ text: String) -> String? {
        guard PersonalNumber.mayHold(text) else { return nil }
        let shown = hiding(in: text, isSeparator: NumberRun.isSign) { PersonalNumber.isIn($0) }
        guard PersonalNumber.isIn(shown ?? text) else { return shown }
        return hiding(in: shown ?? text, isSeparator: isBetween) { PersonalNumber.isIn($0) } ?? shown
    }

    /// What can stand within a number that is not to be found, the letters of a tag and of a space by its name included.
    private static func isBetween(_ character: Character) -> Bool {
        NumberRun.isDisguise(character) || "brpdivBRPDIVnsemth".contains(character)
    }

    /// What staff wrote, without mobile and identity numbers; those of offices stay.
    package static func shown(_ text: String) -> String {
        alsoDisguised(text) { text in
            hiding(in: text) { number in
                let digits = digits(number)
                return digits.count == 11 && digits.first == 1 || digits.count >= 15 && !isDayOrSum(number)
                    || PersonalNumber.isIn(number)
            }
        } ?? text
    }

    /// What anybody wrote, as it leaves in a file whose personal columns are masked (导出时的文字): without the numbers of people.
    ///
    /// A link and a digest are no words; long numbers in them are nobody's.
    package static func starred(_ text: String) -> String {
        guard !isMachineWord(text) else { return text }
        return hidingDisguised(text) ?? text
    }

    private static func isMachineWord(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count >= 12, bytes.allSatisfy({ $0 > 32 && $0 < 127 }) else { return false }
        return text.hasPrefix("https://") || text.hasPrefix("http://")
            || bytes.count >= 32 && bytes.allSatisfy { (48...57).contains($0) || (97...102).contains($0) || $0 == 45 }
    }

    private static func digits(_ number: Substring) -> [Int] { number.compactMap(NumberRun.digit).map(Int.init) }

    private static func isNobodys(_ number: Substring) -> Bool {
        isDayOrSum(number) || OrdinaryNumber(number, isSeparator).isKnown
    }

    private static func isDayOrSum(_ number: Substring) -> Bool {
        let bare = number.reversed().drop { isSeparator($0) }.reversed()
        let parts = bare.split(omittingEmptySubsequences: false) { isSeparator($0) }.map(\.count)
        var (rest, left) = (parts[...], 0)
        while let length = rest.first {
            let isDay = length == 4 && rest.count >= 3 && rest.dropFirst().prefix(2).allSatisfy((1...2).contains)
            if !isDay { left += length }
            rest = rest.dropFirst(isDay ? 3 : 1)
        }
        if left < longNumber { return true }
        return parts.count > 1 && (1...3).contains(parts[0]) && parts.dropFirst().allSatisfy { $0 == 3 }
            && bare.allSatisfy { !isSeparator($0) || $0 == "," || $0 == "，" }
    }

    private static func hiding(
        in title: String,
        isSeparator: (Character) -> Bool = isSeparator,
        where isPersonal: (Substring) -> Bool
    ) -> String? {
        var shown = ""
        var number: Substring = ""
        var isChanged = false
        func keepNumber() {
            guard !number.isEmpty else { return }
            let isLong = isPersonal(number)
            isChanged = isChanged || isLong
            // What only separates stays with the words after it.
            let separators = number.reversed().prefix { isSeparator($0) }.reversed()
            shown += isLong ? cover + String(separators) : String(number)
            number = ""
        }
        for index in title.indices {
            let character = title[index]
            let isDigit = NumberRun.digit(character) != nil
            // What is written in words before a number belongs to the words, as what comes after it does: 王五13800001234.
            if isDigit, let last = number.last, NumberRun.digit(last) != nil, isTyped(last) != isTyped(character),
                isTyped(last) ? isPersonal(number) : number.count <= shortWord && !number.contains(where: isTyped)
            {
                keepNumber()
            }
            if isDigit || !number.isEmpty && (isSeparator(character) || endsIdentity(number, character)) {
                number = number.isEmpty ? title[index...index] : title[number.startIndex...index]
            } else {
                keepNumber()
                shown.append(character)
            }
        }
        keepNumber()
        return isChanged ? shown : nil
    }

    /// Whether a letter is the last place of an identity number, whose check is not always a digit.
    private static func endsIdentity(_ number: Substring, _ character: Character) -> Bool {
        "XxＸｘ".contains(character) && digits(number).count >= identityDigits
    }

    /// Whether a digit is one that is typed, also a wide one, and not a word such as 五.
    private static func isTyped(_ digit: Character) -> Bool {
        digit.isASCII || ("\u{FF10}"..."\u{FF19}").contains(digit)
    }

    private static let separators: Set<Character> = [
        " ", "　", "-", "－", "—", "–", "_", ".", "·", "•", "/", ",", "，",
    ]

    private static func isSeparator(_ character: Character) -> Bool { separators.contains(character) }
}
