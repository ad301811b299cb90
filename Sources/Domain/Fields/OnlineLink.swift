/// Where people meet online (线上链接): what they tap leads to a page, and runs nothing.
package enum OnlineLink {
    package static func check(_ draft: Draft, _ field: String = "online_url") throws {
        guard isLink(draft.text(field)) else { throw DomainError.invalid([fault(field)]) }
    }

    /// Whether it is one, or nothing.
    package static func isLink(_ text: String?) -> Bool {
        guard let text else { return true }
        let start = text.prefix(8).lowercased()
        return start == "https://" || start.hasPrefix("http://")
    }

    package static func fault(_ field: String) -> FieldError {
        .body(field, "not_a_link", "须以 https:// 或 http:// 开头", "Begins with https:// or http://")
    }
}
