import Photos
import Testing

@Suite("Photos without what their cameras say")
struct CleaningTests {
    @Test("Of a JPEG the picture, its colors and its way up stay; position, words, previews and appended pictures go")
    func jpeg() throws {
        let clean = try cleaned(Samples.jpeg(orientation: 6))
        let turn: [UInt8] = [
            0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ]
        let color = Samples.segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])
        let expected =
            [0xFF, 0xD8] + Samples.bareFrame + Samples.segment(0xE1, Array("Exif\0\0".utf8) + turn) + Samples.profile
            + color + Samples.table + Samples.frame + Samples.scan + Samples.end
        #expect(clean == expected)
        #expect(!clean.holds(Samples.secret))
    }

    @Test("A photo that is the right way up says nothing at all of its camera")
    func upright() throws {
        #expect(try !cleaned(Samples.jpeg(orientation: 1)).holds(Array("Exif".utf8)))
        #expect(try !cleaned(Samples.png(orientation: 1)).holds(Array("eXIf".utf8)))
        #expect(try !cleaned(Samples.webP(orientation: 1)).holds(Array("EXIF".utf8)))
        #expect(try !cleaned(Samples.jpeg(orientation: 9)).holds(Array("Exif".utf8)))
    }

    @Test("Of a PNG the chunks that show it stay, and its way up, whichever end its numbers begin with")
    func png() throws {
        let clean = try cleaned(Samples.png())
        #expect(clean.starts(with: Samples.signature + Samples.header + Samples.chunk("sRGB", [0])))
        #expect(clean.holds(Array("eXIf".utf8)) && clean.holds(Samples.pixels))
        #expect(clean.suffix(12).elementsEqual(Samples.chunk("IEND", [])))
        for name in ["tEXt", "iTXt", "zTXt", "tIME"] { #expect(!clean.holds(Array(name.utf8))) }
        #expect(!clean.holds(Samples.secret))
    }

    @Test("A WebP says afterwards how long it is and that it has no packet any more")
    func webP() throws {
        let clean = try cleaned(Samples.webP())
        #expect(Array(clean[4..<8]) == Samples.little(clean.count - 8))
        // The profile and the way up stay, the packet goes.
        #expect(clean[20] == 0x28)
        #expect(clean.holds(Samples.picture) && clean.holds(Array("ICCP".utf8)) && clean.holds(Array("EXIF".utf8)))
        #expect(!clean.holds(Array("XMP ".utf8)) && !clean.holds(Array("junk".utf8)) && !clean.holds(Samples.secret))
        let plain = Samples.webP(Samples.picture)
        #expect(try cleaned(plain) == plain)
    }

    @Test("What is cut anywhere is refused, up to the last byte of the picture", arguments: ["jpeg", "png", "webp"])
    func cut(kind: String) throws {
        let whole =
            switch kind {
            case "jpeg": try cleaned(Samples.jpeg())
            case "png": try cleaned(Samples.png())
            default: try cleaned(Samples.webP())
            }
        for length in 16..<whole.count {
            #expect(throws: PhotoFault.self) { try cleaned(Array(whole[..<length])) }
        }
        #expect(try cleaned(whole) == whole)
    }

    @Test("What is not built as its kind says is refused")
    func malformed() throws {
        var broken = Samples.png()
        broken[30] ^= 1
        #expect(throws: PhotoFault.malformed) { try cleaned(broken) }
        let unknown = Samples.signature + Samples.header + Samples.chunk("ABCD", []) + Samples.chunk("IEND", [])
        #expect(throws: PhotoFault.malformed) { try cleaned(unknown) }
        #expect(throws: PhotoFault.malformed) { try cleaned([0xFF, 0xD8] + Samples.scan + Samples.end) }
        #expect(throws: PhotoFault.malformed) { try cleaned([0xFF, 0xD8] + Samples.table + Samples.end) }
        let moving = Samples.webP(Samples.riff("VP8X", [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]) + Samples.picture)
        #expect(throws: PhotoFault.unsupported) { try cleaned(moving) }
    }

    @Test("The kind is told by the first bytes")
    func kinds() {
        #expect(FileKind(startingWith: Samples.jpeg()) == .jpeg)
        #expect(FileKind(startingWith: Samples.png()) == .png)
        #expect(FileKind(startingWith: Samples.webP()) == .webP)
        #expect(FileKind(startingWith: Array("%PDF-1.7".utf8)) == .pdf)
        #expect(FileKind(startingWith: [0, 0, 0, 24] + Array("ftypheic".utf8)) == .heic)
        #expect(FileKind(startingWith: Array("<svg onload=".utf8)) == nil)
        #expect(FileKind(startingWith: Array("GIF89a".utf8)) == nil)
        #expect(FileKind(startingWith: [UInt8]()) == nil)
    }

    @Test("However the bytes come in pieces, the same comes out", arguments: [1, 2, 3, 7, 64])
    func pieces(size: Int) throws {
        for sample in [Samples.jpeg(), Samples.png(), Samples.webP()] {
            #expect(try cleaned(sample, pieces: size) == cleaned(sample))
        }
    }

    @Test("Whatever changes by chance, it is refused or cleaned, and what is clean stays as it is", arguments: 0..<4)
    func mutations(seed: UInt64) throws {
        var chance = Chance(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        let samples = [Samples.jpeg(), Samples.png(), Samples.webP()]
        var taken = 0
        for round in 0..<6_000 {
            var bytes = samples[round % 3]
            for _ in 0...Int.random(in: 0..<4, using: &chance) {
                let place = Int.random(in: 12..<bytes.count, using: &chance)
                switch Int.random(in: 0..<4, using: &chance) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &chance)
                case 1: bytes[place] = 0xFF
                case 2: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
                }
            }
            guard let clean = try? cleaned(bytes, pieces: 1 + round % 50) else { continue }
            taken += 1
            #expect(try cleaned(clean) == clean, "round \(round)")
        }
        #expect(taken > 500)
    }
}

/// Chance that can be repeated (xorshift64*).
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
