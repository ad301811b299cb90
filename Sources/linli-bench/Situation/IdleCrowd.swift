import Glibc

/// Connections at rest (空闲连接): each has had an answer, so that the server has seen all of its life.
final class IdleCrowd {
    private var wires: [Wire] = []

    var count: Int { wires.count }

    /// Opens more connections, until there are so many.
    func grow(to count: Int, port: UInt16, isEncrypted: Bool = false) throws {
        var options = Wire.Options()
        options.isBlocking = true
        options.isEncrypted = isEncrypted
        var requests = RequestBook(.livez, token: "", cases: 1)
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while wires.count < count {
            let wire = try Wire(port: port, options)
            guard requests.withNext({ wire.send($0) }),
                case .bytes = buffer.withUnsafeMutableBytes({ wire.receive(into: $0) })
            else { throw BenchFailure("the server did not answer connection \(wires.count + 1)") }
            wires.append(wire)
        }
    }

    /// As many descriptors as may be: ten thousand connections need as many, and the soft limit is often a thousand.
    static func raiseDescriptorLimit() {
        var limit = rlimit()
        let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(descriptors, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(descriptors, &limit)
    }
}
