import JSON
import Testing

@Suite("Writing bytes")
struct ByteWriterTests {
    private func written(_ write: (inout ByteWriter) -> Void) -> String {
        var out = ByteWriter(capacity: 1)
        write(&out)
        return String(decoding: out.array(), as: UTF8.self)
    }

    @Test("Numbers are written in decimal")
    func writesIntegers() {
        #expect(written { $0.appendInteger(0) } == "0")
        #expect(written { $0.appendInteger(-10) } == "-10")
        #expect(written { $0.appendInteger(99) } == "99")
        #expect(written { $0.appendInteger(.max) } == "9223372036854775807")
        #expect(written { $0.appendInteger(.min) } == "-9223372036854775808")
        #expect(written { $0.appendInteger(1_000_000_000_000_000_000) } == "1000000000000000000")
    }

    @Test("Each number around a change of its length is written digit by digit")
    func writesEveryLength() {
        var bounds: [Int64] = Array(0...11_000)
        var power: Int64 = 1
        while power < Int64.max / 10 {
            power *= 10
            bounds += [power - 1, power, power + 1, power / 2, power * 9 / 10 + 7]
        }
        for number in bounds {
            let wrong = written { $0.appendInteger(number) } != "\(number)"
            #expect(!wrong, "\(number)")
            let keys = JSONKeys([Array("\"n\":".utf8)])
            #expect(written { $0.append(keys, at: 0, integer: -number) } == "\"n\":\(-number),")
            #expect(written { $0.append(keys, at: 0, integer: number) } == "\"n\":\(number),")
        }
    }

    @Test("Padded numbers have zeros in front and are never cut")
    func writesPadded() {
        #expect(written { $0.appendPadded(0, width: 3) } == "000")
        #expect(written { $0.appendPadded(7, width: 2) } == "07")
        #expect(written { $0.appendPadded(1234, width: 2) } == "1234")
        #expect(written { $0.appendPadded(10, width: 2) } == "10")
        #expect(written { $0.appendPadded(5, width: 1) } == "5")
    }

    @Test("The buffer grows, is cut back and emptied")
    func growsAndShrinks() {
        var out = ByteWriter(capacity: 1)
        out.append(Array(repeating: 0x61, count: 3_000_000))
        out.append("ß")
        out.append(word: 0x3231, count: 2)
        #expect(out.count == 3_000_004)
        #expect(out.last == 0x32)
        out.truncate(to: 2)
        #expect(out.array() == [0x61, 0x61])
        out.removeAll()
        #expect(out.last == nil)
        out.append("x" as String)
        out.append(repeating: 0x79, count: 3)
        out.replaceLast(with: 0x7A)
        #expect(out.withBytes { String(decoding: $0, as: UTF8.self) } == "xyyz")
    }

    @Test("A text is escaped where JSON wants it and nowhere else")
    func escapes() {
        #expect(written { $0.appendJSONString("") } == "\"\"")
        #expect(written { $0.appendJSONString("a\"b\\c/\u{7F}") } == "\"a\\\"b\\\\c/\u{7F}\"")
        #expect(written { $0.appendJSONString("\n\r\t\u{0}\u{8}\u{1F}") } == #""\n\r\t\u0000\u0008\u001f""#)
        #expect(written { $0.appendJSONString("中文😀，没有转义的长文字") } == "\"中文😀，没有转义的长文字\"")
    }

    @Test("An escape is found at every place of texts of every length", arguments: 1...40)
    func escapesEverywhere(length: Int) {
        for place in 0..<length {
            for (byte, escape) in [(0x22, "\\\""), (0x5C, "\\\\"), (0x1F, "\\u001f"), (0x0A, "\\n")]
                as [(UInt8, String)]
            {
                var text = [UInt8](repeating: 0x21, count: length)
                text[place] = byte
                let expected =
                    String(repeating: "!", count: place) + escape + String(repeating: "!", count: length - place - 1)
                #expect(written { $0.appendJSONString(String(decoding: text, as: UTF8.self)) } == "\"\(expected)\"")
            }
        }
    }

    @Test("Random texts come back from the reader as they were", arguments: 0..<20 as Range<UInt64>)
    func roundTrips(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let alphabet = Array("abc\"\\\n\r\t\u{0}\u{1F}\u{7F}\u{80} é中文字，。😀\u{2028}\u{10FFFF}0123456789".unicodeScalars)
        for _ in 0..<200 {
            var text = ""
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                text.unicodeScalars.append(alphabet[Int.random(in: alphabet.indices, using: &random)])
            }
            var out = ByteWriter()
            out.appendJSONString(text)
            let value = try JSONDocument(parsing: out.array()).root
            #expect(value.string.map { Array($0.utf8) } == Array(text.utf8))
            #expect(value.range == 0..<out.count)
        }
    }

    @Test("Commas stand where they are due")
    func separates() {
        let text = written { out in
            out.openObject()
            out.member("code", "x,")
            out.member("count", Int64(-3))
            out.member("isOpen", true)
            out.member("none", nil as String?)
            out.key("list")
            out.openArray()
            out.value("a")
            out.value(2)
            out.value(false)
            out.null()
            out.openObject()
            out.closeObject()
            out.openObject()
            out.key("键" as String)
            out.value(1)
            out.closeObject()
            out.closeArray()
            out.closeObject()
        }
        let start = #"{"code":"x,","count":-3,"isOpen":true,"none":null,"#
        #expect(text == start + #""list":["a",2,false,null,{},{"键":1}]}"#)
    }
}

/// Random numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
