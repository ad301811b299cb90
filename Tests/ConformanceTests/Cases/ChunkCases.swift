extension WireCase {
    /// Sizes and data of chunks.
    static let chunks: [WireCase] = [
        chunk("Chunks are joined", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"),
        chunk("A body may have no chunks", "0\r\n\r\n", ""),
        chunk(
            "A size is hexadecimal in both cases",
            "a\r\n0123456789\r\nA\r\nabcdefghij\r\n0\r\n\r\n",
            "0123456789abcdefghij"
        ),
        chunk("A size may have leading zeros", "003\r\nabc\r\n000\r\n\r\n", "abc"),
        chunk("Data may hold line ends", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"),
        chunk("Data may look like a last chunk", "5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"),
        WireCase(
            "What follows a chunked body is the next request",
            "RFC 9112 §7.1",
            chunked("1\r\na\r\n0\r\n\r\n") + get(),
            .reads(["POST / a", "GET /"])
        ),
        WireCase("A chunk that is cut is never handled", "RFC 9112 §8", chunked("5\r\nabc"), .waits()),
        WireCase("A body without its last chunk is never handled", "RFC 9112 §8", chunked("3\r\nabc\r\n"), .waits()),
        WireCase("A body without its last line is never handled", "RFC 9112 §8", chunked("0\r\n"), .waits()),
        badChunk("A size with a sign is refused", "+3\r\nabc\r\n0\r\n\r\n"),
        badChunk("A negative size is refused", "-3\r\nabc\r\n0\r\n\r\n"),
        badChunk("A size with a prefix is refused", "0x3\r\nabc\r\n0\r\n\r\n"),
        badChunk("A size of other letters is refused", "g\r\nabc\r\n0\r\n\r\n"),
        badChunk("A size with an underscore is refused", "1_0\r\nabc\r\n0\r\n\r\n"),
        badChunk("An empty size is refused", "\r\nabc\r\n0\r\n\r\n"),
        badChunk("A size behind a space is refused", " 3\r\nabc\r\n0\r\n\r\n"),
        badChunk("A size before a space is refused", "3 \r\nabc\r\n0\r\n\r\n"),
        badChunk("A size before a tab is refused", "3\t\r\nabc\r\n0\r\n\r\n"),
        badChunk("Two sizes on a line are refused", "3 3\r\nabc\r\n0\r\n\r\n"),
        badChunk("A bare LF behind a size is refused", "3\nabc\r\n0\r\n\r\n"),
        badChunk("A bare CR behind a size is refused", "3\rabc\r\n0\r\n\r\n"),
        badChunk("A bare LF behind data is refused", "3\r\nabc\n0\r\n\r\n"),
        badChunk("A bare CR behind data is refused", "3\r\nabc\r0\r\n\r\n"),
        badChunk("Data longer than its size is refused", "3\r\nabcd\r\n0\r\n\r\n"),
        badChunk("Data shorter than its size is refused", "4\r\nabc\r\n0\r\n\r\n"),
        badChunk("A chunk without a line end behind its data is refused", "3\r\nabc0\r\n\r\n"),
        badChunk("A size of seventeen digits is refused", "00000000000000003\r\nabc\r\n0\r\n\r\n"),
        badChunk("A NUL in a size is refused", "3\u{0}\r\nabc\r\n0\r\n\r\n"),
        badChunk("A size that is not ASCII is refused", "\u{b3}\r\nabc\r\n0\r\n\r\n"),
        badChunk("A bare LF does not end a body", "0\r\n\n" + "GET / HTTP/1.1\r\n\r\n", code: "bad_header_field"),
        badChunk("A bare CR does not end a body", "0\r\n\rX"),
        WireCase(
            "A size that overflows is too large",
            "RFC 9112 §7.1",
            chunked("ffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
            .refused(413, "body_too_large")
        ),
        WireCase(
            "A size one above 2^63 is too large",
            "RFC 9112 §7.1",
            chunked("8000000000000001\r\na\r\n0\r\n\r\n"),
            .refused(413, "body_too_large")
        ),
    ]

    /// What stands behind a size.
    static let chunkExtensions: [WireCase] = [
        chunk("An extension is ignored", "3;a=b\r\nabc\r\n0\r\n\r\n", "abc"),
        chunk("An extension without a value is ignored", "3;a\r\nabc\r\n0;z\r\n\r\n", "abc"),
        chunk("Many extensions are ignored", "3;a;b=c;d=\"e\"\r\nabc\r\n0\r\n\r\n", "abc"),
        chunk("A quoted value may hold marks and space", "3;a=\"b;c\t \\\"d\\\\\"\r\nabc\r\n0\r\n\r\n", "abc"),
        chunk("Space around the parts of an extension is read", "3 ; a = b ;c\r\nabc\r\n0\t;\td\r\n\r\n", "abc"),
        badChunk("An extension without a name is refused", "3;\r\nabc\r\n0\r\n\r\n"),
        badChunk("An extension with only a value is refused", "3;=b\r\nabc\r\n0\r\n\r\n"),
        badChunk("An extension without its value is refused", "3;a=\r\nabc\r\n0\r\n\r\n"),
        badChunk("A bare LF in an extension is refused", "3;a\nabc\r\n0\r\n\r\n"),
        badChunk("A bare CR in an extension is refused", "3;a\rb\r\nabc\r\n0\r\n\r\n"),
        badChunk("A NUL in an extension is refused", "3;a\u{0}\r\nabc\r\n0\r\n\r\n"),
        badChunk("A line end in a quoted value is refused", "3;a=\"\r\n\"\r\nabc\r\n0\r\n\r\n"),
        badChunk("A quote that does not end is refused", "3;a=\"b\r\nabc\r\n0\r\n\r\n"),
        badChunk("Letters behind a quoted value are refused", "3;a=\"b\"c\r\nabc\r\n0\r\n\r\n"),
        badChunk("A control byte in a quoted value is refused", "3;a=\"\u{1}\"\r\nabc\r\n0\r\n\r\n"),
        badChunk("Space at the end of an extension is refused", "3;a \r\nabc\r\n0\r\n\r\n"),
        badChunk("A comma in an extension is refused", "3;a,b\r\nabc\r\n0\r\n\r\n"),
        badChunk(
            "A kilobyte of extensions is too much",
            "3;\(String(repeating: "a", count: 1_025))\r\nabc\r\n0\r\n\r\n"
        ),
    ]

    /// What stands behind the last chunk.
    static let trailers: [WireCase] = [
        chunk("A trailer is dropped", "3\r\nabc\r\n0\r\nX: y\r\n\r\n", "abc"),
        chunk("Many trailers are dropped", "3\r\nabc\r\n0\r\nX: y\r\nZ:\r\nW:\tv \r\n\r\n", "abc"),
        chunk("A length in a trailer changes nothing", "3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n", "abc"),
        chunk("A coding in a trailer changes nothing", "3\r\nabc\r\n0\r\nTransfer-Encoding: gzip\r\n\r\n", "abc"),
        chunk("A host in a trailer changes nothing", "3\r\nabc\r\n0\r\nHost: b\r\n\r\n", "abc"),
        chunk("An end in a trailer changes nothing", "3\r\nabc\r\n0\r\nConnection: close\r\n\r\n", "abc"),
        badChunk("A trailer without a name is refused", "0\r\n: y\r\n\r\n", code: "bad_header_field"),
        badChunk("A trailer without a colon is refused", "0\r\nX\r\n\r\n", code: "bad_header_field"),
        badChunk("Space before a trailer is refused", "0\r\n X: y\r\n\r\n", code: "bad_header_field"),
        badChunk("Space before the colon of a trailer is refused", "0\r\nX : y\r\n\r\n", code: "bad_header_field"),
        badChunk("A folded trailer is refused", "0\r\nX: y\r\n z\r\n\r\n", code: "bad_header_field"),
        badChunk("A NUL in a trailer is refused", "0\r\nX: \u{0}\r\n\r\n", code: "bad_header_field"),
        badChunk("A bare LF behind a trailer is refused", "0\r\nX: y\nZ: w\r\n\r\n", code: "bad_header_field"),
        badChunk("A bare CR behind a trailer is refused", "0\r\nX: y\rZ: w\r\n\r\n"),
        badChunk("A request is no trailer", "0\r\nGET / HTTP/1.1\r\n\r\n", code: "bad_header_field"),
        WireCase(
            "Trailers of more than four kilobytes are too large",
            "RFC 9112 §7.1.2",
            chunked("0\r\nX: \(String(repeating: "y", count: 4_096))\r\n\r\n"),
            .refused(431, "header_fields_too_large")
        ),
    ]

    private static func chunk(_ name: String, _ body: String, _ content: String) -> WireCase {
        WireCase(name, "RFC 9112 §7.1", chunked(body), .reads([content.isEmpty ? "POST /" : "POST / \(content)"]))
    }

    private static func badChunk(_ name: String, _ body: String, code: String = "bad_chunk") -> WireCase {
        WireCase(name, "RFC 9112 §7.1", chunked(body), .refused(400, code))
    }
}
