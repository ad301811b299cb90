/// What somebody looks for (检索词): phrases, all of which have to be there.
package struct SearchQuestion: Sendable, Hashable {
    /// Pieces that follow one another in the text.
    package typealias Phrase = [SearchPiece]

    package let phrases: [Phrase]
    /// As it was asked, which ties a cursor to its question.
    package let text: String

    /// Characters of a question: more than a title, so that one can be pasted.
    package static let longest = 100
    /// Phrases of a question: each costs a look into the index.
    package static let mostPhrases = 10

    /// Why a question can not be answered.
    package enum Fault: Error, Sendable, Hashable {
        case noWords
        case tooLong
        case tooManyWords
    }

    /// Reads a question: spaces and punctuation separate its phrases, and a sign between two words joins them.
    package init(_ text: String) throws(Fault) {
        guard text.unicodeScalars.count <= Self.longest else { throw .tooLong }
        var phrases: [Phrase] = []
        SearchPiece.each(of: text) { piece in
            if piece.gap == .open || phrases.isEmpty {
                phrases.append([piece])
            } else {
                phrases[phrases.count - 1].append(piece)
            }
        }
        var distinct: [Phrase] = []
        for phrase in phrases where !distinct.contains(phrase) { distinct.append(phrase) }
        guard !distinct.isEmpty else { throw .noWords }
        guard distinct.count <= Self.mostPhrases else { throw .tooManyWords }
        self.phrases = distinct
        self.text = text
    }
}

extension SearchQuestion.Fault {
    /// The fault of the parameter `q`.
    package var error: FieldError {
        switch self {
        case .noWords:
            .parameter("q", "no_words", "没有可以检索的文字", "Holds nothing that could be looked for")
        case .tooLong:
            .parameter(
                "q",
                "too_long",
                "最多 \(SearchQuestion.longest) 个字",
                "Is to have at most \(SearchQuestion.longest) characters"
            )
        case .tooManyWords:
            .parameter(
                "q",
                "too_many_words",
                "最多 \(SearchQuestion.mostPhrases) 个词",
                "Is to have at most \(SearchQuestion.mostPhrases) words"
            )
        }
    }
}
