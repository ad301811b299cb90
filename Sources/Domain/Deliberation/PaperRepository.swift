/// To what a paper of deliberation belongs (材料归属).
package enum PaperPlace: Sendable, Hashable {
    case session(Int64)
    /// An item of the agenda of a session.
    case item(Int64, session: Int64)
    case issue(Int64)
    case project(Int64)
    /// A milestone of a project.
    case milestone(Int64, project: Int64)
}

/// 议事材料的存储: the rows of files that belong to sessions, issues and projects.
package protocol PaperRepository {
    func attach(
        _ upload: Upload,
        to place: PaperPlace,
        of community: Int64,
        as kind: PaperKind,
        caption: String?,
        step: DecisionStep?
    ) throws -> Int64
    func count(of place: PaperPlace, _ kind: PaperKind) throws -> Int64
    /// How many files show that a milestone is done; those of how it was before do not.
    func count(ofMilestone id: Int64) throws -> Int64
    /// Whose the row is that papers belong to.
    func community(of resource: ResourceName, _ id: Int64) throws -> Int64?
}

/// A file of deliberation and what it is (议事材料文件).
package struct PaperFile: Sendable {
    package let kind: PaperKind
    package let file: KeptFile
    /// The step of 四议两公开 that it belongs to.
    package let step: DecisionStep?

    package init(kind: PaperKind, file: KeptFile, step: DecisionStep?) {
        self.kind = kind
        self.file = file
        self.step = step
    }

    /// Signatures and proofs are for those who run the hall; what lay on the table and photos are for all who may read.
    package var isForStaff: Bool { kind == .signedSheet || kind == .proof }
}
