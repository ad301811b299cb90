import JSON
import TestSupport
import Testing

@Suite("Work as a file")
struct WorkFileTests {
    @Test("What leaves as a file has no number of anybody's in what was written: lists, one case, joined words")
    func starred() async throws {
        let desk = try await CaseDesk()
        let number = "13855554444"
        let body = """
            {"kind": "help", "category_id": 3, "building_id": 1, "title": "漏水 \(number)", "description": "请打 \(number)"}
            """
        let id = try desk.make("resident", "cases", body)
        _ = try desk.make("staff", "cases/\(id)/accept", #"{"handler_id": \#(try desk.account("grid_worker"))}"#)
        let whistle = """
            {"matter": "到场，联系 \(number)", "respond_by": "\(desk.moment(after: 3600))", "organizations": [\(desk.company)]}
            """
        _ = try desk.make("staff", "cases/\(id)/whistles", whistle)
        for path in ["lists/grid-open", "home/work", "cases/\(id)", "summonses"] {
            for format in ["csv", "ndjson"] {
                let query = path == "summonses" ? "&expand=whistle_id" : ""
                let file = try desk.send("grid_worker", "\(path)?format=\(format)\(query)", "", "GET")
                #expect(file.status == 200 && file.text.contains("＊＊＊"), "\(path) \(format)")
                #expect(!file.text.contains(number), "\(path) \(format)")
            }
        }
        #expect(try desk.get("grid_worker", "cases/\(id)")["title"]?.string == "漏水 \(number)")
    }
}
