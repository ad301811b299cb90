import Domain
import Routing
import Testing

@Suite("Formats and languages")
struct NegotiationTests {
    @Test(
        "The most wanted format that there is wins",
        arguments: [
            ("text/csv", Format.csv), ("text/csv;q=0.5, application/json", .json), ("*/*", .json),
            ("text/html, text/plain;q=0.8, */*;q=0.1", .table), ("application/x-ndjson", .ndjson),
            ("application/json;q=0, text/csv;q=0.1", .csv),
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", .xlsx),
        ]
    )
    func accept(header: String, format: Format) throws {
        #expect(try Negotiation.format(accept: header, parameter: nil, offered: Format.allCases) == format)
    }

    @Test(
        "No wildcard brings back what is refused by name",
        arguments: ["application/json;q=0, */*", "*/*, application/json; q=0.0"]
    )
    func refusedByName(header: String) {
        #expect(throws: DomainError.self) {
            try Negotiation.format(accept: header, parameter: nil, offered: [.json])
        }
    }

    @Test("The parameter beats the header")
    func parameter() throws {
        #expect(try Negotiation.format(accept: "text/csv", parameter: "table", offered: Format.allCases) == .table)
    }

    @Test("Nothing to offer is 406, and an unknown parameter 400")
    func refusals() {
        #expect(throws: DomainError.self) {
            try Negotiation.format(accept: "image/png", parameter: nil, offered: Format.allCases)
        }
        #expect(throws: DomainError.self) {
            try Negotiation.format(accept: nil, parameter: "pdf", offered: Format.allCases)
        }
    }

    @Test(
        "Chinese unless English is preferred",
        arguments: [
            (nil, Language.chinese), ("en", .english), ("en-GB,en;q=0.9,zh;q=0.8", .english), ("zh-Hans-CN", .chinese),
            ("fr", .chinese), ("fr, en;q=0.1", .english), ("zh;q=0.5, en;q=0.6", .english),
        ] as [(String?, Language)]
    )
    func language(header: String?, language: Language) {
        #expect(Negotiation.language(header) == language)
    }

    @Test("Percent escapes and plus signs are read as UTF-8")
    func query() throws {
        let query = try QueryString(Array("q=%E5%9B%BD%E5%AE%BE+a&empty=&flag".utf8)[...])
        #expect(query.items.map(\.name) == ["q", "empty", "flag"])
        #expect(query.value(of: "q") == "国宾 a")
    }

    @Test("A broken escape is refused", arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "%E5=1"])
    func brokenQuery(text: String) {
        #expect(throws: DomainError.self) { try QueryString(Array(text.utf8)[...]) }
    }
}
