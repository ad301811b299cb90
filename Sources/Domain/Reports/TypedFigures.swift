/// How much of the person-times no check-in shows (人工填报说明), which a report says of itself.
package struct TypedFigures: Sendable, Hashable {
    private let typed: Int64
    private let own: Int64
    private let corrected: Int64

    package init(typed: Int64, own: Int64, corrected: Int64) {
        self.typed = typed
        self.own = own
        self.corrected = corrected
    }

    /// What stands on top of the report.
    package var note: ReportFigure {
        ReportFigure(
            key: "counting_note",
            title: Title("人次说明", "About the person-times"),
            value: .text(
                "人次中 \(typed) 为人工填报（现场参加与其他到场，无签到可核对），其中主办单位自行填报 \(own)、逾期补录或更正 \(corrected)"
            )
        )
    }
}
