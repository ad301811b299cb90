package import Domain
import HTTPWire

/// What form and language a client wants (内容协商), RFC 9110 section 12.
package enum Negotiation {
    /// The first of several media types or tags with the highest weight that one is offered for.
    static func best<Offer: Equatable>(_ header: String, _ offer: (Substring) -> Offer?) -> Offer? {
        var best: (offer: Offer, weight: Int, precision: Int)?
        let refused = refused(header, offer)
        for item in header.split(separator: ",") {
            let parts = item.split(separator: ";")
            guard let name = parts.first.map({ trimmed($0) }), !name.isEmpty else { continue }
            let weight = parts.dropFirst().compactMap { Self.weight(trimmed($0)) }.first ?? 1000
            let precision = name.hasPrefix("*") ? 0 : name.hasSuffix("/*") ? 1 : 2
            guard weight > 0, let candidate = offer(name), precision == 2 || !refused.contains(candidate) else {
                continue
            }
            if let best, (best.weight, best.precision) >= (weight, precision) { continue }
            best = (candidate, weight, precision)
        }
        return best?.offer
    }

    /// What is named with a weight of 0, which no wildcard brings back (RFC 9110 section 12.4.2).
    private static func refused<Offer>(_ header: String, _ offer: (Substring) -> Offer?) -> [Offer] {
        guard header.contains("=0") else { return [] }
        return header.split(separator: ",").compactMap { item in
            let parts = item.split(separator: ";")
            let weight = parts.dropFirst().compactMap { Self.weight(trimmed($0)) }.first
            guard weight == 0, let name = parts.first.map({ trimmed($0) }), !name.contains("*") else { return nil }
            return offer(name)
        }
    }

    /// The format of an answer.
    ///
    /// `?format=` beats `Accept`, for links. Throws 400 for a format that is none, and 406 where `Accept` leaves
    /// nothing to offer.
    package static func format(accept: String?, parameter: String?, offered: [Format]) throws -> Format {
        var names: String { offered.map(\.rawValue).joined(separator: ", ") }
        if let parameter {
            guard let format = Format(rawValue: parameter), offered.contains(format) else {
                throw DomainError.badParameters([
                    .parameter("format", "unknown_format", "可用的格式：\(names)", "The formats are: \(names)")
                ])
            }
            return format
        }
        guard let accept, let standard = offered.first else { return offered.first ?? .json }
        let found = best(accept) { type -> Format? in
            switch type.lowercased() {
            case "*/*": standard
            case "application/*", "application/json", "application/problem+json": offered.first { $0 == .json }
            case "application/x-ndjson", "application/ndjson": offered.first { $0 == .ndjson }
            case "text/csv": offered.first { $0 == .csv }
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": offered.first { $0 == .xlsx }
            case "text/plain", "text/*": offered.first { $0 == .table }
            default: nil
            }
        }
        guard let found else {
            throw DomainError(
                .notAcceptable,
                "not_acceptable",
                "可用的格式：\(names)",
                "The formats are: \(names)",
                details: [("formats", .texts(offered.map(\.rawValue)))]
            )
        }
        return found
    }

    /// Chinese unless English is preferred.
    package static func language(_ accept: String?) -> Language {
        guard let accept else { return .chinese }
        return best(accept) { tag -> Language? in
            let tag = tag.lowercased()
            if tag == "*" || tag == "zh" || tag.hasPrefix("zh-") { return .chinese }
            return tag == "en" || tag.hasPrefix("en-") ? .english : nil
        } ?? .chinese
    }

    private static func weight(_ parameter: Substring) -> Int? {
        guard parameter.hasPrefix("q=") || parameter.hasPrefix("Q=") else { return nil }
        let digits = parameter.dropFirst(2)
        guard let whole = digits.first?.wholeNumberValue, whole <= 1 else { return nil }
        let fraction = digits.dropFirst(2).prefix(3)
        let padded = fraction + String(repeating: "0", count: 3 - fraction.count)
        return whole * 1000 + (Int(padded) ?? 0)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
