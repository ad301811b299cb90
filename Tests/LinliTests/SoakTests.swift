import TestSupport
import Testing

@Suite("A soak")
struct SoakTests {
    /// The short version of `make soak`, by the same program: the server and its clients are processes of their own.
    @Test("After clients of every kind the server holds what it held before and ends with 0 on a whole database")
    func short() throws {
        let soak = try Program.run(
            ["soak", "--seconds", "4", "--cases", "2000"],
            program: "linli-bench"
        )
        #expect(soak.status == 0, "\(soak.output)")
        #expect(soak.output.contains("the soak is passed"), "\(soak.output)")
    }
}
