/// When the server is killed (中断时机).
enum KillPhase: String, CaseIterable {
    /// While it opens and recovers the database.
    case starting = "while starting"
    /// Under load.
    case working = "under load"
    /// Asked to end, while it finishes what runs and folds the log back.
    case stopping = "while stopping"

    /// Most kills fall where most writes are.
    static func choose(_ chance: inout SeededGenerator) -> KillPhase {
        switch chance.integer(1...10) {
        case 1: .starting
        case 2: .stopping
        default: .working
        }
    }

    /// How long after the phase began, in microseconds: about as long as the phase takes.
    var microseconds: ClosedRange<Int> {
        switch self {
        case .starting: 0...30_000
        case .working: 1_000...200_000
        case .stopping: 0...20_000
        }
    }
}
