import App
import Domain
import Glibc
import Testing

@Suite("The page about the life of a case")
struct CaseDrawingTests {
    @Test("The page is what the table of moves says; LINLI_DRAW=1 writes it anew")
    func drawn() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/\(root)/Sources/App/App.docc/CaseWorkflow.md"
        if getenv("LINLI_DRAW") != nil {
            unlink(path)
            _ = FileContents.create(path, Array(CaseDrawing.page.utf8))
        }
        let page = try #require(FileContents.read(path))
        #expect(String(decoding: page, as: UTF8.self) == CaseDrawing.page)
    }
}
