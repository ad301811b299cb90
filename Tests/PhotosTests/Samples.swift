import Photos

/// Small files that are built as their kinds say, with everything in them that must not leave a telephone.
enum Samples {
    /// Words that stand in every block that is to go, and in none that stays.
    static let secret = Array("31.8112N 119.9740E".utf8)

    static func tiff(orientation: UInt8, isLittle: Bool = false) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            let big = (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
            return isLittle ? big.reversed() : big
        }
        let head: [UInt8] = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
        let maker = number(0x010F, 2) + number(2, 2) + number(secret.count, 4) + number(38, 4)
        let turn = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(Int(orientation), 2) + number(0, 2)
        return head + number(2, 2) + maker + turn + number(0, 4) + secret
    }

    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }

    static let profile = segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + Array("profile".utf8))
    static let table = segment(0xDB, [0] + [UInt8](repeating: 9, count: 64))
    static let frame = segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
    static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]
    static let end: [UInt8] = [0xFF, 0xD9]
    static let bareFrame = segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])

    /// A photo as a telephone makes it.
    static func jpeg(orientation: UInt8 = 6) -> [UInt8] {
        [0xFF, 0xD8]
            + segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 1, 1, 7, 7, 7] + secret)
            + segment(0xE1, Array("Exif\0\0".utf8) + tiff(orientation: orientation))
            + segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + secret) + profile
            + segment(0xE2, Array("MPF\0".utf8) + secret) + segment(0xED, Array("Photoshop 3.0\0".utf8) + secret)
            + segment(0xFE, secret) + segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1] + secret)
            + table + frame + scan + end + [0xFF, 0xD8] + segment(0xE1, secret)
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return big(content.count) + body + big(Int(checksum(body)))
    }

    static let header = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    static let pixels = chunk("IDAT", [0x78, 0x9C, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01])
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func png(orientation: UInt8 = 6) -> [UInt8] {
        signature + header + chunk("tEXt", Array("Comment\0".utf8) + secret) + chunk("sRGB", [0])
            + chunk("eXIf", tiff(orientation: orientation, isLittle: true)) + chunk("iTXt", secret)
            + chunk("tIME", [7, 229, 11, 5, 1, 2, 3]) + pixels + chunk("zTXt", secret) + chunk("IEND", []) + secret
    }

    static func riff(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(content.count) + content + (content.count % 2 == 1 ? [0] : [])
    }

    static func webP(_ chunks: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + little(chunks.count + 4) + Array("WEBP".utf8) + chunks
    }

    static let picture = riff("VP8L", [0x2F, 1, 2, 3, 4])

    static func webP(orientation: UInt8 = 6) -> [UInt8] {
        webP(
            riff("VP8X", [0x0C | 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0]) + riff("ICCP", Array("profile".utf8)) + picture
                + riff("EXIF", tiff(orientation: orientation)) + riff("XMP ", secret) + riff("junk", secret)
        )
    }

    static func little(_ number: Int) -> [UInt8] { big(number).reversed() }

    static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// Bit by bit, as the definition has it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
        }
    }
}

/// Cleans bytes that come in pieces of a size.
func cleaned(_ bytes: [UInt8], pieces size: Int = 65_536) throws -> [UInt8] {
    guard let kind = FileKind(startingWith: bytes) else { throw PhotoFault.malformed }
    var output: [UInt8] = []
    let open = {
        var place = 0
        return { () -> [UInt8] in
            let piece = bytes[place..<min(place + size, bytes.count)]
            place += piece.count
            return Array(piece)
        }
    }
    try PhotoCleaner.clean(kind, from: open) { output += $0 }
    return output
}

extension [UInt8] {
    func holds(_ part: [UInt8]) -> Bool { firstRange(of: part) != nil }
}
