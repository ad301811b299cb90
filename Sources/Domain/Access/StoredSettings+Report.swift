extension StoredSettings {
    /// All numbers of the rules as they hold for a community (社区设置表).
    package func report(community: Int64) -> ReportDocument {
        ReportDocument(
            name: "settings",
            title: Title("社区设置", "Settings of the community"),
            header: [
                ReportFigure(key: "community_id", title: Title("社区编号", "Community id"), value: .integer(community)),
                ReportFigure(key: "version", title: Title("版本", "Version"), value: .integer(version)),
            ],
            chapters: [
                ReportChapter(
                    title: Title("设置", "Settings"),
                    sections: [
                        .rows(
                            key: "items",
                            title: Title("设置", "Settings"),
                            columns: Self.columns,
                            rows: RuleLimit.allCases.map(row) + RuleNumber.allCases.map(row)
                                + RuleWord.allCases.map(row)
                        )
                    ]
                )
            ]
        )
    }

    private static let columns: [Field] = [
        .text("key", "代码", "Key", 1...50),
        .text("title_zh", "名称", "Title in Chinese", 1...50), .text("title_en", "英文名", "Title in English", 1...50),
        .integer("amount", "数值", "Amount", 0...Int64.max).nullable(), .text("unit", "单位", "Unit", 1...20).nullable(),
        .text("value", "写法", "As it is written", 0...100),
        .text("words_zh", "说明", "In Chinese words", 1...100), .text("words_en", "英文说明", "In English words", 1...100),
        .text("default", "默认", "Default", 0...100),
        .integer("minimum", "最小", "Minimum", 0...Int64.max).nullable(),
        .integer("maximum", "最大", "Maximum", 0...Int64.max).nullable(),
        Field("is_own", "社区自定", "Set by the community", .boolean),
    ]

    private func row(_ limit: RuleLimit) -> [ReportValue] {
        let value = settings[limit]
        return [
            .text(limit.rawValue), .text(limit.title.chinese), .text(limit.title.english),
            .integer(value.amount), .text(value.unit.rawValue), .text(value.description),
            .text(value.title.chinese), .text(value.title.english), .text(limit.standard.description),
            .integer(value.unit.amounts.lowerBound), .integer(value.unit.amounts.upperBound),
            .boolean(settings.chosen(limit) != nil),
        ]
    }

    private func row(_ word: RuleWord) -> [ReportValue] {
        let value = settings[word]
        return [
            .text(word.rawValue), .text(word.title.chinese), .text(word.title.english), .null, .null, .text(value),
            .text(value), .text(value), .text(word.standard), .null, .null, .boolean(settings.chosen(word) != nil),
        ]
    }

    private func row(_ number: RuleNumber) -> [ReportValue] {
        let value = settings[number]
        let words = number.words(value)
        return [
            .text(number.rawValue), .text(number.title.chinese), .text(number.title.english),
            .integer(value), .text(number.unit.rawValue), .text(number.text(value)),
            .text(words.chinese), .text(words.english), .text(number.text(number.standard)),
            .integer(number.range.lowerBound), .integer(number.range.upperBound),
            .boolean(settings.chosen(number) != nil),
        ]
    }
}
