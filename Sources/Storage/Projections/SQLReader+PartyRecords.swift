package import Domain
import SQLite

/// Which rows are records of the Party (党务记录), whose every reading the audit is told of.
extension SQLReader {
    package func records(onPageOf resource: ResourceName, _ query: ListQuery, view: View) throws -> [Int64] {
        guard let bare = Self.bare(view, of: resource) else { return [] }
        return try told(resource, Self.ids(in: try page(resource, query, view: bare).bytes))
    }

    package func records(inExportOf resource: ResourceName, _ query: ListQuery, view: View) throws -> [Int64] {
        guard let bare = Self.bare(view, of: resource) else { return [] }
        let export = try export(resource, query, view: bare)
        var bytes: [UInt8] = []
        while let piece = try export.next() { bytes += piece }
        return try told(resource, Self.ids(in: bytes))
    }

    /// The same rows by their ids alone, which stand on a line each.
    private static func bare(_ view: View, of resource: ResourceName) -> View? {
        guard let id = Resource[resource].index(of: "id") else { return nil }
        var bare = view
        (bare.fields, bare.expand, bare.format) = ([id], [], .ndjson)
        return bare
    }

    private static func ids(in lines: [UInt8]) -> [Int64] {
        lines.split(separator: UInt8(ascii: "\n")).compactMap { line in
            Int64(String(decoding: line.filter { (48...57).contains($0) }, as: UTF8.self))
        }
    }

    /// Where not the Party's alone are told of, all of them are.
    private func told(_ resource: ResourceName, _ ids: [Int64]) throws -> [Int64] {
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
