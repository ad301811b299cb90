import TestSupport
import Testing

@Suite("A torture")
struct TortureTests {
    /// The short version of `make torture`, by the same program.
    @Test("After ten kills at random moments everything that was acknowledged is there, and nothing is half there")
    func short() throws {
        let torture = try Program.run(["torture", "--rounds", "10", "--seed", "7"], program: "linli-bench")
        #expect(torture.status == 0, "\(torture.output)")
        let lost = torture.output.split(separator: "\n").first { $0.hasPrefix("lost, half done or oversold") }
        #expect(lost?.hasSuffix(" 0") == true, "\(torture.output)")
    }
}
