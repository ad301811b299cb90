package import Domain

/// A report as it comes in (上报内容): the case, its answers and files, and what is done with it at once.
package struct CaseFiling: Sendable {
    package var draft: Draft
    package var answers: [String: GivenAnswer] = [:]
    package var uploads: [Int64] = []
    /// Files that came with the call itself.
    package var files: [KeptFile] = []
    /// What the device called it before it was sent.
    package var clientID: String?
    package var first: CaseAct?

    package init(_ draft: Draft) { self.draft = draft }

    /// The report as its device named it.
    ///
    /// Its files are not part of what it says: whoever tries again sends the same photo as another upload.
    func sent(by principal: Principal) -> SentReport? {
        guard let clientID, let account = principal.accountID else { return nil }
        let values = draft.values.sorted { $0.field < $1.field }.map { "\($0.field)=\($0.value)" }
        let given = answers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let words = [first?.answer, first?.remark, first?.told?.rawValue, first?.closingReason?.rawValue].compactMap {
            $0
        }
        let content = (values + given + [first?.move.rawValue ?? ""] + words).joined(separator: "\u{0}")
        return SentReport(name: clientID, account: account, content: content)
    }
}

/// How an answer says what stands beside a case (附加内容的写法), which is the edge's to know.
package struct CaseWriting: Sendable {
    /// The earlier cases that may be joined.
    let offering: @Sendable ([LikeCase]) -> [UInt8]
    /// Whom the case could be given to.
    let proposing: @Sendable (Int64, CaseRoute) -> [UInt8]
    /// To whom it was given with its place.
    let giving: @Sendable (CaseRoute) -> [UInt8]
    /// Whose households are left to be told.
    let telling: @Sendable ([UntoldCase]) -> [UInt8]

    package init(
        offering: @escaping @Sendable ([LikeCase]) -> [UInt8],
        proposing: @escaping @Sendable (Int64, CaseRoute) -> [UInt8],
        giving: @escaping @Sendable (CaseRoute) -> [UInt8],
        telling: @escaping @Sendable ([UntoldCase]) -> [UInt8]
    ) {
        self.offering = offering
        self.proposing = proposing
        self.giving = giving
        self.telling = telling
    }
}
