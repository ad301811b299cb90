import Domain
import Formats
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
    static func rows(_ text: String, separator: UInt8? = nil) throws -> [[String]] {
        try rows(pieces: [Array(text.utf8)], separator: separator)
    }

    static func rows(pieces: [[UInt8]], separator: UInt8? = nil) throws -> [[String]] {
        var reader = CSVReader(separator: separator)
        var rows: [[String]] = []
        for piece in pieces { try reader.feed(piece) { rows.append($0.cells) } }
        try reader.finish { rows.append($0.cells) }
        return rows
    }

    @Test(
        "Rows end in CRLF, LF or CR, and the last needs no end",
        arguments: ["a,b\r\nc,d\r\n", "a,b\nc,d", "a,b\rc,d\r", "a,b\n\"c\",d", "a,b\r\n\"c\" ,\"d\"\t\n"]
    )
    func lineEnds(text: String) throws {
        #expect(try Self.rows(text) == [["a", "b"], ["c", "d"]])
    }

    @Test("A quoted cell holds separators, line breaks and doubled quotes (RFC 4180)")
    func quotes() throws {
        #expect(try Self.rows("\"a,\r\nb\",  \"say \"\"hi\"\"\",\"\"\r\n") == [["a,\r\nb", "say \"hi\"", ""]])
    }

    @Test("A quote inside a cell without quotes is a character like others")
    func looseQuote() throws {
        #expect(try Self.rows("a,5\" pipe\nx,y", separator: 0x2C) == [["a", "5\" pipe"], ["x", "y"]])
    }

    @Test("An empty cell at the end of a row is a cell, an empty row has one, and nothing is no row")
    func emptiness() throws {
        #expect(try Self.rows("a,\n\n,b") == [["a", ""], [""], ["", "b"]])
        #expect(try Self.rows("") == [])
        #expect(try Self.rows("\n\r\n") == [[""], [""]])
    }

    @Test(
        "The separator is found out from the first line",
        arguments: [("姓名;电话\n张;1", UInt8(ascii: ";")), ("姓名\t电话\n张\t1", 9), ("姓名,电话\n张,1", UInt8(ascii: ","))]
    )
    func separators(text: String, separator: UInt8) throws {
        var reader = CSVReader()
        try reader.feed(Array(text.utf8)) { _ in }
        #expect(reader.foundSeparator == separator)
        #expect(try Self.rows(text) == [["姓名", "电话"], ["张", "1"]])
    }

    @Test("A separator inside quotes of the first line does not count")
    func quotedSeparator() throws {
        #expect(try Self.rows("\"a,b,c\";d\n1;2") == [["a,b,c", "d"], ["1", "2"]])
    }

    @Test(
        "What is broken is refused with its line",
        arguments: [
            ("a,b\n\"c", CSVFault(.openQuote, line: 2)), ("a\n\n\"b\nc\"x", CSVFault(.textAfterQuote, line: 4)),
            ("a\r\nb\u{0}", CSVFault(.zeroByte, line: 2)), ("\"a\r\nb\r\n\"\n\"", CSVFault(.openQuote, line: 4)),
        ]
    )
    func faults(text: String, fault: CSVFault) {
        #expect(throws: fault) { try Self.rows(text) }
    }

    @Test("A quote that nobody closes does not fill the memory")
    func bounded() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: CSVReader.rowLimit)
        #expect(throws: CSVFault(.rowTooLong, line: 2)) {
            try Self.rows(pieces: [Array("a,b\n\"".utf8), long, long])
        }
        #expect(throws: CSVFault(.rowTooLong, line: 2)) {
            let separators = [UInt8](repeating: UInt8(ascii: ","), count: CSVReader.rowLimit + 2)
            return try Self.rows(pieces: [Array("a,b\n".utf8), separators])
        }
    }

    @Test("A row knows its number and the line in which it begins")
    func places() throws {
        var places: [[Int]] = []
        var reader = CSVReader()
        try reader.feed(Array("a,b\n\"x\ny\",2\nlast,3".utf8)) { places.append([$0.number, $0.line]) }
        try reader.finish { places.append([$0.number, $0.line]) }
        #expect(places == [[1, 1], [2, 2], [3, 4]])
    }

    @Test("However the input is cut, the same rows come out, or the same fault", arguments: 0..<40)
    func cuts(seed: UInt64) {
        var chance = Chance(seed)
        for _ in 0..<60 {
            let text = chance.text()
            let whole = Result { try Self.rows(pieces: [text]) }
            var (pieces, rest) = ([[UInt8]](), text[...])
            while !rest.isEmpty {
                let count = 1 + chance.next(7)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            let cut = Result { try Self.rows(pieces: pieces) }
            #expect(Self.said(whole) == Self.said(cut), "\(text)")
        }
    }

    @Test("What the project writes as CSV it reads again", arguments: 0..<20)
    func roundTrip(seed: UInt64) throws {
        var chance = Chance(seed)
        let cells = (0..<8).map { _ in
            (0..<3).map { _ in String(decoding: chance.text().filter { $0 != 0 }, as: UTF8.self) }
        }
        let columns = ["a", "b", "c"].map { Column(key: $0, title: .init($0, $0), type: .text(0...100)) }
        let text = Sample.page(
            .csv,
            style: RenderingStyle(csvHeader: .keys, csvBOM: false, raw: true),
            columns: columns,
            rows: cells.map { $0.map { .text($0) } }
        )
        // A space in front of a quote or behind a cell is not the reader's to keep; the writer quotes what needs it.
        #expect(try Self.rows(text, separator: UInt8(ascii: ",")) == [["a", "b", "c"]] + cells)
    }

    private static func said(_ result: Result<[[String]], any Error>) -> String {
        switch result {
        case .success(let rows): "\(rows)"
        case .failure(let error): "\(error)"
        }
    }
}

/// Chance that a seed repeats (xorshift), so that a failure can be looked at again.
struct Chance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }

    /// A few bytes, mostly those that mean something in CSV.
    mutating func text() -> [UInt8] {
        let alphabet = Array("\",;\t\r\n\r\nab \"\"".utf8) + [0]
        return (0..<next(24)).map { _ in alphabet[next(alphabet.count)] }
    }
}
