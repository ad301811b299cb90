/// A small picture that stands for a photo or a sheet (示例图片), the same for the same number: it shows nobody.
struct DemoPicture {
    /// A line of eight bytes has sixty-four dots.
    private static let (width, lineBytes, lines) = (64, 8, 48)

    let number: Int

    /// A PNG of black and white dots (PNG third edition, sections 5 and 11), its data stored as it is (RFC 1951 section 3.2.4).
    var png: [UInt8] {
        var chance = SeededGenerator(seed: UInt64(number))
        var data: [UInt8] = []
        for line in 0..<Self.lines {
            // Every eighth line is a bar, so that it looks like something that was drawn.
            data.append(0)
            data += (0..<Self.lineBytes).map { _ in line.isMultiple(of: 8) ? 0 : UInt8(chance.integer(0...255)) }
        }
        let size = Self.big(UInt32(Self.width)) + Self.big(UInt32(Self.lines))
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", size + [1, 0, 0, 0, 0])
            + Self.chunk("IDAT", Self.stored(data)) + Self.chunk("IEND", [])
    }

    /// One stored block in the frame of RFC 1950.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        let count = UInt16(data.count)
        let length = [UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)]
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in data {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return [0x78, 0x01, 0x01] + length + data + big(high << 16 | low)
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + data
        let sum = named.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return big(UInt32(data.count)) + named + big(~sum)
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        [UInt8(number >> 24), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
    }
}
