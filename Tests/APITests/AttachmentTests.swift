import App
import Crypto
import Domain
import Glibc
import JSON
import Services
import TestSupport
import Testing

@Suite("Photos and papers of a case")
struct AttachmentTests {
    /// A case of the resident, and who has to do with it.
    struct Town {
        let test: TestServer
        let client: HTTPClient
        let resident: String
        let secretary: String
        let caseID: Int64
        /// What the demonstration itself laid down.
        private let shown: Set<String>

        init(clock: any Clock = SystemClock(), adjust: (inout Configuration) -> Void = { _ in }) async throws {
            test = try await TestServer.ownDemo(clock: clock, adjust: adjust)
            client = test.client()
            resident = try await test.token("resident")
            secretary = try await test.token("secretary")
            let made = try client.send(
                "POST",
                "/api/v1/cases",
                token: resident,
                body: #"{"kind": "help", "category_id": 3, "title": "路灯不亮", "description": "东门", "building_id": 9}"#
            )
            caseID = try #require(try made.json()["id"]?.integer)
            shown = Set(Self.files(in: test.data.configuration.filesFolder))
        }

        var path: String { "/api/v1/cases/\(caseID)/attachments" }

        func upload(_ bytes: [UInt8], as token: String, headers: [(String, String)] = []) throws -> HTTPAnswer {
            try client.send("POST", "/api/v1/uploads", token: token, headers: headers, bytes: bytes)
        }

        func id(_ answer: HTTPAnswer) throws -> Int64 {
            try #require(try answer.json()["id"]?.integer, "\(answer.text)")
        }

        func attach(_ upload: Int64, as token: String) throws -> HTTPAnswer {
            try client.send("POST", path, token: token, body: #"{"uploads": [\#(upload)], "moment": "before"}"#)
        }

        /// The files on the disk that were sent here.
        var files: [String] { Self.files(in: test.data.configuration.filesFolder).filter { !shown.contains($0) } }

        private static func files(in root: String) -> [String] {
            var names: [String] = []
            for first in FileContents.names(in: root) {
                for second in FileContents.names(in: "\(root)/\(first)") {
                    names += FileContents.names(in: "\(root)/\(first)/\(second)").map {
                        "\(root)/\(first)/\(second)/\($0)"
                    }
                }
            }
            return names
        }
    }

    @Test("A resident's photo loses its position, is seen by resident and staff, and by others once it is approved")
    func whole() async throws {
        let town = try await Town()
        let photo = SamplePhotos.jpeg()
        let sent = try town.upload(photo, as: town.resident, headers: [("Content-Type", "image/gif")])
        #expect(sent.status == 201, "\(sent.text)")
        #expect(try sent.json()["media_type"]?.string == "image/jpeg")
        let list = try town.client.send("GET", "/api/v1/uploads", token: town.resident).json()
        #expect(list["items"]?.count == 1 && list.at("items.0.attached_at")?.isNull == true)
        let other = try await town.test.token("staff")
        #expect(try town.client.send("GET", "/api/v1/uploads", token: other).json()["items"]?.count == 0)
        let attached = try town.attach(try town.id(sent), as: town.resident)
        #expect(attached.status == 201, "\(attached.text)")
        let id = try #require(try attached.json().at("items.0.id")?.integer)
        #expect(try attached.json().at("items.0.status")?.string == "pending")
        let content = "/api/v1/attachments/\(id)/content"
        let seen = try town.client.send("GET", content, token: town.resident)
        #expect(seen.status == 200 && seen.header("Content-Type") == "image/jpeg")
        #expect(
            seen.header("Content-Disposition") == "attachment; filename=\"attachment-\(id).jpg\""
                && seen.header("X-Content-Type-Options") == "nosniff"
        )
        #expect(seen.headers.contains { $0.value == "sandbox" })
        #expect(photo.firstRange(of: SamplePhotos.position) != nil)
        #expect(seen.bytes.firstRange(of: SamplePhotos.position) == nil && seen.bytes.starts(with: [0xFF, 0xD8]))
        #expect(try sent.json()["sha256"]?.string == Hex.encode(SHA256.digest(seen.bytes)))
        let tag = try #require(seen.header("ETag"))
        let known = try town.client.send("GET", content, token: town.secretary, headers: [("If-None-Match", tag)])
        #expect(known.status == 304 && known.bytes.isEmpty)
        #expect(
            try town.client.send("HEAD", content, token: town.secretary).header("Content-Length")
                == "\(seen.bytes.count)"
        )
        let approved = try town.client.send("POST", "/api/v1/attachments/\(id)/approve", token: town.secretary)
        #expect(try approved.json()["status"]?.string == "approved", "\(approved.text)")
        let again = try town.client.send("POST", "/api/v1/attachments/\(id)/approve", token: town.secretary)
        #expect(again.status == 409 && again.code == "illegal_move")
        let refused = try town.client.send("POST", "/api/v1/attachments/\(id)/reject", token: town.resident)
        #expect(refused.status == 403)
    }

    @Test("What staff attach a reporter sees only when it is approved")
    func approval() async throws {
        let town = try await Town()
        let id =
            try town.attach(try town.id(try town.upload(SamplePhotos.png, as: town.secretary)), as: town.secretary)
            .json().at("items.0.id")?.integer ?? 0
        let content = "/api/v1/attachments/\(id)/content"
        func count() throws -> Int? {
            try town.client.send("GET", town.path, token: town.resident).json()["items"]?.count
        }
        #expect(try town.client.send("GET", content, token: town.resident).status == 404)
        #expect(try count() == 0)
        #expect(try town.client.send("POST", "/api/v1/attachments/\(id)/approve", token: town.secretary).status == 200)
        #expect(try town.client.send("GET", content, token: town.resident).status == 200)
        #expect(try count() == 1)
        let remark = #"{"remark": "照到了车牌"}"#
        let rejected = try town.client.send(
            "POST",
            "/api/v1/attachments/\(id)/reject",
            token: town.secretary,
            body: remark
        )
        #expect(rejected.status == 200)
        #expect(try town.client.send("GET", content, token: town.resident).status == 404)
        let queue = try town.client.send("GET", "/api/v1/attachments?status=rejected", token: town.secretary).json()
        #expect(queue.at("items.0.remark")?.string == "照到了车牌")
    }

    @Test("Photos are only for those who may see their case")
    func scope() async throws {
        let town = try await Town()
        let id =
            try town.attach(try town.id(try town.upload(SamplePhotos.png, as: town.resident)), as: town.resident)
            .json().at("items.0.id")?.integer ?? 0
        let grid = try #require(
            try town.client.send("GET", "/api/v1/cases/\(town.caseID)", token: town.secretary).json()["grid_id"]?
                .integer
        )
        let other = try town.client.send("GET", "/api/v1/grids?id.not=\(grid)&limit=1", token: town.secretary).json()
        _ = try await town.test.server.access.addAccount(
            NewAccount(login: "far", name: "别的网格员", role: .gridWorker, grid: other.at("items.0.id")?.integer),
            password: "a long enough password"
        )
        for login in ["far", "partner"] {
            let token = try await town.test.token(login)
            #expect(try town.client.send("GET", "/api/v1/attachments/\(id)/content", token: token).status == 404)
            #expect(try town.client.send("GET", town.path, token: token).status == 404)
            #expect(try town.client.send("DELETE", "/api/v1/attachments/\(id)", token: token).status == 404)
        }
        // The case is given to a partner, and its photos with it.
        #expect(
            try town.client.send("POST", "/api/v1/cases/\(town.caseID)/accept", token: town.secretary).status == 200
        )
        let partner = try await town.test.token("partner")
        let unit = try town.client.send("GET", "/api/v1/me", token: partner).json().at("scope.organization_id")?.integer
        let given = try town.client.send(
            "POST",
            "/api/v1/cases/\(town.caseID)/dispatch",
            token: town.secretary,
            body: #"{"handler_organization_id": \#(unit ?? 0)}"#
        )
        #expect(given.status == 200, "\(given.text)")
        #expect(try town.client.send("GET", "/api/v1/attachments/\(id)/content", token: partner).status == 200)
        #expect(try town.client.send("GET", "/api/v1/attachments/\(id)/content").status == 401)
    }

    @Test("An upload is its sender's until it is attached, and is attached once")
    func ownership() async throws {
        let town = try await Town()
        let upload = try town.id(try town.upload(SamplePhotos.png, as: town.secretary))
        let foreign = try town.attach(upload, as: town.resident)
        #expect(foreign.status == 422 && foreign.faults == ["#/uploads/0 unknown_upload"])
        let twice = try town.client.send(
            "POST",
            town.path,
            token: town.secretary,
            body: #"{"uploads": [\#(upload), \#(upload), "x"], "moment": "later", "more": 1}"#
        )
        #expect(
            twice.faults == ["#/uploads/2 wrong_type", "#/moment unknown_value", "#/more unknown_member"],
            "\(twice.text)"
        )
        #expect(try town.attach(upload, as: town.secretary).status == 201)
        #expect(try town.attach(upload, as: town.secretary).faults == ["#/uploads/0 unknown_upload"])
    }

    @Test("A form brings photos and words in one call; a repeat with the same key leaves one of each")
    func form() async throws {
        let town = try await Town()
        let body = SamplePhotos.form([
            ("moment", nil, Array("after".utf8)), ("caption", nil, Array("已修好".utf8)),
            ("file", "../../etc/passwd", SamplePhotos.jpeg()), ("file", "b.pdf", SamplePhotos.pdf),
        ])
        let headers = [("Content-Type", "multipart/form-data; boundary=xyz"), ("Idempotency-Key", "form-1")]
        let sent = try town.client.send("POST", town.path, token: town.secretary, headers: headers, bytes: body)
        #expect(sent.status == 201, "\(sent.text)")
        let items = try #require(try sent.json()["items"])
        #expect(items.count == 2 && items.elements.allSatisfy { $0["caption"]?.string == "已修好" })
        #expect(items.elements.allSatisfy { $0["moment"]?.string == "after" })
        let again = try town.client.send("POST", town.path, token: town.secretary, headers: headers, bytes: body)
        #expect(again.bytes == sent.bytes && again.header("Idempotency-Replayed") == "true")
        #expect(town.files.count == 2)
        let paper = try #require(items.elements.first { $0["media_type"]?.string == "application/pdf" }?["id"]?.integer)
        let seen = try town.client.send("GET", "/api/v1/attachments/\(paper)/content", token: town.secretary)
        #expect(seen.bytes == SamplePhotos.pdf)
        #expect(seen.header("Content-Disposition") == "attachment; filename=\"attachment-\(paper).pdf\"")
        let other = SamplePhotos.form([("file", "a.jpg", SamplePhotos.jpeg())])
        let reused = try town.client.send("POST", town.path, token: town.secretary, headers: headers, bytes: other)
        #expect(reused.status == 422 && reused.code == "idempotency_key_reused")
        let cut = try town.client.send(
            "POST",
            town.path,
            token: town.secretary,
            headers: [headers[0]],
            bytes: Array(body.dropLast(8))
        )
        #expect(cut.status == 400 && cut.code == "malformed_form")
        let odd = SamplePhotos.form([
            ("moment", nil, Array("later".utf8)), ("who", nil, [65]), ("file", "a", SamplePhotos.png),
        ])
        let wrong = try town.client.send("POST", town.path, token: town.secretary, headers: [headers[0]], bytes: odd)
        #expect(wrong.faults == ["#/moment unknown_value", "#/who unknown_member"], "\(wrong.text)")
        #expect(town.files.count == 2)
    }

    @Test("What is no photo and no paper is refused by its content, and leaves nothing")
    func refusals() async throws {
        let town = try await Town { $0.files.mebibytes = 1 }
        let cases: [([UInt8], Int, String)] = [
            (Array("<svg onload=alert(1)>".utf8), 415, "unsupported_file_type"),
            ([0, 0, 0, 24] + Array("ftypheic0000".utf8), 415, "unsupported_file_type"), ([], 422, "empty_file"),
            (Array(SamplePhotos.jpeg().dropLast(30)), 422, "photo_incomplete"),
            ([0xFF, 0xD8, 0xFF, 0x01] + SamplePhotos.png, 422, "photo_unreadable"),
            (SamplePhotos.pdf + [UInt8](repeating: 32, count: 1 << 20), 413, "file_too_large"),
        ]
        for (bytes, status, code) in cases {
            let answer = try town.upload(bytes, as: town.resident)
            #expect(answer.status == status && answer.code == code, "\(answer.text)")
        }
        #expect(town.files.isEmpty)
        let officer = try await town.test.token("subdistrict_officer")
        #expect(try town.upload(SamplePhotos.png, as: officer).status == 403)
        #expect(town.files.isEmpty)
    }

    @Test("A photo of ten megabytes is streamed to the disk and back")
    func large() async throws {
        let town = try await Town()
        let photo = SamplePhotos.jpeg(scanBytes: 10_000_000)
        let sent = try town.upload(photo, as: town.resident)
        #expect(sent.status == 201, "\(sent.text)")
        let id = try town.attach(try town.id(sent), as: town.resident).json().at("items.0.id")?.integer ?? 0
        let seen = try town.client.send("GET", "/api/v1/attachments/\(id)/content", token: town.resident)
        #expect(seen.bytes.count > 10_000_000 && seen.bytes.suffix(1000) == photo.suffix(1000))
    }

    @Test("Files that nobody attached go after a day, and those without a row too; the others stay")
    func sweep() async throws {
        let clock = SettableClock(SystemClock().now())
        let town = try await Town(clock: clock)
        let kept = try town.id(try town.upload(SamplePhotos.png, as: town.resident))
        #expect(try town.attach(kept, as: town.resident).status == 201)
        #expect(try town.upload(SamplePhotos.png, as: town.resident).status == 201)
        let stray = String(repeating: "a", count: 32)
        let folder = "\(town.test.data.configuration.filesFolder)/aa/aa"
        #expect(FileContents.createFolder(folder) && FileContents.create("\(folder)/\(stray)", [1]))
        #expect(town.files.count == 3)
        let sweep = FileSweep(town.test.data.configuration, AttachmentService(store: town.test.store))
        #expect(try await sweep.run(at: clock.now()) == 0)
        clock.set(clock.now().advanced(bySeconds: 25 * 3600))
        #expect(try await sweep.run(at: clock.now()) == 2)
        #expect(town.files.count == 1)
    }

    @Test("Staff remove any attachment, its sender the own one until it was looked at; the file goes along")
    func removal() async throws {
        let town = try await Town()
        let send = { (token: String) throws -> Int64 in
            try town.attach(try town.id(try town.upload(SamplePhotos.png, as: token)), as: token)
                .json().at("items.0.id")?.integer ?? 0
        }
        let first = try send(town.resident)
        #expect(try town.client.send("DELETE", "/api/v1/attachments/\(first)", token: town.resident).status == 204)
        let second = try send(town.resident)
        #expect(
            try town.client.send("POST", "/api/v1/attachments/\(second)/approve", token: town.secretary).status == 200
        )
        #expect(try town.client.send("DELETE", "/api/v1/attachments/\(second)", token: town.resident).status == 403)
        #expect(try town.client.send("DELETE", "/api/v1/attachments/\(second)", token: town.secretary).status == 204)
        #expect(town.files.isEmpty)
    }
}
