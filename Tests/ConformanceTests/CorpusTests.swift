import Glibc
import HTTPWire
import Testing

@Suite("Inputs that fuzzing began with or found")
struct CorpusTests {
    @Test(
        "Every input obeys the laws of the wire, where its driver puts it",
        arguments: ["request", "chunk", "target", "fields"]
    )
    func laws(driver: String) async {
        let inputs = Self.inputs(of: driver)
        #expect(!inputs.isEmpty)
        for input in inputs {
            await Task.yield()
            let stream = Self.stream(input.bytes, driver)
            #expect(WireLaws(stream).broken(cuts: stride(from: 0, through: stream.count, by: 3)) == [], "\(input.name)")
        }
    }

    private static func stream(_ input: [UInt8], _ driver: String) -> [UInt8] {
        switch driver {
        case "chunk": latin1(chunked("")) + input
        case "target": latin1("GET http://") + input + latin1(" HTTP/1.1\r\nHost: a\r\n\r\n")
        case "fields": latin1("POST / HTTP/1.1\r\nHost: a\r\n") + input + latin1("\r\n\r\n")
        default: input
        }
    }

    private static func inputs(of driver: String) -> [(name: String, bytes: [UInt8])] {
        let tests = #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        let folder = "\(tests)/Corpus/\(driver)"
        guard let entries = opendir(folder) else { return [] }
        defer { closedir(entries) }
        var inputs: [(name: String, bytes: [UInt8])] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix("."), let file = fopen("\(folder)/\(name)", "r") else { continue }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 65_536)
            bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
            inputs.append((name, bytes))
        }
        return inputs
    }
}
