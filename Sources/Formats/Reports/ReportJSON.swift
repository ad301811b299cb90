import Domain
import JSON

/// A report as one JSON object, or as one line for each figure and row (报表 JSON).
struct ReportJSON {
    private let offsetMinutes: Int

    init(_ style: RenderingStyle) { offsetMinutes = style.offsetMinutes }

    func write(_ report: ReportDocument, into out: inout ByteWriter) {
        var root = JSONTree.object([])
        root.merge(object(report.header), at: [])
        for section in report.chapters.flatMap(\.sections) {
            switch section {
            case .figures(let key, _, let figures): root.merge(object(figures), at: path(key))
            case .rows(let key, _, let columns, let rows):
                root.merge(.array(rows.map { .object(members($0, columns)) }), at: path(key))
            }
        }
        root.write(to: &out)
        out.append(UInt8(ascii: "\n"))
    }

    /// Figures of the header and of sections with an empty key have the empty section.
    func writeLines(_ report: ReportDocument, into out: inout ByteWriter) {
        writeLines("", report.header, into: &out)
        for section in report.chapters.flatMap(\.sections) {
            switch section {
            case .figures(let key, _, let figures): writeLines(key, figures, into: &out)
            case .rows(let key, _, let columns, let rows):
                for row in rows {
                    JSONTree.object([("section", .string(key))] + members(row, columns)).write(to: &out)
                    out.append(UInt8(ascii: "\n"))
                }
            }
        }
    }

    private func writeLines(_ section: String, _ figures: [ReportFigure], into out: inout ByteWriter) {
        for figure in figures {
            let line: JSONTree = ["section": .string(section), "key": .string(figure.key), "value": tree(figure.value)]
            line.write(to: &out)
            out.append(UInt8(ascii: "\n"))
        }
    }

    private func path(_ key: String) -> ArraySlice<Substring> { key.split(separator: ".")[...] }

    private func object(_ figures: [ReportFigure]) -> JSONTree {
        .object(figures.map { ($0.key, tree($0.value)) })
    }

    private func members(_ row: [ReportValue], _ columns: [Field]) -> [(String, JSONTree)] {
        zip(columns, row).map { ($0.name, tree($1)) }
    }

    private func tree(_ value: ReportValue) -> JSONTree {
        switch value {
        case .null: .null
        case .integer(let value): .integer(value)
        case .text(let text): .string(text)
        case .boolean(let flag): .bool(flag)
        case .tenths(let tenths): .number(Double(tenths) / 10)
        case .instant(let milliseconds): .string(rfc3339(milliseconds))
        case .texts(let texts): .array(texts.map { .string($0) })
        }
    }

    private func rfc3339(_ milliseconds: Int64) -> String {
        var text = ByteWriter(capacity: 64)
        var instants = InstantWriter(offsetMinutes: offsetMinutes)
        instants.appendRFC3339(milliseconds, to: &text)
        return text.withBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension JSONTree {
    /// Puts a value where a path leads, making the objects on the way; two objects at one place become one, and where
    /// anything else meets, the later value stands.
    fileprivate mutating func merge(_ value: JSONTree, at path: ArraySlice<Substring>) {
        guard let name = path.first else {
            guard case .object = self, case .object(let members) = value else {
                self = value
                return
            }
            for (name, value) in members { merge(value, at: [Substring(name)]) }
            return
        }
        var members: [(String, JSONTree)] = []
        if case .object(let present) = self { members = present }
        let index = members.firstIndex { $0.0 == name } ?? members.count
        if index == members.count { members.append((String(name), path.count > 1 ? .object([]) : .null)) }
        members[index].1.merge(value, at: path.dropFirst())
        self = .object(members)
    }
}
