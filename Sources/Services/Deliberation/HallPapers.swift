import Domain

/// Files that were sent before and become papers of a hall (议事附件), whichever call brings them.
enum HallPapers {
    /// Keeps those that the caller sent; `field` is the member of the body that names them, where faults are told.
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
    ) throws {
        for upload in try CaseFiles.own(uploads, field: field, of: principal, in: transaction) {
            _ = try transaction.papers.attach(
                upload,
                to: place,
                of: community,
                as: kind,
                caption: caption,
                step: step
            )
        }
    }
}
