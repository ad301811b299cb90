import Glibc
import HTTPWire

/// A request line and its fields, as the obvious reader understands them.
struct ObviousHead {
    private(set) var method: String
    private(set) var path = "/"
    private(set) var query: String?
    private(set) var authority: String?
    private(set) var minorVersion: Int
    private(set) var hosts: [String] = []
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var keepsAlive = true
    private var options: [String] = []
    private var fieldCount = 0

    /// Reads `method SP target SP version`.
    init(requestLine: String, _ limits: WireLimits) throws(ObviousParser.Stop) {
        var rest = requestLine
        let name = rest.take(ObviousSets.token)
        guard name.count <= 32 else { throw ObviousParser.refused(501) }
        guard !name.isEmpty, rest.take(" ") else { throw ObviousParser.refused(400) }
        let target = rest.take(ObviousSets.target)
        guard target.count <= limits.target else { throw ObviousParser.refused(414) }
        guard !target.isEmpty, rest.take(" "), rest.take("HTTP/") else { throw ObviousParser.refused(400) }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 1 && $0.consists(of: ObviousSets.digits) }) else {
            throw ObviousParser.refused(400)
        }
        guard parts[0] == "1" else { throw ObviousParser.refused(505) }
        minorVersion = parts[1] == "0" ? 0 : 1
        let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        method = known.contains(name) ? name : "OTHER"
        if name == "CONNECT" {
            let hasPort = target.contains(":") && ObviousSets.digits.contains(target.unicodeScalars.last ?? " ")
            throw ObviousParser.refused(hasPort && Self.isHost(target) ? 501 : 400)
        }
        try resolve(target)
    }

    private mutating func resolve(_ target: String) throws(ObviousParser.Stop) {
        if target == "*", method == "OPTIONS" {
            path = "*"
        } else if target.hasPrefix("/") {
            split(target)
        } else {
            let scheme = ["http://", "https://"].first { target.lowercased().hasPrefix($0) }
            guard let scheme else { throw ObviousParser.refused(400) }
            let rest = String(target.dropFirst(scheme.count))
            let host = String(rest.prefix { $0 != "/" && $0 != "?" })
            guard Self.isHost(host) else { throw ObviousParser.refused(400) }
            authority = host
            let reference = String(rest.dropFirst(host.count))
            split(reference.hasPrefix("/") ? reference : "/" + reference)
        }
    }

    private mutating func split(_ reference: String) {
        let parts = reference.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        path = parts[0]
        query = parts.count > 1 ? parts[1] : nil
    }

    /// Reads `name ":" value` and what it says about the message.
    mutating func add(field line: String, _ limits: WireLimits) throws(ObviousParser.Stop) {
        var rest = line
        let name = rest.take(ObviousSets.token).lowercased()
        guard !name.isEmpty, rest.take(":"), rest.consists(of: ObviousSets.value) else {
            throw ObviousParser.refused(400)
        }
        fieldCount += 1
        guard fieldCount <= limits.fieldCount else { throw ObviousParser.refused(431) }
        let value = rest.withoutSpace
        switch name {
        case "host":
            guard Self.isHost(value) else { throw ObviousParser.refused(400) }
            hosts.append(value)
        case "content-length":
            guard !value.isEmpty, value.consists(of: ObviousSets.digits), let length = Int(value) else {
                throw ObviousParser.refused(400)
            }
            guard contentLength == nil || contentLength == length else { throw ObviousParser.refused(400) }
            contentLength = length
        case "transfer-encoding": try add(coding: value)
        case "connection":
            let isBetween = { (character: Character) in " \t,".contains(character) }
            options += value.lowercased().split(whereSeparator: isBetween).map(String.init)
        case "expect" where minorVersion > 0:
            guard value.lowercased() == "100-continue" else { throw ObviousParser.refused(417) }
        default: break
        }
    }

    private mutating func add(coding value: String) throws(ObviousParser.Stop) {
        guard minorVersion > 0, !isChunked else { throw ObviousParser.refused(400) }
        let members = value.split(separator: ",", omittingEmptySubsequences: false).map {
            String($0).withoutSpace.lowercased()
        }
        let isList = members.allSatisfy { member in
            member.unicodeScalars.first.map { ObviousSets.token.contains($0) } ?? false
        }
        guard isList, members.last == "chunked", members.filter({ $0 == "chunked" }).count == 1 else {
            throw ObviousParser.refused(400)
        }
        guard members.count == 1 else { throw ObviousParser.refused(501) }
        isChunked = true
    }

    mutating func finish(_ limits: WireLimits) throws(ObviousParser.Stop) {
        guard hosts.count == 1 || (hosts.isEmpty && minorVersion == 0) else { throw ObviousParser.refused(400) }
        guard !isChunked || contentLength == nil else { throw ObviousParser.refused(400) }
        guard contentLength ?? 0 <= limits.bodyBytes else { throw ObviousParser.refused(413) }
        keepsAlive = !options.contains("close") && (minorVersion > 0 || options.contains("keep-alive"))
    }

    /// Whether a text is a host with an optional port.
    static func isHost(_ text: String) -> Bool {
        var rest = text
        if rest.take("[") {
            let address = rest.take(ObviousSets.hexadecimal.union(":.".unicodeScalars))
            var bytes = in6_addr()
            guard rest.take("]"), inet_pton(AF_INET6, address, &bytes) == 1 else { return false }
        } else {
            var isEmpty = true
            while true {
                let plain = rest.take(ObviousSets.name)
                var escape = rest
                let isEscape = escape.take("%") && escape.take(ObviousSets.hexadecimal).count >= 2
                if plain.isEmpty, !isEscape { break }
                if isEscape { rest.unicodeScalars.removeFirst(3) }
                isEmpty = false
            }
            guard !isEmpty else { return false }
        }
        guard !rest.isEmpty else { return true }
        guard rest.take(":"), rest.count <= 5, rest.consists(of: ObviousSets.digits) else { return false }
        return rest.isEmpty || (Int(rest) ?? .max) <= 65_535
    }
}
