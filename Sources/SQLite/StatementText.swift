/// The text of a statement and the number by which a connection finds it (语句文本); whoever runs the same text again and
/// again makes it once.
package struct StatementText: Sendable {
    package let sql: String
    let key: UInt64

    package init(_ sql: String) {
        self.sql = sql
        key = Self.key(of: sql)
    }

    /// Eight bytes at a time, which is several times faster than the hash of a String.
    ///
    /// The texts come from the program, so nobody can choose them to collide.
    private static func key(of sql: String) -> UInt64 {
        var sql = sql
        return sql.withUTF8 { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            var key = UInt64(truncatingIfNeeded: raw.count) &* 0x9E37_79B9_7F4A_7C15
            var index = 0
            while index &+ 8 <= raw.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                key = (key ^ word) &* 0xFF51_AFD7_ED55_8CCD
                key ^= key >> 32
                index &+= 8
            }
            while index < raw.count {
                key = (key ^ UInt64(raw[index])) &* 0xFF51_AFD7_ED55_8CCD
                key ^= key >> 32
                index &+= 1
            }
            return key
        }
    }
}
