/// All that is held about the person behind an account (本人信息), and who looked at it.
package struct PersonalData: Sendable {
    package let account: Int64
    /// Who the account belongs to; nothing where it is no resident's.
    package let resident: Int64?
    package let community: Int64?
    /// In the order in which they are shown; each is named by what it holds.
    package let sections: [ReportSection]

    package init(account: Int64, resident: Int64?, community: Int64?, sections: [ReportSection]) {
        self.account = account
        self.resident = resident
        self.community = community
        self.sections = sections
    }

    /// The data as a report, so that it can be read, printed and taken along.
    package func report(at now: Instant) -> ReportDocument {
        ReportDocument(
            name: "my-data",
            title: Title("我的个人信息", "What is held about me"),
            header: [
                ReportFigure(key: "as_of", title: Title("截至", "As of"), value: .instant(now.milliseconds)),
                ReportFigure(key: "account_id", title: Title("账号编号", "Account id"), value: .integer(account)),
                ReportFigure(key: "resident_id", title: Title("居民编号", "Resident id"), value: ReportValue(resident)),
                ReportFigure(
                    key: "notice",
                    title: Title("更正与撤回", "Correction and withdrawal"),
                    value: .text(Self.notice)
                ),
            ],
            chapters: [ReportChapter(title: Title("全部信息", "Everything"), sections: sections)]
        )
    }

    private static let notice =
        "如有错误，请联系社区工作人员更正；同意可随时撤回。Staff correct what is wrong; a consent may be withdrawn at any time."
}

/// Where all that is held about a person is found (本人信息的存储).
package protocol PersonalDataRepository {
    /// Unmasked, since it is shown to the person alone; nothing for an account that is not there.
    func data(ofAccount account: Int64) throws -> PersonalData?
}
