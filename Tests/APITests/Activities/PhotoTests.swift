import JSON
import TestSupport
import Testing

@Suite("Photos of activities")
struct PhotoTests {
    @Test(
        "A photo is for whoever works with the activity, until somebody shows it to all; taken out, its file is gone, too"
    )
    func photos() async throws {
        let hall = try await ActivityDesk()
        let desk = hall.desk
        let id = try hall.activity()
        func upload() throws -> Int64 {
            let sent = try desk.client.send(
                "POST",
                "/api/v1/uploads",
                token: desk.tokens["staff"],
                bytes: SamplePhotos.jpeg()
            )
            return try #require(try sent.json()["id"]?.integer)
        }
        let (first, second) = (try upload(), try upload())
        let body = #"{"uploads": [\#(first), \#(second)], "caption": "泡茶"}"#
        // A file belongs to whoever sent it.
        #expect(try desk.send("secretary", "activities/\(id)/photos", body).status == 422)
        #expect(try desk.send("resident", "activities/\(id)/photos", body).status == 403)
        #expect(try desk.send("staff", "activities/\(id)/photos", body).status == 201)
        let photos = try desk.items("secretary", "activities/\(id)/photos").compactMap { $0["id"]?.integer }
        #expect(photos.count == 2)
        let look = { (login: String?) in
            try desk.client.send(
                "GET",
                "/api/v1/activity-photos/\(photos[0])/content",
                token: login.flatMap { desk.tokens[$0] }
            ).status
        }
        #expect(try look(nil) == 404 && look("secretary") == 200)
        let shown = try desk.send("secretary", "activity-photos/\(photos[0])", #"{"shown": true}"#, "PATCH")
        #expect(shown.status == 200)
        #expect(try look(nil) == 200)
        let all = try desk.client.send("GET", "/api/v1/activity-photos?activity_id=\(id)").json()
        #expect(all["items"]?.count == 1)
        #expect(try desk.send("secretary", "activity-photos/\(photos[0])", "", "DELETE").status == 204)
        #expect(try look(nil) == 404 && look("secretary") == 404)
    }

    @Test("An operator sends photos of its own, and community staff show them to everybody")
    func approval() async throws {
        let hall = try await ActivityDesk(["org_operator"])
        let desk = hall.desk
        let operates = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let id = try hall.activity(#", "organizer_id": \#(operates)"#)
        let sent = try desk.client.send(
            "POST",
            "/api/v1/uploads",
            token: desk.tokens["org_operator"],
            bytes: SamplePhotos.jpeg()
        )
        try #require(sent.status == 201, "\(sent.text)")
        let upload = try #require(try sent.json()["id"]?.integer)
        let path = "activities/\(id)/photos"
        let shown = try desk.send("org_operator", path, #"{"uploads": [\#(upload)], "shown": true}"#)
        #expect(shown.faults == ["#/shown not_allowed"])
        #expect(try desk.send("org_operator", path, #"{"uploads": [\#(upload)]}"#).status == 201)
        let photo = try #require(try desk.items("org_operator", path).first?["id"]?.integer)
        let row = "activity-photos/\(photo)"
        #expect(try desk.send("org_operator", row, #"{"shown": true}"#, "PATCH").faults == ["#/shown not_allowed"])
        #expect(try desk.send("staff", row, #"{"shown": true}"#, "PATCH").status == 200)
        #expect(try desk.send("org_operator", row, #"{"shown": false}"#, "PATCH").status == 200)
    }
}
