import App
import Glibc

/// Measures the server on a scratch database (性能测量).
@main
enum LinliBench {
    /// On the main actor, so that the load is made on the main thread, the one that is bound to a core.
    @MainActor
    static func main() async {
        do {
            switch try BenchCommand(arguments: Array(CommandLine.arguments.dropFirst())) {
            case .help:
                Terminal.say(BenchCommand.usage)
            case .fill(let options):
                try await FillCommand(options: options).run()
            case .soak(let options):
                if try await !SoakCommand(options: options).run() { exit(1) }
            case .herd(let options):
                if try await !HerdCommand(options: options).run() { exit(1) }
            case .torture(let options):
                if try await !TortureCommand(options: options).run() { exit(1) }
            case .ballots(let options):
                if try await !BallotCommand(options: options).run() { exit(1) }
            case .run(let options):
                let isWithinLimits = try await RunCommand(options: options).run()
                if !isWithinLimits { exit(1) }
            }
        } catch let error as UsageError {
            Terminal.complain("linli-bench: \(error.description)\n\n\(BenchCommand.usage)")
            exit(2)
        } catch {
            Interruption.waitIfInterrupted()
            Terminal.clearProgress()
            Terminal.complain("linli-bench: \(error)")
            exit(1)
        }
    }
}
