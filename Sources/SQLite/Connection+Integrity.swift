extension Connection {
    /// What is wrong with the database, a sentence each; empty when all is well.
    ///
    /// Finds damaged pages, indexes that disagree with their tables, broken constraints, references to missing rows.
    /// It reads the whole file. No content of a row appears in the sentences.
    package func integrityProblems() throws -> [String] {
        let damages = try query("PRAGMA integrity_check") { $0.text(0) }.filter { $0 != "ok" }
        let orphans = try query("PRAGMA foreign_key_check") { row in
            let place = row.isNull(1) ? "a row" : "row \(row.integer(1))"
            return "table \(row.text(0)), \(place): refers to a missing row of \(row.text(2))"
        }
        return damages + orphans
    }
}
