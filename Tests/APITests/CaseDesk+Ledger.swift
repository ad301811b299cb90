import App
import JSON
import SQLite
import Storage
import TestSupport
import Testing

/// What a case comes to in the ledger (台账核对), and whether the sums that are kept say the same as the cases.
extension CaseDesk {
    /// What came into the ledger of the first grid this month, was told, and is left.
    func ledger() throws -> [Int64] {
        let lines =
            try get("secretary", "reports/case-ledger?year=2022")["by_grid_and_month"]?.elements.map { $0 } ?? []
        let line = lines.first { $0["month"]?.integer == 1 && $0["grid_id"]?.integer == 1 }
        return ["arrived", "told", "closing"].map { line?[$0]?.integer ?? -1 }
    }

    /// What the ledger has more than it had.
    func grown(since before: [Int64]) throws -> [Int64] { zip(before, try ledger()).map { $1 - $0 } }

    /// Ends the server, and holds its days and sums against its cases.
    func examine() async throws {
        await test.stop()
        let connection = try Connection(
            path: "\(test.folder.path)/linli.db",
            access: .readOnly,
            settings: .reader
        )
        #expect(try CaseDays.differences(connection).isEmpty)
        #expect(try CaseSums.differences(connection).isEmpty)
    }
}
