/// 议题的存储: what the moves of an issue need beyond the plain register.
package protocol IssueRepository {
    func find(_ id: Int64, scope: DataScope) throws -> DeliberationIssue?
    func sessionStatus(_ id: Int64) throws -> SessionStatus
    func projectStatus(_ id: Int64) throws -> ProjectStatus
    func appendEvent(
        issue: Int64,
        at: Instant,
        actor: Int64?,
        move: String,
        from: IssueStatus?,
        to: IssueStatus,
        remark: String?
    )
        throws
}

/// 议题: what the rules of its moves decide on.
package struct DeliberationIssue: Sendable, Hashable {
    package let id: Int64
    package let status: IssueStatus
    package let version: Int64
    package let authority: IssueAuthority

    package init(id: Int64, status: IssueStatus, version: Int64, authority: IssueAuthority) {
        self.id = id
        self.status = status
        self.version = version
        self.authority = authority
    }
}
