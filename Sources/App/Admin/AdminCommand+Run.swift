import Domain
import SQLite
import Storage

extension AdminCommand {
    /// Does the work here, or asks the server that holds the data to do it.
    package func run(_ configuration: Configuration, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            do {
                let open = try OpenStore(
                    configuration,
                    clock: SystemClock(),
                    mayCreate: Self.mayCreate,
                    mayUpgrade: !isDryRun
                ) { output.say($0) }
                defer { open.store.stop() }
                let (data, interruption) = (OpenData(configuration: configuration, open: open), Interruption())
                try await interruption.listening {
                    try await performAsOperator(on: data, interruption: interruption, output: output)
                }
            } catch let error as FileLockError {
                guard case .held = error, let socket = LocalSocket(path: configuration.adminSocketPath) else {
                    throw error
                }
                try ask(socket, output: output)
            }
        }
    }

    /// What the command changes is remembered as the operator's doing.
    func performAsOperator(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        try await Origin.$current.withValue(Origin(action: "command \(Self.name)")) {
            try await perform(on: data, interruption: interruption, output: output)
        }
    }

    func ask(_ socket: LocalSocket, output: CommandOutput) throws {
        socket.send(.run(name: Self.name, arguments: arguments))
        while let line = socket.readLine() {
            switch AdminMessage(line: line) {
            case .say(let text): output.say(text)
            case .progress(let text): output.progress(text)
            case .failed(let text): throw CommandFailure(text)
            case .done: return
            case .run, nil: throw CommandFailure("the running server does not answer as it should")
            }
        }
        throw CommandFailure("the running server ended before the command did; look at its log, then try again")
    }
}
