import Dispatch
import Glibc

/// The server that is measured (被测服务): the product's own program as a child, bound to a core of its own.
final class ServerProcess {
    let port: UInt16
    /// Where it speaks TLS, when it was given a certificate.
    let encryptedPort: UInt16?
    let gauge: ProcessGauge
    let child: pid_t
    private let startedAt: UInt64

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

    /// Starts it, and waits until it serves; a certificate turns TLS on, on a second port.
    init(
        program: String,
        data: String,
        loops: Int,
        certificate: Certificate? = nil,
        flags: [String] = []
    ) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFailure.system("pipe") }
        // The reading end stays here alone.
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        let words =
            Affinity.prefix(loops: loops)
            + [program, "serve", "--data", data, "--loops", "\(loops)"] + Self.ratesWide + ["--listen"]
            + (certificate.map { ["http://127.0.0.1:0,https://127.0.0.1:0"] + $0.flags } ?? ["http://127.0.0.1:0"])
            + flags
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
        do {
            let ports = try Self.ports(certificate == nil ? 1 : 2, saidOn: ends[0])
            port = ports[0]
            encryptedPort = ports.count > 1 ? ports[1] : nil
            gauge = try ProcessGauge(child)
        } catch {
            _ = Self.stop(child)
            close(ends[0])
            throw error
        }
        Self.drain(ends[0])
    }

    /// Reads its access log to nowhere: a full pipe would hold back the server's last lines, and with them its end.
    ///
    /// It closes the descriptor when the server has ended, therefore nobody else does.
    private static func drain(_ descriptor: Int32) {
        DispatchQueue(label: "log of the server").async {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
            }
            close(descriptor)
        }
    }

    /// Asks until it answers.
    ///
    /// - Returns: Milliseconds since the program was started.
    func waitForFirstAnswer() throws -> Double {
        let request = RequestBook(.livez, token: "", cases: 1)
        _ = try LoadGenerator(port: port, connections: 1, requests: request).drive(seconds: 0)
        return Double(LoadGenerator.now() - startedAt) / 1e6
    }

    /// Asks it to end.
    ///
    /// - Returns: Its exit code; -1 when a signal ended it.
    @discardableResult
    func stop() -> Int32 { Self.stop(child) }

    /// Every request is counted, and none is one too many: what is measured is a server with its limits on.
    private static let ratesWide = ["reads", "writes", "reports", "sign-ins", "unmaskings", "sign-ups"].flatMap {
        ["--rate-\($0)", "60000000"]
    }

    /// Ends it as a crash would.
    func kill() {
        Glibc.kill(child, SIGKILL)
        _ = Spawning.wait(for: child)
    }

    /// Starts it and ends it as a crash would, so many microseconds later, wherever it is by then.
    static func killStarting(program: String, data: String, after microseconds: UInt32) throws {
        var child = pid_t()
        let words = [program, "serve", "--data", data, "--listen", "http://127.0.0.1:0"]
        let code = Spawning.start(words, output: nil, child: &child)
        guard code == 0 else {
            throw BenchFailure("\(program) can not be started: \(String(cString: strerror(code)))")
        }
        Interruption.watch(child: child)
        usleep(microseconds)
        Glibc.kill(child, SIGKILL)
        _ = Spawning.wait(for: child)
    }

    private static func stop(_ child: pid_t) -> Int32 {
        Glibc.kill(child, SIGTERM)
        return Spawning.wait(for: child)
    }

    /// The ports in the lines `serving on http://127.0.0.1:PORT`, in the order of the addresses.
    private static func ports(_ amount: Int, saidOn descriptor: Int32) throws -> [UInt16] {
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
            guard said.last == 0x0A else { continue }
            let ports = said.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
                .filter { $0.hasPrefix("serving on http") }
                .compactMap { $0.split(separator: ":").last.flatMap { UInt16($0) } }
            if ports.count == amount { return ports }
        }
    }
}
