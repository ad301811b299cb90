import HTTPWire

/// A request as two readers can compare it; every text is bytes as Latin-1, so that nothing is repaired.
struct Message: Equatable {
    var method: String
    var path: String
    var query: String?
    var host: String?
    var minorVersion: Int
    var keepsAlive: Bool
    var content: [UInt8]
}

extension Message {
    init(_ request: Request) {
        func text(_ range: Range<Int>) -> String { latin1(request.bytes[range]) }
        method = request.method.name
        path = text(request.path)
        query = request.query.map(text)
        host = request.range(of: .host).map(text)
        minorVersion = Int(request.minorVersion)
        keepsAlive = request.keepsAlive
        content = request.content
    }
}
