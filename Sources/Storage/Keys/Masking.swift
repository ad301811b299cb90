import Domain

extension Mask {
    /// A personal value as it is shown by default: `138****8000`, `320***********1234`.
    ///
    /// Both forms keep the first three and the last four; what is too short for that is hidden whole.
    func apply(to text: String) -> String {
        // Of what has no form of its own not even the length is told.
        if self == .whole { return "****" }
        let shown = (first: 3, last: 4)
        guard text.count > shown.first + shown.last else { return String(repeating: "*", count: text.count) }
        let hidden = String(repeating: "*", count: text.count - shown.first - shown.last)
        return "\(text.prefix(shown.first))\(hidden)\(text.suffix(shown.last))"
    }
}

extension ContactNumber {
    /// As those see it who may not change the row; what was written down before numbers were looked at may be anything.
    static func masked(_ text: String) -> String {
        guard let number = ContactNumber(text) else { return Mask.whole.apply(to: text) }
        return number.isMobile ? Mask.phone.apply(to: number.text) : number.text
    }
}
