/// The title by which everybody reads of a case (公开标题).
package enum PublicTitle {
    /// From so many digits on a number is somebody's telephone, card or identity, and not one of a house or a lamp.
    private static let longNumber = 7
    private static let cover = "＊＊＊"

    /// A reporter's title without the numbers of people; nothing where it holds none.
    package static func hiding(_ title: String) -> String? {
        var shown = ""
        var number: Substring = ""
        var isChanged = false
        func keepNumber() {
            guard !number.isEmpty else { return }
            let isLong = number.count { $0.isWholeNumber } >= longNumber
            isChanged = isChanged || isLong
            // What only separates stays with the words after it.
            let separators = number.reversed().prefix { isSeparator($0) }.reversed()
            shown += isLong ? cover + String(separators) : String(number)
            number = ""
        }
        for index in title.indices {
            let character = title[index]
            if character.isWholeNumber || !number.isEmpty && isSeparator(character) {
                number = number.isEmpty ? title[index...index] : title[number.startIndex...index]
            } else {
                keepNumber()
                shown.append(character)
            }
        }
        keepNumber()
        return isChanged ? shown : nil
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character == " " || character == "-" || character == "－" || character == "　"
    }
}
