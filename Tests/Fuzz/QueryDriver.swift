import Routing

/// The query of a target, decoded.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzQuery(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let text = bytes(start, count)
    // The parser of heads lets nothing else through.
    guard text.allSatisfy({ 0x21...0x7E ~= $0 }), let query = try? QueryString(text[...]) else { return 0 }
    for item in query.items {
        precondition(query.value(of: item.name) == item.value, "a value is not found by its name")
        precondition(!item.name.unicodeScalars.contains("\0"), "a NUL came through")
    }
    // What stands behind other bytes is decoded no differently.
    let shifted = [0x26, 0x26] + text
    let other = try? QueryString(shifted[2...])
    precondition(other?.items.map(\.value) == query.items.map(\.value), "a slice is read differently")
    return 0
}
