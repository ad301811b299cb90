/// A search for whom a phone or ID number belongs to (按号码查人).
package enum PersonSearch {
    /// What it is called in the audit.
    package static let action = "search_people"
    /// Searches of one account in the window: a counter on a busy Monday has some dozens of callers, while the four digits
    /// that a masked phone leaves open are ten thousand, and an ID number of a known birthday leaves some thousands.
    package static let limit: Int64 = 200
    package static let windowSeconds: Int64 = 86_400

    package static let tooMany = DomainError(
        .tooMany,
        "too_many_searches",
        "24 小时内按号码查人不超过 \(limit) 次，请改按姓名或住址查找",
        "At most \(limit) searches by number in 24 hours; look for the name or the home instead"
    )
}
