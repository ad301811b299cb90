/// The chunked body of a request that is good.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzChunk(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    obeyLaws(latin1(chunked("")) + bytes(start, count), pieces: count % 7)
}
