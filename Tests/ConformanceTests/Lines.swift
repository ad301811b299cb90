/// The bytes of a text whose characters are bytes: `\u{ff}` is the byte 255.
func latin1(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
}

/// A head from its lines.
func head(_ lines: String...) -> String {
    lines.map { "\($0)\r\n" }.joined() + "\r\n"
}

/// The head of a GET of `/` with further field lines.
func get(_ fields: String...) -> String {
    "GET / HTTP/1.1\r\nHost: a\r\n" + fields.map { "\($0)\r\n" }.joined() + "\r\n"
}

/// The head of a POST to `/` with further field lines.
func post(_ fields: String...) -> String {
    "POST / HTTP/1.1\r\nHost: a\r\n" + fields.map { "\($0)\r\n" }.joined() + "\r\n"
}

/// A POST to `/` with a chunked body as it is on the wire.
func chunked(_ body: String) -> String {
    post("Transfer-Encoding: chunked") + body
}

/// The text whose characters are these bytes.
func latin1(_ bytes: some Sequence<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(Unicode.Scalar(byte)) }
    return String(text)
}
