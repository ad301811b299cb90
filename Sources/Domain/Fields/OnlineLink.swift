/// Where people meet online (线上链接): what they tap leads to a page, and runs nothing.
package enum OnlineLink {
    package static func check(_ draft: Draft, _ field: String = "online_url") throws {
        guard let text = draft.text(field) else { return }
        let start = text.prefix(8).lowercased()
        guard start == "https://" || start.hasPrefix("http://") else {
            throw DomainError.invalid([
                .body(field, "not_a_link", "须以 https:// 或 http:// 开头", "Begins with https:// or http://")
            ])
        }
    }
}
