import Formats
import Testing

@Suite("Encodings of files")
struct TextDecoderTests {
    /// 姓名,张𠮷: two bytes and, for the rare character, four.
    private static let gb18030: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xD5, 0xC5, 0x95, 0x34, 0xB2, 0x35]
    private static let text = "姓名,张𠮷"

    private func decode(_ pieces: [[UInt8]], _ encoding: TextEncoding) throws -> String? {
        let decoder = try TextDecoder(encoding)
        var out: [UInt8] = []
        for piece in pieces {
            guard piece.withUnsafeBytes({ decoder.decode($0, into: &out) }) else { return nil }
        }
        return decoder.finish(into: &out) ? String(decoding: out, as: UTF8.self) : nil
    }

    private func found(_ bytes: [UInt8]) -> TextEncoding {
        var probe = EncodingProbe()
        bytes.withUnsafeBytes { probe.feed($0) }
        return probe.encoding
    }

    @Test("A mark decides; what is UTF-8 throughout is UTF-8; the rest is GB18030")
    func probing() {
        #expect(found([0xEF, 0xBB, 0xBF] + Array("姓名".utf8)) == .utf8)
        #expect(found(Array(Self.text.utf8)) == .utf8)
        #expect(found(Self.gb18030) == .gb18030)
        #expect(found([0xFF, 0xFE, 0xD3, 0x59]) == .utf16LittleEndian)
        // One broken byte in much UTF-8 does not make another encoding of it, by which the fault would be told of another line.
        let long = Array(String(repeating: "姓名", count: 20).utf8)
        #expect(found(long + [0xFF] + long) == .utf8)
        // A character that the end cuts off is no UTF-8.
        #expect(found(Array("姓".utf8).dropLast()) == .gb18030)
    }

    @Test("Each encoding says the same, however it is cut", arguments: 1...6)
    func cuts(length: Int) throws {
        let forms: [(TextEncoding, [UInt8])] = [
            (.utf8, [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)), (.gb18030, Self.gb18030),
            (.utf16LittleEndian, [0xFF, 0xFE] + Self.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
            (.utf16BigEndian, [0xFE, 0xFF] + Self.text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
        ]
        for (encoding, bytes) in forms {
            let pieces = stride(from: 0, to: bytes.count, by: length).map {
                Array(bytes[$0..<min($0 + length, bytes.count)])
            }
            #expect(try decode(pieces, encoding) == Self.text, "\(encoding)")
        }
    }

    @Test(
        "What is no character of the encoding is refused and not replaced",
        arguments: [
            (TextEncoding.utf8, [0x61, 0x62, 0x63, 0xC0, 0x80] as [UInt8]), (.utf8, [0x61, 0x62, 0xE5, 0xA7]),
            (.utf8, [0x61, 0x62, 0x63, 0xED, 0xA0, 0x80]), (.utf8, [0x61, 0x62, 0x63, 0xF4, 0x90, 0x80, 0x80]),
            (.gb18030, [0xD0, 0xD5, 0xC3, 0xFF, 0xFF]), (.gb18030, [0xD0, 0xD5, 0xC3]),
        ]
    )
    func broken(encoding: TextEncoding, bytes: [UInt8]) throws {
        #expect(try decode([bytes], encoding) == nil)
    }

    @Test("Chance bytes are read or refused, and end in neither case the process", arguments: 0..<20)
    func chance(seed: UInt64) throws {
        var chance = Chance(seed)
        let bytes = (0..<400).map { _ in UInt8(chance.next(256)) }
        let encoding = found(bytes)
        let text = try decode([bytes], encoding)
        // Random bytes are no UTF-8; what GB18030 makes of them has as many line ends as they have.
        #expect(text.map { $0.utf8.count { $0 == 10 } == bytes.count { $0 == 10 } } ?? true)
    }

    @Test("People write the names of encodings in several ways", arguments: ["GBK", "gb2312", "GB-18030", "cp936"])
    func names(name: String) {
        #expect(TextEncoding(name: name) == .gb18030)
        #expect(TextEncoding(name: "latin1") == nil)
    }
}
