import App
import Glibc
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("Killed while photos come in, no case lacks its photo and no photo its case")
struct KillPhotoTests {
    private static let rounds = 5
    private static let type = "multipart/form-data; boundary=xyz"

    private static func form(_ name: String) -> [UInt8] {
        let report = """
            {"kind": "help", "category_id": 3, "title": "\(name)", "description": "三楼坏了", "building_id": 1}
            """
        return SamplePhotos.form([
            (name: "json", file: nil, content: Array(report.utf8)),
            (name: "attachments", file: "a.jpg", content: SamplePhotos.jpeg(scanBytes: 20_000)),
            (name: "attachments", file: "b.png", content: SamplePhotos.png),
        ])
    }

    /// Sends a report without waiting for its answer.
    private func begin(_ client: HTTPClient, _ name: String, _ token: String) throws {
        let form = Self.form(name)
        let head =
            "POST /api/v1/cases HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: \(Self.type)\r\nContent-Length: \(form.count)\r\n\r\n"
        try client.write(Array(head.utf8) + form)
    }

    /// The files of a report, and how long each is said to be; nothing where there is no such case.
    private func files(_ connection: Connection, _ title: String) throws -> [(name: String, size: Int64)]? {
        let id = try connection.first("SELECT id FROM case_file WHERE title = ?", [.text(title)]) { $0.integer(0) }
        guard let id else { return nil }
        return try connection.query(
            "SELECT u.name, u.size FROM attachment a JOIN upload u ON u.id = a.upload_id WHERE a.case_id = ?",
            [.integer(id)]
        ) { ($0.text(0), $0.integer(1)) }
    }

    @Test("A report with two photos is there whole or not at all, and one that was acknowledged can be shown")
    func photos() async throws {
        let folder = try await TestServer.demoFolder()
        let arguments = ["serve", "--data", folder.path, "--port", "0", "--tour", "secretary"]
        var acknowledged: [String] = []
        for round in 0..<Self.rounds {
            let program = try Program.start(arguments)
            let (client, token) = (HTTPClient(port: try program.waitForPort()), try program.waitForToken())
            let sent = try client.send(
                "POST",
                "/api/v1/cases",
                token: token,
                headers: [("Content-Type", Self.type)],
                bytes: Self.form("照片甲\(round)")
            )
            #expect(sent.status == 201, "\(sent.text)")
            acknowledged.append("照片甲\(round)")
            try begin(client, "照片乙\(round)", token)
            usleep(UInt32(round) * 1_500)
            program.kill()
            let connection = try Connection(
                path: "\(folder.path)/linli.db",
                access: .readWrite,
                settings: .writer
            )
            for title in acknowledged + ["照片乙\(round)"] {
                guard let files = try files(connection, title) else {
                    #expect(!acknowledged.contains(title))
                    continue
                }
                #expect(files.count == 2)
                for file in files {
                    let path =
                        "\(folder.path)/files/\(file.name.prefix(2))/\(file.name.dropFirst(2).prefix(2))/\(file.name)"
                    var entry = stat()
                    #expect(stat(path, &entry) == 0 && Int64(entry.st_size) == file.size, "\(title)")
                }
            }
        }
    }
}
