/// Which column of a file is which (表头匹配), and what is wrong with its headers.
package struct HeaderMatch: Sendable {
    package let kind: ImportKind
    package let headers: [String]
    /// For each column of the kind, where it stands in the file.
    package let positions: [Int?]
    /// Columns that the import knows to say nothing to it.
    package let ignored: [Int]
    package let unknown: [Int]
    /// Columns of the file that say the same as an earlier one.
    package let repeated: [Int]

    package init(_ headers: [String], for kind: ImportKind) {
        self.kind = kind
        let shown = headers.map { CellText.clean($0) }
        self.headers = shown
        var columnOf: [String: Int] = [:]
        // What an earlier column is called first wins; no two columns of a kind share a name but by mistake.
        for (index, column) in kind.columns.enumerated().reversed() {
            for header in column.headers { columnOf[header] = index }
        }
        let silent = kind.ignoredHeaders
        var positions = [Int?](repeating: nil, count: kind.columns.count)
        var (ignored, unknown, repeated) = ([Int](), [Int](), [Int]())
        for (place, header) in headers.enumerated() {
            let name = ImportColumn.comparable(header)
            if let column = columnOf[name] {
                if positions[column] == nil { positions[column] = place } else { repeated.append(place) }
            } else if name.isEmpty || silent.contains(name) || name.hasSuffix(ImportKind.idSuffix) {
                ignored.append(place)
            } else {
                unknown.append(place)
            }
        }
        self.positions = positions
        self.ignored = ignored.filter { !shown[$0].isEmpty }
        self.unknown = unknown
        self.repeated = repeated
    }

    /// How many of its headers it knows; a title above the table has none.
    package var known: Int { positions.count { $0 != nil } }

    /// The columns that must be there and are not.
    package var missing: [ImportColumn] {
        kind.columns.enumerated().compactMap { index, column in
            guard positions[index] == nil else { return nil }
            switch column.presence {
            case .optional: return nil
            case .required: return column
            case .requiredUnless(let other): return self[other] == nil ? column : nil
            }
        }
    }

    /// Where a column stands in the file.
    package subscript(_ key: String) -> Int? {
        kind.columns.firstIndex { $0.key == key }.flatMap { positions[$0] }
    }

    /// The letter over a column in a spreadsheet: A, …, Z, AA.
    package static func letter(_ position: Int) -> String {
        var (letters, rest) = ("", position)
        repeat {
            letters = String(decoding: [UInt8(65 + rest % 26)], as: UTF8.self) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}
