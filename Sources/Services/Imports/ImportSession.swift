import Domain

/// One pass over a file (一次导入): finds its header, reads its rows and hands them to the import of their register.
struct ImportSession {
    private let desk: ImportDesk
    private let request: ImportRequest
    private let table: any ImportTable
    private let progress: (ImportProgress) -> Void
    private let isInterrupted: () -> Bool

    /// Registers often have a title and a date above the header.
    private static let headerRows = 5
    /// Often enough for a bar that moves, seldom enough to cost nothing.
    private static let rowsPerProgress = 250

    init(
        _ desk: ImportDesk,
        _ request: ImportRequest,
        _ table: any ImportTable,
        progress: @escaping (ImportProgress) -> Void,
        isInterrupted: @escaping () -> Bool
    ) {
        self.desk = desk
        self.request = request
        self.table = table
        self.progress = progress
        self.isInterrupted = isInterrupted
    }

    private struct HeaderIsFound: Error {}

    /// The header and its row; nothing, with problems in the report, where the file has none that fits.
    func header() throws -> (match: HeaderMatch, row: Int)? {
        var best: (match: HeaderMatch, row: Int)?
        do {
            try table.rows { line in
                guard line.number <= Self.headerRows else { throw HeaderIsFound() }
                let match = HeaderMatch(line.cells, for: request.kind)
                if match.known > best?.match.known ?? -1 { best = (match, line.number) }
            }
        } catch is HeaderIsFound {
            // The rest of the file is read with the header.
        }
        guard let best else {
            desk.report.add(ImportProblem(row: 1, .emptyFile))
            return nil
        }
        let (match, row) = best
        for column in match.missing {
            desk.report.add(ImportProblem(row: row, header: column.title.chinese, .missingColumn(column)))
        }
        for place in match.repeated {
            desk.report.add(
                ImportProblem(row: row, position: place, header: match.headers[place], .repeatedColumn)
            )
        }
        if !request.ignoresUnknown {
            for place in match.unknown {
                desk.report.add(
                    ImportProblem(row: row, position: place, header: match.headers[place], .unknownColumn)
                )
            }
        }
        desk.report.ignoredHeaders = (match.ignored + (request.ignoresUnknown ? match.unknown : []))
            .map { match.headers[$0] }
        // Cells below the wrong headers would be found wrong by the thousand.
        return desk.report.isClean ? best : nil
    }

    func take(_ header: (match: HeaderMatch, row: Int), with rows: any RowImport) throws {
        var waiting: [ImportRow] = []
        try table.rows { line in
            guard line.number > header.row, !line.isBlank else { return }
            if isInterrupted() { throw ImportInterruption() }
            desk.report.rows += 1
            var row = ImportRow(line.number, line.cells, header.match)
            if line.cells.dropFirst(header.match.headers.count).contains(where: { !$0.isEmpty }) {
                desk.report.add(
                    ImportProblem(row: line.number, position: header.match.headers.count, .surplusCell)
                )
            }
            desk.checkCommunity(&row)
            if try attempt(&row, { try rows.take(&$0) }) == false { waiting.append(row) } else { settle(row) }
            if desk.report.rows.isMultiple(of: Self.rowsPerProgress) {
                progress(
                    ImportProgress(
                        rows: desk.report.rows,
                        problems: desk.report.problemCount,
                        fraction: line.fraction
                    )
                )
            }
        }
        for var row in waiting {
            _ = try attempt(&row) {
                try rows.takeLast(&$0)
                return true
            }
            settle(row)
        }
    }

    /// Lets a register take a row; what it refuses becomes problems of the row.
    private func attempt(_ row: inout ImportRow, _ take: (inout ImportRow) throws -> Bool) throws -> Bool {
        do {
            return try take(&row)
        } catch let error as DomainError {
            switch error.kind {
            case .invalid, .conflict, .notFound: row.refuse(error)
            default: throw error
            }
            return true
        }
    }

    private func settle(_ row: ImportRow) {
        for problem in row.problems { desk.report.add(problem) }
    }
}

extension CellFault {
    fileprivate static let emptyFile = CellFault("empty_file", "文件是空的", "The file is empty")

    fileprivate static let surplusCell = CellFault(
        "surplus_cell",
        "这一行的单元格比表头多；内容中的逗号须用引号括起",
        "The row has more cells than the header; a comma within a cell needs quotes"
    )

    fileprivate static let repeatedColumn = CellFault(
        "repeated_column",
        "与前面的一列含义相同，请删去其中一列",
        "Means the same as an earlier column; take one of them out"
    )

    fileprivate static let unknownColumn = CellFault(
        "unknown_column",
        "不认识这一列，请改正表头，或用 --ignore-unknown 略过",
        "This column is not known; mend the header, or pass over it by --ignore-unknown"
    )

    fileprivate static func missingColumn(_ column: ImportColumn) -> CellFault {
        let others = column.synonyms.prefix(5)
        let chinese = ([column.title.chinese] + others).map { "“\($0)”" }.joined(separator: "、")
        return CellFault(
            "missing_column",
            "缺少这一列，表头可写作 \(chinese) 或 \(column.key)",
            "This column is missing; it may be called \(chinese) or \(column.key)"
        )
    }
}
