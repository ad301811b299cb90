import Domain

/// What shows that something was built (实施前后照片): how it was before, and how it is now.
extension ProjectService {
    /// Works are complete with something of before and something of after; what was only said is no evidence.
    func checkEvidence(of project: IssueProject, in transaction: any Transaction) throws {
        let settings = try transaction.calendars.settings(community: project.community)
        guard project.isOfWorks, settings[.projectEvidence] == 1 else { return }
        let counts = try [PaperKind.before, .after].map { kind in
            (kind: kind, count: try transaction.papers.count(of: .project(project.id), kind))
        }
        let missing = counts.filter { $0.count == 0 }.map(\.kind)
        guard missing.isEmpty else { throw Self.evidence(missing) }
    }

    private static func evidence(_ missing: [PaperKind]) -> DomainError {
        let chinese = missing.map { "“\($0.title.chinese)”" }.joined(separator: "、")
        let english = missing.map { "“\($0.title.english)”" }.joined(separator: " and ")
        return DomainError(
            .conflict,
            "evidence_missing",
            "完工须有实施前、实施后照片或文件各至少 1 份，还缺\(chinese)",
            "It is complete with at least 1 photo or file of before and 1 of after; there is none of \(english)",
            details: [("missing", .texts(missing.map(\.rawValue)))]
        )
    }
}
