/// A mobile number of mainland China (手机号), eleven digits from 13 to 19.
package struct MobileNumber: Sendable, Hashable {
    package let digits: String

    /// Takes spaces, hyphens and the prefixes +86, 0086 and 86 away first.
    package init?(_ text: String) {
        var digits = text.filter { $0 != " " && $0 != "-" }
        for prefix in ["+86", "0086", "86"] where digits.hasPrefix(prefix) && digits.count == prefix.count + 11 {
            digits.removeFirst(prefix.count)
            break
        }
        let bytes = Array(digits.utf8)
        guard bytes.count == 11, bytes[0] == UInt8(ascii: "1"),
            (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(bytes[1]),
            bytes.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.digits = digits
    }
}
