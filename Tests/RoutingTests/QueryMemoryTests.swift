import Domain
import Routing
import Testing

@Suite("Queries that come again")
struct QueryMemoryTests {
    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    @Test("The same query is read once, whatever lies around it in the buffer")
    func remembers() throws {
        let memory = QueryMemory()
        let first = try memory.query(bytes("status=open&limit=5"))
        let again = try memory.query(Array("x?status=open&limit=5 HTTP".utf8)[2..<21])
        #expect(first === again)
        #expect(again.value(of: "limit") == "5")
    }

    @Test("Queries that differ in one letter are told apart, and so are long ones")
    func tellsApart() throws {
        let memory = QueryMemory()
        for number in 0..<2_000 {
            #expect(try memory.query(bytes("grid_id=\(number)")).value(of: "grid_id") == "\(number)")
        }
        let long = String(repeating: "a", count: 600)
        #expect(try memory.query(bytes("q=\(long)")).value(of: "q") == long)
    }

    @Test("A bad escape is refused every time")
    func refusesAgain() {
        let memory = QueryMemory()
        for _ in 0..<2 { #expect(throws: DomainError.self) { try memory.query(bytes("q=%zz")) } }
    }
}
