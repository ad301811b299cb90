import HTTPWire

/// The field lines of a request that is good, and the looking up of their values.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzFields(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let stream = latin1("POST / HTTP/1.1\r\nHost: a\r\n") + bytes(start, count) + latin1("\r\n\r\n")
    var decoder = RequestDecoder()
    if case .request(let request, _)? = try? decoder.decode(stream, to: stream.count, limits: WireLimits()) {
        for field in KnownField.allCases {
            let values = request.values(named: field.name)
            // An absolute target replaces the Host field; here there is none.
            guard field != .transferEncoding, request.count(of: field) <= 1 else { continue }
            precondition(values.first == request.value(of: field), "two values of \(field)")
        }
    }
    return obeyLaws(stream, pieces: count % 7)
}
