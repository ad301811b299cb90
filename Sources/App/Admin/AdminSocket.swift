import Dispatch
import Glibc
import Synchronization

/// The way into a running server for commands on the same machine (管理通道): a socket file in the data folder that only
/// the owner of the data can open.
///
/// A thread of its own waits for commands; they are rare, and a loop has better things to do.
final class AdminSocket: Sendable {
    /// A command that somebody sent, and where its output goes.
    struct Conversation: Sendable {
        let socket: LocalSocket
        let name: String
        let arguments: [String: String]
    }

    let conversations: AsyncStream<Conversation>
    private let arrivals: AsyncStream<Conversation>.Continuation
    private let descriptor: Int32
    private let path: String
    private let threads = DispatchQueue(label: "admin", attributes: .concurrent)
    private let isStopped = Mutex(false)

    /// Listens; a file that a dead server left is replaced, for the lock says that no other lives.
    init(path: String) throws {
        self.path = path
        (conversations, arrivals) = AsyncStream.makeStream()
        guard var address = LocalSocket.address(path) else {
            throw ConfigurationError(
                "管理套接字的路径过长：\(path.prefix(120))…",
                "the path of the admin socket is too long: \(path.prefix(120))…"
            )
        }
        let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else {
            throw ConfigurationError("无法建立管理套接字 \(path)", "the admin socket \(path) can not be made")
        }
        _ = unlink(path)
        // Nobody but the owner, from its first moment on.
        _ = fchmod(file, 0o600)
        guard LocalSocket.call(bind, file, &address) == 0, chmod(path, 0o600) == 0, listen(file, 16) == 0 else {
            close(file)
            throw ConfigurationError("无法建立管理套接字 \(path)", "the admin socket \(path) can not be made")
        }
        descriptor = file
        try start()
    }

    /// Starts the waiting thread, which keeps the socket alive.
    ///
    /// On a queue it would hold one of Dispatch's workers for ever, of which there are as many as cores.
    private func start() throws {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<AdminSocket>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            },
            context.toOpaque()
        )
        guard code == 0 else {
            context.release()
            throw ConfigurationError("系统拒绝为管理套接字建立线程", "the system refuses a thread for the admin socket")
        }
        pthread_detach(thread)
    }

    /// Takes no more commands.
    func stop() {
        let wasStopped = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return isStopped
        }
        guard !wasStopped else { return }
        _ = unlink(path)
        arrivals.finish()
        // Wakes the thread that waits for a command; it closes the socket.
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func serve() {
        while true {
            let client = accept(descriptor, nil, nil)
            if client < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard client >= 0 else {
                // Without descriptors it is tried again; a stopped one is closed.
                if isStopped.withLock({ $0 }) || (errno != EMFILE && errno != ENFILE && errno != ENOMEM) { break }
                usleep(100_000)
                continue
            }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            let socket = LocalSocket(client)
            // A command sends its line at once; who stays silent must not keep the threads.
            socket.setPatience(seconds: 1)
            threads.async { self.hear(socket) }
        }
        close(descriptor)
    }

    private func hear(_ socket: LocalSocket) {
        guard let line = socket.readLine(), case .run(let name, let arguments)? = AdminMessage(line: line) else {
            socket.send(.failed("this is the admin socket of linli; it takes the commands of the command line"))
            return
        }
        arrivals.yield(Conversation(socket: socket, name: name, arguments: arguments))
    }
}
