import Testing

/// Reads an archive whose content is not pressed (压缩包读取), by the words of the format and nothing of the writer's.
struct StoredArchive {
    struct Entry {
        let name: String
        let offset: UInt64
        let content: [UInt8]
    }

    let entries: [Entry]

    init(_ bytes: [UInt8], behind before: UInt64 = 0) throws {
        func number(_ at: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[at + $1]) << (8 * $1) }
        }
        // The end is found from behind; where the directory begins too far off, the long end says it.
        let end = bytes.count - 22
        try #require(number(end, 4) == 0x0605_4B50)
        let count = Int(number(end + 10, 2))
        var directory = number(end + 16, 4)
        if directory == 0xFFFF_FFFF {
            try #require(number(end - 20, 4) == 0x0706_4B50)
            let long = Int(number(end - 12, 8) - before)
            try #require(number(long, 4) == 0x0606_4B50 && number(long + 32, 8) == UInt64(count))
            directory = number(long + 48, 8)
        }
        var at = Int(directory - before)
        var entries: [Entry] = []
        for _ in 0..<count {
            try #require(number(at, 4) == 0x0201_4B50)
            let (sum, packed, size) = (number(at + 16, 4), Int(number(at + 20, 4)), Int(number(at + 24, 4)))
            let (name, extra) = (Int(number(at + 28, 2)), Int(number(at + 30, 2)))
            var offset = number(at + 42, 4)
            if offset == 0xFFFF_FFFF { offset = number(at + 46 + name + 4, 8) }
            let local = Int(offset - before)
            try #require(number(local, 4) == 0x0403_4B50)
            var place = local + 30 + Int(number(local + 26, 2))
            let first = place
            var content: [UInt8] = []
            var isLast = false
            while !isLast {
                isLast = bytes[place] & 1 == 1
                // No pressing, and the length again with each bit turned.
                try #require(bytes[place] & 6 == 0 && number(place + 1, 2) ^ number(place + 3, 2) == 0xFFFF)
                let length = Int(number(place + 1, 2))
                content += bytes[place + 5..<place + 5 + length]
                place += 5 + length
            }
            #expect(place - first == packed && content.count == size && Self.sum(content) == sum)
            entries.append(
                Entry(
                    name: String(decoding: bytes[at + 46..<at + 46 + name], as: UTF8.self),
                    offset: offset,
                    content: content
                )
            )
            at += 46 + name + extra
        }
        self.entries = entries
    }

    func text(_ name: String) -> String {
        entries.first { $0.name == name }.map { String(decoding: $0.content, as: UTF8.self) } ?? ""
    }

    /// Bit by bit, as the polynomial is written (ISO 3309).
    private static func sum(_ bytes: [UInt8]) -> UInt64 {
        var value: UInt32 = .max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return UInt64(~value)
    }
}
