import Domain
import Testing

@Suite("Pieces of a text, as search sees them")
struct SearchPieceTests {
    /// Words in brackets, runs bare; what stands before each: nothing, - for a joint, a space for a gap.
    private func cut(_ text: String) -> String {
        var out = ""
        SearchPiece.each(of: text) { piece in
            var letters = String.UnicodeScalarView()
            letters.append(contentsOf: piece.scalars)
            switch piece.gap {
            case .none: break
            case .joint: out += "-"
            case .open: out += out.isEmpty ? "" : " "
            }
            out += piece.isWord ? "[\(String(letters))]" : String(letters)
        }
        return out
    }

    @Test(
        "Runs, words and what stands between them",
        arguments: [
            ("路灯不亮", "路灯不亮"),
            ("路灯，不亮。", "路灯 不亮"),
            ("5幢1单元", "[5]幢[1]单元"),
            ("GB-2021-000123", "[gb]-[2021]-[000123]"),
            ("GB - 2021", "[gb] [2021]"),
            ("停车/充电", "停车 充电"),
            ("ＧＢ２０２１　路灯", "[gb2021] 路灯"),
            ("Straße ÉCOLE", "[straße] [école]"),
            ("ペット・한국어", "ペット 한국어"),
            ("𠮷野家", "𠮷野家"),
            ("Московская 5", "[московская] [5]"),
        ]
    )
    func pieces(text: String, cut expected: String) {
        #expect(cut(text) == expected)
    }

    @Test(
        "What is no letter separates or is passed over",
        arguments: [
            ("路灯🔥不亮", "路灯 不亮"),
            ("👨‍👩‍👧", ""),
            ("路\u{200B}灯", "路灯"),
            ("e\u{301}a", "[ea]"),
            ("1\u{FE0F}\u{20E3}号", "[1]号"),
            ("\u{FFFD}\u{E000}", ""),
            ("", ""),
            (" \n\t，。—…", ""),
            ("\"路灯\" OR *", "路灯 [or]"),
        ]
    )
    func strangers(text: String, cut expected: String) {
        #expect(cut(text) == expected)
    }

    @Test("Bytes that are no text become something harmless")
    func garbage() {
        // A lone surrogate in UTF-8, an overlong form, a cut character.
        let bytes: [UInt8] = [0xED, 0xA0, 0x80, 0xC0, 0xAF, 0xE8, 0xB7] + Array("路灯".utf8)
        #expect(cut(String(decoding: bytes, as: UTF8.self)) == "路灯")
    }

    @Test("Of a very long word its beginning counts, and what follows it is there")
    func longWord() {
        let word = String(repeating: "ab", count: 5_000)
        #expect(cut("\(word)路灯") == "[\(word.prefix(SearchPiece.longestWord))]路灯")
    }

    @Test("A question is phrases, each once; spaces and punctuation separate them")
    func question() throws {
        #expect(try SearchQuestion("路灯 不亮 路灯").phrases.count == 2)
        #expect(try SearchQuestion("停车、充电").phrases.count == 2)
        #expect(try SearchQuestion("GB-2021-000123").phrases.count == 1)
        #expect(try SearchQuestion("5幢").phrases == [SearchQuestion("５幢").phrases[0]])
    }

    @Test("A question without words, too long or of too many words is refused")
    func refusals() {
        #expect(throws: SearchQuestion.Fault.noWords) { try SearchQuestion(" ，🔥 ") }
        #expect(throws: SearchQuestion.Fault.tooLong) { try SearchQuestion(String(repeating: "路", count: 101)) }
        #expect(throws: SearchQuestion.Fault.tooManyWords) { try SearchQuestion("a b c d e f g h i j k") }
        #expect(throws: Never.self) { try SearchQuestion(String(repeating: "路", count: 100)) }
        #expect(throws: Never.self) { try SearchQuestion("a b c d e f g h i j") }
    }
}
