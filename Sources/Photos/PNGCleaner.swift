import Crypto

/// Takes out of a PNG whatever is not needed to show it (PNG 清理): chunks of text, time, camera data and of private use.
struct PNGCleaner {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// What shows the picture (PNG third edition, section 11): colors, transparency, size, movement.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD",
        "hIST", "pHYs", "acTL", "fcTL", "fdAT",
    ]

    /// A camera block is far smaller; a longer one is dropped unread.
    private static let longestBlock = 1 << 20

    func clean(_ input: inout PieceReader, _ output: inout PieceWriter) throws {
        guard try input.bytes(8) == Self.signature else { throw PhotoFault.malformed }
        try output.append(Self.signature)
        var (isFirst, hasData) = (true, false)
        while true {
            let length = try input.number(4)
            let name = try input.bytes(4)
            guard length < 1 << 31, name.allSatisfy(Self.isLetter) else { throw PhotoFault.malformed }
            let type = String(decoding: name, as: UTF8.self)
            guard isFirst == (type == "IHDR") else { throw PhotoFault.malformed }
            isFirst = false
            if type == "IDAT" { hasData = true }
            if type == "IEND" {
                guard length == 0, hasData else { throw PhotoFault.malformed }
                try input.skip(4)
                return try Self.write(name, [], to: &output)
            }
            if Self.kept.contains(type) {
                try Self.copy(length, name, &input, &output)
            } else if type == "eXIf", length <= Self.longestBlock {
                let orientation = Orientation(tiff: try input.bytes(length)[...])
                try input.skip(4)
                if let orientation { try Self.write(name, orientation.tiff, to: &output) }
            } else {
                // A capital says that the picture can not be shown without the chunk (section 5.4).
                guard name[0] & 0x20 != 0 else { throw PhotoFault.malformed }
                try input.skip(length + 4)
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    private static func copy(
        _ length: Int,
        _ name: [UInt8],
        _ input: inout PieceReader,
        _ output: inout PieceWriter
    ) throws {
        try output.append(big(length) + name)
        var sum = CRC32()
        sum.add(name)
        var left = length
        while left > 0 {
            let piece = try input.bytes(min(left, 65_536))
            sum.add(piece)
            try output.append(piece)
            left -= piece.count
        }
        let written = try input.number(4)
        guard written == Int(sum.value) else { throw PhotoFault.malformed }
        try output.append(big(written))
    }

    private static func write(_ name: [UInt8], _ content: [UInt8], to output: inout PieceWriter) throws {
        var sum = CRC32()
        sum.add(name + content)
        try output.append(big(content.count) + name + content + big(Int(sum.value)))
    }

    private static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
