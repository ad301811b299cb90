/// A piece of a text as search sees it (检索片段): a word of letters and digits, or a run of characters without spaces.
package struct SearchPiece: Sendable, Hashable {
    package let isWord: Bool
    package let scalars: [Unicode.Scalar]
    /// What stands between the piece before and this one.
    package let gap: Gap

    package enum Gap: Sendable, Hashable {
        /// Nothing: 5 and 幢 in 5幢.
        case none
        /// One sign of ASCII between two words, as in GB-2021-000123.
        case joint
        /// A space, or any other punctuation.
        case open
    }

    /// Letters of a word that count; what follows them in a longer word is passed over.
    ///
    /// Longer than numbers, names and most links, short enough that nobody fills the index with one sign after another.
    package static let longestWord = 64

    /// Cuts a text into its pieces, in their order.
    package static func each(of text: String, _ take: (SearchPiece) throws -> Void) rethrows {
        var scalars: [Unicode.Scalar] = []
        var (isWord, gap) = (false, Gap.open)
        // The signs since the last letter, and whether the only one may join two words.
        var (signs, isJoint) = (0, false)
        func add(_ letter: Unicode.Scalar, toWord: Bool) throws {
            if scalars.isEmpty || isWord != toWord || signs > 0 {
                var next = Gap.open
                if !scalars.isEmpty {
                    try take(SearchPiece(isWord: isWord, scalars: scalars, gap: gap))
                    if signs == 0 { next = .none }
                    if signs == 1, isJoint, isWord, toWord { next = .joint }
                    scalars.removeAll(keepingCapacity: true)
                }
                (isWord, gap, signs) = (toWord, next, 0)
            }
            if !toWord || scalars.count < longestWord { scalars.append(letter) }
        }
        for scalar in text.unicodeScalars {
            switch SearchLetter(scalar) {
            case .word(let letter): try add(letter, toWord: true)
            case .character(let letter): try add(letter, toWord: false)
            case .mark: break
            case .separator:
                signs += 1
                isJoint = scalar.isASCII && scalar.value > 0x20
            }
        }
        if !scalars.isEmpty { try take(SearchPiece(isWord: isWord, scalars: scalars, gap: gap)) }
    }
}
