/// Who sent a request: the client itself, or whom a trusted proxy names.
package struct Peer: Sendable, Hashable {
    /// Where it comes from, as a value that is cheap to keep and to compare.
    package let source: NetworkAddress
    /// Whether the client's own connection is encrypted.
    package let isTLS: Bool

    /// A client at this place.
    package init(source: NetworkAddress, isTLS: Bool = false) {
        self.source = source
        self.isTLS = isTLS
    }

    /// The address in digits, or `unix`; made anew each time.
    package var address: String { source.description }
}
