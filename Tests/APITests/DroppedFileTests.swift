import JSON
import TestSupport
import Testing

@Suite("未使用的文件：whoever sent too many drops what is not needed, and nothing that something rests on")
struct DroppedFileTests {
    @Test("The own unused file goes with its place, a used one stays, another's is not there")
    func drop() async throws {
        let desk = try await CaseDesk()
        let paper = "%PDF-1.4\n%%EOF\n"
        let unused = try desk.make("staff", "uploads", paper)
        #expect(try desk.send("secretary", "uploads/\(unused)", "", "DELETE").status == 404)
        #expect(try desk.client.send("DELETE", "/api/v1/uploads/\(unused)").status == 401)
        #expect(try desk.send("staff", "uploads/\(unused)", "", "DELETE").status == 204)
        #expect(try desk.send("staff", "uploads/\(unused)", "", "DELETE").status == 404)
        #expect(try desk.items("staff", "uploads").isEmpty)
        // What was dropped is attached to nothing any more.
        let file = try desk.report("staff")
        let gone = try desk.send("staff", "cases/\(file)/attachments", #"{"uploads": [\#(unused)]}"#)
        #expect(gone.status == 422 && gone.faults == ["#/uploads/0 unknown_upload"], "\(gone.text)")

        // Of a case, of a hall, of an activity and of co-owners: what is used stays where it is.
        let project = try desk.make("secretary", "projects", #"{"name": "车棚"}"#)
        let activity = try #require(try desk.items("secretary", "activities?limit=1").first?["id"]?.integer)
        for (path, more) in [
            ("cases/\(file)/attachments", ""), ("projects/\(project)/papers", #", "kind": "before""#),
            ("activities/\(activity)/photos", ""),
        ] {
            let upload = try desk.make("secretary", "uploads", paper)
            let used = try desk.send("secretary", path, #"{"uploads": [\#(upload)]\#(more)}"#)
            guard used.status == 201 else {
                // Photos of activities are pictures, and this is a paper.
                #expect(used.status == 422 || used.status == 404, "\(path) \(used.text)")
                continue
            }
            let kept = try desk.send("secretary", "uploads/\(upload)", "", "DELETE")
            #expect(kept.status == 409 && kept.code == "upload_used", "\(path) \(kept.text)")
        }
        #expect(try desk.items("secretary", "projects/\(project)/papers").count == 1)
        #expect(try desk.items("secretary", "cases/\(file)/attachments").count == 1)
    }

    @Test("After too many the refusal names the way out, and one dropped makes room for one")
    func room() async throws {
        let desk = try await CaseDesk()
        let sent = try (1...50).map { try desk.make("resident", "uploads", "%PDF-1.4 \($0)\n%%EOF\n") }
        let full = try desk.send("resident", "uploads", "%PDF-1.4\n%%EOF\n")
        #expect(try full.code == "too_many_uploads" && full.json()["limit"]?.integer == 50, "\(full.text)")
        #expect(full.text.contains("DELETE /uploads/{id}"))
        #expect(try desk.send("resident", "uploads/\(sent[7])", "", "DELETE").status == 204)
        #expect(try desk.send("resident", "uploads", "%PDF-1.4\n%%EOF\n").status == 201)
    }
}
