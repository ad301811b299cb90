/// The title of a case that was entered without one (代拟标题): what stands at the beginning of its description.
package enum CaseTitle {
    private static let ends: Set<Character> = ["。", "！", "？", "；", "!", "?", ";", "\n", "\r\n", "\r"]

    /// The first sentence, or as many characters of it as a title has; nothing where there is no word in it.
    package static func drawn(from description: String, most: Int) -> String? {
        let sentences = description.split { ends.contains($0) }.map { $0.drop { $0.isWhitespace } }
        guard let first = sentences.first(where: { !$0.isEmpty }) else { return nil }
        let words = Array(first.reversed().drop { $0.isWhitespace }.reversed())
        return words.count <= most ? String(words) : String(words.prefix(most)) + "…"
    }
}
