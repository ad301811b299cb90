/// A growing buffer of bytes (字节缓冲) in which every answer is written.
///
/// It is the one place where output is stored through a pointer: each method makes room first and writes afterwards, so
/// that whoever uses it cannot write outside. The buffer is unique and frees its memory when it goes.
package struct ByteWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var length: Int
    /// Whether the memory is an array's that is being made, which frees it itself.
    @usableFromInline var isLent = false

    /// What a buffer keeps when it is emptied; a single large export must not hold its memory for ever.
    @usableFromInline static var kept: Int { 1 << 20 }

    /// What every allocation has anyway; to ask for more takes the slow way to it.
    private static var alignment: Int { 8 }

    package init(capacity: Int = 4096) {
        self.capacity = max(capacity, 64)
        base = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: Self.alignment)
        length = 0
    }

    /// Writes into memory that somebody else frees, until it no longer suffices.
    private init(lent memory: UnsafeMutableRawBufferPointer, _ base: UnsafeMutableRawPointer) {
        self.base = base
        capacity = memory.count
        length = 0
        isLent = true
    }

    deinit { if !isLent { base.deallocate() } }

    /// How many bytes have been written.
    @inlinable package var count: Int {
        @inline(__always) get { length }
    }

    /// Makes room for so many more bytes.
    @inlinable @inline(__always)
    package mutating func reserve(_ additional: Int) {
        if capacity &- length < additional { grow(additional) }
    }

    @usableFromInline @inline(never)
    mutating func grow(_ additional: Int) {
        precondition(additional >= 0)
        let wanted = max(capacity * 2, length + additional)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: Self.alignment)
        larger.copyMemory(from: base, byteCount: length)
        replaceMemory(with: larger, wanted)
    }

    /// Forgets what was written and keeps the memory, unless it is more than about a mebibyte.
    package mutating func removeAll() {
        length = 0
        guard capacity > Self.kept, !isLent else { return }
        replaceMemory(with: .allocate(byteCount: 4096, alignment: Self.alignment), 4096)
    }

    private mutating func replaceMemory(with memory: UnsafeMutableRawPointer, _ size: Int) {
        if !isLent { base.deallocate() }
        isLent = false
        base = memory
        capacity = size
    }

    /// Takes back everything behind the first `count` bytes.
    @inlinable
    package mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= length)
        length = count
    }

    /// The last byte written, if there is one.
    @inlinable package var last: UInt8? {
        length == 0 ? nil : base.load(fromByteOffset: length &- 1, as: UInt8.self)
    }

    /// A copy of exactly what was written.
    package borrowing func array() -> [UInt8] {
        [UInt8](UnsafeRawBufferPointer(start: base, count: length))
    }

    /// An array of what is written, made in place; only what outgrows the room expected is copied.
    ///
    /// By way of `append` its memory is had without asking for the array's type at run time, which takes longer than to
    /// allocate it.
    package static func array(expecting room: Int, _ write: (inout ByteWriter) throws -> Void) throws -> [UInt8] {
        var outgrown: [UInt8]?
        var inPlace: [UInt8] = []
        try inPlace.append(addingCapacity: max(room, 64)) { span in
            try span.withUnsafeMutableBufferPointer { memory, count in
                guard let base = memory.baseAddress else { return }
                var writer = ByteWriter(lent: UnsafeMutableRawBufferPointer(memory), base)
                try write(&writer)
                if writer.isLent { count = writer.length } else { outgrown = writer.array() }
            }
        }
        return outgrown ?? inPlace
    }

    /// Lends what was written for the time of a call.
    @inlinable
    package borrowing func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try body(UnsafeRawBufferPointer(start: base, count: length))
    }
}

/// May go to another thread because it alone owns its memory and cannot be copied.
extension ByteWriter: @unchecked Sendable {}
