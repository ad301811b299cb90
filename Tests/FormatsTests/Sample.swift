import Domain
import Formats
import JSON

/// A small page with a value of every kind.
enum Sample {
    static let columns = [
        Column(key: "id", title: Title("编号", "No."), type: .identifier),
        Column(Field("title", "标题", "Title", .text(1...100))),
        Column(
            Field(
                "status",
                "状态",
                "Status",
                .enumeration(Enumeration([("open", "处理中", "Open"), ("closed", "已办结", "Closed")]))
            )
        ),
        Column(Field("is_public", "公开", "Public", .boolean)),
        Column(Field("created_at", "上报时间", "Created", .instant)),
        Column(Field("tags", "标签", "Tags", .text(0...9))),
    ]

    /// The evening of 2021-11-05, at 19:00 in Shanghai.
    static let evening: Int64 = 1_636_110_000_000

    enum Value {
        case null, integer(Int64), boolean(Bool), instant(Int64), text(String), json(String)
    }

    static let rows: [[Value]] = [
        [.integer(7), .text("楼道灯不亮"), .text("closed"), .boolean(true), .instant(evening), .json("[\"a\",\"b\"]")],
        [.integer(1234), .text("He said \"hi\", 再见"), .text("open"), .boolean(false), .instant(evening + 5), .null],
    ]

    static func feed<Sink: RowSink>(
        _ sink: inout Sink,
        _ columns: [Column],
        _ rows: [[Value]],
        _ end: PageEnd,
        into out: inout ByteWriter
    ) {
        sink.begin(columns, into: &out)
        for row in rows {
            sink.beginRow(into: &out)
            for (index, value) in row.enumerated() {
                switch value {
                case .null: sink.cell(index, .null, into: &out)
                case .integer(let number): sink.cell(index, .integer(number), into: &out)
                case .boolean(let flag): sink.cell(index, .boolean(flag), into: &out)
                case .instant(let time): sink.cell(index, .instant(time), into: &out)
                case .text(let text): Array(text.utf8).withUnsafeBytes { sink.cell(index, .text($0), into: &out) }
                case .json(let text): Array(text.utf8).withUnsafeBytes { sink.cell(index, .json($0), into: &out) }
                }
            }
            sink.endRow(into: &out)
        }
        sink.end(end, into: &out)
    }

    static func page(
        _ format: Format,
        single: Bool = false,
        style: RenderingStyle = RenderingStyle(),
        columns: [Column] = Sample.columns,
        rows: [[Value]] = Sample.rows,
        end: PageEnd = PageEnd()
    ) -> String {
        var out = ByteWriter()
        var sink = makeSink(format, single: single, style: style)
        feed(&sink, columns, rows, end, into: &out)
        return String(decoding: out.array(), as: UTF8.self)
    }
}
