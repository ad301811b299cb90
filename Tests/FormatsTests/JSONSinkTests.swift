import Domain
import Formats
import JSON
import Testing

@Suite("Rows in JSON")
struct JSONSinkTests {
    private let first =
        #"{"id":7,"title":"楼道灯不亮","status":"closed","is_public":true,"#
        + #""created_at":"2021-11-05T19:00:00+08:00","tags":["a","b"]}"#
    private let second =
        #"{"id":1234,"title":"He said \"hi\", 再见","status":"open","is_public":false,"#
        + #""created_at":"2021-11-05T19:00:00.005+08:00","tags":null}"#

    @Test("A page has its items, its next cursor, and its total where it was counted")
    func writesPage() {
        let page = Sample.page(.json, end: PageEnd(nextCursor: "abc", total: 12))
        #expect(page == "{\"items\":[\(first),\(second)],\"next_cursor\":\"abc\",\"total\":12}")
    }

    @Test("An empty page is a page")
    func writesEmptyPage() {
        #expect(Sample.page(.json, rows: []) == "{\"items\":[],\"next_cursor\":null}")
    }

    @Test("One thing is the object itself")
    func writesObject() {
        #expect(Sample.page(.json, single: true, rows: [Sample.rows[0]]) == first)
    }

    @Test("NDJSON has a line for each row")
    func writesLines() {
        #expect(Sample.page(.ndjson, end: PageEnd(nextCursor: "abc")) == "\(first)\n\(second)\n")
    }

    @Test("Codes stay codes in every language")
    func keepsCodes() {
        let english = RenderingStyle(language: .english)
        #expect(Sample.page(.json, style: english) == Sample.page(.json))
    }

    @Test("A row without columns is an empty object")
    func writesEmptyRow() {
        #expect(Sample.page(.json, columns: [], rows: [[], []]) == "{\"items\":[{},{}],\"next_cursor\":null}")
    }

    @Test("A page stays whole when its writer is emptied between rows")
    func survivesFlushing() {
        var sink = JSONSink(.page)
        var out = ByteWriter()
        var sent: [UInt8] = []
        let columns = [Column(key: "n", title: Title("数", "n"), type: .integer(0...9))]
        sink.begin(columns, into: &out)
        for number in 0..<3 as Range<Int64> {
            sent += out.array()
            out.removeAll()
            sink.beginRow(into: &out)
            sink.cell(0, .integer(number), into: &out)
            sink.endRow(into: &out)
        }
        sent += out.array()
        out.removeAll()
        sink.end(PageEnd(), into: &out)
        sent += out.array()
        #expect(String(decoding: sent, as: UTF8.self) == #"{"items":[{"n":0},{"n":1},{"n":2}],"next_cursor":null}"#)
    }

    @Test("Every format says what it is")
    func namesContentType() {
        let types = Format.allCases.map { "\($0.contentType)" }
        #expect(
            types == [
                "application/json", "application/x-ndjson", "text/csv; charset=utf-8; header=present",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "text/plain; charset=utf-8",
            ]
        )
    }
}
