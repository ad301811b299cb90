import Domain
import Routing

/// The fields that choose format and language.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzNegotiation(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let text = String(decoding: bytes(start, count), as: UTF8.self)
    _ = Negotiation.language(text)
    _ = try? Negotiation.format(accept: text, parameter: nil, offered: Format.allCases)
    _ = try? Negotiation.format(accept: nil, parameter: text, offered: Format.allCases)
    return 0
}
