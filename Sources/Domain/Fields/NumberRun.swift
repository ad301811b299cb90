/// Digits of a text as far as nothing but signs stands between them (数字串): what could be one number, however it is written.
struct NumberRun {
    /// Digits that stand together.
    private(set) var groups: [PersonalNumber.Group]
    /// What stands between a group and the next one.
    private(set) var gaps: [String]

    /// More signs are a gap between two things.
    private static let mostSigns = 3
    /// What ends a sentence or a line, and what says what a figure is, stands in no number.
    private static let ends: Set<Character> = ["。", "！", "？", "!", "?", "；", ";", "%", "％", "‰", "℃", "…"]
    private static let joints: Set<Character> = ["和", "及", "与", "跟", "加", "接", "转", "再", "x", "X", "ｘ", "Ｘ"]
    private static let longestTag = 12
    /// Letters that stand where a digit is meant, behind digits.
    static let lookalikes: [Character: UInt8] = ["O": 0, "o": 0, "Ｏ": 0, "ｏ": 0, "l": 1, "I": 1]

    /// How far one number may go on.
    enum Reach {
        /// Over signs.
        case signs
        /// Also over ends of lines and sentences, over tags, and over the words by which figures are joined: as somebody writes it who
        /// does not want it to be found.
        case disguise
    }

    /// All of a text that are left when days, times and sums are taken out.
    static func all(in text: some StringProtocol, over reach: Reach = .signs) -> [NumberRun] {
        var runs: [NumberRun] = []
        var run = NumberRun(groups: [], gaps: [])
        var group: PersonalNumber.Group = []
        var (gap, signs) = ("", 0)
        func endGroup() {
            if !group.isEmpty { run.groups.append(group) }
            group = []
        }
        func endRun() {
            endGroup()
            if !run.groups.isEmpty { runs += run.withoutDaysAndSums }
            run = NumberRun(groups: [], gaps: [])
            (gap, signs) = ("", 0)
        }
        let isBetween = reach == .signs ? isSign : isDisguise
        let text = reach == .signs ? String(text) : withoutEntities(withoutTags(text))
        for character in text {
            // A wide space is one gap, however wide it is.
            if reach == .disguise, character == " ", gap.last == " " { continue }
            let isWithin = !group.isEmpty || !run.groups.isEmpty
            if let digit = digit(character) ?? (reach == .disguise && isWithin ? lookalikes[character] : nil) {
                if group.isEmpty, !run.groups.isEmpty { run.gaps.append(gap) }
                (gap, signs) = ("", 0)
                group.append(digit)
            } else if "XxＸｘ".contains(character), run.groups.isEmpty == false || !group.isEmpty,
                run.groups.reduce(0, { $0 + $1.count }) + group.count >= PersonalNumber.identityLength - 1
            {
                if group.isEmpty { run.gaps.append(gap) }
                group.append(PersonalNumber.tenth)
                endRun()
            } else if isBetween(character) {
                endGroup()
                // What nobody sees is no gap.
                if character.unicodeScalars.first?.properties.generalCategory != .format { signs += 1 }
                gap.append(character)
                if signs > mostSigns { endRun() }
            } else {
                endRun()
            }
        }
        endRun()
        return runs
    }

    /// A sign, an end, a word that joins figures, or a letter that looks like one.
    static func isDisguise(_ character: Character) -> Bool {
        isSign(character) || ends.contains(character) || character.isNewline || joints.contains(character)
            || lookalikes[character] != nil
    }

    /// A tag of a page is one end of a line, whatever it is called.
    private static func withoutTags(_ text: some StringProtocol) -> String {
        guard text.contains("<") else { return String(text) }
        var (shown, rest) = ("", text[...])
        while let start = rest.firstIndex(of: "<") {
            shown += rest[..<start]
            let tag = rest[start...].prefix(longestTag)
            guard let end = tag.firstIndex(of: ">") else {
                shown.append("<")
                rest = rest[rest.index(after: start)...]
                continue
            }
            shown.append("\n")
            rest = rest[rest.index(after: end)...]
        }
        return shown + rest
    }

    /// A space is one, also by the name that it has in a page.
    private static func withoutEntities(_ text: String) -> String {
        text.contains("&") ? text.replacing(/&(?:nbsp|ensp|emsp|thinsp|#x?[0-9a-fA-F]{1,6});?/, with: " ") : text
    }

    /// A digit however it is written: typed, wide, in a circle, as a key, or as a Chinese word such as 三, 〇 and 幺; 十 is none.
    static func digit(_ character: Character) -> UInt8? {
        guard let first = character.unicodeScalars.first else { return nil }
        if first.value < 128 {
            guard (48...57).contains(first.value), isBare(character) else { return nil }
            return UInt8(first.value - 48)
        }
        switch first {
        case "幺": return 1
        case "○", "◯": return 0
        default: break
        }
        guard let value = first.properties.numericValue, (0...9).contains(value), value == value.rounded(),
            isBare(character)
        else { return nil }
        return UInt8(value)
    }

    /// Signs that are read as digits, though Unicode says of them that they are none.
    static func isDigitWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "幺" || scalar == "○" || scalar == "◯" || lookalikes[Character(scalar)] != nil
    }

    /// Whether nothing but marks is written onto the first sign of a character, as 1 is onto a key.
    private static func isBare(_ character: Character) -> Bool {
        character.unicodeScalars.dropFirst().allSatisfy { !$0.properties.isAlphabetic }
    }

    /// A sign that is neither a digit nor part of a word.
    static func isSign(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first, !ends.contains(character) else { return false }
        switch first.properties.generalCategory {
        case .spaceSeparator, .dashPunctuation, .connectorPunctuation, .otherPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .mathSymbol, .modifierSymbol, .otherSymbol,
            .format:
            return true
        default: return first == "\t"
        }
    }
}

extension NumberRun {
    /// The rest of it: a day, a time and a sum are numbers of their own kind, which no other one goes on through.
    private var withoutDaysAndSums: [NumberRun] {
        var runs: [NumberRun] = []
        var first = 0
        var place = 0
        func keep(to end: Int) {
            guard first < end else { return }
            runs.append(NumberRun(groups: Array(groups[first..<end]), gaps: Array(gaps[first..<(end - 1)])))
        }
        while place < groups.count {
            let length = max(dayLength(at: place), timeLength(at: place), sumLength(at: place))
            guard length > 0 else {
                place += 1
                continue
            }
            keep(to: place)
            place += length
            first = place
        }
        keep(to: groups.count)
        return runs
    }

    private func dayLength(at place: Int) -> Int {
        guard place + 2 < groups.count else { return 0 }
        let (year, month, day) = (groups[place], groups[place + 1], groups[place + 2])
        guard year.count == 4, month.count <= 2, day.count <= 2 else { return 0 }
        let number = PersonalNumber.number
        let isDay = CivilDate(year: number(year[...]), month: number(month[...]), day: number(day[...])) != nil
        return isDay && (1900...2100).contains(number(year[...])) ? 3 : 0
    }

    /// Hours and minutes, and seconds behind them.
    private func timeLength(at place: Int) -> Int {
        func isColon(_ index: Int) -> Bool { index < gaps.count && (gaps[index] == ":" || gaps[index] == "：") }
        func isPart(_ index: Int, below limit: Int) -> Bool {
            groups[index].count == 2 && PersonalNumber.number(groups[index][...]) < limit
        }
        guard isColon(place), groups[place].count <= 2, PersonalNumber.number(groups[place][...]) <= 24,
            isPart(place + 1, below: 60)
        else { return 0 }
        return isColon(place + 1) ? isPart(place + 2, below: 60) ? 3 : 0 : 2
    }

    /// What commas cut into thousands, with the fen behind a point.
    private func sumLength(at place: Int) -> Int {
        func isComma(_ index: Int) -> Bool { index < gaps.count && (gaps[index] == "," || gaps[index] == "，") }
        guard (1...3).contains(groups[place].count), !(place > 0 && isComma(place - 1)) else { return 0 }
        var end = place
        while isComma(end), groups[end + 1].count == 3 { end += 1 }
        guard end > place, !isComma(end) else { return 0 }
        let hasFen = end < gaps.count && gaps[end] == "." && groups[end + 1].count <= 2
        return end - place + (hasFen ? 2 : 1)
    }

    /// Whether the groups between two places of the digits are things that stand in a row: numbers of houses, which count up, or
    /// pairs such as days of a month and prices.
    func isList(from start: Int, to end: Int) -> Bool {
        if isOfPairs { return true }
        var place = 0
        var within: [Int] = []
        for group in groups {
            if place >= start, place < end { within.append(PersonalNumber.number(group[...])) }
            place += group.count
        }
        return within.count >= 5 && zip(within, within.dropFirst()).allSatisfy(<)
    }

    private var isOfPairs: Bool {
        guard groups.count >= 4, groups.count.isMultiple(of: 2), let inner = gaps.first,
            [".", "/", "-", "×", "*", "~", "～"].contains(inner)
        else { return false }
        return gaps.indices.allSatisfy { ($0.isMultiple(of: 2)) == (gaps[$0] == inner) }
            && groups.indices.allSatisfy { $0.isMultiple(of: 2) || groups[$0].count <= 2 }
    }
}
