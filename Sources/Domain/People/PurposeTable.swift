/// The purposes with their bases as a report (处理目的一览): the notice that everybody may read.
package enum PurposeTable {
    /// The version of the notice; a consent names the one that it was given to.
    package static let version = "2026-1"

    package static let report = ReportDocument(
        name: "purposes",
        title: Title("个人信息处理目的与依据", "Purposes of processing and their legal bases"),
        header: [ReportFigure(key: "version", title: Title("告知书版本", "Version of the notice"), value: .text(version))],
        chapters: [
            ReportChapter(
                title: Title("处理目的", "Purposes"),
                sections: [
                    .rows(
                        key: "items",
                        title: Title("处理目的", "Purposes"),
                        columns: columns,
                        rows: Purpose.allCases.map(row)
                    )
                ]
            )
        ]
    )

    private static let columns: [Field] = [
        .text("purpose", "代码", "Purpose", 1...40), .text("title_zh", "处理目的", "Title in Chinese", 1...40),
        .text("title_en", "英文名", "Title in English", 1...60),
        Field("basis", "合法性基础", "Legal basis", .enumeration(Enumeration(LegalBasis.self))),
        Field("sensitive", "敏感", "Sensitive", .boolean), Field("withdrawable", "可撤回", "May be withdrawn", .boolean),
        .text("ground_zh", "依据", "Ground in Chinese", 1...100), .text("ground_en", "依据（英文）", "Ground", 1...100),
    ]

    private static func row(_ purpose: Purpose) -> [ReportValue] {
        [
            .text(purpose.rawValue), .text(purpose.title.chinese), .text(purpose.title.english),
            .text(purpose.basis.rawValue), .boolean(purpose.isSensitive), .boolean(purpose.basis == .consent),
            .text(purpose.ground.chinese), .text(purpose.ground.english),
        ]
    }
}
