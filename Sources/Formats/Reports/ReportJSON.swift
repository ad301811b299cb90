import Domain
import JSON

/// A report as one JSON object, or as one line for each figure and row (报表 JSON).
///
/// Only its outline is put together as a tree; rows, of which lists have many, are written as they are.
struct ReportJSON {
    private var instants: InstantWriter

    init(_ style: RenderingStyle) { instants = InstantWriter(offsetMinutes: style.offsetMinutes) }

    /// What lies at one place of a report (节点).
    private indirect enum Node {
        case value(ReportValue)
        case rows([Field], [[ReportValue]])
        case object([(String, Node)])

        static func figures(_ figures: [ReportFigure]) -> Node { .object(figures.map { ($0.key, .value($0.value)) }) }

        /// Puts a node where a path leads, making the objects on the way; two objects at one place become one, and where
        /// anything else meets, the later one stands.
        mutating func merge(_ node: Node, at path: ArraySlice<Substring>) {
            guard let name = path.first else {
                guard case .object = self, case .object(let members) = node else {
                    self = node
                    return
                }
                for (name, node) in members { merge(node, at: [Substring(name)]) }
                return
            }
            var members: [(String, Node)] = []
            if case .object(let present) = self { members = present }
            let index = members.firstIndex { $0.0 == name } ?? members.count
            if index == members.count { members.append((String(name), path.count > 1 ? .object([]) : .value(.null))) }
            members[index].1.merge(node, at: path.dropFirst())
            self = .object(members)
        }
    }

    mutating func write(_ report: ReportDocument, into out: inout ByteWriter) {
        var root = Node.object([])
        root.merge(.figures(report.header), at: [])
        for section in report.chapters.flatMap(\.sections) {
            switch section {
            case .figures(let key, _, let figures): root.merge(.figures(figures), at: path(key))
            case .rows(let key, _, let columns, let rows): root.merge(.rows(columns, rows), at: path(key))
            }
        }
        write(root, into: &out)
        out.append(UInt8(ascii: "\n"))
    }

    /// Figures of the header and of sections with an empty key have the empty section.
    mutating func writeLines(_ report: ReportDocument, into out: inout ByteWriter) {
        writeLines("", report.header, into: &out)
        for section in report.chapters.flatMap(\.sections) {
            switch section {
            case .figures(let key, _, let figures): writeLines(key, figures, into: &out)
            case .rows(let key, _, let columns, let rows):
                let names = columns.map(\.name)
                for row in rows {
                    out.openObject()
                    out.key("section")
                    out.value(key)
                    write(row, names, into: &out)
                    out.closeObject()
                    out.append(UInt8(ascii: "\n"))
                }
            }
        }
    }

    private mutating func writeLines(_ section: String, _ figures: [ReportFigure], into out: inout ByteWriter) {
        for figure in figures {
            out.openObject()
            out.key("section")
            out.value(section)
            out.key("key")
            out.value(figure.key)
            out.key("value")
            write(figure.value, into: &out)
            out.closeObject()
            out.append(UInt8(ascii: "\n"))
        }
    }

    private func path(_ key: String) -> ArraySlice<Substring> { key.split(separator: ".")[...] }

    private mutating func write(_ node: Node, into out: inout ByteWriter) {
        switch node {
        case .value(let value): write(value, into: &out)
        case .rows(let columns, let rows):
            let names = columns.map(\.name)
            out.openArray()
            for row in rows {
                out.openObject()
                write(row, names, into: &out)
                out.closeObject()
            }
            out.closeArray()
        case .object(let members):
            out.openObject()
            for (name, member) in members {
                out.key(name)
                write(member, into: &out)
            }
            out.closeObject()
        }
    }

    private mutating func write(_ row: [ReportValue], _ names: [String], into out: inout ByteWriter) {
        for (name, value) in zip(names, row) {
            out.key(name)
            write(value, into: &out)
        }
    }

    private mutating func write(_ value: ReportValue, into out: inout ByteWriter) {
        switch value {
        case .null: out.null()
        case .integer(let value): out.value(value)
        case .text(let text): out.value(text)
        case .boolean(let flag): out.value(flag)
        case .tenths(let tenths): out.append((Double(tenths) / 10).description)
        case .instant(let milliseconds):
            out.append(UInt8(ascii: "\""))
            instants.appendRFC3339(milliseconds, to: &out)
            out.append(UInt8(ascii: "\""))
        case .texts(let texts):
            out.openArray()
            for text in texts { out.value(text) }
            out.closeArray()
        }
    }
}
