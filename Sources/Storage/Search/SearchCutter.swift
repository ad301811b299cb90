import Domain

/// Cuts texts into the words of the index (切词), and questions into the same.
///
/// Chinese is written without spaces, so each character makes a word with the one that follows it: 路灯不亮 is 路灯,
/// 灯不, 不亮, and 亮 alone, which ends the run. Two characters are then one word, more are words that follow one
/// another, and one is the beginning of a word. Words of letters carry a mark before them, which keeps them apart from
/// the tags of the index and from pairs of characters.
enum SearchCutter {
    /// Before each word of letters; no pair of characters and no tag begins so.
    static let mark = Array("ww".utf8)

    /// The words of a text, between spaces, as the tokenizer `ascii` takes them apart.
    static func words(of text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count * 5 / 2)
        SearchPiece.each(of: text) { append($0, to: &out, endsRun: true) }
        return String(decoding: out, as: UTF8.self)
    }

    /// A phrase in the language of MATCH.
    ///
    /// Holds letters and signs beyond ASCII only, so that nothing in it can end the quotes.
    static func match(_ phrase: SearchQuestion.Phrase) -> String {
        var out = [UInt8(ascii: "\"")]
        for piece in phrase.dropLast() { append(piece, to: &out, endsRun: true) }
        guard let last = phrase.last else { return "" }
        // The end of a question need not be the end of what is found: a word goes on, a run does.
        append(last, to: &out, endsRun: last.scalars.count == 1)
        out.append(UInt8(ascii: "\""))
        if last.isWord || last.scalars.count == 1 { out.append(UInt8(ascii: "*")) }
        return String(decoding: out, as: UTF8.self)
    }

    private static func append(_ piece: SearchPiece, to out: inout [UInt8], endsRun: Bool) {
        if piece.isWord {
            out += mark
            for letter in piece.scalars { append(letter, to: &out) }
            out.append(UInt8(ascii: " "))
            return
        }
        let scalars = piece.scalars
        for index in scalars.indices.dropLast() {
            append(scalars[index], to: &out)
            append(scalars[index + 1], to: &out)
            out.append(UInt8(ascii: " "))
        }
        guard endsRun, let last = scalars.last else { return }
        append(last, to: &out)
        out.append(UInt8(ascii: " "))
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        let value = scalar.value
        if (0x800..<0x1_0000).contains(value) {
            out.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            out.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            out.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else {
            out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
