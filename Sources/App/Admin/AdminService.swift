import ServiceLifecycle

/// Carries out the commands that come by the admin socket, as long as the server runs (管理服务).
struct AdminService: NamedService {
    static let name = "admin socket"

    let socket: AdminSocket
    let data: OpenData

    func run() async {
        await withDiscardingTaskGroup { group in
            for await conversation in socket.conversations.cancelOnGracefulShutdown() {
                group.addTask { await answer(conversation) }
            }
        }
        socket.stop()
    }

    private func answer(_ conversation: AdminSocket.Conversation) async {
        let socket = conversation.socket
        // Whoever asked may have gone: Ctrl-C there ends the work here.
        let interruption = Interruption(isGone: { socket.isGone })
        let tell: @Sendable (AdminMessage) -> Void = { if !socket.send($0) { interruption.ask() } }
        let output = CommandOutput(say: { tell(.say($0)) }, progress: { tell(.progress($0)) })
        // Whoever gave up waiting for its turn does not want the work any more.
        guard !socket.isGone else { return }
        do {
            guard let kind = AdminCommands.named(conversation.name) else {
                throw CommandFailure("the running server has no command \(conversation.name); it may be older")
            }
            try await CommandFailure.explaining {
                try await kind.init(arguments: conversation.arguments).performAsOperator(
                    on: data,
                    interruption: interruption,
                    output: output
                )
            }
            socket.send(.done)
        } catch {
            socket.send(.failed("\(error)"))
        }
    }
}
