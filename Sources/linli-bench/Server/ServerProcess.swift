import Glibc

/// The server that is measured (被测服务): the product's own program as a child, bound to a core of its own.
final class ServerProcess {
    let port: UInt16
    let gauge: ProcessGauge
    private let child: pid_t
    private let startedAt: UInt64
    /// Its standard output, held open so that a later line does not end it.
    private let output: Int32

    /// Where the program lies: beside this one, unless the command line names another.
    static func program(_ named: String?) throws -> String {
        if let named {
            guard access(named, X_OK) == 0 else { throw BenchFailure.system("the server \(named)") }
            return named
        }
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { throw BenchFailure.system("/proc/self/exe") }
        let own = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        guard access("\(folder)/linli", X_OK) == 0 else {
            throw BenchFailure(
                "there is no program \(folder)/linli to measure; build it the same way: "
                    + "swift build -c release --static-swift-stdlib --product linli"
            )
        }
        return "\(folder)/linli"
    }

    init(program: String, data: String, loops: Int) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFailure.system("pipe") }
        // The reading end stays here alone.
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        let words =
            Affinity.prefix(loops: loops)
            + [program, "serve", "--data", data, "--host", "127.0.0.1", "--port", "0", "--loops", "\(loops)"]
        startedAt = LoadGenerator.now()
        var child = pid_t()
        let code = Spawning.start(words, output: ends[1], child: &child)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw BenchFailure("\(program) can not be started: \(String(cString: strerror(code)))")
        }
        Interruption.watch(child: child)
        self.child = child
        output = ends[0]
        do {
            port = try Self.port(saidOn: ends[0])
            gauge = try ProcessGauge(child)
        } catch {
            Self.stop(child)
            close(ends[0])
            throw error
        }
    }

    deinit { close(output) }

    /// Asks until it answers.
    ///
    /// - Returns: Milliseconds since the program was started.
    func waitForFirstAnswer() throws -> Double {
        let request = RequestBook(.livez, token: "", cases: 1)
        _ = try LoadGenerator(port: port, connections: 1, requests: request).drive(seconds: 0)
        return Double(LoadGenerator.now() - startedAt) / 1e6
    }

    func stop() { Self.stop(child) }

    private static func stop(_ child: pid_t) {
        kill(child, SIGTERM)
        var status: Int32 = 0
        waitpid(child, &status, 0)
        Interruption.watch(child: nil)
    }

    /// The port in the line `serving on http://127.0.0.1:PORT`.
    private static func port(saidOn descriptor: Int32) throws -> UInt16 {
        var said: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 512)
        while true {
            var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&polled, 1, 30_000)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { throw BenchFailure("the server did not begin to serve within 30 seconds") }
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { throw BenchFailure("the server ended before it served") }
            said += buffer[..<count]
            for line in said.split(separator: 0x0A).map({ String(decoding: $0, as: UTF8.self) })
            where line.hasPrefix("serving on http://") && said.last == 0x0A {
                if let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) { return port }
            }
        }
    }
}
