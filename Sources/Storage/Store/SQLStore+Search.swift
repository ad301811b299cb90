import Domain
import SQLite

extension SQLStore {
    /// Whether every row is in the search indexes.
    package func isSearchWhole() async throws -> Bool {
        try await onWriter { try SearchIndex.isWhole($0) }
    }

    /// How far the search indexes are.
    package func searchProgress() async throws -> SearchIndex.Progress {
        try await onWriter { try SearchIndex.progress($0) }
    }

    /// Empties the search indexes.
    package func emptySearch() async throws { try await onWriter { try SearchIndex.empty($0) } }

    /// Adds so many rows to the search indexes; says whether there were any.
    package func fillSearch(rows: Int) async throws -> Bool {
        try await onWriter { try SearchIndex.fill($0, rows: rows) }
    }
}
