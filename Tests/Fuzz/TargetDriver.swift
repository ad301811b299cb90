/// The target of a request that is good, also as its Host.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzTarget(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let target = bytes(start, count)
    _ = obeyLaws(latin1("GET ") + target + latin1(" HTTP/1.1\r\nHost: a\r\n\r\n"), pieces: count % 7)
    _ = obeyLaws(latin1("OPTIONS http://") + target + latin1(" HTTP/1.0\r\n\r\n"), pieces: count % 7)
    return obeyLaws(latin1("GET / HTTP/1.1\r\nHost:") + target + latin1("\r\n\r\n"), pieces: count % 7)
}
