/// Where somebody is reached by phone (联系电话): a mobile number, which is a person's own, or one of an office.
package struct ContactNumber: Sendable, Hashable {
    package let text: String
    package let isMobile: Bool

    package init?(_ text: String) {
        if let mobile = MobileNumber(text) {
            (self.text, isMobile) = (mobile.digits, true)
            return
        }
        let number = text.filter { $0 != " " }
        guard Self.isOfOffice(number.split(separator: "-", omittingEmptySubsequences: false)) else { return nil }
        (self.text, isMobile) = (number, false)
    }

    /// A service number (12345, 95598), one of an exchange (65123456), with its area code (0512-65123456), or one that is free
    /// or shared in cost (400-820-8820); behind each of the last three there may be an extension.
    private static func isOfOffice(_ groups: [Substring]) -> Bool {
        guard let first = groups.first, groups.count <= 4,
            groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return false }
        if first.hasPrefix("400") || first.hasPrefix("800") { return groups.joined().utf8.count == 10 }
        if groups.count == 1, first.utf8.count == 5 { return true }
        guard first.hasPrefix("0") else { return isOfExchange(groups[...]) }
        // The area code may be written together with the number.
        if (10...12).contains(first.utf8.count) { return isExtension(groups.dropFirst()) }
        return (3...4).contains(first.utf8.count) && isOfExchange(groups.dropFirst())
    }

    /// Seven or eight digits, whole or in two, and perhaps an extension.
    private static func isOfExchange(_ groups: ArraySlice<Substring>) -> Bool {
        guard let first = groups.first, first.first != "0" else { return false }
        if (7...8).contains(first.utf8.count) { return isExtension(groups.dropFirst()) }
        guard (3...4).contains(first.utf8.count), let second = groups.dropFirst().first, second.utf8.count == 4 else {
            return false
        }
        return isExtension(groups.dropFirst(2))
    }

    private static func isExtension(_ groups: ArraySlice<Substring>) -> Bool {
        groups.isEmpty || groups.count == 1 && groups.allSatisfy { (1...6).contains($0.utf8.count) }
    }
}
