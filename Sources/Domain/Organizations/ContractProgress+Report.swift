extension ContractProgress {
    /// Each promise with what was delivered, period by period (履约进度表).
    package var report: ReportDocument {
        ReportDocument(
            name: "contract-progress",
            title: Title("合同履约进度", "Progress of a contract"),
            header: community.header + [
                ReportFigure(key: "contract_id", title: Title("合同编号", "Contract"), value: .integer(contract.id)),
                ReportFigure(key: "contract", title: Title("合同", "Contract"), value: .text(contract.title)),
                ReportFigure(key: "provider", title: Title("承接方", "Provider"), value: .text(contract.providerName)),
                ReportFigure(key: "year", title: Title("年度", "Year"), value: .integer(Int64(year))),
                ReportFigure(key: "items_promised", title: Title("承诺事项", "Items"), value: .integer(Int64(items.count))),
                ReportFigure(key: "items_kept", title: Title("已履行事项", "Items kept"), value: .integer(Int64(itemsKept))),
            ],
            chapters: [
                ReportChapter(
                    title: Title("履约", "Promises"),
                    sections: [
                        .rows(
                            key: "items",
                            title: Title("承诺事项", "Items"),
                            columns: Self.itemColumns,
                            rows: items.map(row)
                        ),
                        .rows(
                            key: "periods",
                            title: Title("各周期", "Periods"),
                            columns: Self.periodColumns,
                            rows: items.flatMap { item in item.periods.map { row($0, of: item) } }
                        ),
                    ]
                )
            ]
        )
    }

    private static let itemColumns: [Field] = [
        .id, .text("title", "事项", "Item", 1...100), .choice("counter", "计数口径", "Counted by", PromiseCounter.self),
        .choice("per", "周期", "Per", PromisePeriod.self), .integer("target", "每周期承诺", "Target", 1...Int64.max),
        .integer("promised", "全年承诺", "Promised", 0...Int64.max),
        .integer("delivered", "完成", "Delivered", 0...Int64.max),
        .integer("periods", "周期数", "Periods", 0...400), .integer("periods_kept", "履行的周期", "Periods kept", 0...400),
        Field("by_hand", "人工填报", "Typed in", .boolean),
        .integer("own_typed", "承接方自行填报（另计）", "Typed by the provider itself, beside", 0...Int64.max)
            .noted(
                "不计入完成；社区复核登记后计入",
                "Not part of what was delivered, until the community enters it"
            ),
        .integer("own_days", "完成中承接方自行登记的开放天数", "Of what was delivered, opening days it counted itself", 0...Int64.max),
    ]

    private func row(_ item: Item) -> [ReportValue] {
        [
            .integer(item.id), .text(item.title), .text(item.counter.rawValue), .text(item.per.rawValue),
            .integer(item.target), .integer(item.promised), .integer(item.delivered),
            .integer(Int64(item.periods.count)), .integer(Int64(item.periodsKept)), .boolean(item.counter == .byHand),
            .integer(item.ownTyped), .integer(item.ownDays),
        ]
    }

    private static let periodColumns: [Field] = [
        .integer("item_id", "事项编号", "Item", 1...Int64.max), .text("title", "事项", "Item", 1...100),
        .date("from", "起始日", "From"), .date("to", "截止日", "To"),
        .integer("delivered", "完成", "Delivered", 0...Int64.max),
        .integer("missing", "尚缺", "Missing", 0...Int64.max), .choice("state", "状态", "State", State.self),
        .text("href", "明细", "What was counted", 1...300).nullable(),
        .integer("own_typed", "承接方自行填报（另计）", "Typed by the provider itself, beside", 0...Int64.max)
            .noted(
                "不计入完成；社区复核登记后计入",
                "Not part of what was delivered, until the community enters it"
            ),
        .integer("own_days", "完成中承接方自行登记的开放天数", "Of what was delivered, opening days it counted itself", 0...Int64.max),
    ]

    private func row(_ period: Period, of item: Item) -> [ReportValue] {
        [
            .integer(item.id), .text(item.title), .text(period.days.lowerBound.description),
            .text(period.days.upperBound.description), .integer(period.delivered),
            .integer(max(0, item.target - period.delivered)),
            .text(period.state(of: item.target, on: today).rawValue), href(period, item).map { .text($0) } ?? .null,
            .integer(period.ownTyped), .integer(period.ownDays),
        ]
    }

    /// Where that which was counted is listed.
    private func href(_ period: Period, _ item: Item) -> String? {
        let (from, to) = (period.days.lowerBound, period.days.upperBound)
        let path = "/api/v1/activities?status=finished&organizer_id=\(contract.provider)"
        let span = "starts_at.gte=\(from)T00:00:00%2B08:00&starts_at.lt=\(to.advanced(byDays: 1))T00:00:00%2B08:00"
        switch item.counter {
        case .classes: return "\(path)&kind=class&\(span)"
        case .activities, .personTimes: return "\(path)&\(span)"
        case .openingDays:
            return item.venue.map { "/api/v1/visit-counts?venue_id=\($0)&on_date.gte=\(from)&on_date.lte=\(to)" }
        case .outsideMinutes: return item.venue.map { "/api/v1/venues/\($0)/opening-hours" }
        case .byHand: return nil
        }
    }
}
