/// Whether two runs of bytes are the same, eight at a time: `elementsEqual` calls for each byte.
package func areSame(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt64 = 0
    var index = 0
    while index &+ 8 <= left.count {
        difference |=
            left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            ^ right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        index &+= 8
    }
    while index < left.count {
        difference |= UInt64(left[index] ^ right[index])
        index &+= 1
    }
    return difference == 0
}
