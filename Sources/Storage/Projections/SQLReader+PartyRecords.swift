package import Domain
import SQLite

/// Which rows are records of the Party (党务记录), whose every reading the audit is told of.
extension SQLReader {
    package func records(onPageOf resource: ResourceName, _ query: ListQuery, view: View) throws -> [Int64] {
        guard let id = Resource[resource].index(of: "id") else { return [] }
        // The same page by its ids alone, which stand on a line each.
        var bare = view
        (bare.fields, bare.expand, bare.format) = ([id], [], .ndjson)
        let page = try page(resource, query, view: bare)
        let ids = page.bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            Int64(String(decoding: line.filter { (48...57).contains($0) }, as: UTF8.self))
        }
        // Where not the Party's alone are told of, all of them are.
        guard Projection[resource].source.partyRecords != nil else { return ids }
        return try ids.filter { try isPartyRecord(resource, id: $0) }
    }

    package func isPartyRecord(_ resource: ResourceName, id: Int64) throws -> Bool {
        let source = Projection[resource].source
        guard let condition = source.partyRecords else { return false }
        let sql = "SELECT \(condition) FROM \(source.table) t WHERE t.id = ?"
        return try connection.first(sql, [.integer(id)]) { $0.boolean(0) } ?? false
    }
}
