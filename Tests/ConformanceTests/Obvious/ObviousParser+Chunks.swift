import HTTPWire

extension ObviousParser {
    /// Reads chunks, the last chunk and the trailers.
    mutating func readChunks() throws(Stop) -> [UInt8] {
        var content: [UInt8] = []
        var extensionBytes = 0
        while true {
            var rest = try line(before: input.count)
            let size = try chunkSize(&rest, received: content.count)
            // The first byte behind the size is not counted.
            extensionBytes += max(0, rest.unicodeScalars.count - 1)
            guard extensionBytes <= limits.chunkExtensionBytes, Self.areExtensions(rest) else {
                throw Self.refused(400)
            }
            guard size > 0 else { break }
            for _ in 0..<size {
                content.append(try next())
            }
            guard try next() == 13, try next() == 10 else { throw Self.refused(400) }
        }
        try skipTrailers()
        return content
    }

    private mutating func next() throws(Stop) -> UInt8 {
        guard position < input.count else { throw Stop(end: .waits(isWithinLine: false)) }
        position += 1
        return input[position - 1]
    }

    private func chunkSize(_ line: inout String, received: Int) throws(Stop) -> Int {
        let digits = line.take(ObviousSets.hexadecimal)
        guard !digits.isEmpty else { throw Self.refused(400) }
        for count in 1...digits.count where count > 1 {
            guard count <= 16 else { throw Self.refused(400) }
            guard Int(digits.prefix(count), radix: 16) ?? .max <= limits.bodyBytes - received else {
                throw Self.refused(413)
            }
        }
        // Behind a bare CR the size still counts before the line is refused.
        let isEnded = line.unicodeScalars.first.map { "; \t\r".unicodeScalars.contains($0) } ?? true
        guard isEnded else { throw Self.refused(400) }
        guard let size = Int(digits, radix: 16), size <= limits.bodyBytes - received else { throw Self.refused(413) }
        return size
    }

    /// Whether a text is `*( BWS ";" BWS name [ BWS "=" BWS value ] )`.
    static func areExtensions(_ text: String) -> Bool {
        var rest = text
        while !rest.isEmpty {
            _ = rest.take(ObviousSets.space)
            guard rest.take(";") else { return false }
            _ = rest.take(ObviousSets.space)
            guard !rest.take(ObviousSets.token).isEmpty else { return false }
            var behind = rest
            _ = behind.take(ObviousSets.space)
            guard behind.take("=") else { continue }
            _ = behind.take(ObviousSets.space)
            rest = behind
            if rest.take("\"") {
                while !rest.take("\"") {
                    if rest.take("\\") {
                        guard let escaped = rest.unicodeScalars.first, ObviousSets.value.contains(escaped) else {
                            return false
                        }
                        rest.unicodeScalars.removeFirst()
                    } else if rest.take(ObviousSets.quoted).isEmpty {
                        return false
                    }
                }
            } else if rest.take(ObviousSets.token).isEmpty {
                return false
            }
        }
        return true
    }

    private mutating func skipTrailers() throws(Stop) {
        let start = position
        while true {
            let text = try trailerLine(from: start)
            guard !text.isEmpty else { return }
            var rest = text
            let isName = !rest.take(ObviousSets.token).isEmpty
            guard isName, rest.take(":"), rest.consists(of: ObviousSets.value) else { throw Self.refused(400) }
        }
    }

    private mutating func trailerLine(from start: Int) throws(Stop) -> String {
        // The line end of the last, empty line is not counted.
        let bound = start + limits.trailerBytes + 2
        let text: String
        do throws(Stop) {
            text = try line(before: min(input.count, bound))
        } catch {
            // One byte more than allowed must be there before anything is too large.
            guard input.count >= bound, case .waits(let isWithinLine) = error.end else { throw error }
            throw Stop(end: .refused(431, isWithinLine: isWithinLine))
        }
        return text
    }
}
