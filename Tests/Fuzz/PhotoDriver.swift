import Photos

/// A photo is refused or cleaned, and what is clean stays as it is.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzPhoto(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = bytes(start, count)
    guard let first = clean(input, pieces: 1 + count % 13) else { return 0 }
    precondition(clean(input, pieces: 4096) == first, "it depends on the pieces")
    precondition(clean(first, pieces: 5) == first, "what is clean is changed")
    return 0
}

private func clean(_ bytes: [UInt8], pieces size: Int) -> [UInt8]? {
    guard let kind = FileKind(startingWith: bytes) else { return nil }
    var output: [UInt8] = []
    let open = {
        var place = 0
        return { () -> [UInt8] in
            let piece = bytes[place..<min(place + size, bytes.count)]
            place += piece.count
            return Array(piece)
        }
    }
    do {
        try PhotoCleaner.clean(kind, from: open) { output += $0 }
        return output
    } catch {
        return nil
    }
}
