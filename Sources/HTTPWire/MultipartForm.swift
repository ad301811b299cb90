/// The parts of a form that carries files (multipart/form-data, RFC 7578), by where they lie in the body.
///
/// The body is read in pieces and never held, so that a form of ten megabytes costs no more than one of ten bytes.
package struct MultipartForm: Sendable {
    /// One part: what the form calls it, and where its content lies.
    package struct Part: Sendable, Hashable {
        package let name: String
        /// Whether the part says a file name; which one is nobody's business.
        package let isFile: Bool
        /// Whether a file was chosen: a page sends a part without a name of a file where none was.
        package let isChosen: Bool
        package let range: Range<Int>
    }

    /// Why a body is not read as a form (表单错误).
    package enum Fault: Error, Sendable, Hashable {
        case malformed, tooManyParts, headTooLong
    }

    package let parts: [Part]

    /// A form of a mini-program has a file and a few fields.
    package static let partLimit = 20
    /// Three header lines and a long file name.
    package static let headLimit = 4096
    private static let window = 65_536

    /// The boundary that a media type names; nothing where it is no form, or where the boundary is none (RFC 2046, 5.1.1).
    package static func boundary(ofType type: String) -> String? {
        let pieces = type.split(separator: ";", omittingEmptySubsequences: false)
        guard pieces.first?.lowercased().filter({ $0 != " " }) == "multipart/form-data" else { return nil }
        let named = HeaderParameters(pieces.dropFirst().joined(separator: ";"))["boundary"]
        guard let named, (1...70).contains(named.utf8.count), named.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
            !named.hasSuffix(" ")
        else { return nil }
        return named
    }

    /// Finds the parts.
    ///
    /// `read` gives so many bytes from a place on, all of them. Throws a `Fault` for what is not built as a form.
    package init(boundary: String, size: Int, read: (_ place: Int, _ count: Int) throws -> [UInt8]) throws {
        let delimiter = Array("\r\n--\(boundary)".utf8)
        var parts: [Part] = []
        // The first delimiter has no line before it; what stands in front of it means nothing (RFC 2046, 5.1.1).
        let first = Array(delimiter.dropFirst(2))
        let opening = try read(0, min(size, first.count))
        var place: Int
        if opening == first {
            place = first.count
        } else {
            guard let found = try Self.find(delimiter, from: 0, size, read) else { throw Fault.malformed }
            place = found + delimiter.count
        }
        while true {
            let end = try read(place, min(2, size - place))
            if end == Array("--".utf8) {
                self.parts = parts
                return
            }
            guard parts.count < Self.partLimit else { throw Fault.tooManyParts }
            guard let line = try Self.endOfLine(from: place, size, read) else { throw Fault.malformed }
            let head = try read(line - 2, min(Self.headLimit, size - line + 2))
            guard let length = Self.index(of: Array("\r\n\r\n".utf8), in: head.span, from: 0) else {
                throw head.count == Self.headLimit ? Fault.headTooLong : .malformed
            }
            // An empty part may have no line of its own before the delimiter.
            let start = line - 2 + length + 4
            guard let next = try Self.find(delimiter, from: start - 2, size, read),
                let part = Self.part(head[..<length], start..<max(start, next))
            else { throw Fault.malformed }
            parts.append(part)
            place = next + delimiter.count
        }
    }

    /// What follows a delimiter on its line is white space and nothing else.
    private static func endOfLine(from place: Int, _ size: Int, _ read: (Int, Int) throws -> [UInt8]) rethrows -> Int? {
        let rest = try read(place, min(32, size - place))
        let padding = rest.prefix { $0 == ByteClass.space || $0 == ByteClass.tab }.count
        guard rest.count >= padding + 2, rest[padding] == ByteClass.carriageReturn,
            rest[padding + 1] == ByteClass.lineFeed
        else { return nil }
        return place + padding + 2
    }

    private static func part(_ head: ArraySlice<UInt8>, _ range: Range<Int>) -> Part? {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else {
                continue
            }
            let value = line[line.index(after: colon)...]
            guard value.lowercased().drop(while: { $0 == " " }).hasPrefix("form-data"),
                let semicolon = value.firstIndex(of: ";")
            else { return nil }
            let parameters = HeaderParameters(String(value[value.index(after: semicolon)...]))
            guard let name = parameters["name"] else { return nil }
            let file = parameters["filename*"] ?? parameters["filename"]
            return Part(name: name, isFile: file != nil, isChosen: file?.isEmpty == false, range: range)
        }
        return nil
    }

    /// Where a row of bytes begins, read window by window; windows overlap, so that none is missed at their borders.
    private static func find(
        _ bytes: [UInt8],
        from start: Int,
        _ size: Int,
        _ read: (Int, Int) throws -> [UInt8]
    ) rethrows -> Int? {
        var place = start
        while place + bytes.count <= size {
            let piece = try read(place, min(Self.window, size - place))
            if let index = index(of: bytes, in: piece.span, from: 0) { return place + index }
            place += max(1, piece.count - bytes.count + 1)
        }
        return nil
    }

    /// The bytes of a form without its boundary, which clients draw anew for each request.
    package static func content(_ form: [UInt8], without boundary: String) -> [UInt8] {
        let delimiter = Array("--\(boundary)".utf8)
        var content: [UInt8] = []
        content.reserveCapacity(form.count)
        var place = 0
        while let next = index(of: delimiter, in: form.span, from: place) {
            content += form[place..<next]
            // What stands on both sides stays apart.
            content += [0, 0]
            place = next + delimiter.count
        }
        return content + form[place...]
    }

    private static func index(of bytes: [UInt8], in piece: borrowing Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index + bytes.count <= piece.count {
            var matched = 0
            while matched < bytes.count, piece[index + matched] == bytes[matched] { matched += 1 }
            if matched == bytes.count { return index }
            index += 1
        }
        return nil
    }
}

/// The parameters behind a field value (字段参数): `name="file"; filename="a\"b.jpg"`.
private struct HeaderParameters {
    private var values: [String: String] = [:]

    subscript(name: String) -> String? { values[name] }

    init(_ text: String) {
        var rest = Substring(text)
        while true {
            rest = rest.drop { $0 == ";" || $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(of: "=") else { return }
            let name = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            var value = ""
            if rest.first == "\"" {
                rest.removeFirst()
                while let character = rest.popFirst(), character != "\"" {
                    // Browsers escape a quote as %22, others with a backslash (RFC 9110, 5.6.4).
                    value.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
                }
            } else {
                value = String(rest.prefix { $0 != ";" && $0 != " " })
                rest = rest.dropFirst(value.count)
            }
            if values[name] == nil { values[name] = value }
        }
    }
}
