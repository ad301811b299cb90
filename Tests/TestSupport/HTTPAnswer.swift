package import JSON

/// An answer as a client got it.
package struct HTTPAnswer: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    package let bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The body as JSON; what is none fails the test that asks.
    package func json() throws -> JSONValue {
        do {
            return try JSONDocument(parsing: bytes, limits: JSONLimits(members: 1_000_000)).root
        } catch {
            throw TestFailure("the body of a \(status) is no JSON: \(text.prefix(300))")
        }
    }

    package var code: String? { try? json()["code"]?.string }

    /// Where a problem says that the faults lie, with their codes: `#/name required`.
    package var faults: [String] {
        guard let errors = try? json()["errors"] else { return [] }
        return errors.elements.map { fault in
            let place = fault["pointer"]?.string ?? fault["parameter"]?.string ?? fault["header"]?.string ?? ""
            return "\(place) \(fault["code"]?.string ?? "")"
        }
    }
}

extension JSONValue {
    /// The value at a path of member names and numbers: `items.0.name`.
    package func at(_ path: String) -> JSONValue? {
        var value: JSONValue? = self
        for step in path.split(separator: ".") {
            if let index = Int(step) {
                value = value.flatMap { Array($0.elements).dropFirst(index).first }
            } else {
                value = value?[String(step)]
            }
        }
        return value
    }
}
