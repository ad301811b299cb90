/// The keys of an object, ready to be written (JSON 键): made once for a question, shared by its answers.
///
/// Each lies in a slot of 32 bytes that is stored whole: two stores cost less than a call that copies the few bytes it has.
package final class JSONKeys {
    @usableFromInline static var width: Int { 32 }

    @usableFromInline let count: Int
    /// For each key its slot, and behind all slots the length of each key.
    @usableFromInline let base: UnsafeMutableRawPointer
    /// The keys that no slot holds, by their number.
    @usableFromInline let longer: [Int: [UInt8]]

    /// Takes each key as it is to stand there, with quotes and colon.
    package init(_ keys: [[UInt8]]) {
        count = keys.count
        let size = keys.count * (Self.width + MemoryLayout<Int>.size)
        base = .allocate(byteCount: max(size, 1), alignment: 32)
        base.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        for (index, key) in keys.enumerated() {
            for (offset, byte) in key.prefix(Self.width).enumerated() {
                base.storeBytes(of: byte, toByteOffset: index * Self.width + offset, as: UInt8.self)
            }
            let place = keys.count * Self.width + index * MemoryLayout<Int>.size
            base.storeBytes(of: key.count, toByteOffset: place, as: Int.self)
        }
        let long = keys.enumerated().filter { $0.element.count > Self.width }
        longer = Dictionary(uniqueKeysWithValues: long.map { ($0.offset, $0.element) })
    }

    deinit { base.deallocate() }
}

/// May be read by any thread because nothing changes after it was made.
extension JSONKeys: @unchecked Sendable {}

extension ByteWriter {
    /// Adds the key with that number.
    @inlinable @inline(__always)
    package mutating func append(_ keys: borrowing JSONKeys, at index: Int) {
        precondition(index >= 0 && index < keys.count)
        let place = keys.count &* JSONKeys.width &+ index &* MemoryLayout<Int>.size
        let length = keys.base.load(fromByteOffset: place, as: Int.self)
        guard length <= JSONKeys.width else { return append(keys.longer[index] ?? []) }
        reserve(JSONKeys.width)
        let slot = keys.base.load(fromByteOffset: index &* JSONKeys.width, as: SIMD32<UInt8>.self)
        base.storeBytes(of: slot, toByteOffset: self.length, as: SIMD32<UInt8>.self)
        self.length &+= length
    }
}
