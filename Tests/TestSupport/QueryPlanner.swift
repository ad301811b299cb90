import CSQLite

/// A step of a plan (计划步骤), and the step that it is a part of.
package struct PlanStep: Sendable {
    package let text: String
    package let parent: Int32
}

/// What SQLite would do to run a statement (查询计划), those of triggers and of references included.
///
/// It is a connection of its own past the program's layer, which has no use for the setting that shows triggers.
package final class QueryPlanner {
    private var database: OpaquePointer?

    package init(path: String) throws {
        let code = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK else { throw TestFailure("\(path) does not open: \(code)") }
        linli_sqlite3_db_config(database, SQLITE_DBCONFIG_TRIGGER_EQP, 1)
        sqlite3_exec(database, "PRAGMA foreign_keys = ON", nil, nil, nil)
        // What every connection of the program knows; nothing is run here, so that it may say anything.
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        sqlite3_create_function_v2(
            database,
            "moment",
            0,
            flags,
            nil,
            { context, _, _ in sqlite3_result_int64(context, 0) },
            nil,
            nil,
            nil
        )
    }

    deinit { sqlite3_close_v2(database) }

    /// The steps of the plan of a statement: `SEARCH t USING INTEGER PRIMARY KEY (rowid=?)`.
    package func plan(of sql: String) throws -> [PlanStep] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, "EXPLAIN QUERY PLAN \(sql)", -1, &statement, nil) == SQLITE_OK else {
            throw TestFailure("\(String(cString: sqlite3_errmsg(database))) in: \(sql)")
        }
        defer { sqlite3_finalize(statement) }
        var steps: [PlanStep] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            guard let text = sqlite3_column_text(statement, 3) else { continue }
            steps.append(PlanStep(text: String(cString: text), parent: sqlite3_column_int(statement, 1)))
        }
        return steps
    }
}
