/// A row of an imported table with its cells read (导入行), and the faults of those that could not be.
package struct ImportRow: Sendable {
    package let number: Int
    private let match: HeaderMatch
    private let cells: [String]
    private var values: [FieldValue?]
    package private(set) var problems: [ImportProblem] = []

    package init(_ number: Int, _ cells: [String], _ match: HeaderMatch) {
        self.number = number
        self.match = match
        self.cells = cells
        let columns = match.kind.columns
        values = [FieldValue?](repeating: nil, count: columns.count)
        for (index, column) in columns.enumerated() {
            guard let position = match.positions[index] else { continue }
            let cell = position < cells.count ? cells[position] : ""
            do throws(CellFault) {
                values[index] = try column.form.read(cell)
                if values[index] == nil, column.presence == .required { throw .missing }
            } catch {
                problems.append(problem(index, error))
            }
        }
        for (index, column) in columns.enumerated() {
            guard case .requiredUnless(let other) = column.presence, values[index] == nil else { continue }
            if self[other] == nil, !isFaulty(column.key), !isFaulty(other) { fault(column.key, .missing) }
        }
    }

    /// Whether all of its cells could be read.
    package var isWhole: Bool { problems.isEmpty }

    package subscript(_ key: String) -> FieldValue? {
        match.kind.columns.firstIndex { $0.key == key }.flatMap { values[$0] }
    }

    package func text(_ key: String) -> String? {
        if case .text(let text)? = self[key] { text } else { nil }
    }

    package func date(_ key: String) -> CivilDate? { text(key).flatMap { CivilDate($0) } }

    package mutating func fault(_ key: String, _ fault: CellFault) {
        guard let index = match.kind.columns.firstIndex(where: { $0.key == key }) else {
            problems.append(ImportProblem(row: number, fault))
            return
        }
        problems.append(problem(index, fault))
    }

    /// Takes over what a use case refused: each field at its cell, or the row as a whole.
    package mutating func refuse(_ error: DomainError) {
        guard !error.fields.isEmpty else {
            fault("", CellFault(error.code, error.message.chinese, error.message.english))
            return
        }
        for field in error.fields {
            let pointer = if case .pointer(let pointer) = field.location { pointer } else { "" }
            fault(
                String(pointer.dropFirst(2)),
                CellFault(field.code, field.detail.chinese, field.detail.english)
            )
        }
    }

    private func isFaulty(_ key: String) -> Bool {
        guard let position = match[key] else { return false }
        return problems.contains { $0.letter == HeaderMatch.letter(position) }
    }

    private func problem(_ index: Int, _ fault: CellFault) -> ImportProblem {
        guard let position = match.positions[index] else {
            return ImportProblem(row: number, header: match.kind.columns[index].title.chinese, fault)
        }
        return ImportProblem(
            row: number,
            position: position,
            header: match.headers[position],
            value: position < cells.count ? cells[position] : "",
            fault
        )
    }
}
