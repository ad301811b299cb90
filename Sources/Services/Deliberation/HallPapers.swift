import Domain

/// Files that were sent before and become papers of a hall (议事附件), whichever call brings them.
enum HallPapers {
    /// Keeps those that the caller sent, and says their rows; `field` is the member of the body that names them, where faults are told.
    @discardableResult
    static func keep(
        _ uploads: [Int64],
        at place: PaperPlace,
        of community: Int64,
        as kind: PaperKind,
        caption: String? = nil,
        step: DecisionStep? = nil,
        field: String = "uploads",
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> [Int64] {
        try CaseFiles.own(uploads, field: field, of: principal, in: transaction).map {
            try transaction.papers.attach($0, to: place, of: community, as: kind, caption: caption, step: step)
        }
    }
}
