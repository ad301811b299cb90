package import Domain

/// Reads an HTTP/1.1 answer from all bytes that came so far (应答解析), RFC 9112 section 6.
package enum AnswerParser {
    /// The answer once it is whole.
    ///
    /// `isEnd` says that no more bytes will come. What can be read in two ways is refused.
    package static func parse(_ bytes: [UInt8], isEnd: Bool) throws(OutboundError) -> OutboundAnswer? {
        var start = 0
        while true {
            guard let end = endOfHead(bytes, from: start) else { return nil }
            let lines = String(decoding: bytes[start..<end - 4], as: UTF8.self).split(
                separator: "\r\n",
                omittingEmptySubsequences: false
            )
            let status = try status(lines.first ?? "")
            // An interim answer is a head alone, and the real one follows.
            if status < 200 {
                start = end
                continue
            }
            let body = bytes[end...]
            switch try framing(lines.dropFirst()) {
            case .length(let length):
                guard body.count >= length else { return nil }
                return OutboundAnswer(status: status, body: Array(body.prefix(length)))
            case .chunks: return try chunks(body).map { OutboundAnswer(status: status, body: $0) }
            case .untilEnd: return isEnd ? OutboundAnswer(status: status, body: Array(body)) : nil
            }
        }
    }

    private enum Framing {
        case length(Int)
        case chunks
        case untilEnd
    }

    private static func endOfHead(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + 4 <= bytes.count {
            if bytes[index] == 13, bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10 {
                return index + 4
            }
            index += 1
        }
        return nil
    }

    private static func status(_ line: Substring) throws(OutboundError) -> Int {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "HTTP/1.1" || words[0] == "HTTP/1.0", words[1].utf8.count == 3,
            let status = Int(words[1]), (100...599).contains(status)
        else { throw .malformed }
        return status
    }

    private static func framing(_ lines: ArraySlice<Substring>) throws(OutboundError) -> Framing {
        var (length, coding): (Int?, String?) = (nil, nil)
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { throw .malformed }
            let value = line[line.index(after: colon)...].filter { $0 != " " && $0 != "\t" }
            switch line[..<colon].lowercased() {
            case "content-length":
                guard length == nil, value.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(value) else {
                    throw .malformed
                }
                length = number
            case "transfer-encoding":
                guard coding == nil else { throw .malformed }
                coding = value.lowercased()
            default: break
            }
        }
        guard let coding else { return length.map(Framing.length) ?? .untilEnd }
        guard coding == "chunked", length == nil else { throw .malformed }
        return .chunks
    }

    /// The content of a chunked body (RFC 9112, section 7.1); nothing while its end is missing.
    private static func chunks(_ body: ArraySlice<UInt8>) throws(OutboundError) -> [UInt8]? {
        var (content, index): ([UInt8], Int) = ([], body.startIndex)
        while true {
            guard let end = body[index...].firstIndex(of: 10) else { return nil }
            let line = String(decoding: body[index..<end], as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit }
            guard (1...8).contains(digits.count), let size = Int(digits, radix: 16) else { throw .malformed }
            // The trailer, if there is one, says nothing that is asked for.
            if size == 0 { return content }
            let next = end + 1 + size
            guard next + 2 <= body.endIndex else { return nil }
            guard body[next] == 13, body[next + 1] == 10 else { throw .malformed }
            content += body[end + 1..<next]
            index = next + 2
        }
    }
}
