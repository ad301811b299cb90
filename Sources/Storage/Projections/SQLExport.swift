import Domain
import Formats
import JSON

/// All rows of a question in keyset pieces (导出): each is read for itself, so that a slow client holds neither memory
/// nor a snapshot that would keep the log from being folded back.
final class SQLExport: Export {
    private let reader: SQLReader
    private let projection: Projection
    private let view: View
    private var query: ListQuery
    /// Lives as long as the export, so that the header comes once; the plan changes with the first cursor.
    private var sink: AnySink?
    private var isAtEnd = false

    private static let rowsPerPiece = 200

    init(reader: SQLReader, resource: ResourceName, query: ListQuery, view: View) {
        self.reader = reader
        self.view = view
        self.query = query
        self.query.limit = Self.rowsPerPiece
        projection = Projection[resource]
    }

    func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        var out = ByteWriter(capacity: 64 * 1024)
        let search = try reader.search(projection, query, view: view)
        let plan = reader.plan(of: projection, query, view: view, search: search?.order)
        var renderer = RowRenderer(
            plan,
            table: projection.source.table,
            vault: reader.vault,
            format: view.format,
            single: false,
            style: RenderingStyle(view),
            dates: reader.dates
        )
        renderer.showsContacts = view.showsContacts
        renderer.starsNumbers = true
        if let sink {
            renderer.sink = sink
        } else {
            renderer.sink.begin(plan.columns, plan.keys, into: &out)
        }
        query.cursor = try reader.rows(
            projection,
            query,
            search,
            view: view,
            plan: plan,
            renderer: &renderer,
            into: &out
        )
        if query.cursor == nil {
            isAtEnd = true
            renderer.sink.end(PageEnd(), into: &out)
        }
        sink = renderer.sink
        return out.array()
    }
}
