import Glibc
import TestSupport

/// The built program as a process of its own.
final class Program {
    let id: pid_t
    private var output: Int32
    // Bytes, as a piece may end within a character.
    private var said: [UInt8] = []
    private var text: String { String(decoding: said, as: UTF8.self) }
    private var isReaped = false

    private init(id: pid_t, output: Int32) {
        self.id = id
        self.output = output
    }

    deinit {
        if !isReaped { kill() }
        hangUp()
    }

    /// Reads no more of what it says.
    func hangUp() {
        if output >= 0 { close(output) }
        output = -1
    }

    /// Programs lie beside the tests that were built with them.
    private static let folder: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Swift Testing runs the test bundle itself, or a helper that loads it; the bundle's path is then an argument.
        let arguments = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        let bundle = arguments.last ?? own
        return bundle.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }()

    static func start(_ arguments: [String], input: String = "", program: String = "linli") throws -> Program {
        let path = "\(folder)/\(program)"
        var (outputs, inputs): ([Int32], [Int32]) = ([0, 0], [0, 0])
        guard pipe(&outputs) == 0, pipe(&inputs) == 0 else { throw TestFailure("no pipe: errno \(errno)") }
        _ = fcntl(outputs[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(inputs[1], F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, inputs[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, outputs[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, outputs[1], STDERR_FILENO)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, path, &actions, nil, &words, environ)
        close(outputs[1])
        close(inputs[0])
        if !input.isEmpty {
            withoutBrokenPipes { _ = input.withCString { write(inputs[1], $0, strlen($0)) } }
        }
        close(inputs[1])
        guard code == 0 else { throw TestFailure("\(path) does not start: errno \(code)") }
        return Program(id: id, output: outputs[0])
    }

    /// Runs to the end; standard output and standard error together.
    static func run(
        _ arguments: [String],
        input: String = "",
        program: String = "linli"
    ) throws -> (status: Int32, output: String) {
        let program = try start(arguments, input: input, program: program)
        while program.readMore() {}
        return (try program.wait(), program.text)
    }

    func waitForPort(scheme: String = "http") throws -> UInt16 {
        guard let port = UInt16(try wait(for: "serving on \(scheme)://127.0.0.1:") { $0.isNumber }) else {
            throw TestFailure("no port in: \(text)")
        }
        return port
    }

    func waitForToken() throws -> String {
        try wait(for: "TOKEN=") { !$0.isWhitespace }
    }

    private func wait(for mark: String, _ belongs: (Character) -> Bool) throws -> String {
        while true {
            if let start = text.firstRange(of: mark), text[start.upperBound...].contains(where: { !belongs($0) }) {
                return String(text[start.upperBound...].prefix(while: belongs))
            }
            guard readMore() else { throw TestFailure("the program ended before it said \(mark): \(text)") }
        }
    }

    private func readMore() -> Bool {
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            said += piece[..<count]
            return true
        }
    }

    /// All that it said, to its end.
    func rest() -> String {
        while readMore() {}
        return text
    }

    /// Asks it to stop, and says with which code it ended.
    func stop() throws -> Int32 {
        Glibc.kill(id, SIGTERM)
        return try wait()
    }

    /// Interrupts it again and again, as it may not hear the first ones, and says with which code it ended.
    func interrupt() throws -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, WNOHANG) == 0 {
            Glibc.kill(id, SIGINT)
            usleep(20_000)
        }
        isReaped = true
        return Self.code(status)
    }

    func kill() {
        Glibc.kill(id, SIGKILL)
        _ = try? wait()
    }

    func wait() throws -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { throw TestFailure("waitpid: errno \(errno)") }
        }
        isReaped = true
        return Self.code(status)
    }

    private static func code(_ status: Int32) -> Int32 { status & 0x7F == 0 ? (status >> 8) & 0xFF : -1 }
}
