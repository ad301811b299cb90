extension WireCase {
    /// How long a body is, said by a number.
    static let contentLengths: [WireCase] = [
        WireCase(
            "A body of its length is read",
            "RFC 9112 §6.3",
            post("Content-Length: 3") + "abc",
            .reads(["POST / abc"])
        ),
        WireCase(
            "A body of no bytes is read",
            "RFC 9112 §6.3",
            post("Content-Length: 0") + get(),
            .reads(["POST /", "GET /"])
        ),
        WireCase(
            "Leading zeros are digits",
            "RFC 9110 §8.6",
            post("Content-Length: 003") + "abc",
            .reads(["POST / abc"])
        ),
        WireCase(
            "What follows a body is the next request",
            "RFC 9112 §6.3",
            post("Content-Length: 3") + "abc" + get(),
            .reads(["POST / abc", "GET /"])
        ),
        WireCase(
            "A body that looks like a request is a body",
            "RFC 9112 §6.3",
            post("Content-Length: 9") + "GET /x HT" + get(),
            .reads(["POST / GET /x HT", "GET /"])
        ),
        WireCase("A body that is cut is never handled", "RFC 9112 §8", post("Content-Length: 4") + "abc", .waits()),
        WireCase(
            "Equal lengths in two fields count once",
            "RFC 9112 §6.3",
            post("Content-Length: 3", "Content-Length: 3") + "abc",
            .reads(["POST / abc"])
        ),
        WireCase(
            "Different lengths are refused",
            "RFC 9112 §6.3",
            post("Content-Length: 3", "Content-Length: 4") + "abcd",
            badLength
        ),
        WireCase(
            "Different lengths far apart are refused",
            "RFC 9112 §6.3",
            post("Content-Length: 3", "X: y", "content-length: 0") + "abc",
            badLength
        ),
        length("A list of lengths is refused", "3, 3"),
        length("A list of different lengths is refused", "3, 4"),
        length("A length with a plus is refused", "+3"),
        length("A length with a minus is refused", "-3"),
        length("A negative zero is refused", "-0"),
        length("A hexadecimal length is refused", "0x3"),
        length("A length with a fraction is refused", "3.0"),
        length("A length with an exponent is refused", "3e0"),
        length("A length with a space in it is refused", "3 3"),
        length("A length with a comma behind it is refused", "3,"),
        length("A length with a semicolon is refused", "3;"),
        length("An empty length is refused", ""),
        length("A quoted length is refused", "\"3\""),
        length("A length of letters is refused", "abc"),
        length("A length of other digits is refused", "\u{b3}"),
        length("A length that overflows is refused", "99999999999999999999"),
        length("A length one above the largest number is refused", "9223372036854775808"),
        WireCase(
            "A length with a vertical tab is refused",
            "RFC 9110 §8.6",
            post("Content-Length: \u{b}3") + "abc",
            badField
        ),
        WireCase(
            "A length folded over two lines is refused",
            "RFC 9112 §5.2",
            post("Content-Length:\r\n 3") + "abc",
            badLength
        ),
        WireCase(
            "A length with space before its colon is refused",
            "RFC 9112 §5.1",
            post("Content-Length : 3"),
            badField
        ),
        WireCase(
            "A bad length is refused in HTTP/1.0 too",
            "RFC 9112 §6.3",
            head("POST / HTTP/1.0", "Content-Length: x"),
            badLength
        ),
        WireCase(
            "A bad length of a GET is refused",
            "RFC 9112 §6.3",
            get("Content-Length: x"),
            badLength
        ),
    ]

    /// How long a body is, said by a coding.
    static let transferCodings: [WireCase] = [
        coding("A single chunked is read", "chunked", .reads(["POST / abc"])),
        coding("A coding is in any case of letters", "CHUNKED", .reads(["POST / abc"])),
        coding("Space around a coding does not belong to it", " \t chunked \t ", .reads(["POST / abc"])),
        coding("A coding before chunked is not implemented", "gzip, chunked", unknownCoding),
        coding("Codings before chunked are not implemented", "deflate , gzip ,chunked", unknownCoding),
        coding("An unknown coding before chunked is not implemented", "foo, chunked", unknownCoding),
        coding("A coding without chunked leaves the end unknown", "gzip", badCoding),
        coding("identity is no coding any more", "identity", badCoding),
        coding("A coding behind chunked is refused", "chunked, gzip", badCoding),
        coding("chunked twice is refused", "chunked, chunked", badCoding),
        coding("chunked with a parameter is refused", "chunked;q=1", badCoding),
        coding("A quoted coding is refused", "\"chunked\"", badCoding),
        coding("An empty coding is refused", "", badCoding),
        coding("A list with an empty member is refused", ",chunked", badCoding),
        coding("A list that ends with a comma is refused", "chunked,", badCoding),
        coding("A word that only ends like chunked is refused", "xchunked", badCoding),
        coding("A word that only begins like chunked is refused", "chunked1", badCoding),
        coding("A coding behind a control byte is refused", "\u{b}chunked", badField),
        coding("A coding behind a NUL is refused", "\u{0}chunked", badField),
        coding("A coding on a folded line is refused", "\r\n chunked", badCoding),
        WireCase(
            "Two fields of coding are refused",
            "RFC 9112 §6.1",
            post("Transfer-Encoding: chunked", "Transfer-Encoding: chunked") + body,
            badCoding
        ),
        WireCase(
            "A coding with space before its colon is refused",
            "RFC 9112 §5.1",
            post("Transfer-Encoding : chunked") + body,
            badField
        ),
        WireCase(
            "HTTP/1.0 knows no codings",
            "RFC 9112 §6.1",
            head("POST / HTTP/1.0", "Transfer-Encoding: chunked") + body,
            badCoding
        ),
        WireCase(
            "HTTP/1.0 knows no codings beside a length either",
            "RFC 9112 §6.1",
            head("POST / HTTP/1.0", "Content-Length: 3", "Transfer-Encoding: chunked") + "abc",
            badCoding
        ),
    ]

    static let badLength = Expectation.refused(400, "bad_content_length")
    static let badCoding = Expectation.refused(400, "bad_transfer_encoding")
    private static let unknownCoding = Expectation.refused(501, "unsupported_transfer_coding")
    private static let body = "3\r\nabc\r\n0\r\n\r\n"

    private static func length(_ name: String, _ length: String) -> WireCase {
        WireCase(name, "RFC 9110 §8.6", post("Content-Length: \(length)") + "abc", badLength)
    }

    private static func coding(_ name: String, _ coding: String, _ expectation: Expectation) -> WireCase {
        WireCase(name, "RFC 9112 §6.1", post("Transfer-Encoding:\(coding)") + body, expectation)
    }
}
