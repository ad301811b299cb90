/// Whole streams: requests, bodies, chunks and what follows them.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzRequest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    obeyLaws(bytes(start, count), pieces: count % 7)
}
