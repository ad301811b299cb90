import HTTPWire

/// How the end of an answer is told (RFC 9112, section 6).
enum AnswerFraming {
    case length(Int)
    case chunked
    case untilClose
    case noBody
}

/// What an answer says about the connection: only what differs from the default of the version is said.
enum Persistence {
    case stays
    case staysExplicitly
    case closes
}

extension OutputBuffer {
    /// Writes status line and fields of an answer; the body is the caller's.
    mutating func append(
        _ response: borrowing Response,
        _ framing: AnswerFraming,
        _ persistence: Persistence,
        date: [UInt8]
    ) {
        append("HTTP/1.1 ")
        append(decimal: Int(response.status.code))
        append(UInt8(ascii: " "))
        append(response.status.reason)
        append("\r\n")
        append(date)
        append(response.fields)
        switch framing {
        case .length(let length):
            append("Content-Length: ")
            append(decimal: length)
            append("\r\n")
        case .chunked: append("Transfer-Encoding: chunked\r\n")
        case .untilClose, .noBody: break
        }
        switch persistence {
        case .stays: append("\r\n")
        case .staysExplicitly: append("Connection: keep-alive\r\n\r\n")
        case .closes: append("Connection: close\r\n\r\n")
        }
    }
}
