/// The part of a dwelling that an owner has (产权份额), as an exact fraction: a third is no decimal.
package struct OwnershipShare: Sendable, Hashable, CustomStringConvertible {
    package let numerator: Int64
    package let denominator: Int64

    /// Fine enough for percentages with two decimals, small enough for any sum of fractions.
    package static let limit: Int64 = 10_000

    /// A fraction of more than nothing and at most all.
    package init?(_ numerator: Int64, of denominator: Int64) {
        guard numerator >= 1, numerator <= denominator else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator, denominator)
        guard denominator / divisor <= Self.limit else { return nil }
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    package var description: String { "\(numerator)/\(denominator)" }

    /// Reads 1/2, 50%, 0.5 and 1.
    static func read(_ cell: String) throws(CellFault) -> OwnershipShare {
        let text = CellText.compact(cell)
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let top = whole(parts[0]), let bottom = whole(parts[1]), let share = OwnershipShare(top, of: bottom)
            else { throw .share }
            return share
        }
        let isPercentage = text.hasSuffix("%")
        guard let number = decimal(isPercentage ? text.dropLast() : text[...]),
            let share = OwnershipShare(number.digits, of: number.scale * (isPercentage ? 100 : 1))
        else { throw .share }
        return share
    }

    private static func whole(_ text: Substring) -> Int64? {
        // Few digits keep the products of a fraction far from overflowing.
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }

    /// A decimal number as its digits and the power of ten below them.
    private static func decimal(_ text: Substring) -> (digits: Int64, scale: Int64)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2 else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || !decimals.isEmpty, let digits = whole(first + decimals) else { return nil }
        return (digits, decimals.reduce(1) { scale, _ in scale * 10 })
    }

    private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}
