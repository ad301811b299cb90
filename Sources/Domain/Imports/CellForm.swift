/// What sort of thing a cell of an imported table says (单元格类别).
package enum CellForm: Sendable {
    /// Words of so many characters.
    case text(ClosedRange<Int>)
    /// A person's name; the spaces that align two characters with three do not count.
    case personName
    /// The number or name of a place, however it is written out: 3幢, 3号楼, 3.
    case place(PlaceLevel)
    case integer(ClosedRange<Int64>)
    /// Square meters, kept as hundredths.
    case squareMeters
    case date
    /// One of the values of an enumeration: its code, its titles, or a word that people use for it.
    case choice(Enumeration, words: [String: String])
    case flag
    case phone
    case identityNumber
    /// A part of a whole, such as 1/2.
    case share
}

/// How places stand inside one another, and how their numbers are written (地点层级).
package enum PlaceLevel: Sendable {
    case compound, building, unit, room, grid, branch

    /// What may follow the number and says nothing that the column does not say.
    private var endings: [String] {
        switch self {
        case .building: ["号楼", "幢", "栋", "楼", "座", "#", "号"]
        case .unit: ["号单元", "单元", "门"]
        case .room: ["号室", "室", "房", "号"]
        case .compound, .grid, .branch: []
        }
    }

    /// The number or name alone: 3 for 3号楼.
    package func bare(_ text: String) -> String {
        var bare = CellText.compact(text)
        for ending in endings where bare.count > ending.count && bare.hasSuffix(ending) {
            bare.removeLast(ending.count)
            break
        }
        guard self == .unit, let number = Self.numerals.firstIndex(of: bare) else { return bare }
        return String(number + 1)
    }

    /// The form in which two ways of writing a place are the same: 03号楼, ３幢 and 3 are.
    package func key(_ text: String) -> String {
        let key = bare(text).lowercased()
        // The zero of a room is a floor or a part of its number.
        guard self != .room, key.utf8.first == UInt8(ascii: "0"), key.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return key
        }
        return String(key.drop { $0 == "0" })
    }

    private static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
}
