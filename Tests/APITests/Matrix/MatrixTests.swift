import API
import App
import Glibc
import Storage
import TestSupport
import Testing

@Suite("Every role at every endpoint, with own, neighbors' and foreign rows")
struct MatrixTests {
    private static let path =
        #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Matrix/access.txt"

    /// The reviewed table, without what explains it.
    private static func reviewed() throws -> [String] {
        guard let bytes = FileContents.read(path) else { throw TestFailure("the table of access is not there") }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("#") }
    }

    @Test("The server answers as the reviewed table says, and no endpoint is missing in it")
    func table() async throws {
        let world = try await MatrixWorld()
        var walk = try MatrixWalk(world)
        var reviewed: [String: String] = [:]
        for line in try Self.reviewed() {
            reviewed[line.split(separator: " ").prefix(2).joined(separator: " ")] = line
        }
        var answered: [String] = []
        for endpoint in world.test.server.surface.endpoints {
            let line = try await walk.line(of: endpoint)
            answered.append(line)
            let known = reviewed.removeValue(forKey: MatrixWalk.key(endpoint))
            #expect(known == line, "Tests/Matrix/access.txt: review this line and put it there\n\(line)")
        }
        #expect(reviewed.isEmpty, "these endpoints are no more: \(reviewed.keys.sorted())")
        #expect(walk.requestCount > 5000)
        if let path = getenv("LINLI_MATRIX_OUT") {
            let text = ([MatrixWalk.heading()] + answered).joined(separator: "\n") + "\n"
            unlink(path)
            _ = FileContents.create(String(cString: path), Array(text.utf8))
        }
    }
}
