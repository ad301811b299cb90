import JSON
import Testing

@Suite("Reading JSON")
struct JSONParsingTests {
    @Test(
        "What RFC 8259 allows is read",
        arguments: [
            "null", " true ", "false", "0", "-0", "12", "-1.5e+10", "1E3", "0.10", "\"\"", "\"中文😀\"", "[]", "{}",
            "[ ]", "{ }", "[1,[2,{\"a\":null}]]", "{\"a\":1,\"b\":{\"a\":2}}", "\t\r\n[1 , 2]\n",
            #""\u0000\u4e2d\ud83d\ude00\/\b\f\n\r\t\\\"""#, "\"\u{7F}\u{E000}\u{10FFFF}\"", "{\"\":1}",
        ]
    )
    func accepts(text: String) throws {
        _ = try JSONDocument(parsing: Array(text.utf8))
    }

    @Test(
        "What RFC 8259 does not allow is refused with its code and place",
        arguments: [
            ("", "empty_body", 0), ("  ", "empty_body", 2), ("\u{FEFF}{}", "byte_order_mark", 0),
            ("{", "unexpected_end", 1), ("[1", "unexpected_end", 2), ("\"a", "unexpected_end", 2),
            ("tru", "unexpected_end", 3), ("{\"a\":", "unexpected_end", 5), ("{} x", "trailing_content", 3),
            ("01", "invalid_number", 0), ("-", "invalid_number", 0), ("1.", "invalid_number", 0),
            ("1e", "invalid_number", 0), ("[-01]", "invalid_number", 1), ("+1", "unexpected_character", 0),
            (".5", "unexpected_character", 0), ("NaN", "unexpected_character", 0), ("nul1", "unexpected_character", 3),
            ("[1,]", "unexpected_character", 3), ("{\"a\":1,}", "unexpected_character", 7),
            ("{a:1}", "unexpected_character", 1), ("{\"a\" 1}", "unexpected_character", 5),
            ("[1 2]", "unexpected_character", 3), ("'a'", "unexpected_character", 0),
            ("// c\n1", "unexpected_character", 0), ("\"\\x\"", "invalid_escape", 1),
            ("\"\\u12G4\"", "invalid_escape", 1),
            ("\"\\ud800\"", "lone_surrogate", 1), ("\"\\ud800\\u0041\"", "lone_surrogate", 1),
            ("\"\\udc00\"", "lone_surrogate", 1), ("\"a\nb\"", "control_character", 2),
            ("\"a\u{1}\"", "control_character", 2), ("{\"a\":1,\"a\":2}", "duplicate_member", 7),
            ("{\"a\":1,\"\\u0061\":2}", "duplicate_member", 7), ("[1]]", "trailing_content", 3),
        ]
    )
    func refuses(text: String, code: String, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test(
        "Bytes that are not UTF-8 are refused",
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE4, 0xB8], [0xE4, 0x41, 0x42],
            [0xFF], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]]
    )
    func refusesInvalidUTF8(bytes: [UInt8]) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: [0x22] + bytes + [0x22]) }
        #expect(error?.code == "invalid_utf8")
        #expect(error?.offset == 1)
    }

    @Test("A fault is told by line and column, counted in characters")
    func tellsLineAndColumn() {
        let text = "{\n  \"名称\": \"社区\", x\n}"
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: Array(text.utf8)) }
        #expect(error?.line == 2)
        #expect(error?.column == 15)
        #expect(error?.chinese == "第 2 行第 15 列：此处出现了不该有的字符")
        #expect(error?.english == "line 2, column 15: this character cannot stand here")
    }

    @Test("Equal names are found in a large object too")
    func findsRepeatInLargeObject() throws {
        let members = (0..<100).map { "\"k\($0)\":[{}]" }
        _ = try JSONDocument(parsing: Array("{\(members.joined(separator: ","))}".utf8))
        let repeated = "{\((members + ["\"k\\u0037\":1"]).joined(separator: ","))}"
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: Array(repeated.utf8)) }
        #expect(error?.code == "duplicate_member")
    }

    @Test("Names that differ only in Unicode normalisation are two names")
    func keepsNormalisationApart() throws {
        let value = try JSONDocument(parsing: Array("{\"e\u{301}\":1,\"\u{E9}\":2}".utf8)).root
        #expect(value["\u{E9}"]?.integer == 2)
        #expect(value["e\u{301}"]?.integer == 1)
    }

    @Test("Nesting ends at the limit and does not end the process")
    func limitsDepth() throws {
        _ = try JSONDocument(parsing: Array(repeating: 0x5B, count: 32) + Array(repeating: 0x5D, count: 32))
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(parsing: Array(repeating: 0x5B, count: 1_000_000))
        }
        #expect(error?.code == "too_deep")
        #expect(error?.offset == 32)
    }

    @Test("The number of members and of bytes ends at the limit")
    func limitsSize() throws {
        let limits = JSONLimits(members: 3, bytes: 10)
        _ = try JSONDocument(parsing: Array("[1,[2]]".utf8), limits: limits)
        let many = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(parsing: Array("[1,[2,3]]".utf8), limits: limits)
        }
        #expect(many?.code == "too_many_members")
        let long = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(parsing: Array("           1".utf8), limits: limits)
        }
        #expect(long?.code == "too_long")
    }

    @Test("Every prefix of a document is refused, never read beyond its end")
    func refusesEveryPrefix() {
        let text = Array(#"{"a":[true,null,-1.5e3,"\ud83d\ude00中"],"b":{}}"#.utf8)
        for length in text.indices {
            #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: Array(text[..<length])) }
        }
    }
}
