/// Takes out of a WebP whatever is not needed to show it (WebP 清理): RFC 9649, sections 2.3 to 2.7.
///
/// Its first bytes say how long all of it is, so it is read twice: once to see what stays.
struct WebPCleaner {
    /// What stays of a file.
    private struct Plan {
        var size = 0
        var orientation: Orientation?
        /// The file says in its head what it holds.
        var isExtended = false
    }

    /// A camera block is far smaller; a longer one is dropped unread.
    private static let longestBlock = 1 << 20
    private static let (cameraFlag, packetFlag, moving) = (UInt8(0x08), UInt8(0x04), UInt8(0x02))

    func clean(_ open: () -> PieceReader, _ output: inout PieceWriter) throws {
        var first = open()
        var nothing = PieceWriter { _ in }
        var plan = Plan()
        try pass(&first, &nothing, &plan, isLook: true)
        var second = open()
        try pass(&second, &output, &plan, isLook: false)
    }

    private func pass(
        _ input: inout PieceReader,
        _ output: inout PieceWriter,
        _ plan: inout Plan,
        isLook: Bool
    ) throws {
        guard try input.bytes(4).elementsEqual("RIFF".utf8) else { throw PhotoFault.malformed }
        let length = try Self.little(input.bytes(4))
        guard try input.bytes(4).elementsEqual("WEBP".utf8), length >= 4 else { throw PhotoFault.malformed }
        let camera = plan.isExtended ? plan.orientation?.tiff : nil
        let extra = camera.map { 8 + $0.count + $0.count % 2 } ?? 0
        try output.append("RIFF".utf8)
        try output.append(Self.bytes(4 + plan.size + extra))
        try output.append("WEBP".utf8)
        let start = output.count
        var (left, hasPicture) = (length - 4, false)
        while left > 0 {
            guard left >= 8 else { throw PhotoFault.malformed }
            let name = String(decoding: try input.bytes(4), as: UTF8.self)
            let size = try Self.little(input.bytes(4))
            let padded = size + size % 2
            // The last padding may be missing; nothing else may.
            guard size <= left - 8 else { throw PhotoFault.malformed }
            left -= min(8 + padded, left)
            switch name {
            case "VP8 ", "VP8L", "ALPH", "ICCP":
                if name.hasPrefix("VP8") { hasPicture = true }
                try output.append(Array(name.utf8) + Self.bytes(size))
                try input.copy(size, to: &output)
                if size % 2 == 1 { try output.append([0]) }
            case "VP8X":
                guard size == 10 else { throw PhotoFault.malformed }
                var head = try input.bytes(10)
                guard head[0] & Self.moving == 0 else { throw PhotoFault.unsupported }
                plan.isExtended = true
                head[0] &= ~(Self.cameraFlag | Self.packetFlag)
                if camera != nil { head[0] |= Self.cameraFlag }
                try output.append(Array(name.utf8) + Self.bytes(size) + head)
            case "ANIM", "ANMF": throw PhotoFault.unsupported
            case "EXIF" where size <= Self.longestBlock && isLook:
                plan.orientation = Self.orientation(try input.bytes(size))
            default: try input.skip(size)
            }
            if size % 2 == 1, try !input.isAtEnd() { try input.skip(1) }
        }
        guard hasPicture else { throw PhotoFault.malformed }
        if isLook { plan.size = output.count - start }
        if let camera { try output.append(Array("EXIF".utf8) + Self.bytes(camera.count) + camera) }
    }

    /// Some writers put the name of JPEG's segment in front.
    private static func orientation(_ block: [UInt8]) -> Orientation? {
        let name = Array("Exif\0\0".utf8)
        return Orientation(tiff: block.starts(with: name) ? block.dropFirst(name.count) : block[...])
    }

    private static func little(_ bytes: [UInt8]) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

    private static func bytes(_ number: Int) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
