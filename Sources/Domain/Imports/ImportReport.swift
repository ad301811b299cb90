/// What an import found and did (导入结果).
package struct ImportReport: Sendable {
    package let kind: ImportKind
    package var isDryRun = false
    /// Rows of the file below the header that are not empty.
    package var rows = 0
    /// Rows that the register does not take and that are no fault, such as households that moved out.
    package var skipped = 0
    package private(set) var tallies: [(resource: ResourceName, tally: ImportTally)] = []
    package private(set) var problems: [ImportProblem] = []
    package private(set) var problemCount = 0
    /// Headers that say nothing to the import.
    package var ignoredHeaders: [String] = []

    /// Beyond so many somebody mends the file by rule and not by cell; the rest is counted.
    package static let problemLimit = 10_000

    package init(_ kind: ImportKind) { self.kind = kind }

    /// Whether the file was taken as it is.
    package var isClean: Bool { problemCount == 0 }

    package mutating func add(_ problem: ImportProblem) {
        problemCount += 1
        if problems.count < Self.problemLimit { problems.append(problem) }
    }

    package mutating func count(_ resource: ResourceName, _ outcome: ImportTally.Outcome) {
        if let index = tallies.firstIndex(where: { $0.resource == resource }) {
            tallies[index].tally.count(outcome)
        } else {
            var tally = ImportTally()
            tally.count(outcome)
            tallies.append((resource, tally))
        }
    }
}

/// How many rows of a register an import made, changed and left alone (计数).
package struct ImportTally: Sendable, Hashable {
    package private(set) var new = 0
    package private(set) var changed = 0
    package private(set) var same = 0

    package enum Outcome: Sendable {
        case new, changed, same
    }

    mutating func count(_ outcome: Outcome) {
        switch outcome {
        case .new: new += 1
        case .changed: changed += 1
        case .same: same += 1
        }
    }
}
