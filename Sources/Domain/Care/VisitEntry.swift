/// One entry at a door (走访记录): the visit with everything that was heard, brought and promised in it.
package struct VisitEntry: Sendable {
    package var householdID: Int64?
    package var dwellingID: Int64?
    /// Now, where the device does not say.
    package var at: Instant?
    package var result: VisitResult
    package var tryAgainOn: String?
    /// Who opened the door.
    package var residentID: Int64?
    package var summary: String?
    package var care: String?
    package var verification: String?
    package var heard: [Heard] = []
    package var supplies: [Supply] = []
    /// What the device calls the entry; the same one is never made twice.
    package var clientID: String?
    /// Which members said something that could not be read: nothing of them is missing, and the entry is not kept.
    package var unread: Set<String> = []

    package init(result: VisitResult) { self.result = result }

    /// All that the entry says, written down in one way, so that the same words are known again.
    package var content: String {
        let numbers = [householdID, dwellingID, at?.milliseconds, residentID].map { $0.map { "\($0)" } }
        let words = [result.rawValue, tryAgainOn, summary, care, verification]
        return
            (numbers + words + heard.flatMap(\.words) + supplies.flatMap { [$0.item, "\($0.quantity)"] })
            .map { $0 ?? "" }.joined(separator: "\u{0}")
    }

    /// The most that is heard or brought at one door.
    package static let listLimit = 20
    /// Entries that a device sends at once: a long day of walking.
    package static let batchLimit = 100
    /// A device whose clock runs ahead of the server's is believed this far.
    package static let clockSeconds: Int64 = 300
}

/// One thing that was heard (听到的内容).
package struct Heard: Sendable {
    package var kind: HeardKind
    package var title: String?
    package var description: String?
    package var categoryID: Int64?
    package var priority: String?
    /// Where nothing is said, as the case's kind and category say.
    package var isPrivate: Bool?
    /// Who said it, or whose register entry changes; whoever opened the door where it is not said.
    package var residentID: Int64?
    /// The account of the person thanked.
    package var praisedID: Int64?
    /// What changes in the register.
    package var phone: String?
    package var residency: String?
    package var careTag: String?
    /// Which of so many that were heard it is, from naught on.
    package var number = 0
    /// Which members said something that could not be read, or are missing though everything that is heard has them.
    package var unread: Set<String> = []

    package init(_ kind: HeardKind) { self.kind = kind }

    fileprivate var words: [String?] {
        [kind.rawValue, title, description, priority, phone, residency, careTag]
            + [categoryID, residentID, praisedID, isPrivate.map { $0 ? 1 : 0 }].map { $0.map { "\($0)" } }
    }
}

/// What was handed over (物资).
package struct Supply: Sendable, Hashable {
    package let item: String
    package let quantity: Int64

    package init(item: String, quantity: Int64) {
        self.item = item
        self.quantity = quantity
    }
}
