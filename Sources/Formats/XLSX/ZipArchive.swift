import Crypto
import JSON

/// An archive that is written while it is sent (压缩包): PKWARE APPNOTE 6.3, one entry after the other.
///
/// Sizes and checksums follow each entry, since they are known only then. What is in it is parted into blocks of the deflate
/// format but not pressed (RFC 1951 section 3.2.4): whoever reads deflate can read it, and nothing has to be kept in memory.
struct ZipArchive {
    private struct Entry {
        let name: [UInt8]
        let offset: UInt64
        var sum = CRC32()
        /// Bytes of its content, and as they lie in the archive.
        var size: UInt64 = 0
        var packed: UInt64 = 0
    }

    private var entries: [Entry] = []
    /// Bytes of the archive so far.
    private var offset: UInt64

    /// The longest block that is not pressed.
    private static let block = 65_535
    /// Sizes and offsets from here on need the long form (APPNOTE 4.5.3).
    private static let long: UInt64 = 0xFFFF_FFFF

    /// Starts an archive; behind so many bytes of it, for a test of the long form.
    init(behind offset: UInt64 = 0) { self.offset = offset }

    /// Starts an entry, whose content is what `add` takes until `close`.
    mutating func open(_ name: String, into out: inout ByteWriter) {
        let start = out.count
        entries.append(Entry(name: Array(name.utf8), offset: offset))
        out.append32(0x0403_4B50)
        appendKind(into: &out)
        // Checksum and sizes, which follow the content.
        out.append(repeating: 0, count: 12)
        out.append16(name.utf8.count)
        out.append16(0)
        out.append(name)
        offset += UInt64(out.count - start)
    }

    /// Takes what was written from a mark on as content of the open entry.
    mutating func add(from mark: Int, into out: inout ByteWriter) {
        let content = out.withBytes { Array($0[mark...]) }
        out.truncate(to: mark)
        content.withUnsafeBytes { bytes in
            entries[entries.count - 1].sum.add(bytes)
            for start in stride(from: 0, to: bytes.count, by: Self.block) {
                let piece = bytes[start..<min(start + Self.block, bytes.count)]
                appendBlock(UnsafeRawBufferPointer(rebasing: piece), isLast: false, into: &out)
            }
        }
        entries[entries.count - 1].size += UInt64(content.count)
        entries[entries.count - 1].packed += UInt64(out.count - mark)
    }

    /// Ends the open entry.
    mutating func close(into out: inout ByteWriter) {
        let start = out.count
        appendBlock(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, into: &out)
        entries[entries.count - 1].packed += UInt64(out.count - start)
        let entry = entries[entries.count - 1]
        out.append32(0x0807_4B50)
        appendSizes(entry, into: &out)
        offset += entry.packed + 16
    }

    /// Writes the directory, by which readers find the entries.
    mutating func end(into out: inout ByteWriter) {
        let start = out.count
        for entry in entries { appendDirectory(entry, into: &out) }
        let size = UInt64(out.count - start)
        let isLong = offset >= Self.long
        if isLong { appendLongEnd(size, into: &out) }
        out.append32(0x0605_4B50)
        out.append(repeating: 0, count: 4)
        out.append16(entries.count)
        out.append16(entries.count)
        out.append32(UInt32(size))
        out.append32(UInt32(min(offset, Self.long)))
        out.append16(0)
    }

    private func appendBlock(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into out: inout ByteWriter) {
        out.append(isLast ? 1 : 0)
        out.append16(bytes.count)
        out.append16(~bytes.count)
        out.append(bytes)
    }

    /// Version 2.0, sizes behind the content, names in UTF-8, deflate, and the first day that the format knows: the same rows
    /// make the same bytes.
    private func appendKind(into out: inout ByteWriter) {
        out.append16(20)
        out.append16(0x0808)
        out.append16(8)
        out.append16(0)
        out.append16(0x21)
    }

    private func appendSizes(_ entry: Entry, into out: inout ByteWriter) {
        out.append32(entry.sum.value)
        out.append32(UInt32(entry.packed))
        out.append32(UInt32(entry.size))
    }

    private func appendDirectory(_ entry: Entry, into out: inout ByteWriter) {
        let isLong = entry.offset >= Self.long
        out.append32(0x0201_4B50)
        out.append16(isLong ? 45 : 20)
        appendKind(into: &out)
        appendSizes(entry, into: &out)
        out.append16(entry.name.count)
        out.append16(isLong ? 12 : 0)
        out.append(repeating: 0, count: 10)
        out.append32(UInt32(min(entry.offset, Self.long)))
        out.append(entry.name)
        guard isLong else { return }
        out.append16(1)
        out.append16(8)
        out.append64(entry.offset)
    }

    private func appendLongEnd(_ size: UInt64, into out: inout ByteWriter) {
        out.append32(0x0606_4B50)
        out.append64(44)
        out.append16(45)
        out.append16(45)
        out.append(repeating: 0, count: 8)
        out.append64(UInt64(entries.count))
        out.append64(UInt64(entries.count))
        out.append64(size)
        out.append64(offset)
        out.append32(0x0706_4B50)
        out.append32(0)
        out.append64(offset + size)
        out.append32(1)
    }
}

extension ByteWriter {
    fileprivate mutating func append16(_ value: Int) {
        append(word: UInt64(UInt16(truncatingIfNeeded: value)), count: 2)
    }

    fileprivate mutating func append32(_ value: UInt32) { append(word: UInt64(value), count: 4) }

    fileprivate mutating func append64(_ value: UInt64) { append(word: value, count: 8) }
}
