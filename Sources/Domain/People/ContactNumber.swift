/// Where somebody is reached by phone (联系电话): a mobile number, which is a person's own, or one of an office.
package struct ContactNumber: Sendable, Hashable {
    package let text: String
    package let isMobile: Bool

    /// Service numbers have five digits, those with an area code and an extension not more than sixteen.
    private static let digits = 5...16

    package init?(_ text: String) {
        if let mobile = MobileNumber(text) {
            (self.text, isMobile) = (mobile.digits, true)
            return
        }
        let bytes = Array(text.filter { $0 != " " }.utf8)
        let digits = bytes.filter { (48...57).contains($0) }
        // Eleven digits that begin with 1 are a mobile number with a slip in it.
        guard Self.digits.contains(digits.count),
            bytes.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") }),
            bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-"),
            digits.count < 11 || digits[0] != UInt8(ascii: "1")
        else { return nil }
        (self.text, isMobile) = (String(decoding: bytes, as: UTF8.self), false)
    }
}
