/// The title by which everybody reads of a case (公开标题).
package enum PublicTitle {
    /// From so many digits on a number is somebody's telephone, card or identity, and not one of a house or a lamp.
    private static let longNumber = 7
    private static let cover = "＊＊＊"

    /// A reporter's title without the numbers of people; nothing where it holds none.
    package static func hiding(_ title: String) -> String? { hiding(in: title) { $0.count >= longNumber } }

    /// What staff wrote, without mobile and identity numbers; those of offices stay.
    package static func shown(_ text: String) -> String {
        hiding(in: text) { $0.count == 11 && $0.first == 1 || $0.count >= 15 } ?? text
    }

    private static func hiding(in title: String, where isPersonal: ([Int]) -> Bool) -> String? {
        var shown = ""
        var number: Substring = ""
        var isChanged = false
        func keepNumber() {
            guard !number.isEmpty else { return }
            let isLong = isPersonal(number.compactMap(\.wholeNumberValue))
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

    private static let separators: Set<Character> = [
        " ", "　", "-", "－", "—", "–", "_", ".", "·", "•", "/", ",", "，",
    ]

    private static func isSeparator(_ character: Character) -> Bool { separators.contains(character) }
}
