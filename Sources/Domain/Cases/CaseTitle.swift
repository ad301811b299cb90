/// The title of a case that was entered without one (代拟标题): what stands at the beginning of its description.
package enum CaseTitle {
    private static let ends: Set<Character> = ["。", "！", "？", "；", "!", "?", ";", "\n", "\r\n", "\r"]

    /// The first sentence, or as many characters of it as a title has; nothing where there is no word in it.
    package static func drawn(from description: String, most: Int) -> String? {
        let sentences = description.split { ends.contains($0) }.map { $0.drop { $0.isWhitespace } }
        guard let first = sentences.first(where: { !$0.isEmpty }) else { return nil }
        let words = Array(first.reversed().drop { $0.isWhitespace }.reversed())
        if words.count <= most, words.reduce(0, { $0 + $1.unicodeScalars.count }) <= room { return String(words) }
        return fitting(words, most: most) + "…"
    }

    /// What a title has room for, as the schema counts it: a letter with its marks is more than one.
    private static let room = 99

    /// The beginning, cut between what a reader takes for characters; of one that is longer than a title only the beginning.
    package static func fitting(_ words: some Sequence<Character>, most: Int) -> String {
        var text = String.UnicodeScalarView()
        for character in words.prefix(most) {
            guard text.count + character.unicodeScalars.count <= room else {
                if text.isEmpty { text.append(contentsOf: character.unicodeScalars.prefix(room)) }
                break
            }
            text.append(contentsOf: character.unicodeScalars)
        }
        return String(text)
    }
}
