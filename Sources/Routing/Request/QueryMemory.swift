import Domain
import HTTPWire

/// The queries that a loop read last (查询串缓存): programs ask the same ones again and again.
///
/// Each has the one place that its print gives it: who makes two fall together only makes himself read anew.
package final class QueryMemory {
    /// Unchecked: it is one loop's, and what looks into it asks nobody else meanwhile.
    @exclusivity(unchecked) private var places = [Place?](repeating: nil, count: 256)

    /// Longer ones are read anew: what is kept stays below half a mebibyte for a loop.
    private static let longest = 512

    private final class Place {
        let bytes: [UInt8]
        let query: QueryString

        init(bytes: [UInt8], query: QueryString) {
            self.bytes = bytes
            self.query = query
        }
    }

    package init() {}

    /// The parameters of a query.
    ///
    /// Throws 400 for an escape that is none.
    package func query(_ bytes: ArraySlice<UInt8>) throws -> QueryString {
        guard bytes.count <= Self.longest else { return try QueryString(bytes) }
        let (place, known) = bytes.withUnsafeBytes { raw in
            let place = Int(truncatingIfNeeded: Fingerprint.of(raw)) & (places.count - 1)
            guard let known = places[place], known.bytes.withUnsafeBytes({ areSame($0, raw) }) else {
                return (place, nil as QueryString?)
            }
            return (place, known.query)
        }
        if let known { return known }
        let query = try QueryString(bytes)
        places[place] = Place(bytes: Array(bytes), query: query)
        return query
    }
}
