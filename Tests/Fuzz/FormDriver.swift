import HTTPWire

/// The parts of a form lie within it, one behind the other, and none holds the delimiter.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzForm(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let text = bytes(start, count)
    let form = try? MultipartForm(boundary: "b", size: text.count) { place, length in
        precondition(place >= 0 && place + length <= text.count, "read outside the body")
        return Array(text[place..<place + length])
    }
    var end = 0
    for part in form?.parts ?? [] {
        precondition(part.range.lowerBound >= end && part.range.upperBound <= text.count, "a part lies elsewhere")
        precondition(text[part.range].firstRange(of: Array("\r\n--b".utf8)) == nil, "a delimiter is in a part")
        end = part.range.upperBound
    }
    return 0
}
