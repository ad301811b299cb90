import SQLite
import Storage
import TestSupport
import Testing

@Suite("A scratch database")
struct FillTests {
    private func fill(_ folder: TemporaryFolder, _ flags: [String] = []) throws -> String {
        let arguments = ["fill", "--data", folder.path, "--cases", "1500"] + flags
        let filled = try Program.run(arguments, program: "linli-bench")
        #expect(filled.status == 0, "\(filled.output)")
        return filled.output
    }

    private func open(_ folder: TemporaryFolder) throws -> Connection {
        try Connection(path: "\(folder.path)/linli.db", access: .readOnly, settings: .reader)
    }

    @Test("A small city is whole: the product's schema word for word, every check passed, every case found")
    func city() throws {
        let folder = try TemporaryFolder()
        #expect(try fill(folder, ["--communities", "12"]).contains("12 communities, 240 grids"))
        let connection = try open(folder)
        let fresh = try TemporaryFolder()
        _ = try Schema.migrate(path: "\(fresh.path)/linli.db", now: { 0 })
        let schema =
            "SELECT type || name || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1"
        #expect(try connection.query(schema) { $0.text(0) } == open(fresh).query(schema) { $0.text(0) })
        #expect(try Checkup.examine(connection).flatMap(\.problems) == [])
        let each = try connection.query("SELECT count(*) FROM case_file GROUP BY community_id") { $0.integer(0) }
        #expect(each == [Int64](repeating: 125, count: 12))
        let found = "SELECT count(*) FROM case_search WHERE case_search MATCH '\"wwbn\"*'"
        #expect(try connection.first(found) { $0.integer(0) } == 1_500)
        #expect(try connection.first("SELECT sum(received) FROM case_day") { $0.integer(0) } == 1_500)
    }

    @Test("A search index that was left out is filled by the next call; another city than the one there is refused")
    func later() throws {
        let folder = try TemporaryFolder()
        _ = try fill(folder, ["--search", "off"])
        let unfilled = "SELECT unfilled FROM search_index WHERE name = 'case'"
        #expect(try open(folder).first(unfilled) { $0.integer(0) } == 1_500)
        _ = try fill(folder)
        #expect(try open(folder).first(unfilled) { $0.integer(0) } == 0)
        let others = [["--communities", "2"], ["--cases", "1600"]]
        for flags in others {
            let arguments =
                ["fill", "--data", folder.path] + (flags[0] == "--cases" ? flags : flags + ["--cases", "1500"])
            let refused = try Program.run(arguments, program: "linli-bench")
            #expect(refused.status == 1 && refused.output.contains("choose another folder"), "\(refused.output)")
        }
    }
}
