@testable import HTTPWire

/// What a stream of bytes was read as, in a form that does not depend on where the bytes lay.
enum Reading: Equatable {
    case requests([Summary])
    case failure(Status, String)

    struct Summary: Equatable {
        var method: Method
        var path: String
        var query: String?
        var host: String?
        var keepsAlive: Bool
        var body: String
    }

    /// Reads a whole stream, given to the decoder in pieces of the given size; the rest of each piece is offered again.
    static func of(_ text: String, pieces: Int = .max, limits: WireLimits = WireLimits()) -> Reading {
        of(Array(text.utf8), pieces: pieces, limits: limits)
    }

    static func of(_ bytes: [UInt8], pieces: Int, limits: WireLimits = WireLimits()) -> Reading {
        var cuts = Array(stride(from: 0, to: bytes.count, by: min(pieces, bytes.count)))
        cuts.append(bytes.count)
        return of(bytes, cuts: Array(cuts.dropFirst()), limits: limits)
    }

    /// Reads a stream of which more arrives at each cut.
    static func of(_ bytes: [UInt8], cuts: [Int], limits: WireLimits = WireLimits()) -> Reading {
        var decoder = RequestDecoder()
        var memory = FieldMemory()
        var requests: [Summary] = []
        var start = 0
        for cut in cuts {
            do throws(ParseError) {
                arrival: while true {
                    switch try decoder.decode(bytes, from: start, to: cut, limits: limits, memory: &memory) {
                    case .needMore(let consumed), .wantsContinue(let consumed):
                        start += consumed
                        break arrival
                    case .request(let request, let consumed):
                        start += consumed
                        requests.append(Summary(request))
                    }
                }
            } catch {
                return .failure(error.status, error.code)
            }
        }
        return .requests(requests)
    }

    /// The readings of a stream cut in two at every place; one element when they all agree.
    static func ofEverySplit(_ text: String, limits: WireLimits = WireLimits()) -> [Reading] {
        let bytes = Array(text.utf8)
        var readings = [of(bytes, cuts: [bytes.count], limits: limits), of(bytes, pieces: 1, limits: limits)]
        for cut in 0...bytes.count {
            readings.append(of(bytes, cuts: [cut, bytes.count], limits: limits))
        }
        return readings.reduce(into: []) { distinct, reading in
            if !distinct.contains(reading) { distinct.append(reading) }
        }
    }

    /// The only request of a stream.
    static func request(_ text: String, limits: WireLimits = WireLimits()) -> Request? {
        var decoder = RequestDecoder()
        let bytes = Array(text.utf8)
        guard
            let step = try? decoder.decode(bytes, to: bytes.count, limits: limits),
            case .request(let request, bytes.count) = step
        else { return nil }
        return request
    }
}

extension Reading.Summary {
    init(_ request: Request) {
        method = request.method
        path = request.text(request.path)
        query = request.query.map(request.text)
        host = request.value(of: .host)
        keepsAlive = request.keepsAlive
        body = request.withBody { String(decoding: $0.indicesOfBytes, as: UTF8.self) }
    }
}

extension RawSpan {
    fileprivate var indicesOfBytes: [UInt8] {
        byteOffsets.map { unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
    }
}
