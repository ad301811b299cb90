/// One address or a block of them, such as `10.0.0.0/8`, `2001:db8::/32` or `unix`.
package struct AddressRange: Sendable, Hashable {
    private let base: NetworkAddress
    private let isUnix: Bool
    private let highMask: UInt64
    private let lowMask: UInt64

    /// The range with this text; nil when it is none, also when bits behind the prefix are set: `10.1.2.3/8` is a slip
    /// of somebody who meant fewer addresses than that would trust.
    package init?(_ text: String) {
        guard text != "unix" else {
            self.init(.unix, prefix: 128, isUnix: true)
            return
        }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first.flatMap({ NetworkAddress(String($0)) }) else { return nil }
        let width = base.isIPv4 ? 32 : 128
        var prefix = width
        if parts.count == 2 {
            guard parts[1].allSatisfy(\.isNumber), let length = Int(parts[1]), length <= width else { return nil }
            prefix = length
        }
        self.init(base, prefix: 128 - width + prefix)
        guard base.high & ~highMask == 0, base.low & ~lowMask == 0 else { return nil }
    }

    private init(_ base: NetworkAddress, prefix: Int, isUnix: Bool = false) {
        self.base = base
        self.isUnix = isUnix
        highMask = prefix >= 64 ? .max : ~(UInt64.max >> UInt64(prefix))
        lowMask = prefix <= 64 ? 0 : prefix >= 128 ? .max : ~(UInt64.max >> UInt64(prefix - 64))
    }

    /// Whether the address lies in the range.
    package func contains(_ address: NetworkAddress) -> Bool {
        (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
            && (address == .unix) == isUnix && address != .unknown
    }
}
