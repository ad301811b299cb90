import Glibc

/// A client with patience (浸泡客户端): each call waits for what it wants, within the bound of `Wire`.
final class SoakClient {
    private let wire: Wire
    private var reader = ResponseReader()

    init(port: UInt16, isEncrypted: Bool = false, receiveBuffer: Int32? = nil) throws {
        var options = Wire.Options()
        options.isBlocking = true
        options.isEncrypted = isEncrypted
        options.receiveBuffer = receiveBuffer
        wire = try Wire(port: port, options)
    }

    /// Sends, where the server still listens; whether it took all is seen in its answer.
    func send(_ text: String) { _ = wire.send(text) }

    func endSending() { wire.endSending() }

    /// From now on the end of this client is a reset.
    func diesWithReset() { wire.resetOnClose() }

    /// Waits for so many answers.
    ///
    /// - Returns: Their count, which is less where the connection ended first, and the last status.
    func answers(_ wanted: Int = 1) throws -> (count: Int, errors: Int, lastStatus: Int) {
        var (count, errors) = (0, 0)
        while count < wanted {
            let piece = receive()
            if piece.isEmpty { break }
            let answers = try piece.withUnsafeBytes { try reader.take($0) }
            count += answers.count
            errors += answers.errors
        }
        return (count, errors, reader.status)
    }

    /// Waits until the server ends the connection.
    ///
    /// - Returns: What came before that.
    func untilEnd() -> String {
        var bytes: [UInt8] = []
        while case let piece = receive(), !piece.isEmpty { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Waits for the end of the connection without reading from it, within a bound.
    func waitForEnd(milliseconds: Int) {
        // Errors and hang-ups are told of without being asked for.
        var polled = pollfd(fd: wire.descriptor, events: 0, revents: 0)
        _ = poll(&polled, 1, Int32(milliseconds))
    }

    /// Waits for bytes, whatever they are.
    ///
    /// - Returns: None when the connection ended or nothing came within the bound.
    func receive(_ most: Int = 65_536) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            switch wire.receive(into: UnsafeMutableRawBufferPointer(buffer)) {
            case .bytes(let received): count = received
            case .later, .ended: count = 0
            }
        }
    }
}
