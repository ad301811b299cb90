/// A table that waits to be imported (待导入的表): it can be read again from its start, as often as needed.
package protocol ImportTable: Sendable {
    /// Hands on each row in turn; what the body throws ends it.
    func rows(_ body: (ImportLine) throws -> Void) throws
}

/// One line of such a table, and how far into the table it is.
package struct ImportLine: Sendable {
    /// From 1, as a spreadsheet counts.
    package let number: Int
    package let cells: [String]
    /// From 0 at the start of the file to 1 at its end.
    package let fraction: Double

    package init(number: Int, cells: [String], fraction: Double) {
        self.number = number
        self.cells = cells
        self.fraction = fraction
    }

    package var isBlank: Bool { cells.allSatisfy { CellText.clean($0).isEmpty } }
}

/// What is to be imported, and how (导入请求).
package struct ImportRequest: Sendable {
    package let kind: ImportKind
    /// The community by its id, code or name; needed where there is more than one.
    package var community: String?
    /// Finds everything out and changes nothing.
    package var isDryRun = false
    /// Passes over columns that nobody knows, instead of refusing the file.
    package var ignoresUnknown = false

    package init(_ kind: ImportKind) { self.kind = kind }
}

/// How far an import has come (导入进度).
package struct ImportProgress: Sendable {
    package let rows: Int
    package let problems: Int
    package let fraction: Double

    package init(rows: Int, problems: Int, fraction: Double) {
        self.rows = rows
        self.problems = problems
        self.fraction = fraction
    }
}
