import Torture

/// What a torture came to (拷问结果).
struct TortureReport {
    let seed: Int
    let sendsKeys: Bool
    var rounds = 0
    var tally = Ledger.Tally()
    var kills: [KillPhase: Int] = [:]
    var faults: [String] = []

    private var rows: [(name: String, value: Int)] {
        [
            ("rounds", rounds),
            ("writes acknowledged", tally.acknowledged),
            ("writes refused with 503", tally.refused),
            ("writes without an answer", tally.silent),
            ("of these found in the database", tally.foundLater),
            ("repeats after a restart, answered well", tally.repeated),
        ]
            + KillPhase.allCases.map { ("kills \($0.rawValue)", kills[$0, default: 0]) }
            + [("lost, half done or oversold", faults.count)]
    }

    var table: String {
        let width = rows.map(\.name.count).max() ?? 0
        let lines = rows.map { row in
            let number = String(row.value)
            return row.name + String(repeating: " ", count: width + 12 - row.name.count - number.count) + number
        }
        return (["seed \(seed), \(sendsKeys ? "with" : "without") Idempotency-Key"] + lines).joined(separator: "\n")
    }

    var json: String {
        let names = KillPhase.allCases.map { #""\#($0)": \#(kills[$0, default: 0])"# }.joined(separator: ", ")
        return """
            {"seed": \(seed), "idempotency": \(sendsKeys), "rounds": \(rounds), "acknowledged": \(tally.acknowledged), \
            "refused": \(tally.refused), "silent": \(tally.silent), "found_later": \(tally.foundLater), \
            "repeated": \(tally.repeated), "kills": {\(names)}, "faults": \(faults.count)}
            """
    }
}
